"""Clinic, logo, patient and note line: on every card, and nowhere else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest
from PIL import Image
from typer.testing import CliRunner

from cards.pdf import cards
from cards.routines import made, pdf, routine, stretch
from stretchexport.cli import app
from stretchexport.exporters.cards import CardsOptions, Form

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.model import Routine

EXAMPLE = "examples/mid-back-release.yaml"
CLINIC = "Praxis Rückenwind, Hauptstraße 12, 10115 Berlin"
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">'
    b'<rect width="30" height="10" fill="#c0392b"/></svg>'
)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "logo.svg"
    file.write_bytes(LOGO)
    return file


def everything(logo: Path) -> dict[str, Any]:
    return {"clinic": CLINIC, "logo": logo, "patient": "Jane Doe", "note_line": True}


def test_every_card_says_who_hands_it_out_and_to_whom(example: Routine, logo: Path) -> None:
    found = cards(pdf(example, **everything(logo)))
    assert len(found) >= 3
    for card in found:
        assert "Praxis Rückenwind · Hauptstraße 12, 10115 Berlin" in card.text
        assert "For Jane Doe" in card.text
        assert "Notes" in card.text
        assert all(run.bottom <= card.height for run in card.runs)


@pytest.mark.parametrize("sheet", ["a6", "large", "poker", "3x5"])
@pytest.mark.parametrize("theme", ["colour", "ink-saver"])
def test_no_rule_of_pdf_ua_or_pdf_a_is_broken_by_it(
    example: Routine, logo: Path, sheet: str, theme: str
) -> None:
    data = pdf(example, sheet=sheet, theme=theme, pdf_a=True, **everything(logo))
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(one.rule_id, one.message) for one in report.failures] == []


def test_a_short_card_leaves_the_address_out_and_says_so(example: Routine, logo: Path) -> None:
    export = made(example, sheet="poker", **everything(logo))
    assert [one.where for one in export.losses] == ["clinic", "plan card"]
    for form in (Form.SVG, Form.PNG):
        losses = made(example, sheet="poker", form=form, patient="Jane Doe").losses
        assert "clinic" not in [one.where for one in losses]


def test_the_patient_is_named_in_no_file_name_and_in_no_property(example: Routine) -> None:
    for form in Form:
        export = made(example, form=form, patient="Jane Doe")
        assert not [one for one in export.files if "jane" in (one.name + one.about).lower()]
        assert not [one for one in export.losses if "Jane" in one.what]
    document = pikepdf.open(io.BytesIO(pdf(example, patient="Jane Doe")))
    assert "Jane" not in str(dict(document.docinfo))
    with document.open_metadata() as told:
        assert "Jane" not in str(told)


def test_a_theme_without_colour_has_a_logo_without(logo: Path) -> None:
    def coloured(theme: str) -> bool:
        (_, card) = made(routine(stretch()), form=Form.PNG, theme=theme, logo=logo).files
        hue, saturation, _ = Image.open(io.BytesIO(card.data)).convert("HSV").split()
        del hue
        return saturation.getextrema() != (0, 0)

    assert coloured("colour")
    assert not coloured("grey")


def test_the_page_has_it_as_text(example: Routine, logo: Path) -> None:
    (file,) = made(example, form=Form.HTML, **everything(logo)).files
    html = file.data.decode()
    assert html.count("<strong>Praxis Rückenwind</strong> · Hauptstraße 12, 10115 Berlin") == 3
    assert html.count("For Jane Doe") == 3
    assert html.count('class="logo"') == 3


def test_what_is_given_is_only_ever_text(example: Routine) -> None:
    hostile = '#panic() $x$ <script>alert(1)</script> "'
    (file,) = made(example, form=Form.HTML, clinic=hostile, patient=hostile).files
    assert b"<script>" not in file.data
    assert "#panic() $x$ <script>" in cards(pdf(example, patient=hostile))[0].text


def test_a_character_no_font_has_is_told() -> None:
    (loss,) = made(routine(stretch()), patient="\U00012000").losses
    assert loss.where == "clinic and patient"
    assert "U+12000" in loss.what


@pytest.mark.parametrize("sheet", ["a6", "large", "3x5", "poker"])
def test_the_longest_of_them_stay_on_the_card_and_leave_room(sheet: str, logo: Path) -> None:
    export = made(
        routine(stretch(steps=("Go there.",))),
        sheet=sheet,
        clinic="Rehabilitationszentrum" * 4 + ", " + "Hauptstraße 12, " * 6,
        patient="Wolfeschlegelsteinhausen" * 3,
        logo=logo,
        note_line=True,
    )
    for card in cards(export.files[0].data, sheet):
        assert all(run.left >= 0 and run.right <= card.width for run in card.runs)
        assert all(run.bottom <= card.height for run in card.runs)
    assert all(len(fit.parts) <= 3 for fit in export.fits)


@pytest.mark.parametrize(("option", "most"), [("clinic", 200), ("patient", 80)])
def test_a_foot_that_would_fill_the_card_is_refused(option: str, most: int) -> None:
    CardsOptions(**{option: "x" * most})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=f"{option}: it has {most + 1} letters; at most {most}"):
        CardsOptions(**{option: "x" * (most + 1)})  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [None, b"no picture", b"<svg"])
def test_a_logo_that_cannot_be_shown_stops_the_command(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    out = tmp_path / "x.pdf"
    result = CliRunner().invoke(app, ["cards", EXAMPLE, "--logo", str(file), "-o", str(out)])
    assert result.exit_code == 3
    assert "--logo" in result.stderr
    assert not out.exists()


def test_a_logo_may_be_anywhere(tmp_path: Path, logo: Path) -> None:
    link = tmp_path / "elsewhere" / "link.svg"
    link.parent.mkdir()
    link.symlink_to(logo)
    out = tmp_path / "x.pdf"
    arguments = ["cards", EXAMPLE, "--logo", str(link), "-o", str(out), "--patient", "Jane Doe"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert out.stat().st_size
