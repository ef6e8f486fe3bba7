"""``stretchexport cards``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stretchexport.cli.common import (
    ExitCode,
    FilesArgument,
    FormatOption,
    LangOption,
    OutputFormat,
    VariantOption,
    VerifyOption,
    WithOption,
    fail,
    found,
)
from stretchexport.cli.several import export_each
from stretchexport.cli.sheets import (
    BackOffsetOption,
    CalibrateOption,
    SheetOption,
    TwoSidedOption,
    flip_from,
    offset_from,
    sheet_from,
)
from stretchexport.cli.words import CardForm, Theme, example, named_path, one_of
from stretchexport.cli.writing import OutputOption


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("cards examples/mid-back-release.yaml --sheet large --theme grey"))(
        cards
    )


def cards(
    files: FilesArgument,
    target: OutputOption = None,
    sheet: SheetOption = "a6",
    two_sided: TwoSidedOption = None,
    back_offset: BackOffsetOption = "0,0",
    calibrate: CalibrateOption = False,
    theme: Annotated[
        Theme,
        typer.Option(
            help="Colour, grey for a black and white printer, or outlines that save ink.",
            **one_of(Theme, "theme"),
        ),
    ] = Theme.COLOUR,
    form: Annotated[
        CardForm | None,
        typer.Option(
            "--as",
            help="PDF to print, a PNG or SVG picture a card, or one HTML page; else what -o ends "
            "with, or PDF.",
            **one_of(CardForm, "form"),
        ),
    ] = None,
    pdf_a: Annotated[
        bool, typer.Option("--pdf-a", help="Make it PDF/A-2a too, for archives.")
    ] = False,
    clinic: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Who hands them out: 'Name, street, town, telephone'."),
    ] = None,
    logo: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            parser=named_path,
            help="A picture at their foot: PNG, JPEG, WebP or SVG.",
        ),
    ] = None,
    patient: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whom they are for; it stands on the cards only."),
    ] = None,
    note_line: Annotated[
        bool, typer.Option("--note-line", help="An empty line on each to write on.")
    ] = False,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
    verify: VerifyOption = False,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write the cards to print: one a stretch, and one with the plan."""
    from stretchexport.exporters.cards import EXPORTER, Form

    export_each(
        EXPORTER,
        found(files),
        target,
        have,
        variant,
        verify=verify,
        output=output,
        sheet=sheet_from(sheet),
        two_sided=flip_from(two_sided),
        back_offset=offset_from(back_offset),
        calibrate=calibrate,
        theme=str(theme),
        language=lang,
        form=Form(str(_form(form, target))),
        pdf_a=pdf_a,
        clinic=clinic,
        logo=_logo(logo),
        patient=patient,
        note_line=note_line,
    )


def _form(form: CardForm | None, target: str | None) -> CardForm:
    """What was asked for by ``--as``, or by the ending of ``-o``; leaves with 2 if they differ."""
    path = Path("" if target is None or target.endswith(("/", "\\")) else target)
    ending = "" if path.exists() and not path.is_file() else path.suffix.lower()
    if not ending:
        return form or CardForm.PDF
    wanted = {f".{one}": one for one in ([form] if form else CardForm)}
    if ending not in wanted:
        fail(
            f"-o {target}: give a name that ends with {' or '.join(wanted)}, "
            "or a folder that ends with /",
            ExitCode.USAGE,
        )
    return wanted[ending]


def _logo(file: Path | None) -> Path | None:
    """The logo, once it was seen that it can be shown; leaves with 3 if it cannot."""
    if file is not None:
        from stretchexport.exporters.cards.letterhead import picture
        from stretchexport.pictures.flaw import Flaw

        found = picture(file)
        if isinstance(found, Flaw):
            fail(f"--logo {file}: {found.message}", ExitCode.FILES)
    return file
