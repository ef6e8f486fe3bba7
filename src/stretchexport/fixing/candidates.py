"""Which findings have one safe mending, and what it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stretchexport.checks.breaches import Breach, breaches, definition
from stretchexport.fixing import spelling
from stretchexport.fixing.edits import Edit, Offsets, respelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from stretchexport.findings import Finding, Path
    from stretchexport.reading import Document

MENDABLE = frozenset({"SE201", "SE203", "SE204", "SE206"})
"""A key, a kind, a word and a pattern of the schema: where a spelling can be at fault."""

_Respelling = tuple[str, "Path", object, "str | int"]
"""A code, the path of the value it is about, what stands there, and what to write."""


def candidates(document: Document, findings: Iterable[Finding]) -> list[Edit]:
    """An edit for each of the ``findings`` that spelling alone can mend, in the order of the file.

    Whether it does mend it is not known before it is tried.
    """
    wanted = {(one.code, one.path): one for one in findings if one.code in MENDABLE}
    if not wanted:
        return []
    offsets = Offsets(document.text)
    found: list[Edit] = []
    for breach in breaches(document.data):
        for code, path, old, new in _respellings(breach):
            finding = wanted.pop((code, path), None)
            edit = finding and _edit(document, offsets, finding, old, new)
            if edit:
                found.append(edit)
        if not wanted:
            break
    return sorted(found, key=lambda one: one.start)


def _edit(
    document: Document, offsets: Offsets, finding: Finding, old: object, new: str | int
) -> Edit | None:
    of_key = finding.code == "SE201"
    place = document.key_span if of_key else document.span
    start, end = offsets.of(place(finding.path))
    source = document.text[start:end]
    written = respelt(source, old, str(new))
    if written is None:
        return None
    return Edit(finding, start, source, written, finding.path, new, of_key)


def _respellings(breach: Breach) -> Iterator[_Respelling]:
    value = breach.value
    if breach.of_key:
        return
    match breach.keyword:
        case "additionalProperties":
            yield from _keys(breach)
        case "enum" if isinstance(value, str) and (word := spelling.word(value, breach.limit)):
            yield "SE204", breach.path, value, word
        case "type" if isinstance(value, float) and value.is_integer() and _may_be_whole(breach):
            yield "SE203", breach.path, value, int(value)
        case "pattern":
            for spell in _spellings().get(breach.limit, ()):
                if text := spell(value):
                    yield "SE206", breach.path, value, text
                    return


def _keys(breach: Breach) -> Iterator[_Respelling]:
    known = breach.schema.get("properties", {})
    meant = {key: spelling.key(key, known) for key in breach.value if key not in known}
    for key, near in meant.items():
        # Two slips of one key are two keys somebody meant: which one is right is not certain.
        if near and near not in breach.value and list(meant.values()).count(near) == 1:
            yield "SE201", (*breach.path, key), key, near


def _may_be_whole(breach: Breach) -> bool:
    return "integer" in ([breach.limit] if isinstance(breach.limit, str) else breach.limit)


@cache
def _spellings() -> dict[str, tuple[Callable[[str], str | None], ...]]:
    """How to spell what a pattern of the schema asks for, by the pattern."""
    durations = {definition(name)["pattern"] for name in ("duration", "pause", "lead")}
    return {
        **dict.fromkeys(durations, (spelling.duration,)),
        definition("amount")["pattern"]: (spelling.duration, spelling.breaths),
        definition("time")["pattern"]: (spelling.time,),
    }
