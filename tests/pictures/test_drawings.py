"""SVG pictures: what draws is shown, and what does more is refused."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from stretchexport.pictures.flaw import Flaw
from stretchexport.pictures.vector import MAX_ELEMENTS, drawing, drawn, is_svg

BOX = 'viewBox="0 0 60 40"'


def svg(inside: str, attributes: str = BOX) -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {attributes}>{inside}</svg>".encode()


def kept(inside: str, attributes: str = BOX) -> str:
    found = drawing(svg(inside, attributes), "it.svg")
    assert isinstance(found, str), found
    assert size(found)
    return found


def size(svg: str) -> tuple[int, int] | None:
    """The pixels it is drawn in, if it can be."""
    found = drawn(svg.encode(), "it.svg", 300, 300)
    if isinstance(found, Flaw):
        assert found.code == "SE343"
        return None
    return Image.open(io.BytesIO(found)).size


def flaw(raw: bytes) -> Flaw:
    found = drawing(raw, "it.svg")
    assert isinstance(found, Flaw), found
    return found


def test_shapes_gradients_and_styles_are_kept() -> None:
    found = kept(
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"><stop offset="1"/></linearGradient>'
        '<g class="a"><path d="M0 0h9v9z"/></g><use xlink:href="#g"/>'
        '<clipPath id="c"><circle r="3"/></clipPath><rect clip-path="url( \'#c\' )"/>'
    )
    tags = {one.tag.partition("}")[2] for one in ElementTree.fromstring(found).iter()}
    assert tags == {
        "svg", "style", "linearGradient", "stop", "g", "path", "use", "clipPath", "circle", "rect",
    }  # fmt: skip


def test_what_a_program_wrote_for_itself_is_left_out() -> None:
    found = kept(
        '<title>ACME</title><metadata><r xmlns="urn:rdf">ACME</r></metadata><!-- ACME -->'
        '<ink:view xmlns:ink="urn:ink" of="ACME"/><rect ink:label="ACME" xmlns:ink="urn:ink"/>'
    )
    assert "ACME" not in found
    assert "rect" in found


@pytest.mark.parametrize(
    ("attributes", "ratio"),
    [
        (BOX, 1.5),
        ('width="30mm" height="10mm"', 3),
        ('width="90" height="30" viewBox="0 0 1 1"', 3),
        ('width="100%" height="100%" viewBox="0 0 20 10"', 2),
    ],
)
def test_the_proportions_are_those_it_is_printed_with(attributes: str, ratio: float) -> None:
    found = size(kept('<rect width="5" height="5"/>', attributes))
    assert found is not None
    assert found[0] / found[1] == pytest.approx(ratio, rel=0.02)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onclick="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/png;base64,AA=="/>',
        '<use href="other.svg#a"/>',
        '<use xlink:href="/etc/passwd#a"/>',
        '<rect fill="url(https://example.org/a)"/>',
        "<rect style=\"fill: url( 'file:///etc/passwd')\"/>",
        '<rect style="fill:u\\72l(x.svg)"/>',
        "<style>@import 'a.css';</style>",
        "<style>@font-face{src:url(#a)}</style>",
        '<mask id="m"/><style>path{mask:url(#m)}</style>',
        "<foreignObject/>",
        "<text>Reach</text>",
        "<animate/>",
        "<filter/>",
        '<a href="#b"/>',
        '<marker id="m"/><path marker-mid="url(#m)"/>',
        '<marker id="m"/><g style="stroke:red; marker-end : url(#m)"/>',
        '<marker id="m"/><style>path{MARKER:URL(#m)}</style>',
        '<g id="a"/><g id="a"/>',
        "<g>" * 120 + "</g>" * 120,
    ],
)
def test_what_does_more_than_draw_is_refused(inside: str) -> None:
    assert flaw(svg(inside)).code == "SE345"


def test_help_for_text_is_to_make_paths_of_it() -> None:
    assert "paths" in flaw(svg("<text>Reach</text>")).message


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://example.org/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    found = flaw(doctype.encode() + svg("<rect/>"))
    assert (found.code, "DOCTYPE" in found.message) == ("SE345", True)


@pytest.mark.parametrize(
    "refer",
    ['<use xlink:href="#{}"/>', '<rect mask="url(#{})"/>', '<rect style="fill:url(#{})"/>'],
)
def test_a_few_lines_that_stand_for_billions_are_refused(refer: str) -> None:
    levels = [f'<g id="a{n + 1}">{refer.format(f"a{n}") * 10}</g>' for n in range(10)]
    bomb = svg(f'<g id="a0"><path d="M0 0h9"/></g>{"".join(levels)}')
    assert len(bomb) < 5000
    assert flaw(bomb).code == "SE344"


def test_a_pattern_counts_for_all_that_is_painted_with_it() -> None:
    paths = '<path d="M0 0h9v9z"/>' * 1000
    assert (
        flaw(svg(f'<pattern id="p">{paths}</pattern><g fill="url(#p)">{paths}</g>')).code == "SE344"
    )
    assert kept(f'<pattern id="p"><path/></pattern><g fill="url(#p)">{paths}</g>')


def test_markers_that_nothing_uses_are_left_out() -> None:
    assert "marker" not in kept('<defs><marker id="m"><path d="M0 0h9"/></marker></defs>')


@pytest.mark.parametrize("to", ["a", "b"])
def test_what_refers_to_itself_is_refused(to: str) -> None:
    inside = f'<g id="a"><use href="#b"/></g><g id="b"><use href="#{to}"/></g>'
    assert flaw(svg(inside)).code == "SE344"


def test_a_chain_of_references_has_an_end() -> None:
    chain = "".join(f'<g id="a{n + 1}"><use href="#a{n}"/></g>' for n in range(3000))
    assert flaw(svg(chain)).code == "SE344"


def test_many_shapes_are_refused_and_some_thousand_are_not() -> None:
    assert flaw(svg("<path/>" * (MAX_ELEMENTS + 1))).code == "SE344"
    assert kept('<path d="M0 0h9"/>' * 5000)


def test_a_large_file_is_refused() -> None:
    assert flaw(svg(" " * (2 * 2**20))).code == "SE344"


@pytest.mark.parametrize(
    "raw",
    [b"<svg", b"<svg/>", b"<html/>", b"<?xml version='1.0' encoding='nonsense'?><svg/>",
     b"<?xml version='1.0' encoding='utf-32'?><svg/>", b"<\xff\xfe/>", b"<" * 9000],
)  # fmt: skip
def test_other_xml_is_no_picture(raw: bytes) -> None:
    assert is_svg(raw)
    assert flaw(raw).code == "SE343"


@pytest.mark.parametrize("attributes", ['width="0" height="9"', 'width="-5"', 'width="1e39"'])
def test_a_picture_without_a_size_cannot_be_drawn(attributes: str) -> None:
    found = drawing(svg("<rect/>", attributes), "it.svg")
    assert isinstance(found, str)
    assert size(found) is None


@pytest.mark.parametrize("number", ["1e38", "-1e38", "1e-38", "1e400", "nan"])
def test_numbers_that_bring_down_what_draws_end_nothing_else(number: str) -> None:
    inside = f"""<pattern id="p" width="{number}" height="9"><path d="M0 0h9"/></pattern>
        <g stroke="url(#p)" stroke-dasharray="1 2" opacity="0.4" transform="scale({number})">
        <rect rx="{number}" width="3" height="{number}"/>
        <polygon points="0,0 4,5 {number},7"/></g>"""
    found = drawing(svg(inside), "it.svg")
    assert isinstance(found, str)
    assert size(found) in (None, (300, 200))


def test_other_encodings_are_read() -> None:
    raw = b'<?xml version="1.0" encoding="iso-8859-1"?>' + svg('<g id="\xe9"/>'.replace("é", "e"))
    found = drawing(raw.replace(b'id="e"', b'id="\xe9"'), "it.svg")
    assert isinstance(found, str)
    assert re.search('id="é"', found)
