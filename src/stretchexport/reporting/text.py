"""Findings as text, with the line they are about and carets under the place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.findings import START, Finding, Severity, Span, has_errors
from stretchexport.reporting.terminal import clusters, harmless, paint, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stretchexport.reporting.data import Checked

WINDOW = 100
"""Columns of a source line that are shown; a longer line is cut around the place."""

TAB = "    "
"""What a tab is drawn as, so that the carets stand right whatever the terminal's tab stops are."""

_LINE_BREAK = re.compile(r"\r\n?|\n")  # the same as in reading, which counts the lines
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that cannot be seen, or that steer the terminal."""


def report(name: str, text: str, findings: Sequence[Finding], *, colour: bool) -> str:
    """All ``findings`` of the file ``name``, whose content is ``text``, ready to print."""
    lines = _LINE_BREAK.split(text)
    blocks = [_block(name, lines, finding, colour=colour) for finding in findings]
    return "\n\n".join("\n".join(block) for block in blocks)


def _block(name: str, lines: list[str], finding: Finding, *, colour: bool) -> Iterator[str]:
    severity = str(finding.severity)
    head = paint(f"{severity}[{finding.code}]", severity, colour=colour)
    message = paint(harmless(finding.message), "bold", colour=colour)
    yield f"{harmless(name)}:{finding.span.line}:{finding.span.column}: {head} {message}"
    if finding.span != START:  # that is the whole file, of which no line is the place
        yield from _excerpt(lines, finding.span, severity, colour=colour)
    for related in finding.related:
        yield f"  {harmless(related.message)}, line {related.span.line}:"
        yield from _excerpt(lines, related.span, "dim", colour=colour)
    if finding.help:
        yield f"  help: {harmless(finding.help)}"


def _excerpt(lines: list[str], span: Span, style: str, *, colour: bool) -> Iterator[str]:
    """The first line of ``span`` with carets under what belongs to it."""
    if not 1 <= span.line <= len(lines):
        return
    line = lines[span.line - 1]
    goes_on = span.end_line > span.line
    start = min(span.column - 1, len(line))
    end = len(line.rstrip()) if goes_on else min(span.end_column - 1, len(line))
    shown, before, marked = _window(line, start, end)
    number = f"{span.line:>5}"
    yield paint(f"{number} | ", "dim", colour=colour) + shown
    carets = "^" * marked + (f" to line {span.end_line}" if goes_on else "")
    yield (
        paint(f"{'':>{len(number)}} | ", "dim", colour=colour)
        + " " * before
        + paint(carets, style, colour=colour)
    )


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of ``line`` that is shown, and the columns before and under the carets."""
    first = _first(line, start)
    cut = "…" if first else ""
    last = first
    room = WINDOW - len(cut)
    for one in clusters(line[first : first + WINDOW]):
        room -= width(_drawn(one))
        if room < 0:
            break
        last += len(one)
    shown = _drawn(line[first:last])
    before = width(_drawn(line[first:start]))
    marked = width(_drawn(line[first : min(end, last)])) - before
    rest = "…" if last < len(line) else ""
    return (cut + shown + rest).rstrip(), len(cut) + before, max(1, marked)


def _first(line: str, start: int) -> int:
    """Where to begin so that ``start`` comes into view; only what may be seen is looked at."""
    if len(line) <= WINDOW and width(_drawn(line)) <= WINDOW:
        return 0
    room = WINDOW // 2
    first = start
    for one in reversed(clusters(line[max(0, start - room) : start])):
        room -= width(_drawn(one))
        if room < 0:
            break
        first -= len(one)
    return first


def _drawn(text: str) -> str:
    """What stands for ``text`` on the screen: what cannot be seen there is written out."""
    return "".join(map(_cell, text))


def _cell(ch: str) -> str:
    if ch == "\t":
        return TAB
    return f"<U+{ord(ch):04X}>" if unicodedata.category(ch) in _UNSEEN else ch


def summary(findings: Iterable[Finding]) -> str:
    """``1 error, 2 warnings``; empty if there is nothing to count."""
    found = Counter(finding.severity for finding in findings)
    return ", ".join(counted(found[severity], severity) for severity in Severity if found[severity])


def verdict(checked: Checked, *, colour: bool) -> str:
    """One line on a file: whether it failed, and how much was found, silenced and left out."""
    state = "failed" if checked.failed else "valid"
    told = [summary(checked.findings) or "no findings"]
    if checked.silenced:
        told.append(f"{len(checked.silenced)} silenced")
    if checked.left_out:
        told.append(f"{len(checked.left_out)} left out")
    if has_errors(checked.left_out):
        state = state.replace("valid", "passed")
        told[-1] += ", errors among them: not everything after these was checked"
    state = paint(state, "error" if checked.failed else "good", colour=colour)
    return f"{harmless(checked.name)}: {state}, {', '.join(told)}"


def total(counts: dict[str, int]) -> str:
    """One line on a run over several files; ``counts`` is of :func:`data.counts`."""
    failed = counts["failed"] - counts["unreadable"]
    valid = counts["files"] - counts["failed"]
    unreadable = f", {counts['unreadable']} cannot be read" if counts["unreadable"] else ""
    return f"{counted(counts['files'], 'file')}: {valid} valid, {failed} failed{unreadable}"
