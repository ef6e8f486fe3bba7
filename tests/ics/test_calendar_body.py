"""What an entry says besides its dates, and what the calendar says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_routines import (
    HOSTILE,
    assert_well_formed,
    events,
    export,
    routine,
    schedule,
    slot,
    titled,
    wire,
)
from strategies import texts
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.model import Routine, Source
from stretchexport.wording import words

ADDRESS = "https://example.org/cards.pdf?a=1,2;b=3"


def lines(one: Routine, *names: str, **options: Any) -> list[str]:
    """The logical lines with these properties."""
    return [
        line
        for line in wire(one, **options)
        if line.replace(":", ";").split(";", maxsplit=1)[0] in names
    ]


def test_a_session_takes_up_its_time_unless_it_is_free() -> None:
    names = ("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    one = routine(schedule())
    assert lines(one, *names) == ["TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"]
    assert lines(one, *names, busy=False) == [
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]


def test_a_colour_is_named_and_given_in_figures_for_apple() -> None:
    one = routine(schedule())
    names = ("COLOR", "X-APPLE-CALENDAR-COLOR")
    assert lines(one, *names) == []
    assert lines(one, *names, colour="Teal") == ["COLOR:teal", "X-APPLE-CALENDAR-COLOR:#008080"]


def test_the_name_is_that_of_the_routine_or_the_one_given() -> None:
    one = routine(schedule())
    assert lines(one, "NAME", "X-WR-CALNAME") == ["NAME:Back", "X-WR-CALNAME:Back"]
    assert lines(one, "NAME", "X-WR-CALNAME", name="Mine;\nall") == [
        "NAME:Mine\\; all",
        "X-WR-CALNAME:Mine\\; all",
    ]


def test_where_a_subscribed_calendar_comes_from_is_written_with_its_type() -> None:
    one = routine(schedule())
    names = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE")
    assert lines(one, *names) == []
    assert lines(one, *names, refresh=dt.timedelta(hours=12), source="https://a.org/b.ics") == [
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "SOURCE;VALUE=URI:https://a.org/b.ics",
    ]


def test_a_session_is_where_it_says() -> None:
    one = routine(schedule())
    assert lines(one, "LOCATION") == []
    session = dataclasses.replace(one.sessions["break"], place="Office,\nby the window")
    one = dataclasses.replace(one, sessions={"break": session})
    assert lines(one, "LOCATION") == ["LOCATION:Office\\, by the window"]


def test_there_are_as_many_alarms_as_asked_for() -> None:
    one = routine(schedule(slot(remind=(600, 86400))))
    assert lines(one, "TRIGGER") == ["TRIGGER:-PT10M", "TRIGGER:-P1D"]
    assert lines(one, "TRIGGER", alarm_at_start=True) == [
        "TRIGGER:-PT10M",
        "TRIGGER:-P1D",
        "TRIGGER:PT0S",
    ]
    assert lines(one, "TRIGGER", alarms=False) == []


def test_an_alarm_at_the_start_is_not_doubled() -> None:
    one = routine(schedule(slot(remind=(0, 60))))
    assert lines(one, "TRIGGER", alarm_at_start=True) == ["TRIGGER:PT0S", "TRIGGER:-PT1M"]


def test_cards_are_linked_and_the_link_is_in_the_text() -> None:
    one = routine(schedule())
    assert lines(one, "ATTACH", cards_url=ADDRESS) == [f"ATTACH;FMTTYPE=application/pdf:{ADDRESS}"]
    (event,) = events(one, cards_url=ADDRESS)
    assert event["DESCRIPTION"].endswith(f"\nCards to print: {ADDRESS}")


def test_cards_are_embedded_if_asked_for(example: Routine) -> None:
    for target, name in (("generic", "FILENAME"), ("outlook", "X-FILENAME")):
        for event in events(example, cards_inline=True, target=target):
            attached = event["ATTACH"]
            assert dict(attached.params) == {
                "FMTTYPE": "application/pdf",
                name: "mid-back-release-cards.pdf",
                "ENCODING": "BASE64",
                "VALUE": "BINARY",
            }
            assert attached.from_ical(attached.to_ical().decode()).startswith(b"%PDF-")


def html_of(one: Routine, **options: Any) -> list[str]:
    """Every form of HTML in the first event."""
    event = events(one, html=True, **options)[0]
    found = []
    if "ALTREP" in event["DESCRIPTION"].params:
        address = event["DESCRIPTION"].params["ALTREP"]
        assert address.startswith("data:text/html,")
        found.append(unquote(address.removeprefix("data:text/html,")))
    return found + [
        str(event[name]) for name in ("STYLED-DESCRIPTION", "X-ALT-DESC") if name in event
    ]


def test_html_is_an_option() -> None:
    one = routine(schedule())
    assert not lines(one, "STYLED-DESCRIPTION", "X-ALT-DESC")
    assert all("ALTREP" not in line for line in wire(one))


def test_html_stands_in_both_standard_forms() -> None:
    one = routine(schedule())
    (styled,) = lines(one, "STYLED-DESCRIPTION", html=True)
    assert styled.startswith("STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p><b>Back &#8211\\;")
    (described,) = lines(one, "DESCRIPTION", html=True)
    assert described.startswith('DESCRIPTION;ALTREP="data:text/html,%3Cp%3E%3Cb%3EBack%20')
    first, second = html_of(one)
    assert first == second


def test_outlook_gets_html_in_the_form_it_reads() -> None:
    one = routine(schedule())
    (alternative,) = lines(one, "X-ALT-DESC", html=True, target="outlook")
    assert alternative.startswith("X-ALT-DESC;FMTTYPE=text/html:<html><body><p>")
    assert not lines(one, "STYLED-DESCRIPTION", html=True, target="outlook")


def test_addresses_are_links_in_html() -> None:
    one = routine(schedule(), sources=(Source("Book", url="https://example.org/?a=1&b=2"),))
    for text in html_of(one):
        assert (
            '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>'
        ) in text


@given(titled_as=st.sampled_from(HOSTILE) | texts())
@settings(max_examples=60)
def test_html_is_valid_and_shows_the_text_of_the_description(titled_as: str) -> None:
    one = titled(titled_as)
    (event,) = events(one, html=True)
    expected = [line for line in str(event["DESCRIPTION"]).split("\n") if line]
    for text in html_of(one):
        assert text.isascii()
        document = html5lib.parseFragment(text, namespaceHTMLElements=False)
        names = {element.tag for element in document.iter()}
        assert names <= {"DOCUMENT_FRAGMENT", "p", "b", "br", "a"}
        shown = re.sub(r"\s+", " ", " ".join(document.itertext()))
        squeezed = "".join(shown.split())
        assert squeezed == "".join("".join(expected).split())


@given(name=st.sampled_from(HOSTILE) | texts())
@settings(max_examples=60)
def test_no_text_adds_a_line_to_the_file(name: str) -> None:
    options = {"html": True, "cards_url": ADDRESS, "alarm_at_start": True, "colour": "teal"}
    plain = [line.split(":")[0].split(";")[0] for line in wire(titled("x"), name="x", **options)]
    hostile = wire(titled(name), name=name, **options)
    assert [line.split(":")[0].split(";")[0] for line in hostile] == plain
    (file,) = export(titled(name), name=name, **options).files
    assert_well_formed(file.data)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"colour": "teel"}, "did you mean teal?"),
        ({"colour": "#008080"}, "no CSS3 colour name"),
        ({"target": "lotus"}, "there are google, apple, outlook, generic"),
        ({"cards_url": "javascript:alert(1)"}, "https://"),
        ({"cards_url": "https://example.org/\nBEGIN:VEVENT"}, "https://"),
        ({"source": "file.ics"}, "https://"),
        ({"refresh": dt.timedelta()}, "a minute"),
        ({"name": " "}, "a letter"),
        ({"name": "Back\x1b[31m"}, "no control character"),
        ({"name": "B\udcfcro"}, "no control character"),
    ],
)
def test_what_cannot_stand_in_a_calendar_is_refused(options: Any, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        CalendarOptions(**options)


def test_the_steps_have_their_times_and_sides(example: Routine) -> None:
    (first, *_) = events(example)
    numbered = [line for line in str(first["DESCRIPTION"]).split("\n") if re.match(r"\d+\. ", line)]
    assert numbered == [
        "1. Self-hug: 3 × hold 30 s, each side in turn, rest 15 s between sets",
        "2. Child's pose: 2 × hold 45 s, rest 10 s between sets",
    ]
    assert words("en").text("safety.line") in str(first["DESCRIPTION"])
