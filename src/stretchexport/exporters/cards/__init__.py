"""The cards format: one card a stretch and a plan card before them, to print or to look at.

Nothing here imports ``typst`` or ``segno``: they are only needed once cards are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Options

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.exporters.cards.imposition import Flip
    from stretchexport.exporters.cards.sheets import Sheet
    from stretchexport.model import Routine


class Form(StrEnum):
    """What the cards are written as."""

    PDF = "pdf"
    """Sheets to print."""
    PNG = "png"
    """A picture a card, in pixels."""
    SVG = "svg"
    """A picture a card, in lines."""
    HTML = "html"
    """One page for the screen and for the browser's own print."""


MOST_CLINIC, MOST_PATIENT = 200, 80
"""Letters of the texts at the foot of every card: more would leave no room for the stretch."""


@dataclass(frozen=True, slots=True)
class CardsOptions(Options):
    """How cards are printed.

    Raises ``ValueError`` with a sentence for people if there is no such sheet or theme, or if two
    options do not go together.
    """

    sheet: str | Sheet = "a6"
    """How cards lie on paper: a preset of ``data/cards/sheets.toml``, or a sheet of one's own."""
    two_sided: Flip | None = None
    """The edge at which the printer turns the paper over; one-sided if there is none."""
    back_offset: tuple[float, float] = (0.0, 0.0)
    """How far backs are moved to the right and down, in mm."""
    theme: str = "colour"
    """An entry of ``data/cards/themes.toml``: what they look like."""
    calibrate: bool = False
    """Whether to write a page that tells what ``back_offset`` has to be, and no cards."""
    form: Form = Form.PDF
    pdf_a: bool = False
    """Whether the PDF is one to keep for decades: PDF/A-2a (ISO 19005-2), which embeds all."""

    clinic: str | None = None
    """Who hands the cards out: a name, and behind a comma an address; 200 letters at most."""
    logo: Path | None = None
    """A picture of theirs, wherever it is."""
    patient: str | None = None
    """Whom the cards are for; it stands on them and nowhere else; 80 letters at most."""
    note_line: bool = False
    """Whether there is an empty line to write on."""

    def __post_init__(self) -> None:
        """Refuse what there is none of."""
        from stretchexport.exporters.cards import presets

        sheet = self.paper
        if sheet.layout != "cards" and (self.two_sided or self.form is not Form.PDF):
            wrong = "leave out --two-sided" if self.two_sided else f"ask for PDF, not {self.form}"
            raise ValueError(f"sheet {sheet.name} is a one-sided PDF: {wrong}")
        if self.calibrate and self.two_sided is None:
            raise ValueError("to calibrate, say how the paper is turned: --two-sided long or short")
        if self.two_sided is None and self.back_offset != (0.0, 0.0):
            raise ValueError(
                "--back-offset moves backs: ask for them with --two-sided long or short"
            )
        presets.theme(self.theme)
        for name, text, most in (
            ("clinic", self.clinic, MOST_CLINIC),
            ("patient", self.patient, MOST_PATIENT),
        ):
            if len(text or "") > most:
                raise ValueError(f"{name}: it has {len(text or '')} letters; at most {most} fit")
        if self.form is not Form.PDF:
            if self.pdf_a:
                raise ValueError(f"{self.form} is no PDF/A: leave out --pdf-a, or ask for PDF")
            if self.two_sided is not None:
                raise ValueError(f"{self.form} has one side: leave out --two-sided, or ask for PDF")

    @property
    def paper(self) -> Sheet:
        """The sheet itself."""
        from stretchexport.exporters.cards import sheets

        return sheets.preset(self.sheet) if isinstance(self.sheet, str) else self.sheet

    @property
    def shows_stretches(self) -> bool:
        """Not on the page to calibrate with, and not on a log."""
        return not self.calibrate and self.paper.layout != "log"


class CardsExporter:
    """A routine's stretches as printable cards.

    An :class:`~stretchexport.exporters.base.Exporter`.
    """

    name: str = "cards"
    title: str = "Cards"
    suffix: str = ".pdf"
    media_type: str = "application/pdf"
    purpose: str = (
        "Cards to print and pin to the wall: one for each stretch, with dose, steps, body map and "
        "when to stop, and one with the whole plan."
    )
    next_step: str = (
        "Print the file at 100 % (no scaling) on A4 and cut along the marks; "
        "four cards come from one sheet."
    )
    limits: tuple[str, ...] = (
        "The steps of one way to do a stretch are printed; the other ways are named in a line.",
        "Reminders and places are not on the cards.",
        "Latin, Greek, Cyrillic, Hebrew, Arabic and Japanese letters, signs and emoji can be "
        "printed; any other character is written as its code, such as [U+D55C].",
    )
    options_type: type[Options] = CardsOptions

    def export(self, routine: Routine, options: CardsOptions) -> Export:
        """The routine's cards: one file, or pictures in the order of the cards."""
        from stretchexport.exporters.cards.document import export

        return export(routine, options)

    def verify(self, file: File) -> str:
        """Read the file back and count what is in it."""
        from stretchexport.exporters.cards.readback import verify

        return verify(file)


EXPORTER = CardsExporter()
