"""The page with all poses holds each of them."""

from __future__ import annotations

from html.parser import HTMLParser

from conftest import GALLERY
from figure.contact_sheet import page, write
from figure.gallery import poses


class Reader(HTMLParser):
    """Counts the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, *_: object) -> None:
        self.found.append(tag)


def test_the_page_has_each_pose_in_three_drawings() -> None:
    shown = dict(list(poses().items())[:2])
    reader = Reader()
    reader.feed(page(shown))
    assert reader.found.count("figure") == 2
    assert reader.found.count("svg") == 6


def test_all_poses_are_written_on_a_page_to_look_at() -> None:
    write(GALLERY)
    assert all(f">{name}</figcaption>" in GALLERY.read_text(encoding="utf-8") for name in poses())


def test_there_are_poses_enough_to_look_at() -> None:
    assert len(poses()) >= 36
