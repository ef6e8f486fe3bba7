"""The plain text: for a message, an e-mail or a note, readable without any formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Options, VerificationError
from stretchexport.exporters.written.outline import outline
from stretchexport.exporters.written.page import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.written.outline import Exercise, Line, Outline, Part
    from stretchexport.model import Routine
    from stretchexport.wording import Words


class TextExporter:
    """Writes ``<routine-id>.txt``."""

    name = "text"
    title = "Plain text"
    suffix = ".txt"
    media_type = "text/plain"
    purpose = "A plain text to send in a message or to paste anywhere."
    next_step = "Copy it into a message, or attach it."
    limits = LIMITS
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """The whole routine as one text in UTF-8."""
        say = options.words(routine)
        blocks = _blocks(outline(routine, options.selection, say), say)
        text = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
        file = File(routine.id + self.suffix, text.encode(), self.media_type, "text to send")
        return Export((file,), options.wordless(routine))

    def verify(self, file: File) -> str:
        """Read it as UTF-8 and count its lines."""
        try:
            lines = file.data.decode().splitlines()
        except UnicodeDecodeError as error:
            raise VerificationError(f"{file.name}: it is not UTF-8: {error}") from error
        return counted(len(lines), "line")


def _blocks(page: Outline, say: Words) -> Iterator[list[str]]:
    """The text as paragraphs of lines."""
    yield [page.title.upper(), *filter(None, [page.summary])]
    for part in page.parts:
        yield from _session(part, say)
    yield _lines(page.lines, say)
    yield [page.safety]


def _session(part: Part, say: Words) -> Iterator[list[str]]:
    yield [f"== {part.title} ==", *filter(None, [part.summary]), *_lines(part.lines, say)]
    for number, one in enumerate(part.exercises, start=1):
        yield _exercise(number, one, say)
    for change in part.changes:
        yield [say.line(change.weeks, change.total), *_lines(change.doses, say)]


def _exercise(number: int, one: Exercise, say: Words) -> list[str]:
    steps = [f"   {number}.{step} {text}" for step, text in enumerate(one.steps, start=1)]
    notes = [f"   {line}" for line in _lines(one.lines, say)]
    return [f"{number}. {say.line(one.name, one.dose)}", *steps, *notes]


def _lines(lines: Iterable[Line], say: Words) -> list[str]:
    """Each with its label; an address stands at the end, so that nothing runs into it."""
    return [say.line(line.label, " ".join(filter(None, (line.text, line.url)))) for line in lines]


EXPORTER = TextExporter()
