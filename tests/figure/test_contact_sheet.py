"""The page with all poses holds each of them."""

from __future__ import annotations

from html.parser import HTMLParser

from figure.contact_sheet import page
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


def test_there_are_poses_enough_to_look_at() -> None:
    assert len(poses()) >= 36
