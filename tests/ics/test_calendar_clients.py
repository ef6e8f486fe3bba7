"""What a file uses, and what the big calendar programs make of it."""

from __future__ import annotations

import tomllib

import pytest
from icalendar import Calendar

from stretchexport.exporters.calendar import clients
from stretchexport.exporters.calendar.clients import Basis, When, drops, facts, features
from stretchexport.exporters.calendar.features import LARGE, NAMES
from stretchexport.resources import read_text

ALARM = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER{0}\nEND:VALARM"


def parsed(*lines: str, kind: str = "VEVENT", of_calendar: str = "") -> Calendar:
    """A calendar of one entry with these lines."""
    text = [
        "BEGIN:VCALENDAR",
        *filter(None, [of_calendar]),
        f"BEGIN:{kind}",
        "UID:1",
        *lines,
        f"END:{kind}",
        "END:VCALENDAR",
    ]
    return Calendar.from_ical("\r\n".join("\n".join(text).split("\n")) + "\r\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SUMMARY:plain", set()),
        ("DTSTART:20261207T073000Z", set()),
        ("DTSTART;VALUE=DATE:20261207", set()),
        ("DTSTART;TZID=Nowhere/Land:20261207T073000", set()),
        ("DTSTART:20261207T073000", {"floating"}),
        ("URL:https://example.org/", {"url"}),
        ("COLOR:teal", {"color"}),
        ("RDATE:20261207T073000Z", {"rdate", "rdate-without-rule"}),
        ("RRULE:FREQ=DAILY;COUNT=2\nRDATE:20261207T073000Z", {"rdate"}),
        ("ATTACH;FMTTYPE=application/pdf:https://example.org/a.pdf", {"attach-link"}),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:YQ==", {"attach-inline"}),
        ('DESCRIPTION;ALTREP="data:text/html,x":y', {"altrep"}),
        ("DESCRIPTION:5 < 7 and a > b <me@example.org>", set()),
        ("DESCRIPTION:<p>one</p>", {"html-in-description"}),
        ("STYLED-DESCRIPTION;VALUE=TEXT:<p>x</p>", {"styled-description"}),
        ("X-ALT-DESC;FMTTYPE=text/html:<p>x</p>", {"x-alt-desc"}),
        (ALARM.format(":-PT10M"), {"alarm"}),
        (ALARM.format(":PT0S"), {"alarm"}),
        (ALARM.format(":PT9H"), {"alarm", "alarm-after-start"}),
        (ALARM.format(";RELATED=END:PT9H"), {"alarm"}),
        (ALARM.format(";VALUE=DATE-TIME:20261207T073000Z"), {"alarm"}),
        (f"{ALARM.format(':-PT1H')}\n{ALARM.format(':-PT5M')}", {"alarm", "several-alarms"}),
    ],
)
def test_features_are_what_an_entry_uses(line: str, expected: set[str]) -> None:
    assert features(parsed(*line.split("\n"))) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("COLOR:teal", {"color"}),
        ("X-APPLE-CALENDAR-COLOR:#008080", {"color"}),
        ("REFRESH-INTERVAL;VALUE=DURATION:PT1H", {"refresh-interval"}),
        ("X-PUBLISHED-TTL:PT1H", {"refresh-interval"}),
    ],
)
def test_features_of_the_calendar_itself(line: str, expected: set[str]) -> None:
    assert features(parsed(of_calendar=line)) == expected


def test_other_kinds_of_entry_and_the_size_are_features() -> None:
    assert features(parsed(kind="VTODO")) == {"todo"}
    assert features(parsed(kind="VJOURNAL")) == {"journal"}
    assert features(parsed(), LARGE) == frozenset()
    assert features(parsed(), LARGE + 1) == {"large-file"}
    assert features(Calendar()) == frozenset()


def test_every_fact_is_about_a_client_and_features_there_are() -> None:
    told = {client: facts(client, NAMES) for client in clients.clients()}
    every = [one for some in told.values() for one in some]
    written = tomllib.loads(read_text("clients.toml"))["facts"]
    assert {one.what for one in every} == {row["what"] for row in written}
    for one in every:
        assert one.client in clients.clients()
        assert {*one.features} <= NAMES
        assert one.source.startswith("https://")
        assert not one.what.endswith(".")
    assert {feature for one in every for feature in one.features} == NAMES


def test_a_client_is_told_by_its_own_facts_before_the_generic_ones() -> None:
    assert [one.client for one in facts("google", {"todo"})] == ["google"]
    assert [one.client for one in facts("google", {"html-in-description"})] == ["generic"]
    assert [one.client for one in facts("generic", {"todo"})] == ["generic"]


def test_only_what_the_file_uses_is_told() -> None:
    assert drops("google", ()) == ()
    assert drops("outlook", {"several-alarms"}) == ("Outlook keeps one reminder of an event.",)


def test_a_sentence_says_when_it_holds_and_who_says_so() -> None:
    (fact,) = facts("apple", {"alarm"})
    assert (fact.when, fact.basis) == (When.SUBSCRIPTION, Basis.REPORTED)
    (sentence,) = drops("apple", {"alarm"})
    assert sentence.startswith("Apple Calendar leaves out reminders unless ")
    assert sentence.endswith(" (on subscription, as people report).")


def test_a_client_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        drops("lotus", {"alarm"})
