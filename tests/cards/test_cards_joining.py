"""Many cards are drawn in runs, whose files are joined to one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pypdfium2 as pdfium
import pytest

from cards.own_pictures import FILES, picture
from cards.pdf import by_title, cards
from cards.routines import pdf, routine, stretch
from stretchexport.exporters.cards import typesetting
from stretchexport.exporters.cards.objects import renamed
from stretchexport.model import Source, Video

if TYPE_CHECKING:
    from collections.abc import Iterator

POSE = {"shoulder": {"flexion": 90}}
LIKE_A_PDF = (
    "Take 12 0 R", "and (34 0 R", "\\) 5 0 R (", "a) /StructParent 1 (b", "((1 0 R) 2 0 R)",
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[bytes, bytes]]:
    """The same cards drawn at once, and in runs of a sheet or more."""
    folder = tmp_path_factory.mktemp("pictures")
    own = [picture(folder, file) for file in FILES]
    stretches = [
        stretch(
            n,
            name=f"{LIKE_A_PDF[n % 5]} {n}",
            pose=POSE,
            picture=own[n % 8] if n % 8 < len(own) else None,
            video=Video("https://example.org/"),
        )
        for n in range(1, 20)
    ]
    one = routine(*stretches, sources=(Source("A (b) 7 0 R", url="https://example.org/1 0 R"),))
    whole = pdf(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "MOST_PARTS", 4)
        yield whole, pdf(one)


def test_runs_have_the_same_bytes_drawn_in_several_processes_or_in_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = routine(*(stretch(n, pose=POSE) for n in range(1, 12)))
    monkeypatch.setattr(typesetting, "MOST_PARTS", 4)
    made = set()
    for count in (1, 2, 3):
        monkeypatch.setattr(typesetting, "processes", lambda _, count=count: count)
        made.add(pdf(one))
    assert len(made) == 1


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_joined_runs_say_what_a_single_run_says(files: tuple[bytes, bytes]) -> None:
    whole, joined = (pdfium.PdfDocument(data) for data in files)
    assert len(whole) == len(joined) >= 5
    for one, other in zip(whole, joined, strict=True):
        assert one.get_textpage().get_text_range() == other.get_textpage().get_text_range()
        assert one.render().to_numpy().tobytes() == other.render().to_numpy().tobytes()


def failures(data: bytes, profile: page.ValidationProfile) -> list[tuple[str, str]]:
    report = page.validate_pdf_bytes(data, profile=profile)
    return [(one.rule_id, one.message) for one in report.failures]


def test_joined_runs_break_no_rule_of_pdf_ua_1(files: tuple[bytes, bytes]) -> None:
    assert failures(files[1], page.ValidationProfile.PDF_UA_1) == []
    assert not opened(files[1]).check_pdf_syntax()


def test_joined_runs_break_no_rule_of_pdf_a(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_PARTS", 4)
    joined = pdf(routine(*(stretch(n, pose=POSE) for n in range(1, 8))), pdf_a=True)
    assert failures(joined, page.ValidationProfile.PDF_A_2A) == []


def kinds(node: Any) -> list[Any]:
    """The kinds of the structure elements with their words, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [kind for child in node for kind in kinds(child)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        own = (str(node.S), str(node.get("/Alt", "")), str(node.get("/T", "")))
        return [own, *kinds(node.get("/K", pikepdf.Array()))]
    return []


def test_tags_and_outline_are_those_of_a_single_run(files: tuple[bytes, bytes]) -> None:
    whole, joined = map(opened, files)
    assert kinds(joined.Root.StructTreeRoot.K) == kinds(whole.Root.StructTreeRoot.K)
    titles = []
    for document in (whole, joined):
        with document.open_outline() as outline:
            titles.append([item.title for item in outline.root])
    assert titles[0] == titles[1]
    assert sum(any(like in title for like in LIKE_A_PDF) for title in titles[1]) == 19


def test_every_tag_is_found_from_the_page_it_is_on(files: tuple[bytes, bytes]) -> None:
    document = opened(files[1])
    tree = document.Root.StructTreeRoot
    rows = dict(
        zip(
            map(int, list(tree.ParentTree.Nums)[::2]), list(tree.ParentTree.Nums)[1::2], strict=True
        )
    )
    assert sorted(rows) == list(range(int(tree.ParentTreeNextKey)))
    for sheet in document.pages:
        for element in rows[int(sheet.StructParents)]:
            assert element.Pg.objgen == sheet.obj.objgen
        for link in sheet.get("/Annots", []):
            assert rows[int(link.StructParent)].S == "/Link"


def test_the_runs_share_their_pictures(files: tuple[bytes, bytes]) -> None:
    forms = [
        sum(
            isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
            for one in opened(data).objects
        )
        for data in files
    ]
    assert forms[0] == forms[1]


def test_a_reference_in_a_text_is_no_reference() -> None:
    body = b"<</P 1 0 R/T(a \\( 1 0 R (1 0 R) \\))/StructParent 3/K[1 0 R(1 0 R)]>>"
    expected = b"<</P 9 0 R/T(a \\( 1 0 R (1 0 R) \\))/StructParent 5/K[9 0 R(1 0 R)]>>"
    assert renamed(body, {1: 9}.__getitem__, 2) == expected


def test_two_hundred_cards_come_out() -> None:
    found = by_title(cards(pdf(routine(*(stretch(n) for n in range(1, 201))))))
    assert [number for number in found if number != "plan"] == [str(n) for n in range(1, 201)]
    assert all("Go there slowly." in found[str(n)][0].text for n in range(1, 201))
