"""A small file cannot ask for more than a computer can do."""

from __future__ import annotations

from pathlib import Path

from stretchexport.loading import load_bytes

BASE = (Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml").read_text()
SLOT = '    - {id: late, session: short, on: [wed], at: "18:00"}\n'
CHANGE = "    - {from_week: 3, hold: 45s}\n"


def codes(text: str) -> set[str]:
    return {finding.code for finding in load_bytes(text.encode(), "size.yaml").findings}


def test_too_many_dates_are_refused_before_they_are_counted_out() -> None:
    every = "on: [mon, tue, wed, thu, fri, sat, sun]"
    slots = "".join(
        f'    - {{session: short, {every}, at: "{n % 24:02}:{n % 60:02}"}}\n' for n in range(90)
    )
    text = BASE.replace("weeks: 4", "weeks: 260").replace(SLOT, SLOT + slots)
    assert "SE331" in codes(text)


def test_too_many_phases_of_long_sessions_are_refused() -> None:
    items = "      - {stretch: reach, hold: 30s, sets: 30}\n" * 10
    changes = "".join(f"    - {{from_week: {n}, hold: {n}s}}\n" for n in range(20, 100))
    text = BASE.replace("weeks: 4", "weeks: 260").replace(CHANGE, CHANGE + changes)
    assert "SE331" not in codes(text)
    assert "SE331" in codes(
        text.replace("      - {stretch: swing", items + "      - {stretch: swing")
    )


def test_too_many_long_sessions_are_refused_even_without_a_progression() -> None:
    session = (
        "  s{}:\n    title: Long\n    items:\n"
        + "      - {{stretch: reach, hold: 30s, sets: 50}}\n" * 9
    )
    many = "".join(session.format(number) for number in range(35))
    assert "SE331" in codes(BASE.replace("schedule:\n", many + "schedule:\n"))
