"""Pictures made for the tests."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 160, 40), (30, 40, 200), (240, 220, 20)


def quarters(width: int = 120, height: int = 80) -> Image.Image:
    """Red and green over blue and yellow: which way up it is can be told from its corners."""
    image = Image.new("RGB", (width, height))
    w, h = width // 2, height // 2
    for colour, place in ((RED, (0, 0)), (GREEN, (w, 0)), (BLUE, (0, h)), (YELLOW, (w, h))):
        image.paste(colour, (*place, place[0] + w, place[1] + h))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file of a kind."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def corners(image: Image.Image) -> list[str]:
    """The names of the colours in the four corners, row by row."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "yellow": YELLOW, "white": (255, 255, 255)}
    rgb = image.convert("RGB")
    right, bottom = rgb.width - 4, rgb.height - 4

    def name(x: int, y: int) -> str:
        pixel = rgb.getpixel((x, y))
        assert isinstance(pixel, tuple)
        return min(
            names,
            key=lambda one: sum((a - b) ** 2 for a, b in zip(pixel, names[one], strict=True)),
        )

    return [name(x, y) for y in (3, bottom) for x in (3, right)]
