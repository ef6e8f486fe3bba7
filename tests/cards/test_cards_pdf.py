"""The file itself: tagged PDF/UA-1, embedded fonts, the same bytes every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest

from cards.routines import made, pdf, routine, stretch
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.cards import EXPORTER
from stretchexport.model import Source, Video

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Routine

HOSTILE = (
    "\U0001f9d8\U0001f3fd\u200d\u2640\ufe0f", "שלום", "العربية", "→ ✓ ≥ ½", "\u4e2d\u6587",
    "\ufeffx\u200d\u200d\u0301", "{x} \\ $ # * _", "\u2028\u2029",
)  # fmt: skip


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("sheet", ["a6", "large"])
def test_no_rule_of_pdf_ua_1_is_broken(example: Routine, sheet: str) -> None:
    for one in (example, routine(stretch(steps=HOSTILE, video=Video("https://example.org/")))):
        report = page.validate_pdf_bytes(
            pdf(one, sheet=sheet), profile=page.ValidationProfile.PDF_UA_1
        )
        assert [(one.rule_id, one.message) for one in report.failures] == []
        assert report.is_compliant


def test_it_has_a_language_a_title_and_a_date(example: Routine) -> None:
    document = opened(pdf(example))
    assert document.Root.Lang == "en"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.docinfo["/Title"] == "Mid-back release – cards"
    assert document.docinfo["/CreationDate"] == "D:20261122000000Z"


def elements(node: Any) -> Iterator[Any]:
    """The structure elements below a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def test_a_heading_a_card_lists_for_steps_and_words_for_pictures(example: Routine) -> None:
    document = opened(pdf(example))
    found = list(elements(document.Root.StructTreeRoot.K))
    kinds = Counter(str(one.S) for one in found)
    assert kinds["/H1"] == 3
    assert not any(kinds[f"/H{level}"] for level in range(2, 7))
    # The steps of two cards and of the plan, two places not to feel it, and two lines of dates.
    assert kinds["/L"] == 5
    alternatives = [str(one.Alt) for one in found if str(one.S) == "/Figure"]
    assert len(alternatives) == kinds["/Figure"] == 5
    assert sum(text.startswith("Body map, back.") for text in alternatives) == 2
    assert sum(text.startswith("Drawing of the pose:") for text in alternatives) == 2
    assert "QR code that leads to the video: https://athleanx.com/" in alternatives


def test_a_pose_is_drawn_and_costs_nothing_else() -> None:
    posed = made(routine(stretch(pose={"shoulder": {"flexion": 90}})))
    assert posed.losses == ()
    document = opened(posed.files[0].data)
    found = elements(document.Root.StructTreeRoot.K)
    words = [str(one.Alt) for one in found if str(one.S) == "/Figure"]
    assert sum(text.startswith("Drawing of the pose:") for text in words) == 1


def test_every_font_is_embedded_as_a_subset() -> None:
    document = opened(pdf(routine(stretch(steps=HOSTILE))))
    fonts = [
        one
        for one in document.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    names = {str(one.FontName) for one in fonts}
    assert {name.split("+")[1] for name in names} >= {
        "NotoSans-Regular", "NotoSans-Bold", "NotoEmoji-Regular", "NotoSansHebrew-Regular",
        "NotoSansArabic-Regular",
    }  # fmt: skip
    assert all(len(name.split("+")[0].strip("/")) == 6 for name in names)
    assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


def test_a_card_is_small(example: Routine) -> None:
    assert len(pdf(example)) < 3 * 40_000


SCRIPT = """
import sys
from stretchexport.exporters.cards import EXPORTER, CardsOptions
from stretchexport.loading import load
routine = load(sys.argv[1]).routine
options = CardsOptions(sheet="large", theme="grey")
sys.stdout.buffer.write(EXPORTER.export(routine, options).files[0].data)
"""


def test_the_same_bytes_under_every_hash_seed(
    example: Routine, pytestconfig: pytest.Config
) -> None:
    path = pytestconfig.rootpath / "examples" / "mid-back-release.yaml"
    made = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {pdf(example, sheet="large", theme="grey")}


def test_links_lead_only_to_the_web() -> None:
    sources = (Source("A", url="https://example.org/a"), Source("B", url="javascript:alert(1)"))
    document = opened(pdf(routine(stretch(), sources=sources)))
    links = {str(link.A.URI) for sheet in document.pages for link in sheet.get("/Annots", [])}
    assert links == {"https://example.org/a"}


def file(data: bytes) -> File:
    return File("x-cards.pdf", data, "application/pdf", "cards")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"no pdf at all"])
def test_what_is_no_pdf_does_not_verify(data: bytes) -> None:
    with pytest.raises(VerificationError):
        EXPORTER.verify(file(data))


def test_a_page_without_text_does_not_verify() -> None:
    empty = pikepdf.new()
    empty.add_blank_page()
    out = io.BytesIO()
    empty.save(out)
    with pytest.raises(VerificationError, match="no text"):
        EXPORTER.verify(file(out.getvalue()))
