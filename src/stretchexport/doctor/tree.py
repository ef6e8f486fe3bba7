"""The components of a calendar file: BEGIN and END with what stands between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.findings import Finding, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.doctor.lines import ContentLine
    from stretchexport.findings import Path, Span

MAX_DEPTH = 16
"""Levels of components; RFC 9073 needs four."""


@dataclass(slots=True, eq=False)
class Component:
    """A component; ``begin`` is its first line, ``None`` for the file as a whole."""

    name: str
    begin: ContentLine | None = None
    path: Path = ()
    lines: list[ContentLine] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter, repr=False)
    """How many children of each name there are."""

    def all(self, name: str) -> list[ContentLine]:
        """Its own lines of the property ``name``, in order."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> ContentLine | None:
        """The first line of the property ``name``, or ``None``."""
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """The value of the first line of the property ``name`` as it stands, or nothing."""
        line = self.first(name)
        return line.value if line else ""

    def walk(self) -> Iterator[Component]:
        """Itself and everything below it, in the order of the file."""
        left = [self]
        while left:
            one = left.pop()
            yield one
            left.extend(reversed(one.children))


def finding(
    code: str,
    line: ContentLine,
    message: str,
    help: str = "",
    *,
    span: Span | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    """A finding about ``line``; its place is the value unless ``span`` says otherwise."""
    path = (*line.path, line.name) if line.name else line.path
    return Finding(code, message, span or line.value_span(), path, help, related)


def tree(lines: Iterable[ContentLine]) -> tuple[Component, list[Finding]]:
    """The file as a component without a name, and what is wrong with its BEGIN and END lines."""
    root = Component("")
    stack = [root]
    found: list[Finding] = []
    for line in lines:
        top = stack[-1]
        line.path = top.path
        if line.name == "BEGIN":
            if len(stack) > MAX_DEPTH:
                found.append(_too_deep(line))
                break
            stack.append(_opened(top, line))
        elif line.name == "END":
            found += _closed(stack, line)
        else:
            top.lines.append(line)
    else:
        found += [_never_closed(one) for one in stack[1:]]
    return root, found


def _opened(parent: Component, line: ContentLine) -> Component:
    name = line.value.strip().upper()
    path = (*parent.path, name, parent.counts[name])
    parent.counts[name] += 1
    component = Component(name, line, path)
    parent.children.append(component)
    return component


def _closed(stack: list[Component], line: ContentLine) -> Iterator[Finding]:
    """Close the innermost component of that name, and those in it that were left open."""
    name = line.value.strip().upper()
    if name not in (one.name for one in stack[1:]):
        message = f"END:{name} closes what was never opened"
        yield finding("SE909", line, message, f"delete the line, or add BEGIN:{name} before it")
        return
    while (one := stack.pop()).name != name:
        yield _never_closed(one)


def _never_closed(component: Component) -> Finding:
    assert component.begin is not None
    message = f"BEGIN:{component.name} has no END:{component.name}"
    hint = f"add END:{component.name} after the last line of the component"
    return finding("SE909", component.begin, message, hint)


def _too_deep(line: ContentLine) -> Finding:
    message = f"components stand in components more than {MAX_DEPTH} levels deep"
    hint = "no calendar needs more than a few levels; what follows was not read"
    return finding("SE901", line, message, hint)
