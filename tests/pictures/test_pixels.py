"""Pictures made of pixels: all kinds come out as they are meant to be seen."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from pictures.images import corners, quarters, saved
from stretchexport.model import Picture
from stretchexport.pictures import raster
from stretchexport.pictures.flaw import Flaw
from stretchexport.pictures.looking import MAX_PIXELS_TOGETHER, Look
from stretchexport.pictures.showing import shown

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.pictures.showing import Shown

AS_TAKEN = ["red", "green", "blue", "yellow"]
ROOM = (60.0, 40.0)


def show(folder: Path, raw: bytes, room: tuple[float, float] = ROOM) -> Shown:
    """A picture that can be shown, made ready."""
    (folder / "it.png").write_bytes(raw)
    assert Look(folder).flaw("it.png") is None
    found = shown(Picture("it.png", "It.", folder=folder), room)
    assert not isinstance(found, Flaw)
    return found


def flaw(folder: Path, raw: bytes) -> Flaw:
    """What is wrong with a picture, which is also said when it is to be shown."""
    (folder / "it.png").write_bytes(raw)
    found = Look(folder).flaw("it.png")
    assert found is not None
    assert shown(Picture("it.png", "It.", folder=folder), ROOM) == found
    return found


def pixels(one: Shown) -> tuple[Image.Image, bytes]:
    """The pixels within a picture made ready, and the bytes that they are stored as."""
    data = re.search(r'href="data:image/(png|jpeg);base64,([^"]+)"', one.svg)
    assert data
    raw = base64.b64decode(data[2])
    return Image.open(io.BytesIO(raw)), raw


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_kind_is_shown_with_its_proportions(tmp_path: Path, kind: str) -> None:
    image, _ = pixels(show(tmp_path, saved(quarters(), kind)))
    assert (image.size, corners(image)) == ((120, 80), AS_TAKEN)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(tmp_path: Path, kind: str, turned: int) -> None:
    held = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[turned]
    taken = quarters() if held is None else quarters().transpose(held)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    image, _ = pixels(show(tmp_path, saved(taken, kind, exif=exif)))
    assert (image.size, corners(image)) == ((120, 80), AS_TAKEN)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_is_shown(tmp_path: Path, mode: str) -> None:
    grey = quarters().convert("L")
    made = grey.convert("I").point(lambda v: v * 257) if mode == "I;16" else grey
    image, _ = pixels(show(tmp_path, saved(made.convert(mode), "PNG")))
    expected = grey.convert("1") if mode == "1" else grey
    for at in ((10, 10), (110, 10), (10, 70), (110, 70)):
        value, meant = image.convert("L").getpixel(at), expected.getpixel(at)
        assert isinstance(value, int | float)
        assert isinstance(meant, int | float)
        assert abs(value - meant) <= 3 or mode == "1"


def test_what_is_transparent_is_the_white_of_the_card(tmp_path: Path) -> None:
    image = quarters().convert("RGBA")
    image.paste((0, 0, 0, 0), (60, 40, 120, 80))
    shown_as, _ = pixels(show(tmp_path, saved(image, "PNG")))
    assert corners(shown_as) == ["red", "green", "blue", "white"]


def test_one_colour_of_a_png_may_be_transparent(tmp_path: Path) -> None:
    raw = saved(quarters(), "PNG", transparency=(240, 220, 20))
    assert corners(pixels(show(tmp_path, raw))[0]) == ["red", "green", "blue", "white"]


def test_inks_of_a_printer_become_colours_of_a_screen(tmp_path: Path) -> None:
    raw = saved(quarters().convert("CMYK"), "JPEG", quality=95)
    image, _ = pixels(show(tmp_path, raw))
    assert (image.mode, corners(image)) == ("RGB", AS_TAKEN)


def test_colours_of_a_profile_are_those_that_are_meant(tmp_path: Path) -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    assert swapped != plain
    image, _ = pixels(show(tmp_path, saved(quarters(), "PNG", icc_profile=swapped)))
    assert corners(image)[:3] == ["blue", "green", "red"]


def test_a_profile_that_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    raw = saved(quarters(), "PNG", icc_profile=b"nonsense")
    assert corners(pixels(show(tmp_path, raw))[0]) == AS_TAKEN


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_shown(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (120, 80), "white")]
    raw = saved(quarters(), kind, save_all=True, append_images=frames, duration=100)
    assert corners(pixels(show(tmp_path, raw))[0]) == AS_TAKEN


@pytest.mark.parametrize(
    ("size", "expected"),
    [((3000, 2000), (709, 472)), ((2000, 3000), (315, 472)), ((9000, 10), (709, 1))],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_has_the_pixels_that_print_can_show(
    tmp_path: Path, kind: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    image, _ = pixels(show(tmp_path, saved(quarters(*size), kind)))
    assert all(abs(one - other) <= 1 for one, other in zip(image.size, expected, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_that_a_camera_writes_is_kept(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "ACME-CAMERA"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "ACME-NORTH"
    options: dict[str, Any] = {"exif": exif, "xmp": b"<x>ACME-XMP</x>"} if kind != "PNG" else {}
    raw = saved(quarters(), kind, **options)
    if kind == "JPEG":
        raw = saved(quarters(), kind, comment="ACME-COMMENT", **options)
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        told = PngInfo()
        told.add_text("Author", "ACME-AUTHOR")
        raw = saved(quarters(), kind, exif=exif, pnginfo=told)
    assert b"ACME" in raw
    image, kept = pixels(show(tmp_path, raw))
    assert b"ACME" not in kept
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    raw = saved(quarters(500, 300), "JPEG")
    assert show(tmp_path, raw) == show(tmp_path, raw)


def test_photographs_become_jpeg_and_drawings_png(tmp_path: Path) -> None:
    noise = Image.effect_noise((600, 400), 80).convert("RGB")
    assert "image/jpeg" in show(tmp_path, saved(noise, "PNG")).svg
    assert "image/png" in show(tmp_path, saved(quarters(), "PNG")).svg


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    assert corners(pixels(show(tmp_path, saved(quarters(), "JPEG")))[0]) == AS_TAKEN


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PDF", "PPM"])
def test_other_kinds_are_no_pictures(tmp_path: Path, kind: str) -> None:
    found = flaw(tmp_path, saved(quarters(64, 64), kind))
    assert found.code == "SE343"
    assert "is not a PNG, JPEG, WebP or SVG picture" in found.message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.97])
def test_a_file_that_is_cut_off_is_broken(tmp_path: Path, kind: str, share: float) -> None:
    raw = saved(Image.effect_noise((300, 200), 80).convert("RGB"), kind)
    assert flaw(tmp_path, raw[: int(share * len(raw))]).code == "SE343"


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"\0" * 99])
def test_the_beginning_of_a_picture_is_none(tmp_path: Path, raw: bytes) -> None:
    assert flaw(tmp_path, raw).code == "SE343"


@pytest.mark.parametrize("side", [5001, 9500, 14000])
def test_a_bomb_is_not_decoded(tmp_path: Path, side: int) -> None:
    raw = saved(Image.new("1", (side, side)), "PNG")
    assert len(raw) < 40_000
    found = flaw(tmp_path, raw)
    assert (found.code, "million pixels" in found.message) == ("SE344", True)


def test_a_jpeg_may_be_larger(tmp_path: Path) -> None:
    big = Image.new("L", (7000, 7000), 200)
    assert show(tmp_path, saved(big, "JPEG")).width == 472
    assert flaw(tmp_path, saved(Image.new("L", (7100, 7100)), "JPEG")).code == "SE344"


def test_a_file_of_too_many_bytes_is_not_read(tmp_path: Path) -> None:
    found = flaw(tmp_path, saved(quarters(), "PNG") + bytes(20 * 2**20))
    assert (found.code, "20 MiB" in found.message) == ("SE344", True)


def test_a_jpeg_of_very_many_passes_is_refused(tmp_path: Path) -> None:
    raw = saved(quarters(), "JPEG", progressive=True)
    start, end = raw.rindex(b"\xff\xda"), raw.rindex(b"\xff\xd9")
    found = flaw(tmp_path, raw[:end] + 200 * raw[start:end] + raw[end:])
    assert (found.code, "passes" in found.message) == ("SE343", True)


def test_many_bombs_that_are_small_enough_take_no_longer_than_a_few(tmp_path: Path) -> None:
    look = Look(tmp_path)
    side = 2000
    count = MAX_PIXELS_TOGETHER // side**2
    for number in range(count + 2):
        (tmp_path / f"{number}.png").write_bytes(saved(Image.new("1", (side, side)), "PNG"))
    flaws = [look.flaw(f"{number}.png") for number in range(count + 2)]
    assert flaws[:count] == [None] * count
    assert [one and one.code for one in flaws[count:]] == ["SE344", "SE344"]


SEEDS = [
    saved(quarters(30, 20), "PNG"),
    saved(quarters(30, 20).convert("P"), "PNG"),
    saved(quarters(30, 20), "JPEG"),
    saved(quarters(30, 20), "JPEG", progressive=True),
    saved(quarters(30, 20), "WEBP"),
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    st.integers(0, 2000),
)
def test_no_bytes_are_too_broken(seed: bytes, changes: list[tuple[int, int]], end: int) -> None:
    raw = bytearray(seed)
    for at, value in changes:
        raw[at % len(raw)] = value
    image = raster.opened(bytes(raw[: end or None]), "it")
    if not isinstance(image, Flaw):
        image = raster.decoded(image, "it")
    if not isinstance(image, Flaw):
        assert raster.scaled(image, 20, 20).mode == "RGB"


def framed(kind: str = "PNG", ground: tuple[int, int, int] = (255, 255, 255)) -> bytes:
    """The four quarters (120 x 80) in the middle of an empty page."""
    image = Image.new("RGB", (600, 400), ground)
    image.paste(quarters(), (240, 160))
    return saved(image, kind)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("ground", [(255, 255, 255), (90, 90, 100)])
def test_an_empty_border_is_cut_off_but_for_a_little(
    tmp_path: Path, kind: str, ground: tuple[int, int, int]
) -> None:
    one = show(tmp_path, framed(kind, ground))
    assert 120 <= one.width <= 132
    assert 80 <= one.height <= 92


def test_a_transparent_border_is_cut_off_too(tmp_path: Path) -> None:
    image = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    image.paste(quarters(), (240, 160))
    assert show(tmp_path, saved(image, "PNG")).width <= 132


def test_a_picture_of_one_colour_stays_whole(tmp_path: Path) -> None:
    one = show(tmp_path, saved(Image.new("RGB", (60, 40), "teal"), "PNG"))
    assert (one.width, one.height) == (60, 40)


def test_what_the_routine_cuts_off_is_gone(tmp_path: Path) -> None:
    (tmp_path / "it.png").write_bytes(saved(quarters(), "PNG"))
    picture = Picture("it.png", "It.", crop=(0, 45, 45, 0), folder=tmp_path)
    found = shown(picture, ROOM)
    assert not isinstance(found, Flaw)
    assert (found.width, found.height) == (66, 44)
    image, _ = pixels(found)
    assert corners(image)[2] == "blue"


def test_a_picture_can_be_without_colour(tmp_path: Path) -> None:
    (tmp_path / "it.png").write_bytes(saved(quarters(), "PNG"))
    found = shown(Picture("it.png", "It.", folder=tmp_path), ROOM, grey=True)
    assert not isinstance(found, Flaw)
    assert pixels(found)[0].mode == "L"
