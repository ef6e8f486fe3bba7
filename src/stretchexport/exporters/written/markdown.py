"""A page in Markdown (CommonMark 0.31): for notes apps, wikis and issue trackers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Options, VerificationError
from stretchexport.exporters.written.outline import outline
from stretchexport.exporters.written.page import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.written.outline import Exercise, Line, Outline, Part
    from stretchexport.model import Routine
    from stretchexport.wording import Words


class MarkdownExporter:
    """Writes ``<routine-id>.md``."""

    name = "markdown"
    title = "Page for notes (Markdown)"
    suffix = ".md"
    media_type = "text/markdown"
    purpose = "A page for a notes app, with a box to tick for every exercise."
    next_step = "Open it in a notes app, or paste it there; boxes can be ticked where the app can."
    limits = LIMITS
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """The whole routine as one page."""
        page = outline(routine, options.selection, options.words(routine))
        text = "\n\n".join(_blocks(page, options.words(routine))) + "\n"
        file = File(routine.id + self.suffix, text.encode(), self.media_type, "page for notes")
        return Export((file,), options.wordless(routine))

    def verify(self, file: File) -> str:
        """Read it with markdown-it-py: headings and points, and no HTML of anybody's."""
        from markdown_it import MarkdownIt

        tokens = MarkdownIt("commonmark").parse(file.data.decode())
        inside = [child for token in tokens for child in token.children or ()]
        if any(token.type.startswith("html") for token in (*tokens, *inside)):
            raise VerificationError(f"{file.name}: there is HTML in it")
        headings = sum(token.type == "heading_open" for token in tokens)
        points = sum(token.type == "list_item_open" for token in tokens)
        return f"{counted(headings, 'heading')}, {counted(points, 'point')}"


def _blocks(page: Outline, say: Words) -> Iterator[str]:
    yield f"# {_plain(page.title)}"
    if page.summary:
        yield _plain(page.summary)
    for part in page.parts:
        yield from _session(part, say)
    if page.lines:
        yield "---"
        yield _points(page.lines, say)
    yield f"*{_plain(page.safety)}*"


def _session(part: Part, say: Words) -> Iterator[str]:
    yield f"## {_plain(part.title)}"
    if part.summary:
        yield _plain(part.summary)
    yield _points(part.lines, say)
    exercises = enumerate(part.exercises, start=1)
    yield "\n".join(_exercise(number, one, say) for number, one in exercises)
    for change in part.changes:
        yield f"### {_plain(say.line(change.weeks, change.total))}"
        yield _points(change.doses, say)


def _exercise(number: int, one: Exercise, say: Words) -> str:
    """A box to tick (of GitHub's Markdown; elsewhere it is shown as it is written)."""
    head = f"{number}. "
    indent = " " * len(head)
    steps = [f"{indent}{count}. {_plain(text)}" for count, text in enumerate(one.steps, start=1)]
    notes = [f"{indent}- {_labelled(line, say)}" for line in one.lines]
    return "\n".join([f"{head}[ ] **{_plain(one.name)}**: {_plain(one.dose)}", *steps, *notes])


def _points(lines: Iterable[Line], say: Words) -> str:
    return "\n".join(f"- {_labelled(line, say)}" for line in lines)


def _labelled(line: Line, say: Words) -> str:
    label = f"**{_plain(say.text('label.lead', label=line.label))}**"
    return " ".join(filter(None, (label, _plain(line.text), _link(line.url))))


def _link(url: str | None) -> str:
    """An address as a link if a browser may follow it, else as text."""
    if not url:
        return ""
    if not url.lower().startswith(("https://", "http://")):
        return _plain(url)
    return f"[{_plain(url)}](<{quote(url, safe=SAFE)}>)"


SAFE = ":/?#[]@!$&'()*+,;=%-._~"
"""What stands in an address as it is (RFC 3986 section 2); no space, no angle bracket."""


def _plain(text: str) -> str:
    """``text`` on one line so that it is shown as it is (CommonMark 0.31 section 2.4)."""
    escaped = re.sub(r"([\\`*_\[\]<>#|~&!$=])", r"\\\1", text)
    # What would begin a list, a rule or a heading at the start of a line, and bare addresses.
    escaped = re.sub(r"^(\s*\d*)([-+.)])", r"\1\\\2", escaped)
    return escaped.strip()


EXPORTER = MarkdownExporter()
