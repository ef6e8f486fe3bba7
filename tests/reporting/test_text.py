"""Findings as text: the right line, the carets under the right columns, nothing that steers."""

from __future__ import annotations

import re

import pytest

from stretchexport.findings import Finding, Related, Span
from stretchexport.reporting.data import Checked, counts
from stretchexport.reporting.terminal import width
from stretchexport.reporting.text import WINDOW, report, summary, total, verdict

ERROR = "SE206"
WARNING = "SE603"


def drawn(text: str, span: Span) -> list[str]:
    """The lines under the heading of a finding at ``span`` of ``text``."""
    return report("r.yaml", text, [Finding(ERROR, "wrong", span)], colour=False).splitlines()[1:]


def under_carets(lines: list[str]) -> str:
    """The text that stands above the carets, column for column."""
    source, carets = lines[0], lines[1]
    start, end = carets.index("^"), carets.rindex("^") + 1
    column, out = 0, ""
    for ch in source:
        out += ch if start <= column < end else ""
        column += width(ch)
    return out


def test_a_finding_is_told_as_compilers_do() -> None:
    finding = Finding(
        ERROR,
        "'1:30' is not a duration",
        Span(2, 9, 2, 13),
        help="write 1m30s",
        related=(Related("the first one", Span(1, 1, 1, 5)),),
    )
    text = report("desk.yaml", "hold: 1\n  hold: 1:30\n", [finding, finding], colour=False)
    block = (
        "desk.yaml:2:9: error[SE206] '1:30' is not a duration\n"
        "    2 |   hold: 1:30\n"
        "      |         ^^^^\n"
        "  the first one, line 1:\n"
        "    1 | hold: 1\n"
        "      | ^^^^\n"
        "  help: write 1m30s"
    )
    assert text == f"{block}\n\n{block}"


def test_a_place_without_width_gets_one_caret_even_at_the_end_of_a_line() -> None:
    assert drawn("a: b\n", Span(1, 5, 1, 5)) == ["    1 | a: b", "      |     ^"]
    assert drawn("a: b\n\n", Span(2, 1, 2, 1)) == ["    2 | ", "      | ^"]
    assert drawn("a: b", Span(1, 99, 1, 120)) == ["    1 | a: b", "      |     ^"]


def test_a_place_in_several_lines_shows_the_first_and_says_where_it_ends() -> None:
    assert drawn("a:  \n  b: 1\n", Span(1, 1, 2, 7)) == ["    1 | a:", "      | ^^ to line 2"]


def test_a_whole_file_and_a_line_that_is_not_there_draw_nothing() -> None:
    assert drawn("a: b\n", Span(1, 1, 1, 1)) == []
    assert drawn("a: b\n", Span(7, 1, 7, 2)) == []


def test_a_tab_is_drawn_with_the_same_width_above_and_below() -> None:
    assert drawn("\ta:\tx\n", Span(1, 5, 1, 6)) == ["    1 |     a:    x", "      |           ^"]
    assert drawn("\ta\n", Span(1, 1, 1, 2)) == ["    1 |     a", "      | ^^^^"]


def test_wide_and_combining_characters_keep_the_carets_in_place() -> None:
    for before in ("体操: ", "cafe\u0301: ", "🧘🧘 "):
        start = len(before) + 1
        assert under_carets(drawn(f"{before}wrong x", Span(1, start, 1, start + 5))) == "wrong"
    assert drawn("体操: x", Span(1, 1, 1, 3))[1] == "      | ^^^^"


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("\u2764\ufe0f: ", 4),  # a heart with the selector that makes an emoji of it
        ("\u2764: ", 3),
        ("1\ufe0f\u20e3 ", 3),
        ("\U0001f44d\U0001f3fd ", 3),  # a thumb with its tone of skin
        ("\U0001f1e9\U0001f1ea ", 3),  # two letters that are one flag
        ("\U0001f469\u200d\U0001f4bb ", 13),  # the joiner is written out
        ("e\u0301\u0323 ", 2),
        ("\u1100\u1161\u11a8 ", 3),  # a Hangul syllable of three parts
        ("\u4f53\uff21\uff71 ", 6),  # wide, fullwidth, halfwidth
        ("\t\u2764\ufe0f ", 7),
    ],
)
def test_the_caret_stands_after_as_many_columns_as_a_terminal_takes(
    before: str, columns: int
) -> None:
    start = len(before) + 1
    _, carets = drawn(f"{before}wrong", Span(1, start, 1, start + 5))
    assert carets == "      | " + " " * columns + "^^^^^"


