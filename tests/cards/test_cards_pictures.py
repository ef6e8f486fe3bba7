"""The user's own pictures on cards."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest
from PIL import ExifTags, Image

from cards.own_pictures import FILES, picture
from cards.pdf import cards, squeezed
from cards.routines import made, pdf, routine, stretch
from pictures.images import corners, quarters, saved
from stretchexport.exporters.cards import Form
from stretchexport.model import Item, Picture, Session, Source, Variant
from stretchexport.variants import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.model import Routine


def pictures(data: bytes) -> list[str]:
    """The words for the pictures of a PDF, without body maps."""
    document = pikepdf.open(io.BytesIO(data))
    figures = [one for one in document.objects if _is_figure(one)]
    return [str(one.Alt) for one in figures if not str(one.Alt).startswith("Body map")]


def _is_figure(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"


def images(data: bytes) -> list[Image.Image]:
    """The pixels stored in a PDF."""
    document = pikepdf.open(io.BytesIO(data))
    found = [
        one
        for one in document.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
    ]
    return [pikepdf.PdfImage(one).as_pil_image() for one in found]


@pytest.mark.parametrize("sheet", ["a6", "large"])
def test_every_kind_of_picture_keeps_the_rules_of_pdf_ua_1(tmp_path: Path, sheet: str) -> None:
    stretches = [
        stretch(number, picture=picture(tmp_path, file, credit="Jane Doe, CC BY 4.0"))
        for number, file in enumerate(FILES)
    ]
    export = made(routine(*stretches), sheet=sheet)
    assert export.losses == ()
    report = page.validate_pdf_bytes(export.files[0].data, profile=page.ValidationProfile.PDF_UA_1)
    assert [(one.rule_id, one.message) for one in report.failures] == []
    assert pictures(export.files[0].data) == [f"This is {file}." for file in FILES]


def test_a_picture_is_stored_once_and_small(tmp_path: Path) -> None:
    photo = picture(tmp_path, "photo.jpg")
    one = pdf(routine(stretch(1, picture=photo)))
    many = pdf(routine(*(stretch(number, picture=photo) for number in range(12))))
    assert len(images(one)) == len(images(many)) == 1
    assert len(many) < 300_000


def test_a_picture_is_printed_as_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "ACME"
    turned = saved(quarters().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    (tmp_path / "turned.jpg").write_bytes(turned)
    data = pdf(routine(stretch(picture=Picture("turned.jpg", "It.", folder=tmp_path))))
    assert [corners(one) for one in images(data)] == [["red", "green", "blue", "yellow"]]
    assert b"ACME" not in data


def test_the_same_picture_gives_the_same_file(tmp_path: Path) -> None:
    one = routine(stretch(picture=picture(tmp_path, "photo.jpg")))
    assert pdf(one) == pdf(one)


def test_the_credit_stands_under_the_sources(tmp_path: Path) -> None:
    shown = picture(tmp_path, "drawing.png", credit="Jane Doe,\nCC BY 4.0")
    credited = routine(stretch(picture=shown), stretch(2), sources=(Source("A book"),))
    _, first, second = cards(pdf(credited))
    assert "Source: A book Jane Doe, CC BY 4.0 (picture)" in first.text
    assert "Jane" not in second.text


POSE = {"shoulder": {"flexion": 90}}


def test_a_picture_wins_over_a_pose(tmp_path: Path) -> None:
    shown = picture(tmp_path, "drawing.png")
    assert pictures(pdf(routine(stretch(pose=POSE, picture=shown)))) == ["This is drawing.png."]


def ways(folder: Path) -> Routine:
    """A stretch with a picture that is done in one of three ways."""
    variants = (
        Variant("plain"),
        Variant("posed", ("wall",), pose=POSE),
        Variant("shown", ("chair",), picture=picture(folder, "shapes.svg")),
    )
    return routine(stretch(variants=variants, picture=picture(folder, "drawing.png")))


@pytest.mark.parametrize(
    ("variant", "shown"),
    [
        ("plain", "This is drawing.png."),
        ("posed", "Drawing of the pose: Stretch 1"),
        ("shown", "This is shapes.svg."),
    ],
)
def test_what_a_variant_has_of_its_own_is_shown(tmp_path: Path, variant: str, shown: str) -> None:
    selection = Selection(variants=(("stretch-1", variant),))
    assert pictures(pdf(ways(tmp_path), selection=selection)) == [shown]


def test_a_picture_that_has_gone_since_is_a_loss_and_the_pose_is_drawn(tmp_path: Path) -> None:
    shown = picture(tmp_path, "drawing.png", credit="Jane")
    (tmp_path / "drawing.png").write_bytes(b"something else")
    export = made(routine(stretch(pose=POSE, picture=shown)))
    (loss,) = export.losses
    assert loss.where == "stretch stretch-1"
    assert loss.what.startswith("its picture is not on the card: drawing.png is not a PNG, JPEG")
    assert pictures(export.files[0].data) == ["Drawing of the pose: Stretch 1"]
    assert "Jane" not in "".join(card.text for card in cards(export.files[0].data))


def test_a_picture_of_a_routine_without_a_folder_is_a_loss() -> None:
    export = made(routine(stretch(picture=Picture("reach.png", "It."))))
    (loss,) = export.losses
    assert "comes from no folder" in loss.what
    assert pictures(export.files[0].data) == []


@pytest.mark.parametrize("size", [(4000, 20), (20, 4000), (1, 1), (2000, 2000)])
def test_a_picture_of_any_shape_leaves_the_text_its_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "it.png").write_bytes(saved(Image.new("RGB", size, "red"), "PNG"))
    shown = Picture("it.png", "A long story. " * 500, "Somebody " * 100, folder=tmp_path)
    steps = tuple(f"Step {number}: stay and breathe." for number in range(9))
    found = cards(pdf(routine(stretch(picture=shown, steps=steps))))
    text = squeezed("".join(card.text for card in found))
    assert all(squeezed(step) in text for step in steps)
    assert all(run.right <= card.width for card in found for run in card.runs)


def test_a_session_may_do_a_stretch_in_two_ways_with_a_picture_each(tmp_path: Path) -> None:
    one = ways(tmp_path)
    (item,) = one.sessions["day"].items
    items = tuple(
        Item(item.stretch, item.dose, variant=variant) for variant in ("plain", "posed", "shown")
    )
    session = Session("day", "Every day", items)
    both = routine(*one.stretches.values(), sessions={"day": session})
    assert len(pictures(pdf(both))) == 3


def test_a_picture_beside_the_pose_says_both(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "teal").save(tmp_path / "it.png")
    both = Picture("it.png", "A teal field.", beside=True, folder=tmp_path)
    pose = {"shoulder": {"flexion": 90}}
    (file,) = made(routine(stretch(picture=both, pose=pose)), form=Form.HTML).files
    assert 'alt="A teal field. Drawing of the pose: Stretch 1"' in file.data.decode()
    alone = made(routine(stretch(picture=both)), form=Form.HTML).files[0]
    assert 'alt="A teal field."' in alone.data.decode()
