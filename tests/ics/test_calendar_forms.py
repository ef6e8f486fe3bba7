"""The other forms of a calendar: to-dos, jCal, JSCalendar, several routines, several files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_routines import (
    HOSTILE,
    MONDAY,
    data,
    export,
    longer,
    routine,
    schedule,
    slot,
    titled,
    wire,
)
from strategies import routines, texts
from stretchexport.exporters.base import VerificationError
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.features import LARGE
from stretchexport.exporters.calendar.files import split
from stretchexport.exporters.calendar.losses import NO_REFRESH
from stretchexport.exporters.calendar.media import JCAL, JSCALENDAR
from stretchexport.exporters.calendar.options import CalendarOptions, Entry, Form, Time
from stretchexport.exporters.calendar.wire import to_bytes
from stretchexport.model import Move

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine

SCHEMA = json.loads(Path(__file__).with_name("jscalendar.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def group(one: Routine, **options: Any) -> dict[str, Any]:
    """The calendar as JSCalendar, which our schema knows all of."""
    read: dict[str, Any] = json.loads(data(one, form=Form.JSCALENDAR, **options))
    VALIDATOR.validate(read)
    return read


OTHERS = [(form, entry) for form in Form for entry in Entry][1:]
"""Every form but the usual one, which has a golden file already."""


@pytest.mark.parametrize(("form", "entry"), OTHERS)
def test_each_form_of_the_example_is_golden(
    form: Form, entry: Entry, example: Routine, golden: Callable[[str, bytes], None]
) -> None:
    options = CalendarOptions(form=form, entry=entry)
    (file,) = EXPORTER.export(example, options).files
    noun = "to-dos" if entry is Entry.TODO else "events"
    assert EXPORTER.verify(file) == f"17 {noun} in 3 series"
    golden(f"calendar/{entry}/{file.name}", file.data)


def test_the_forms_have_names_and_media_types_of_their_own(example: Routine) -> None:
    made = {form: export(example, form=form).files for form in Form}
    assert [(file.name, file.media_type) for (file,) in made.values()] == [
        ("mid-back-release.ics", "text/calendar"),
        ("mid-back-release.jcal.json", JCAL),
        ("mid-back-release.jscalendar.json", JSCALENDAR),
    ]


def test_a_todo_is_due_when_the_session_would_be_over() -> None:
    text = wire(routine(schedule(slot(remind=(600,)))), entry=Entry.TODO)
    lines = text[text.index("BEGIN:VTODO") :]
    assert "DTSTART;TZID=Europe/Berlin:20261207T073000" in lines
    assert "DUE;TZID=Europe/Berlin:20261207T073500" in lines
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261218T063000Z;BYDAY=MO,WE,FR" in lines
    assert "STATUS:NEEDS-ACTION" in lines
    assert "TRIGGER:-PT10M" in lines
    assert not [line for line in lines if line.startswith(("DTEND", "TRANSP", "X-MICROSOFT"))]


def test_what_programs_make_of_todos_is_said() -> None:
    (loss,) = export(routine(schedule()), entry=Entry.TODO).losses
    assert "do not show to-dos" in loss.what


@given(drawn=routines(scheduled=True), entry=st.sampled_from(Entry))
@settings(max_examples=40)
def test_jcal_says_the_same_as_icalendar(drawn: Routine, entry: Entry) -> None:
    made = export(drawn, entry=entry).files
    if not made:
        return
    (file,) = export(drawn, entry=entry, form=Form.JCAL).files
    assert EXPORTER.verify(file) == EXPORTER.verify(made[0])
    back = Calendar.from_jcal(file.data.decode())
    assert unfolded(to_bytes(back)) == unfolded(made[0].data)


def unfolded(raw: bytes) -> bytes:
    """Without what icalendar writes otherwise once it has read it: lines, types, no time at all."""
    lines = raw.replace(b"\r\n ", b"").replace(b";VALUE=TEXT", b"")
    return lines.replace(b"TRIGGER:P0D", b"TRIGGER:PT0S")


WEEK = ["mo", "tu", "we", "th", "fr", "sa", "su"]


def planned(start: dt.datetime, rule: dict[str, Any]) -> list[dt.datetime]:
    """The dates of a rule, counted out day by day."""
    last = dt.datetime.fromisoformat(rule["until"])
    every = [start + dt.timedelta(days=number) for number in range((last - start).days + 1)]
    interval = rule.get("interval", 1)
    if rule["frequency"] == "daily":
        return every[::interval]
    first = WEEK.index(rule.get("firstDayOfWeek", "mo"))
    days = {WEEK.index(one["day"]) for one in rule["byDay"]}
    monday = start - dt.timedelta(days=(start.weekday() - first) % 7)
    return [
        day
        for day in every
        if day.weekday() in days and (day - monday).days // 7 % interval == 0 and day <= last
    ]


def instants(group: dict[str, Any]) -> list[str]:
    """Every date of a JSCalendar group, expanded here and not by what is tested."""
    found = []
    for entry in group["entries"]:
        start = dt.datetime.fromisoformat(entry["start"])
        rules = entry.get("recurrenceRules", [])
        dates = planned(start, *rules) if rules else [start]
        overrides = entry.get("recurrenceOverrides", {})
        assert {dt.datetime.fromisoformat(key) for key in overrides} <= {*dates}
        for date in dates:
            patch = overrides.get(date.isoformat(), {})
            if not patch.get("excluded"):
                zone = patch.get("timeZone", entry.get("timeZone"))
                at = dt.datetime.fromisoformat(patch.get("start", date.isoformat()))
                known = at.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC) if zone else at
                found.append(f"{entry['uid']} {known.isoformat()}")
    return sorted(found)


@given(drawn=routines(scheduled=True), time=st.sampled_from(Time))
@settings(max_examples=60)
def test_jscalendar_has_the_dates_of_icalendar(drawn: Routine, time: Time) -> None:
    assert drawn.schedule is not None
    if time is Time.UTC and drawn.schedule.timezone is None:
        return
    if not export(drawn, time=time).files:
        return
    expected = []
    whole = Calendar.from_ical(data(drawn, time=time))
    for event in recurring_ical_events.of(whole).all():
        start = event["DTSTART"].dt
        if not isinstance(start, dt.datetime):
            start = dt.datetime.combine(start, dt.time())
        known = start.astimezone(dt.UTC) if start.tzinfo else start
        expected.append(f"{event['UID']} {known.isoformat()}")
    assert instants(group(drawn, time=time)) == sorted(expected)


def moved() -> Routine:
    """A series of which the second Wednesday is done on Thursday in the evening."""
    wednesday = MONDAY + dt.timedelta(days=9)
    move = Move(wednesday, wednesday + dt.timedelta(days=1), dt.time(18))
    return routine(schedule(dataclasses.replace(slot(remind=(600,)), moved=(move,))))


def test_a_moved_date_is_an_override_in_every_form() -> None:
    (event,) = group(moved())["entries"]
    assert event["recurrenceOverrides"] == {"2026-12-16T07:30:00": {"start": "2026-12-17T18:00:00"}}
    (task,) = group(moved(), entry=Entry.TODO)["entries"]
    assert task["recurrenceOverrides"] == {
        "2026-12-16T07:30:00": {"start": "2026-12-17T18:00:00", "due": "2026-12-17T18:05:00"}
    }
    todos: list[Any] = list(Calendar.from_ical(data(moved(), entry=Entry.TODO)).todos)
    series, other = todos
    assert (series["UID"], "RRULE" in other) == (other["UID"], False)
    assert other["RECURRENCE-ID"].dt == series["DTSTART"].dt + dt.timedelta(days=9)
    assert other["DUE"].dt - other["DTSTART"].dt == dt.timedelta(minutes=5)
    (jcal,) = export(moved(), form=Form.JCAL).files
    assert EXPORTER.verify(jcal) == "6 events in 1 series"
    assert [
        "recurrence-id" in {one[0] for one in entry[1]}
        for entry in json.loads(jcal.data)[2]
        if entry[0] == "vevent"
    ] == [False, True]


def test_an_all_day_session_is_a_day_in_every_form() -> None:
    one = routine(schedule(weeks=1))
    (event,) = group(one, time=Time.ALL_DAY)["entries"]
    assert (event["start"], event["duration"]) == ("2026-12-07T00:00:00", "P1D")
    assert event["showWithoutTime"] is True
    assert "timeZone" not in event
    assert event["recurrenceRules"][0]["until"] == "2026-12-11T00:00:00"
    (task,) = group(one, time=Time.ALL_DAY, entry=Entry.TODO)["entries"]
    assert (task["start"], task["due"]) == ("2026-12-07T00:00:00", "2026-12-08T00:00:00")
    lines = wire(one, time=Time.ALL_DAY, entry=Entry.TODO)
    assert {"DTSTART;VALUE=DATE:20261207", "DUE;VALUE=DATE:20261208"} <= {*lines}


def test_an_event_in_jscalendar() -> None:
    one = routine(schedule(slot(remind=(600,)), skip=(MONDAY + dt.timedelta(days=2),)))
    (event,) = group(one, alarm_at_start=True, cards_url="https://example.org/c.pdf")["entries"]
    assert event.pop("description").startswith("Back – Weeks 1 to 2\n")
    assert event == {
        "@type": "Event",
        "uid": "back.morning.w1@stretchexport",
        "updated": "2026-11-22T18:30:00Z",
        "sequence": 0,
        "title": "Desk break",
        "descriptionContentType": "text/plain",
        "start": "2026-12-07T07:30:00",
        "timeZone": "Europe/Berlin",
        "duration": "PT5M",
        "freeBusyStatus": "busy",
        "keywords": {"Stretching": True},
        "links": {
            "1": {
                "@type": "Link",
                "href": "https://example.org/c.pdf",
                "rel": "enclosure",
                "contentType": "application/pdf",
            }
        },
        "alerts": {
            "1": {
                "@type": "Alert",
                "action": "display",
                "trigger": {"@type": "OffsetTrigger", "offset": "-PT10M"},
            },
            "2": {
                "@type": "Alert",
                "action": "display",
                "trigger": {"@type": "OffsetTrigger", "offset": "PT0S"},
            },
        },
        "recurrenceRules": [
            {
                "@type": "RecurrenceRule",
                "frequency": "weekly",
                "byDay": [{"@type": "NDay", "day": day} for day in ("mo", "we", "fr")],
                "until": "2026-12-18T07:30:00",
            }
        ],
        "recurrenceOverrides": {"2026-12-09T07:30:00": {"excluded": True}},
    }


def test_jscalendar_says_that_it_does_not_hold_how_often_to_read_it() -> None:
    refresh = dt.timedelta(hours=1)
    said = {form: export(routine(schedule()), form=form, refresh=refresh).losses for form in Form}
    assert [form for form in Form if NO_REFRESH in said[form]] == [Form.JSCALENDAR]


def test_jscalendar_knows_utc_and_floating_times() -> None:
    assert group(routine(schedule(timezone="UTC")))["entries"][0]["timeZone"] == "Etc/UTC"
    assert "timeZone" not in group(routine(schedule(timezone=None)))["entries"][0]


def test_jscalendar_holds_embedded_cards_and_html(example: Routine) -> None:
    made = group(example, cards_inline=True, html=True, colour="teal", source="https://a.org/b")
    assert (made["color"], made["source"]) == ("teal", "https://a.org/b")
    for event in made["entries"]:
        assert event["links"]["2"]["href"].startswith("data:application/pdf;base64,JVBERi0")
        assert event["descriptionContentType"] == "text/html"
        assert event["description"].startswith("<p><b>")


@given(name=st.sampled_from(HOSTILE) | texts())
@settings(max_examples=40)
def test_hostile_text_is_text_in_json_too(name: str) -> None:
    one = titled(name)
    (event,) = group(one)["entries"]
    plain = json.loads(data(one, form=Form.JCAL))
    assert event["title"] == {p[0]: p[3] for p in plain[2][-1][1]}["summary"]


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (Form.JCAL, b'"vevent"', b'"vevent'),
        (Form.JCAL, b'"dtend"', b'"dtfoo"'),
        (Form.JSCALENDAR, b'"uid"', b'"uids"'),
        (Form.JSCALENDAR, b'"weekly"', b'"often"'),
        (Form.JSCALENDAR, b'"until"', b'"until-when"'),
        (Form.JSCALENDAR, b"{", b""),
        (Form.JSCALENDAR, b"2026-12-09T07:30:00", b"2026-12-08T07:30:00"),
        (Form.JSCALENDAR, b".evening.", b".morning."),
    ],
)
def test_a_broken_json_calendar_does_not_verify(form: Form, old: bytes, new: bytes) -> None:
    plan = schedule(slot(), slot(key="evening"), skip=(MONDAY + dt.timedelta(days=2),))
    (file,) = export(routine(plan), form=form).files
    assert old in file.data
    broken = dataclasses.replace(file, data=file.data.replace(old, new))
    with pytest.raises(VerificationError):
        EXPORTER.verify(broken)


def together(*every: Routine, **options: Any) -> Calendar:
    (file,) = EXPORTER.export_together(every, CalendarOptions(**options)).files
    EXPORTER.verify(file)
    return Calendar.from_ical(file.data)


def test_routines_together_are_one_calendar_with_each_zone_once() -> None:
    whole = together(
        routine(schedule(), id="a", title="One"),
        routine(schedule(timezone="Asia/Kolkata"), id="b", title="Two"),
        routine(schedule(starts=dt.date(2027, 6, 7)), id="c", title="Three"),
        routine(schedule(timezone=None), id="d", title="Four"),
    )
    assert str(whole["NAME"]) == "One + Two + Three + …"
    assert [str(zone["TZID"]) for zone in whole.timezones] == ["Europe/Berlin", "Asia/Kolkata"]
    assert [str(event["UID"]).split(".")[0] for event in whole.events] == ["a", "b", "c", "d"]
    assert "X-WR-TIMEZONE" not in whole
    assert "DESCRIPTION" not in whole


def test_routines_together_say_whose_a_loss_is() -> None:
    made = EXPORTER.export_together(
        [routine(schedule(), id="a"), routine(None, id="b")], CalendarOptions()
    )
    assert [loss.where for loss in made.losses] == ["b, schedule"]
    assert [file.name for file in made.files] == ["a+b.ics"]


def test_one_zone_of_several_routines_is_named() -> None:
    whole = together(routine(schedule(), id="a"), routine(schedule(), id="b"), name="Both")
    assert (str(whole["X-WR-TIMEZONE"]), str(whole["NAME"])) == ("Europe/Berlin", "Both")


def large() -> Routine:
    """A routine whose calendar is too large for one import: 2 slots of 26 phases."""
    changes = tuple(longer(week, 60 + week) for week in range(2, 27))
    one = routine(schedule(slot(), slot(key="b"), weeks=26, progression=changes))
    (item,) = one.sessions["break"].items
    session = dataclasses.replace(one.sessions["break"], summary="Long. " * 8000, items=(item,))
    return dataclasses.replace(one, sessions={"break": session})


def test_a_calendar_above_a_megabyte_is_several_files_for_import() -> None:
    made = export(large())
    assert [file.name for file in made.files] == ["back-1.ics", "back-2.ics", "back-3.ics"]
    whole = []
    for file in made.files:
        assert len(file.data) <= LARGE
        assert EXPORTER.verify(file)
        calendar = Calendar.from_ical(file.data)
        assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Berlin"]
        assert str(calendar["NAME"]) == "Back"
        whole += [str(event["UID"]) for event in calendar.events]
    assert len(whole) == len(set(whole)) == 52
    assert [loss.what for loss in made.losses if loss.where == "calendar"] == [
        "it is above 1 MB, which not every calendar imports: import all 3 files"
    ]
    assert "part 2 of 3" in made.files[1].about


def test_json_is_never_cut_nor_what_is_served() -> None:
    assert len(export(large(), split=False).files) == 1
    assert len(export(large(), form=Form.JCAL).files) == 1


def test_what_has_one_uid_stays_together() -> None:
    whole = Calendar.from_ical(data(routine(schedule(slot(), slot(key="b"), slot(key="c")))))
    moved = whole.events[0].copy(recursive=True)
    moved.add("RECURRENCE-ID", dt.datetime(2026, 12, 9, 6, 30, tzinfo=dt.UTC))
    whole.add_component(moved)
    pieces = list(split(whole, limit=1))
    assert [[str(event["UID"]) for event in piece.events] for piece in pieces] == [
        ["back.morning.w1@stretchexport"] * 2,
        ["back.b.w1@stretchexport"],
        ["back.c.w1@stretchexport"],
    ]
