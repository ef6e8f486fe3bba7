"""Typst: data in, tagged PDF out.

The data goes in as one JSON string and is only ever shown: nothing in it is read as markup, and
nothing outside the template's own folder can be read.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

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
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=timestamp,
    )
    assert isinstance(pdf, bytes)  # a list of pages comes for pictures only
    return pdf
