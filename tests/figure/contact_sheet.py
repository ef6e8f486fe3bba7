"""Every pose of the tests on one page, to look at: large, and as small as cards get.

``make gallery`` and the tests write it to ``out/gallery.html``. A pose is good if somebody who sees
it for the first time would know what to do.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from conftest import GALLERY
from figure.gallery import poses
from stretchexport.figure.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stretchexport.figure.pose import Pose

LARGE, SMALL = (46, 44), (16, 15)
"""Boxes in mm that the drawings fill."""

STYLE = """
body { font: 9pt sans-serif; margin: 8mm }
main { display: flex; flex-wrap: wrap; gap: 4mm }
figure { margin: 0; width: 68mm; break-inside: avoid; border-bottom: 1px solid #ccc }
"""


def page(shown: Mapping[str, Pose]) -> str:
    """A page with each pose in colour and in grey, and in grey once more in small."""
    figures = "".join(_figure(name, pose) for name, pose in shown.items())
    head = f"<meta charset=utf-8><title>{len(shown)} poses</title><style>{STYLE}</style>"
    body = f"<main>{figures}</main>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>\n"


def _figure(name: str, pose: Pose) -> str:
    views = (("colour", LARGE), ("colour", SMALL), ("grey", SMALL))
    drawings = "".join(draw(pose, palette, box, name).svg for palette, box in views)
    return f"<figure>{drawings}<figcaption>{escape(name)}</figcaption></figure>\n"


def write(target: Path) -> None:
    """Write the page with every pose to ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(poses()), encoding="utf-8")


if __name__ == "__main__":
    write(GALLERY)
