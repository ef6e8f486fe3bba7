"""References: everything a routine names has to be there.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport import equipment
from stretchexport.anatomy.motions import motions
from stretchexport.anatomy.muscles import targets
from stretchexport.checks import unused
from stretchexport.checks.near import suggestion
from stretchexport.findings import Finding, Path, Related

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from stretchexport.reading import Document


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every name in ``data`` that nothing bears, and definitions that nothing names.

    Where a name of some kind is unknown, it may be meant for what nothing names, so that unused
    definitions of that kind are not spoken of.
    """
    unknown = set()
    for finding in _names(document, data):
        unknown.add(finding.code)
        yield finding
    if "SE301" not in unknown:
        yield from unused.stretches(document, data)
    if "SE302" not in unknown:
        yield from unused.sessions(document, data)
    if "SE305" not in unknown:
        yield from unused.equipment(document, data)


def _names(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    gear = {**equipment.known(), **data.get("equipment", {})}
    for key, stretch in data["stretches"].items():
        path = ("stretches", key)
        yield from _stretch(document, stretch, path, gear)
    for key, session in data["sessions"].items():
        for index, item in enumerate(session["items"]):
            yield from _item(document, data, item, ("sessions", key, "items", index))
    if "schedule" in data:
        yield from _schedule(document, data)


@cache
def _muscles() -> dict[str, None]:
    """Every target by its id, in alphabetical order."""
    return dict.fromkeys(sorted(targets()))


@cache
def _motions() -> dict[str, None]:
    """Every motion by its id, in alphabetical order."""
    return dict.fromkeys(sorted(motions()))


def _stretch(
    document: Document, stretch: dict[str, Any], path: Path, gear: Collection[str]
) -> Iterator[Finding]:
    for key in ("targets", "also"):
        yield from _list(document, stretch, (*path, key), "SE303", "muscle", _muscles())
    yield from _way(document, stretch, path, gear)
    seen: dict[str, int] = {}
    for index, variant in enumerate(stretch.get("variants", ())):
        place = (*path, "variants", index)
        yield from _way(document, variant, place, gear)
        first = seen.setdefault(variant["id"], index)
        if first != index:
            yield Finding(
                "SE307",
                f"a second variant is called {variant['id']}",
                document.span((*place, "id")),
                (*place, "id"),
                "give each variant an id of its own",
                (Related("the first one", document.span((*path, "variants", first, "id"))),),
            )


def _way(
    document: Document, way: dict[str, Any], path: Path, gear: Collection[str]
) -> Iterator[Finding]:
    """What a stretch and a variant have in common."""
    yield from _list(document, way, (*path, "motions"), "SE304", "motion", _motions())
    yield from _list(document, way, (*path, "equipment"), "SE305", "equipment", gear)


def _list(
    document: Document,
    owner: dict[str, Any],
    path: Path,
    code: str,
    what: str,
    known: Collection[str],
) -> Iterator[Finding]:
    for index, word in enumerate(owner.get(str(path[-1]), ())):
        if word not in known:
            yield _unknown(document, (*path, index), code, what, word, known)


def _unknown(
    document: Document, path: Path, code: str, what: str, word: str, known: Collection[str]
) -> Finding:
    hint = suggestion(word, known, "known")
    return Finding(code, f"there is no {what} {word}", document.span(path), path, hint)


def _item(
    document: Document, data: dict[str, Any], item: dict[str, Any], path: Path
) -> Iterator[Finding]:
    stretches = data["stretches"]
    if item["stretch"] not in stretches:
        yield _unknown(document, (*path, "stretch"), "SE301", "stretch", item["stretch"], stretches)
        return
    if "variant" in item:
        ids = [variant["id"] for variant in stretches[item["stretch"]].get("variants", ())]
        if item["variant"] not in ids:
            yield _unknown(document, (*path, "variant"), "SE306", "variant", item["variant"], ids)


def _schedule(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    schedule = data["schedule"]
    for part in ("slots", "progression"):
        for index, entry in enumerate(schedule.get(part, ())):
            path = ("schedule", part, index)
            for key, code in (("session", "SE302"), ("stretch", "SE301")):
                known = data["sessions"] if key == "session" else data["stretches"]
                if key in entry and entry[key] not in known:
                    yield _unknown(document, (*path, key), code, key, entry[key], known)
