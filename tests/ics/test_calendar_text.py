"""Text arrives as text: what is written, folded and escaped, and what comes back."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_routines import (
    HOSTILE,
    assert_well_formed,
    calendar,
    data,
    events,
    export,
    routine,
    schedule,
    stretch,
    titled,
    wire,
)
from strategies import routines, selections, texts
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.model import (
    Amount,
    AvoidIf,
    Item,
    MassageDose,
    NotFeel,
    Routine,
    Session,
    Source,
    StretchType,
    Variant,
    Video,
)
from stretchexport.variants import Selection
from stretchexport.wording import words

BREAKS = ("\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


@given(titled_as=st.sampled_from(HOSTILE) | texts())
@settings(max_examples=100)
def test_any_text_comes_back_as_it_was(titled_as: str) -> None:
    one = titled(titled_as)
    assert_well_formed(data(one))
    whole = calendar(one)
    plain = " ".join(filter(None, re.split(r"[ \t]+", " ".join(titled_as.splitlines()))))
    many = "\n".join(titled_as.splitlines())
    assert [component.name for component in whole.walk()] == [
        component.name for component in calendar(titled("plain")).walk()
    ]
    assert str(whole["DESCRIPTION"]) == many
    # icalendar does not unescape properties it has no type for: they are as those it has one for
    values = {name: line for name, _, line in (line.partition(":") for line in wire(one))}
    assert values["NAME"] == values["X-WR-CALNAME"] == values["SUMMARY"]
    calendars_own = dict(line.split(":", 1) for line in wire(one)[:9])
    assert calendars_own["X-WR-CALDESC"] == calendars_own["DESCRIPTION"]
    (event,) = whole.events
    assert str(event["SUMMARY"]) == plain
    assert str(event.walk("VALARM")[0]["DESCRIPTION"]) == plain
    description = str(event["DESCRIPTION"])
    assert description.count(many) >= len(("summary", "equipment", "steps", "feel", "not feel"))


@given(drawn=st.data())
@settings(max_examples=60)
def test_any_routine_makes_a_calendar_that_reads_back(drawn: st.DataObject) -> None:
    one = drawn.draw(routines(scheduled=True))
    options = CalendarOptions(drawn.draw(selections(one)))
    for file in EXPORTER.export(one, options).files:
        assert_well_formed(file.data)
        assert EXPORTER.verify(file)
        assert file.data == EXPORTER.export(one, options).files[0].data


@pytest.mark.parametrize("line_break", BREAKS)
def test_no_kind_of_line_break_is_written_as_one(line_break: str) -> None:
    one = titled(f"first{line_break}BEGIN:VEVENT")
    assert_well_formed(data(one))
    (event,) = events(one)
    assert event["SUMMARY"] == "first BEGIN:VEVENT"
    assert "\nfirst\nBEGIN:VEVENT\n" in event["DESCRIPTION"]


def test_a_backslash_before_a_big_n_is_no_line_break() -> None:
    assert r"SUMMARY:C:\\New\\now" in wire(titled(r"C:\New\now"))


def test_a_text_of_many_thousand_characters_is_kept() -> None:
    long = "\u00e4\U0001f9d8 " * 5000
    (event,) = events(titled(long))
    assert str(event["SUMMARY"]) == long.strip()


def said(one: Routine, selection: Selection | None = None) -> list[str]:
    """The lines of the first event's description."""
    options = CalendarOptions(selection) if selection else CalendarOptions()
    (file,) = EXPORTER.export(one, options).files
    event: Any = Calendar.from_ical(file.data).events[0]
    return str(event["DESCRIPTION"]).split("\n")


def test_the_description_says_everything_that_is_needed_to_do_the_session() -> None:
    ways = (
        Variant("floor", fits="Room to lie down.", name="Floor reach"),
        Variant("strapped", ("belt",), "Strap reach", steps=("Take the belt.", "Pull.")),
    )
    one = stretch(
        variants=ways,
        feel="In the back.",
        not_feel=(NotFeel("In the knee", "Bend it."),),
        avoid_if=(AvoidIf("A fresh tear", "ask-clinician"),),
        stop_if=("Pain", "Tingling"),
        video=Video("https://example.org/v", 75),
    )
    made = routine(
        schedule(weeks=1),
        stretch=one,
        equipment={"belt": "a belt"},
        sources=(Source("Book", "A. Writer", "https://example.org/b"), Source("Note")),
    )
    assert said(made, Selection(variants=(("reach", "strapped"),))) == [
        "Back – Week 1",
        "Total: 5 min",
        "You need: a belt",
        "",
        "1. Strap reach: 1 × hold 5 min",
        "You need: a belt",
        "1.1 Take the belt.",
        "1.2 Pull.",
        "Feel it: In the back.",
        "Not here: In the knee – Bend it.",
        "Stop if: Pain; Tingling",
        "Take care if: A fresh tear: ask a clinician first",
        "Video: https://example.org/v (from 1 min 15 s)",
        "",
        words("en").text("safety.line"),
        "",
        "Source: Book; A. Writer; https://example.org/b",
        "Source: Note",
    ]
    assert said(made)[2:7] == [
        "No equipment",
        "",
        "1. Floor reach: 1 × hold 5 min",
        "Fits: Room to lie down.",
        "1.1 Reach forward.",
    ]


def test_spots_notes_and_summaries_are_said() -> None:
    one = stretch(type=StretchType.SELF_MASSAGE, spots=("left of the spine", "right of it"))
    made = routine(schedule(), stretch=one)
    item = Item("reach", MassageDose(Amount(30, 6)), note="Slowly.")
    made = dataclasses.replace(
        made, sessions={"break": Session("break", "Break", (item,), summary="With a ball.")}
    )
    assert said(made)[1:8] == [
        "With a ball.",
        "Total: about 1 min",
        "No equipment",
        "",
        "1. Reach: 1 × hold 6 breaths (about 30 s) on each spot",
        "Spots: left of the spine; right of it",
        "Note: Slowly.",
    ]


def test_losses_name_the_phase_they_are_in() -> None:
    (loss,) = export(routine(schedule(), 350)).losses
    assert loss.where == "session break, weeks 1 to 2"
    assert loss.what == "calendars count in minutes: 5 min 50 s stands as 6 min"
