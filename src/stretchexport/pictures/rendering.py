"""Draws the SVG on standard input in pixels: the PNG comes out at standard output.

This is run in a process of its own (:func:`stretchexport.pictures.vector.drawn`). Numbers that are
far too large or small end the program that draws, with all that runs in it, or fill the memory.
"""

from __future__ import annotations

import contextlib
import re
import sys

MAX_MEMORY = 2 * 2**30
MAX_SECONDS = 10

_PAGE = b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
_IMAGE = b'#image(bytes(sys.inputs.svg), format: "svg")\n'
_POINTS_AN_INCH = 72


def main(width: int, height: int) -> None:
    """Draw it as large as it can be in so many pixels; an SVG without a size is a failure."""
    import typst

    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    inputs = {"svg": sys.stdin.buffer.read().decode()}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    page = _PAGE + _IMAGE
    outline = typst.compile(page, format="svg", sys_inputs=inputs, font_paths=fonts)
    assert isinstance(outline, bytes)
    found = re.search(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', outline)
    assert found
    factor = min(width / float(found[1]), height / float(found[2]))
    drawn = typst.compile(
        page, format="png", ppi=factor * _POINTS_AN_INCH, sys_inputs=inputs, font_paths=fonts
    )
    assert isinstance(drawn, bytes)
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
