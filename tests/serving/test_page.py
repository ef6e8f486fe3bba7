"""The page, read by an HTML parser that takes no mistakes, and its codes by a QR reader.

No browser runs here: one is more than the packages this project may ask for. What it looks like was
looked at in Chromium when it was made; what it holds is what these tests are about.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import html5lib
import pypdfium2
import pytest
import typst
import zxingcpp

from serving.served import MISTAKE, Served, routine
from stretchexport.serving.page import MOST_FINDINGS, POLICY

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "<script>alert(1)</script>\" onclick='x' &amp; {{ 7 * 7 }} %}"


def parsed(html: str) -> ElementTree.Element:
    """The page as a tree; ``ParseError`` for any mistake in it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(html)
    assert isinstance(tree, ElementTree.Element)
    return tree


def texts(tree: ElementTree.Element, path: str) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in tree.findall(path)]


def scanned(svg: str, folder: Path) -> str:
    """What a QR reader sees in ``svg``."""
    (folder / "code.svg").write_text(svg, encoding="utf-8")
    page = '#set page(width: 8cm, height: 8cm)\n#image("code.svg", width: 100%)'
    (folder / "page.typ").write_text(page, encoding="utf-8")
    pdf = typst.compile(str(folder / "page.typ"))
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_numpy()
    (found,) = zxingcpp.read_barcodes(bitmap)
    return str(found.text)


def test_the_page_lists_every_feed_with_its_days_and_addresses(served: Served) -> None:
    served.write("a.yaml", routine("a", "First"))
    served.write("b.yaml", routine("b", "Second"))
    served.look()
    tree = parsed(served.page())
    assert texts(tree, ".//article//h2") == ["First", "Second"]
    assert texts(tree, ".//article[1]//li") == ["Mon, Fri 07:30 Short", "Wed 18:00 Short"]
    assert (
        texts(tree, ".//p[@class='dates']")
        == ["11 sessions, 7 Dec 2026 to 1 Jan 2027, Europe/Berlin"] * 2
    )
    for number, name in enumerate("ab", start=1):
        links = [one.get("href") for one in tree.findall(f".//article[{number}]//a")]
        assert links == [served.addresses.subscription(name), served.addresses.feed(name)]
        assert texts(tree, f".//article[{number}]//code") == [served.addresses.feed(name)]


def test_the_code_of_a_feed_leads_to_its_subscription(served: Served, tmp_path: Path) -> None:
    served.write("plain.yaml")
    served.look()
    (svg,) = re.findall(r"<svg.*?</svg>", served.page(), re.DOTALL)
    svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    assert scanned(svg, tmp_path) == served.addresses.subscription("plain")
    assert served.addresses.subscription("plain").startswith("webcal://testserver/feed/")


def test_nothing_in_a_routine_becomes_markup(served: Served) -> None:
    hostile = routine("evil", "Evil").replace("title: Evil", f"title: {json.dumps(EVIL)}")
    served.write("evil.yaml", hostile)
    served.write("<img src=x>.yaml", routine("x").replace("hold: 30s", "hold: '<b>1</b>'"))
    served.look()
    html = served.page()
    tree = parsed(html)
    assert texts(tree, ".//article//h2") == [" ".join(EVIL.split())]
    kinds = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    assert not kinds & {"script", "img", "iframe", "form", "object"}
    assert not [name for one in tree.iter() for name in one.keys() if name.startswith("on")]  # noqa: SIM118
    assert "<b>1" not in html


def test_the_page_loads_nothing(served: Served) -> None:
    served.write("plain.yaml")
    served.look()
    tree = parsed(served.page())
    assert [one for one in tree.iter() if one.get("src") or one.get("style")] == []
    assert [one.get("href") for one in tree.iter("link")] == ["data:,"]
    (style,) = (one.text or "" for one in tree.iter("style"))
    assert "url(" not in style
    assert "@import" not in style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in POLICY


def test_the_page_is_made_for_screen_readers_and_themes(served: Served) -> None:
    served.write("plain.yaml", routine().replace("language: en", "language: de"))
    served.look()
    tree = parsed(served.page())
    (root,) = [tree] if tree.tag == "html" else tree.findall("html")
    assert root.get("lang") == "en"
    assert [one.get("lang") for one in tree.findall(".//article//h2")] == ["de"]
    assert len(tree.findall(".//h1")) == len(tree.findall(".//main")) == 1
    (figure,) = tree.findall(".//figure")
    assert figure.get("role") == "img"
    assert figure.get("aria-label")
    known = {one.get("id") for one in tree.iter()}
    for name in ("aria-labelledby", "aria-describedby"):
        assert {one.get(name) for one in tree.iter() if one.get(name)} <= known
    (style,) = (one.text or "" for one in tree.iter("style"))
    assert "prefers-color-scheme: dark" in style


def test_mistakes_are_shown_with_their_lines_and_not_without_end(served: Served) -> None:
    served.write("bad.yaml", routine("bad").replace(*MISTAKE))
    many = routine("many").replace("sets:", "zets:").replace("reps:", "repz:")
    served.write("many.yaml", many + "".join(f"key{n}: 1\n" for n in range(20)))
    served.look()
    tree = parsed(served.page())
    bad, several = tree.findall(".//section/div")
    (line,) = texts(bad, ".//li")
    number = 1 + next(n for n, one in enumerate(routine().splitlines()) if "hold: 30s" in one)
    assert line.startswith(f"Line {number}: ")
    shown = texts(several, ".//li")
    assert len(shown) == MOST_FINDINGS + 1
    assert shown[-1].startswith("and ")


@pytest.mark.parametrize("text", ["notes: 1\n", None])
def test_an_empty_folder_has_a_page_too(served: Served, text: str | None) -> None:
    if text:
        served.write("notes.yaml", text)
    served.look()
    tree = parsed(served.page())
    assert texts(tree, ".//header/p") == ["There is no calendar to subscribe to yet."]
    assert tree.findall(".//article") == tree.findall(".//section") == []
