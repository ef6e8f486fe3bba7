"""Pictures made of pixels: PNG, JPEG and WebP, decoded with Pillow."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stretchexport.pictures.flaw import SMALLER, Flaw, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""The kinds that are read, and how many pixels each may have.

As many as the cameras of phones make. A JPEG can be decoded at an eighth of its size; of the others
every pixel takes four bytes, some of them twice.
"""

_MOST_SCANS = 100
"""Passes over the picture that a JPEG may have: programs write about ten, and each takes time."""

_START_OF_SCAN = b"\xff\xda"

_TROUBLE = (OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error, zlib.error)
"""What Pillow raises for bytes that are not as they should be."""

_QUALITY = 85

_LOOKED_AT = 400
"""Pixels in each direction in which an empty border is looked for."""

_NOISE = 16
_BORDER = 0.02
"""What is left of an empty border, as a share of what is within."""


def opened(raw: bytes, file: str) -> Image | Flaw:
    """The picture with its size and kind; nothing is decoded yet.

    What the name ends with does not matter. Of a moving picture it is the first frame.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with _quiet():
            image = Image.open(io.BytesIO(raw), formats=tuple(MAX_PIXELS))
    except Image.DecompressionBombError:
        return _too_large(file, max(MAX_PIXELS.values()))
    except UnidentifiedImageError:
        return broken(f"{file} is not a PNG, JPEG, WebP or SVG picture")
    except _TROUBLE:
        return broken(f"{file} is broken")
    most = MAX_PIXELS[str(image.format)]
    if image.width * image.height > most:
        return _too_large(file, most)
    if image.format == "JPEG" and raw.count(_START_OF_SCAN) > _MOST_SCANS:
        return broken(f"{file} is drawn in more than {_MOST_SCANS} passes")
    return image


def reduced(image: Image, side: int = 1) -> None:
    """Let a JPEG be decoded no larger than is needed for ``side`` pixels in each direction.

    That is quicker and takes less memory. It is still decoded as a whole.
    """
    image.draft(None, (side, side))


def decoded(image: Image, file: str) -> Image | Flaw:
    """The picture as it is to be looked at, turned as its camera was held (EXIF)."""
    from PIL import ImageOps

    try:
        with _quiet():
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
    except _TROUBLE:
        return broken(f"{file} is broken: it cannot be shown as a whole")
    return image


def cropped(image: Image, crop: tuple[float, float, float, float]) -> Image:
    """The picture without what ``crop`` cuts off: percent at the left, top, right and bottom."""
    left, top, right, bottom = (one / 100 for one in crop)
    width, height = image.size
    box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
    return image.crop((int(box[0]), int(box[1]), round(box[2]), round(box[3])))


def trimmed(image: Image) -> Image:
    """The picture without its empty border: what has the colour that all four corners have.

    A little of it stays, so that nothing touches the edge.
    """
    from PIL import Image, ImageChops

    small = scaled(image, _LOOKED_AT, _LOOKED_AT)
    right, bottom = small.width - 1, small.height - 1
    corner = small.getpixel((0, 0))
    empty = Image.new("RGB", small.size, corner)
    marked = ImageChops.difference(small, empty).convert("L").point(_is_drawn)
    places = ((right, 0), (0, bottom), (right, bottom))
    found = marked.getbbox()
    if found is None or any(marked.getpixel(place) for place in places):
        return image
    scale = image.width / small.width
    border = _BORDER * max(found[2] - found[0], found[3] - found[1])
    left, top = (max(0, int(scale * (at - border))) for at in found[:2])
    return image.crop(
        (
            left,
            top,
            min(image.width, round(scale * (found[2] + border))),
            min(image.height, round(scale * (found[3] + border))),
        )
    )


def scaled(image: Image, width: int, height: int) -> Image:
    """The picture on white in sRGB, at most so many pixels wide and high, and nothing else of it.

    What a file says besides (where a photograph was taken, with what camera) is not kept.
    """
    from PIL import Image

    profile = image.info.get("icc_profile")
    plain = _eight_bits(image)
    factor = min(width / plain.width, height / plain.height, 1)
    size = max(1, round(factor * plain.width)), max(1, round(factor * plain.height))
    plain = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    if plain.mode == "RGBA":
        ground = Image.new("RGB", plain.size, "white")
        ground.paste(plain, mask=plain.getchannel("A"))
        plain = ground
    clean = Image.new("RGB", plain.size)
    clean.paste(_in_srgb(plain, profile))
    return clean


def encoded(image: Image) -> tuple[bytes, str]:
    """The smaller of the picture as PNG and as JPEG, and its media type.

    Drawings come out as the former and photographs as the latter.
    """
    png, jpeg = io.BytesIO(), io.BytesIO()
    image.save(png, "PNG")
    image.save(jpeg, "JPEG", quality=_QUALITY, optimize=True)
    if len(png.getvalue()) <= len(jpeg.getvalue()):
        return png.getvalue(), "image/png"
    return jpeg.getvalue(), "image/jpeg"


def _is_drawn(difference: float) -> int:
    """Whether a grey level differs by more than the noise of a JPEG."""
    return 255 if difference > _NOISE else 0


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of Pillow: what matters of them is found here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _too_large(file: str, most: int) -> Flaw:
    return Flaw(
        "SE344",
        f"{file} has more than {most // 1_000_000} million pixels",
        SMALLER,
    )


def _eight_bits(image: Image) -> Image:
    """The picture in grey, RGB, RGBA or CMYK of 8 bits."""
    if image.mode.startswith("I"):
        # Pillow would cut off what is brighter than 255 instead of scaling it down.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """The colours that are meant; those of a profile that makes no sense are taken as they are."""
    from PIL import ImageCms

    if profile:
        try:
            found = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            found = None
        if found is not None:
            return found
    return image.convert("RGB")
