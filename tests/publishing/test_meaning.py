"""What counts in an event, and the mark that says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.exporters.calendar.identity.objects import CalendarObject, objects
from stretchexport.publishing.meaning import digest, mark, marked

EVENT = """BEGIN:VEVENT
UID:back.a.w1@stretchexport
DTSTAMP:20260101T000000Z
LAST-MODIFIED:20260101T000000Z
SEQUENCE:0
DTSTART;TZID=Europe/Berlin:20261207T073000
DTEND;TZID=Europe/Berlin:20261207T073500
RRULE:FREQ=WEEKLY;UNTIL=20261218T063000Z;BYDAY=MO,WE
SUMMARY:Back
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Back
TRIGGER:-P1D
END:VALARM
END:VEVENT"""


def one(text: str) -> CalendarObject:
    """The object in what stands between the lines of a VCALENDAR."""
    (found,) = objects(f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n".encode()).values()
    return found


def test_the_digest_of_an_event_never_changes() -> None:
    """Else everything published before would seem to be changed by somebody."""
    assert digest(one(EVENT)) == "1-dc3c33f61e6c6e0aa8e2513765d552be"


def test_a_mark_is_no_part_of_what_it_marks() -> None:
    published = marked(one(EVENT))
    assert mark(published) == digest(one(EVENT)) == digest(published)
    assert mark(one(EVENT)) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SEQUENCE:0", "SEQUENCE:4"),
        ("DTSTAMP:2026", "DTSTAMP:2027"),
        ("SUMMARY:Back", "X-A:1\nSUMMARY:Back\nCREATED:20260101T000000Z\nSTATUS:CONFIRMED"),
        ("SUMMARY:Back", "SUMM\n ARY:Ba\n ck"),
        ("SUMMARY", "summary"),
        ("-P1D", "-PT24H"),
        ("TRIGGER:-P1D", "TRIGGER;RELATED=START;VALUE=DURATION:-PT1440M"),
        ("TRIGGER:-P1D", "TRIGGER:-P1D\nACKNOWLEDGED:20260101T000000Z\nUID:1"),
        ("DESCRIPTION:Back", "DESCRIPTION:Reminder"),
        ("FREQ=WEEKLY;UNTIL=20261218T063000Z", "UNTIL=20261218T063000Z;FREQ=WEEKLY"),
        (
            "END:VALARM",
            "END:VALARM\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:20261207T063500Z\n"
            "RELATED-TO;RELTYPE=SNOOZE:1\nEND:VALARM",
        ),
    ],
)
def test_what_does_not_count(old: str, new: str) -> None:
    assert old in EVENT
    assert digest(one(EVENT.replace(old, new))) == digest(one(EVENT))


@pytest.mark.parametrize("weeks", ["9" * 9, "9" * 12, "9" * 5000])
def test_a_reminder_longer_than_any_calendar_is_one_like_any_other(weeks: str) -> None:
    text = EVENT.replace("-P1D", f"-P{weeks}W")
    assert digest(one(text)) == digest(one(text.replace("TRIGGER", "trigger")))
    assert digest(one(text)) != digest(one(EVENT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SUMMARY:Back", "SUMMARY:Front"),
        ("T073000", "T080000"),
        ("DTSTART;TZID=Europe/Berlin", "DTSTART;TZID=Europe/Paris"),
        ("BYDAY=MO,WE", "BYDAY=MO"),
        ("SUMMARY", "EXDATE;TZID=Europe/Berlin:20261209T073000\nSUMMARY"),
        ("SUMMARY", "LOCATION:Gym\nSUMMARY"),
        ("SUMMARY", "STATUS:CANCELLED\nSUMMARY"),
        ("-P1D", "-PT23H"),
        ("-P1D", "P1D"),
        ("TRIGGER:", "TRIGGER;RELATED=END:"),
        ("ACTION:DISPLAY", "ACTION:AUDIO"),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Back\nTRIGGER:-P1D\nEND:VALARM\n", ""),
    ],
)
def test_what_counts(old: str, new: str) -> None:
    assert old in EVENT
    assert digest(one(EVENT.replace(old, new))) != digest(one(EVENT))


@given(st.permutations(EVENT.split("\n")[1:9]))
def test_the_order_of_the_lines_does_not_count(lines: list[str]) -> None:
    first, *_, last = EVENT.partition("BEGIN:VALARM")
    shuffled = "\n".join([first.split("\n")[0], *lines]) + "\nBEGIN:VALARM" + last
    assert digest(one(shuffled)) == digest(one(EVENT))
