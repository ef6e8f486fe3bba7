"""Our own drawings in pixels."""

from __future__ import annotations

_DPI = 300


def png(svg: str) -> bytes:
    """An SVG made here as a PNG on nothing, 300 pixels to the inch of the size it says.

    Pictures of other people are drawn in :mod:`stretchexport.pictures.rendering`, which trusts
    nobody.
    """
    import typst

    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg")\n'
    )
    data = typst.compile(source.encode(), format="png", ppi=_DPI, sys_inputs={"svg": svg})
    assert isinstance(data, bytes)
    return data
