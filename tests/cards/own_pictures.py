"""Pictures that a person may have of a stretch, one of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image

from pictures.images import quarters, saved
from stretchexport.model import Picture

if TYPE_CHECKING:
    from pathlib import Path

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">
<linearGradient id="g"><stop stop-color="#a00"/><stop offset="1"/></linearGradient>
<rect width="30" height="20" fill="url(#g)"/></svg>"""

FILES = {
    "photo.jpg": saved(Image.effect_noise((1600, 1200), 60).convert("RGB"), "JPEG"),
    "drawing.png": saved(quarters(900, 600), "PNG"),
    "clear.webp": saved(quarters(600, 900).convert("RGBA"), "WEBP", lossless=True),
    "shapes.svg": SVG,
}


def picture(folder: Path, file: str, **values: Any) -> Picture:
    """A picture that is there."""
    (folder / file).write_bytes(FILES[file])
    return Picture(file, **{"alt": f"This is {file}.", "folder": folder, **values})