def test_half_of_what_looks_like_one_character_gets_a_caret() -> None:
    assert drawn("e\u0301x", Span(1, 2, 1, 3))[1].endswith(" ^")


def test_what_cannot_be_seen_is_written_out() -> None:
    assert drawn("a\u200bb\u202ec\x1b", Span(1, 2, 1, 3)) == [
        "    1 | a<U+200B>b<U+202E>c<U+001B>",
        "      |  ^^^^^^^^",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    words = " ".join(f"w{number:03}" for number in range(400))
    for word in ("w000", "w012", "w030", "w200", "w390", "w399"):
        start = words.index(word) + 1
        lines = drawn(words, Span(1, start, 1, start + 4))
        assert under_carets(lines) == word
        assert width(lines[0]) <= WINDOW + 10
    assert drawn(words, Span(1, 1000, 1, 1003))[0].count("…") == 2


def test_carets_end_with_the_part_of_a_long_line_that_is_shown() -> None:
    for line in ("x" * 500, "体" * 500, "\t" * 500, "\u200b" * 500, "\u2764\ufe0f" * 250):
        source, carets = drawn(line, Span(1, 1, 1, 501))
        assert width(carets) < width(source) <= WINDOW + 10
        source, carets = drawn(line, Span(1, 300, 1, 301))
        assert width(carets) < width(source) <= WINDOW + 10


def test_a_line_of_a_megabyte_costs_no_more_than_a_short_one() -> None:
    line = "a" * 1_000_000
    findings = [Finding(ERROR, "wrong", Span(1, 9_000 * i, 1, 10**6)) for i in range(1, 101)]
    assert len(report("r.yaml", line, findings, colour=False)) < 100_000


def test_lines_are_counted_as_the_reader_counts_them() -> None:
    text = "a: 1\r\nb: \x0b\u2028 2\rc: 3\n"
    assert drawn(text, Span(3, 1, 3, 2))[0] == "    3 | c: 3"


def test_names_and_messages_cannot_steer_the_terminal() -> None:
    text = report("a\x1b[2J.yaml", "", [Finding(ERROR, "x\u202ey", help="\x07")], colour=False)
    assert not {"\x1b", "\u202e", "\x07"} & set(text)


def test_colour_changes_nothing_but_the_colour() -> None:
    finding = Finding(ERROR, "wrong", Span(1, 2, 1, 3), help="mend it")
    plain = report("r.yaml", "a: b", [finding], colour=False)
    coloured = report("r.yaml", "a: b", [finding], colour=True)
    assert coloured != plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


def test_a_summary_counts_by_severity() -> None:
    assert summary([Finding(WARNING, ""), Finding(ERROR, ""), Finding(WARNING, "")]) == (
        "1 error, 2 warnings"
    )
    assert summary([]) == ""


def test_a_verdict_says_what_was_left_out() -> None:
    assert verdict(Checked("a", failed=False), colour=False) == "a: valid, no findings"
    hidden = Checked("a", failed=False, left_out=(Finding(WARNING, ""),))
    assert verdict(hidden, colour=False) == "a: valid, no findings, 1 left out"
    ignored = Checked("a", failed=False, left_out=(Finding(ERROR, ""),))
    assert verdict(ignored, colour=False) == (
        "a: passed, no findings, 1 left out, errors among them: "
        "not everything after these was checked"
    )


def test_the_total_counts_files() -> None:
    every = [
        Checked("a", failed=False),
        Checked("b", failed=True, findings=(Finding(ERROR, ""),)),
        Checked("c", failed=True, problem="c: no such file"),
    ]
    assert total(counts(every)) == "3 files: 1 valid, 1 failed, 1 cannot be read"
    assert total(counts(every[:2])) == "2 files: 1 valid, 1 failed"
