"""Typst: data in, tagged PDF out.

The data goes in as one JSON string and is only ever shown: nothing in it is read as markup, and
nothing outside the template's own folder can be read.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.packing import packed
from stretchexport.resources import resource

if TYPE_CHECKING:
    import typst

_local = threading.local()


def _compiler() -> typst.Compiler:
    """This thread's compiler. It keeps what it has read, so the next file is quicker."""
    import typst

    if not hasattr(_local, "compiler"):
        folder = resource("cards")
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[resource("fonts")],
        )
        _local.compiler = typst.Compiler(folder / "cards.typ", root=folder, font_paths=fonts)
    compiler: typst.Compiler = _local.compiler
    return compiler


def typeset(data: dict[str, Any], timestamp: int) -> bytes:
    """The PDF/UA-1 file that ``data/cards/cards.typ`` makes of ``data``.

    ``timestamp`` is its date of creation, in seconds since 1970 UTC.
    """
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={"data": json.dumps(_shared(data), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=timestamp,
    )
    assert isinstance(pdf, bytes)  # a list of pages comes for pictures only
    return packed(pdf)


def _shared(value: Any) -> Any:
    """``value`` with every picture in a group, which a PDF stores once however often it is used.

    Typst writes the paths of a picture into each page; only what is drawn apart before it is put
    on the page becomes an object of its own, as an isolated group is.
    """
    if isinstance(value, dict):
        return {key: _grouped(one) if key == "svg" else _shared(one) for key, one in value.items()}
    return [_shared(one) for one in value] if isinstance(value, list | tuple) else value


def _grouped(svg: str) -> str:
    start, end = svg.index(">", svg.index("<svg")) + 1, svg.rindex("</svg>")
    return f'{svg[:start]}<g style="isolation:isolate">{svg[start:end]}</g>{svg[end:]}'
