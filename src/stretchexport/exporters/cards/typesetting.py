"""Typst: data in, tagged PDF or what was measured out.

The data goes in as one JSON string and is only ever shown: nothing in it is read as markup, and
nothing outside the template's own folder can be read.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from stretchexport.exporters.cards.boxes import boxed
from stretchexport.exporters.cards.joining import joined
from stretchexport.exporters.cards.objects import opened
from stretchexport.exporters.cards.packing import packed
from stretchexport.exporters.cards.stand_ins import Pictures, grouped, with_pictures
from stretchexport.resources import resource
from stretchexport.workers import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import typst

    from stretchexport.exporters.cards.objects import Document

MOST_PARTS = 64
"""Parts of cards that are drawn at once: Typst takes up to 1.5 MB for each."""

REMEMBERED = 10
"""Compilations after which Typst forgets what it had no use for since."""


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[resource("fonts")],
    )


def _compiler(template: str, data: str) -> typst.Compiler:
    import typst

    folder = resource("cards")
    return typst.Compiler(
        folder / template, root=folder, font_paths=_fonts(), sys_inputs={"data": data}
    )


def ask(template: str, label: str, data: str) -> str:
    """The values, as JSON, of the elements with this label in ``template`` made of ``data``."""
    compiler = _compiler(template, data)
    # Typst forgets what the last ten compilations had no use for; a query alone forgets nothing.
    compiler.compile(format="svg")
    found: str = compiler.query(label, field="value")
    return found


UA: Final = "ua-1"
A: Final = "a-2a"
"""The newest PDF/A that goes with PDF/UA-1: PDF/A-4 asks for PDF 2.0, PDF/UA-1 for less."""

DPI = 300
"""Pixels an inch of a card as a picture, as in print."""


def typeset(
    data: dict[str, Any], timestamp: int, boxes: Sequence[bytes], *, pdf_a: bool = False
) -> bytes:
    """The PDF/UA-1 file that ``data/cards/cards.typ`` makes of ``data``; with ``pdf_a``, PDF/A too.

    ``timestamp`` is its date of creation, in seconds since 1970 UTC, ``boxes`` as for
    :func:`~stretchexport.exporters.cards.boxes.boxed`.
    """
    runs = list(_runs(data["cards"], _places(data["sheet"])))
    if len(runs) == 1:
        whole = opened(_drawn(_drawing("cards.typ", data, timestamp, pdf_a)))
    else:
        whole = _in_runs(data, runs, timestamp, pdf_a)
    return packed(boxed(whole, boxes))


def _in_runs(
    data: dict[str, Any], runs: Sequence[list[dict[str, Any]]], timestamp: int, pdf_a: bool
) -> Document:
    """The cards in ``runs`` and their pictures, each drawn apart from the others."""
    pictures = Pictures()
    cards = [
        _drawing("cards.typ", {**data, "cards": run}, timestamp, pdf_a, pictures.stand_in)
        for run in runs
    ]
    svgs = [{"svg": svg} for svg in pictures.drawn]
    shown = [
        _drawing("apart.typ", {**data, "cards": svgs[at : at + MOST_PARTS]}, timestamp, pdf_a)
        for at in range(0, len(svgs), MOST_PARTS)
    ]
    drawings = [*shown, *cards]
    made: Iterator[bytes] = map(_forgetful, drawings)
    parts = sum(len(card["parts"]) for card in data["cards"])
    if (count := min(processes(parts), len(drawings))) > 1:
        from stretchexport.fresh_workers import apart

        made = apart(_drawn, drawings, count)
    documents = map(opened, made)
    return joined(documents, islice(documents, len(shown)))


def typeset_whole(
    template: str, data: dict[str, Any], timestamp: int, *, pdf_a: bool = False
) -> tuple[bytes, Any]:
    """The file that another ``template`` makes of ``data``, uncut, and what it says of its fit."""
    drawing = _drawing(template, data, timestamp, pdf_a)
    compiler = _compiler(drawing.template, drawing.data)
    pdf = _pdf(compiler, drawing)
    return packed(opened(pdf)), json.loads(compiler.query("<fit>", field="value"))


class _Drawing(NamedTuple):
    """What is drawn: a template, its data as JSON, the date of creation, the standards kept."""

    template: str
    data: str
    timestamp: int
    standards: tuple[Literal["ua-1", "a-2a"], ...]


def _drawing(
    template: str,
    data: dict[str, Any],
    timestamp: int,
    pdf_a: bool,
    picture: Callable[[str], str] = grouped,
) -> _Drawing:
    text = json.dumps(with_pictures(data, picture), ensure_ascii=False)
    return _Drawing(template, text, timestamp, (UA, A) if pdf_a else (UA,))


def _drawn(drawing: _Drawing) -> bytes:
    return _pdf(_compiler(drawing.template, drawing.data), drawing)


def _pdf(compiler: typst.Compiler, drawing: _Drawing) -> bytes:
    pdf = compiler.compile(
        format="pdf", pdf_standards=[*drawing.standards], timestamp=drawing.timestamp
    )
    assert isinstance(pdf, bytes)  # a list of pages comes for pictures only
    return pdf


def _forgetful(drawing: _Drawing) -> bytes:
    """As ``_drawn``; Typst forgets what it remembers of what was drawn before."""
    made = _drawn(drawing)
    nothing = _compiler("nothing.typ", "")
    for _ in range(REMEMBERED + 1):
        nothing.compile(format="svg")
    return made


def _places(sheet: dict[str, Any]) -> int:
    """Parts of cards that a sheet of paper holds."""
    return len(sheet["fronts"]) + len(sheet["backs"])


def _runs(cards: list[dict[str, Any]], places: int) -> Iterator[list[dict[str, Any]]]:
    """The cards in runs that each fill whole sheets, as far as that goes."""
    run: list[dict[str, Any]] = []
    parts = 0
    for card in cards:
        if parts >= MOST_PARTS and parts % places == 0:
            yield run
            run, parts = [], 0
        run.append(card)
        parts += len(card["parts"])
    yield run


def pictures(data: dict[str, Any], kind: Literal["png", "svg"]) -> list[bytes]:
    """The pages that ``data/cards/cards.typ`` makes of ``data``, a picture each."""
    text = json.dumps(with_pictures(data, grouped), ensure_ascii=False)
    made = _compiler("cards.typ", text).compile(format=kind, ppi=DPI if kind == "png" else None)
    assert made is not None  # it comes back, since it has no file to go to
    return made if isinstance(made, list) else [made]
