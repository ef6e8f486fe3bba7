"""The plain text: for a message, an e-mail or a note, readable without any formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Options, VerificationError
from stretchexport.exporters.written.outline import outline
from stretchexport.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.written.outline import Change, Exercise, Line, Outline, Part
    from stretchexport.model import Routine


class TextExporter:
    """Writes ``<routine-id>.txt``."""

    name = "text"
    title = "Plain text"
    suffix = ".txt"
    media_type = "text/plain"
    purpose = "A plain text to send in a message or to paste anywhere."
    next_step = "Copy it into a message, or attach it."
    limits = (
        "Drawings, pictures and body maps stay on the cards.",
        "The steps of one way to do a stretch are written; the other ways stay in the routine.",
        "Reminders are not in it.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """The whole routine as one text in UTF-8."""
        say = words_for(routine, options)
        text = "\n\n".join(_paragraphs(outline(routine, options.selection, say), say.line)) + "\n"
        file = File(routine.id + self.suffix, text.encode(), self.media_type, "text to send")
        return Export((file,))

    def verify(self, file: File) -> str:
        """Read it as UTF-8 and count its lines."""
        try:
            lines = file.data.decode().splitlines()
        except UnicodeDecodeError as error:
            raise VerificationError(f"{file.name}: it is not UTF-8: {error}") from error
        return f"{len(lines)} lines"
