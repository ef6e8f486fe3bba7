"""The ways to do a stretch: variants that are never reached, and films that end too early.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from stretchexport.build import seconds
from stretchexport.findings import Finding, Path, Related, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from stretchexport.reading import Document

    Way = dict[str, Any]


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every variant that is there twice or never chosen, every film that begins after its end."""
    named: defaultdict[str, set[str | None]] = defaultdict(set)
    for session in data["sessions"].values():
        for item in session["items"]:
            named[item["stretch"]].add(item.get("variant"))
    for key, stretch in data["stretches"].items():
        path = ("stretches", key)
        yield from _film(document, stretch, path)
        variants = stretch.get("variants", ())
        for index, variant in enumerate(variants):
            yield from _film(document, variant, (*path, "variants", index))
        if len({variant["id"] for variant in variants}) == len(variants):
            yield from _variants(document, key, variants, named[key])


def _film(document: Document, way: Way, path: Path) -> Iterator[Finding]:
    """A film that is to begin where it has ended already."""
    film = way.get("video", {})
    if "length" in film and seconds(film.get("start", 0)) >= seconds(film["length"]):
        place = (*path, "video", "start")
        yield Finding(
            "SE313",
            f"the film ends after {film['length']}, before it is to begin",
            document.span(place),
            place,
            "check start and length: both count from the beginning of the film",
        )


def _variants(
    document: Document, stretch: str, variants: Sequence[Way], named: Collection[str | None]
) -> Iterator[Finding]:
    """What is wrong with each variant, seen from those before it.

    ``named`` are those that an item asks for. Of the others the first one whose whole equipment is
    there is done (:mod:`stretchexport.variants`), so one that needs all that an earlier one needs
    never gets its turn.
    """
    for index, variant in enumerate(variants):
        gear = set(variant["equipment"])
        earlier = [one for one in variants[:index] if gear.issuperset(one["equipment"])]
        twin = next((one for one in earlier if _same(one, variant)), None)
        if twin is not None:
            yield _duplicate(document, stretch, index, variants, twin)
        elif earlier and variant["id"] not in named:
            yield _unreached(document, stretch, index, variants, earlier[0])


def _same(one: Way, other: Way) -> bool:
    """Whether two variants need the same and are done in the same way."""
    return set(one["equipment"]) == set(other["equipment"]) and one.get("steps") == other.get(
        "steps"
    )


def _duplicate(
    document: Document, stretch: str, index: int, variants: Sequence[Way], twin: Way
) -> Finding:
    return Finding(
        "SE312",
        f"the variant {variants[index]['id']} is the same as {twin['id']}",
        *_place(document, stretch, index),
        "both need the same and have the same steps: give this one its own, or remove it",
        (_before(document, stretch, variants, twin),),
    )


def _unreached(
    document: Document, stretch: str, index: int, variants: Sequence[Way], first: Way
) -> Finding:
    key, winner = variants[index]["id"], first["id"]
    equal = len(first["equipment"]) == len(variants[index]["equipment"])
    why = "needs the same" if equal else "needs less"
    move = "" if equal else f"put it before {winner}, or "
    return Finding(
        "SE311",
        f"the variant {key} is never chosen by itself: {winner} comes first and {why}",
        *_place(document, stretch, index),
        f"{move}name it in an item (variant: {key}); without that it is done only by those who "
        f"ask for it with --variant {stretch}={key}",
        (_before(document, stretch, variants, first),),
    )


def _place(document: Document, stretch: str, index: int) -> tuple[Span, Path]:
    path = ("stretches", stretch, "variants", index, "id")
    return document.span(path), path


def _before(document: Document, stretch: str, variants: Sequence[Way], one: Way) -> Related:
    index = next(place for place, variant in enumerate(variants) if variant is one)
    span, _ = _place(document, stretch, index)
    return Related(f"{one['id']} comes before it", span)
