"""What publishing does to a calendar on real servers, and what it leaves alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from calendar_routines import export, longer, routine, schedule, slot
from publishing.published import actions, problems, push, push_text, words
from publishing.servers import PASSWORD, USER, radicale
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions, Entry
from stretchexport.loading import load
from stretchexport.online.address import parse
from stretchexport.online.credentials import VARIABLE
from stretchexport.online.trouble import OnlineError
from stretchexport.publishing.applying import apply
from stretchexport.publishing.discovery import find_calendar
from stretchexport.publishing.plan import plan
from stretchexport.publishing.publication import publish

if TYPE_CHECKING:
    from publishing.servers import Server
    from stretchexport.model import Routine

EXAMPLES = Path(__file__).parent.parent.parent / "examples"

TWO = schedule(slot(remind=(600,)), slot("18:00", (6,), "evening"))
OTHERS = (
    ("own.ics", "5a1e@phone", "Dentist: back.morning.w1@stretchexport"),
    ("like-ours.ics", "back.morning.w1@elsewhere", "Not ours"),
    ("longer-id.ics", "back-two.morning.w1@stretchexport", "Of another routine"),
    ("no-slot.ics", "back@stretchexport", "Übung; mit \\, und Ümlaut"),
)


def event(uid: str, title: str, *more: str) -> bytes:
    """A calendar object as another program writes it."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Phone//1//DE\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260105T090000Z\r\n"
        f"DTEND:20260105T100000Z\r\nSUMMARY:{title}\r\n"
        + "".join(f"{line}\r\n" for line in more)
        + "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def back(hold: int = 300, **changes: object) -> Routine:
    """A routine with two slots, so two objects."""
    return routine(changes.pop("plan", TWO), hold, **changes)  # type: ignore[arg-type]


def edit(server: Server, url: str, old: bytes, new: bytes) -> bytes:
    """Change an object on the server as somebody with a phone would; what is there then."""
    before = server.get(url)
    assert old in before
    server.put(url, before.replace(old, new))
    return server.get(url)


def test_each_uid_becomes_an_object_with_its_time_zone(server: Server, calendar: str) -> None:
    done = push(calendar, back())
    assert actions(done) == {"back.morning.w1": "new", "back.evening.w1": "new"}
    stored = server.objects(calendar)
    assert stored.keys() == {"back.morning.w1@stretchexport", "back.evening.w1@stretchexport"}
    for data in stored.values():
        whole = Calendar.from_ical(data)
        assert "METHOD" not in whole
        assert [one.name for one in whole.subcomponents] == ["VTIMEZONE", "VEVENT"]
        assert whole.get_missing_tzids() == set()


def test_a_second_time_nothing_is_written(server: Server, calendar: str) -> None:
    push(calendar, back())
    before = server.etags(calendar)
    assert actions(push(calendar, back())) == {
        "back.morning.w1": "unchanged",
        "back.evening.w1": "unchanged",
    }
    assert server.etags(calendar) == before


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.*")), ids=lambda path: str(path.name))
def test_what_a_server_makes_of_an_example_is_no_change(calendar: str, file: Path) -> None:
    one = load(file).routine
    assert one
    exports = {one.id: EXPORTER.export(one, CalendarOptions())}
    first = publish(exports, parse(calendar), USER)
    assert {*actions(first).values()} == {"new"}
    assert {*actions(publish(exports, parse(calendar), USER)).values()} == {"unchanged"}


def test_a_slot_at_another_time_changes_its_object_only(server: Server, calendar: str) -> None:
    push(calendar, back())
    before = server.etags(calendar)
    later = schedule(slot("08:00", remind=(600,)), slot("18:00", (6,), "evening"))
    done = push(calendar, back(plan=later))
    assert actions(done) == {"back.morning.w1": "changed", "back.evening.w1": "unchanged"}
    assert words(done) == {"back.morning.w1": ("time 07:30 -> 08:00",)}
    after = server.etags(calendar)
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] != before[name]] == ["back.morning.w1.ics"]
    data = server.objects(calendar)["back.morning.w1@stretchexport"]
    assert b"SEQUENCE:1\r\n" in data
    assert b"T080000" in data


def test_a_slot_that_is_gone_is_removed(server: Server, calendar: str) -> None:
    push(calendar, back())
    done = push(calendar, back(plan=schedule(slot(remind=(600,)))))
    assert actions(done) == {"back.morning.w1": "unchanged", "back.evening.w1": "removed"}
    assert server.objects(calendar).keys() == {"back.morning.w1@stretchexport"}


def test_a_routine_without_a_date_leaves_nothing(server: Server, calendar: str) -> None:
    push(calendar, back())
    assert {*actions(push(calendar, back(plan=None))).values()} == {"removed"}
    assert server.objects(calendar) == {}


def test_what_is_not_of_the_routine_keeps_every_byte(server: Server, calendar: str) -> None:
    push(calendar, back(id="neck"))
    for name, uid, title in OTHERS:
        server.put(calendar + name, event(uid, title, "X-MINE:yes"))
    before = server.objects(calendar), server.etags(calendar)
    push(calendar, back())
    push(calendar, back(400))
    push(calendar, back(plan=None))
    assert (server.objects(calendar), server.etags(calendar)) == before


def test_an_event_that_only_names_a_uid_of_ours_is_somebody_elses(
    server: Server, calendar: str
) -> None:
    alarm = ("BEGIN:VALARM", "UID:back.morning.w1@stretchexport", "ACTION:DISPLAY")
    rest = ("DESCRIPTION:x", "TRIGGER:-PT5M", "END:VALARM")
    server.put(calendar + "mine.ics", event("mine@phone", "Mine", *alarm, *rest))
    before = server.get(calendar + "mine.ics")
    remote = find_calendar(parse(calendar), USER, PASSWORD)
    assert remote.stored(["back"]) == []
    push(calendar, back(), force=True)
    push(calendar, back(plan=None), force=True)
    assert server.get(calendar + "mine.ics") == before


def test_a_rehearsal_writes_nothing(server: Server, calendar: str) -> None:
    assert {*actions(push(calendar, back(), dry_run=True)).values()} == {"new"}
    assert server.etags(calendar) == {}
    push(calendar, back())
    before = server.etags(calendar)
    done = push(calendar, back(400, plan=schedule(slot())), dry_run=True)
    assert actions(done) == {"back.morning.w1": "changed", "back.evening.w1": "removed"}
    assert words(done)["back.morning.w1"] == (
        "length 5 min -> 7 min",
        "description",
        "alarms",
    )
    assert server.etags(calendar) == before


def test_several_routines_go_up_together(server: Server, calendar: str) -> None:
    done = push(calendar, back(), back(id="neck"))
    assert done.outcomes.keys() == {"back", "neck"}
    assert len(server.objects(calendar)) == 4


def test_an_override_is_in_the_object_of_its_series(server: Server, calendar: str) -> None:
    series = """BEGIN:VEVENT UID:back.a.w1@stretchexport DTSTAMP:20260101T000000Z
        DTSTART:20261207T063000Z DTEND:20261207T064000Z RRULE:FREQ=DAILY;COUNT=3 SUMMARY:Back
        END:VEVENT"""
    moved = """BEGIN:VEVENT UID:back.a.w1@stretchexport DTSTAMP:20260101T000000Z
        RECURRENCE-ID:20261208T063000Z DTSTART:20261208T{}00Z DTEND:20261208T194000Z SUMMARY:Back
        END:VEVENT"""
    push_text(calendar, "back", series + " " + moved.format("1930"))
    (data,) = server.objects(calendar).values()
    assert len(Calendar.from_ical(data).events) == 2
    again = push_text(calendar, "back", moved.format("1930") + " " + series)
    assert actions(again) == {"back.a.w1": "unchanged"}
    later = push_text(calendar, "back", series + " " + moved.format("1935"))
    assert words(later)["back.a.w1"][0] == "2026-12-08: time 19:30 -> 19:35"
    alone = push_text(calendar, "back", series)
    assert words(alone) == {"back.a.w1": ("2026-12-08 is as in the series again",)}
    (data,) = server.objects(calendar).values()
    assert len(Calendar.from_ical(data).events) == 1


def test_any_text_comes_back_as_it_was(server: Server, calendar: str) -> None:
    title = "Rückendehnung, früh; 100 % \\alt\\n „Übung“ 背中 🙂"
    named = back(title=title, summary=title)
    push(calendar, named)
    assert {*actions(push(calendar, named)).values()} == {"unchanged"}
    for data in server.objects(calendar).values():
        (one,) = Calendar.from_ical(data).events
        assert title in str(one["DESCRIPTION"])


def test_an_event_is_found_wherever_it_is(server: Server, calendar: str) -> None:
    push(calendar, back())
    url = calendar + "back.morning.w1.ics"
    moved = calendar + "w%20%C3%BC%23%20100%2541.ics"
    data = server.get(url)
    server.request("DELETE", url)
    server.put(moved, data)
    done = push(calendar, back(400))
    assert actions(done) == {"back.morning.w1": "changed", "back.evening.w1": "changed"}
    assert server.etags(calendar).keys() == {"w ü# 100%41.ics", "back.evening.w1.ics"}
    assert b"SEQUENCE:1\r\n" in server.get(moved)
    assert {*actions(push(calendar, back(plan=None))).values()} == {"removed"}
    assert server.etags(calendar) == {}


def test_what_a_phone_keeps_for_itself_is_no_change(server: Server, calendar: str) -> None:
    push(calendar, back())
    url = calendar + "back.morning.w1.ics"
    edit(
        server,
        url,
        b"BEGIN:VALARM\r\n",
        b"BEGIN:VALARM\r\nUID:1E5\r\nX-WR-ALARMUID:1E5\r\nACKNOWLEDGED:20261207T062501Z\r\n",
    )
    edit(server, url, b"SUMMARY", b"X-APPLE-TRAVEL:1\r\nCREATED:20261201T000000Z\r\nSUMMARY")
    assert actions(push(calendar, back()))["back.morning.w1"] == "unchanged"
    assert actions(push(calendar, back(400)))["back.morning.w1"] == "changed"


def test_an_event_edited_on_the_server_is_left(server: Server, calendar: str) -> None:
    push(calendar, back())
    url = calendar + "back.morning.w1.ics"
    edited = edit(server, url, b"TRIGGER:-PT10M", b"TRIGGER:-PT45M")
    done = push(calendar, back())
    assert actions(done) == {"back.morning.w1": "edited", "back.evening.w1": "unchanged"}
    assert words(done) == {"back.morning.w1": ("alarms",)}
    assert problems(done) == {}
    assert server.get(url) == edited


def test_an_edited_event_that_the_routine_changes_too_is_told_and_left(
    server: Server, calendar: str
) -> None:
    push(calendar, back())
    url = calendar + "back.morning.w1.ics"
    edited = edit(server, url, b"TRIGGER:-PT10M", b"TRIGGER:-PT45M")
    for changed in (back(400), back(plan=schedule(slot("18:00", (6,), "evening")))):
        done = push(calendar, changed)
        assert problems(done).keys() == {"back.morning.w1"}
        assert "--force" in problems(done)["back.morning.w1"]
        assert server.get(url) == edited


def test_force_takes_what_the_routine_says(server: Server, calendar: str) -> None:
    push(calendar, back())
    url = calendar + "back.morning.w1.ics"
    edit(server, url, b"TRIGGER:-PT10M", b"TRIGGER:-PT45M")
    assert actions(push(calendar, back(), force=True))["back.morning.w1"] == "changed"
    assert b"TRIGGER:-PT10M" in server.get(url)
    edit(server, url, b"TRIGGER:-PT10M", b"TRIGGER:-PT45M")
    assert {*actions(push(calendar, back(plan=None), force=True)).values()} == {"removed"}
    assert server.etags(calendar) == {}


def test_an_imported_event_without_a_mark_is_left(server: Server, calendar: str) -> None:
    server.put(calendar + "x.ics", event("back.morning.w1@stretchexport", "Back"))
    done = push(calendar, back())
    assert actions(done) == {"back.evening.w1": "new"}
    assert problems(done).keys() == {"back.morning.w1"}


def test_nothing_is_overwritten_that_changes_at_the_same_moment(
    server: Server, calendar: str
) -> None:
    kept = schedule(slot(remind=(600,)), slot("18:00", (6,), "evening"))
    push(calendar, back(plan=kept))
    remote = find_calendar(parse(calendar), USER, PASSWORD)
    new = schedule(slot(), slot("12:00", (2,), "noon"))
    planned = plan({"back": export(back(400, plan=new))}, remote.stored(["back"]))
    edited = {
        name: edit(server, calendar + name, b"SUMMARY:Desk", b"SUMMARY:My desk")
        for name in ("back.morning.w1.ics", "back.evening.w1.ics")
    }
    server.put(calendar + "back.noon.w1.ics", event("mine@phone", "Lunch"))
    before = server.etags(calendar)
    outcomes = list(apply(remote, planned["back"]))
    assert [str(one.step.action) for one in outcomes] == ["changed", "new", "removed"]
    assert all("(412)" in one.problem for one in outcomes)
    assert server.etags(calendar) == before
    assert {name: server.get(calendar + name) for name in edited} == edited


def test_what_is_gone_meanwhile_is_not_written_again(server: Server, calendar: str) -> None:
    push(calendar, back())
    remote = find_calendar(parse(calendar), USER, PASSWORD)
    planned = plan({"back": export(back(400, plan=schedule(slot())))}, remote.stored(["back"]))
    for name in server.etags(calendar):
        server.request("DELETE", calendar + name)
    changed, removed = apply(remote, planned["back"])
    assert re.search(r"\((404|412)\)", changed.problem)
    assert str(removed.step.action) == "removed"
    assert server.etags(calendar) == {}


def test_running_again_completes_what_was_refused(server: Server, calendar: str) -> None:
    push(calendar, back(plan=schedule(slot(remind=(600,)))))
    blocker = calendar + "back.evening.w1.ics"
    server.put(blocker, event("mine@phone", "In the way"))
    done = push(calendar, back(400))
    assert actions(done) == {"back.morning.w1": "changed"}
    assert "(412)" in problems(done)["back.evening.w1"]
    server.request("DELETE", blocker)
    assert actions(push(calendar, back(400))) == {
        "back.morning.w1": "unchanged",
        "back.evening.w1": "new",
    }


def test_sessions_may_be_todos_and_become_events_again(server: Server, calendar: str) -> None:
    as_todos = {
        "back": EXPORTER.export(back(), CalendarOptions(entry=Entry.TODO, html=True, busy=False))
    }
    first = publish(as_todos, parse(calendar), USER)
    assert {*actions(first).values()} == {"new"}
    names = server.etags(calendar).keys()
    assert {*actions(publish(as_todos, parse(calendar), USER)).values()} == {"unchanged"}
    assert b"BEGIN:VTODO" in server.get(calendar + "back.morning.w1.ics")
    assert words(push(calendar, back()))["back.morning.w1"] == ("to-do -> event",)
    assert server.etags(calendar).keys() == names
    assert b"BEGIN:VEVENT" in server.get(calendar + "back.morning.w1.ics")


def test_phases_are_objects_of_their_own(server: Server, calendar: str) -> None:
    phases = schedule(weeks=4, progression=(longer(3, 60),))
    push(calendar, back(plan=phases))
    assert server.etags(calendar).keys() == {"back.morning.w1.ics", "back.morning.w3.ics"}


@pytest.mark.parametrize("where", ["root", "home"])
def test_a_calendar_is_found_by_its_name(server: Server, calendar: str, where: str) -> None:
    own = calendar.rstrip("/").rpartition("/")[2]
    named = server.calendar("Rücken & Nacken")
    address = parse(getattr(server, where))
    assert find_calendar(address, USER, PASSWORD, own).url == calendar
    assert find_calendar(address, USER, PASSWORD, "Rücken & Nacken").url == named
    server.request("DELETE", named)


def test_several_calendars_are_listed(server: Server, calendar: str) -> None:
    own = calendar.rstrip("/").rpartition("/")[2]
    other = server.calendar("Other")
    for name in (None, "Nowhere"):
        with pytest.raises(OnlineError, match=rf"Stretching \({own}\)"):
            find_calendar(parse(server.home), USER, PASSWORD, name)
    server.request("DELETE", other)


def test_a_name_that_is_not_that_of_the_calendar_is_told(server: Server, calendar: str) -> None:
    assert find_calendar(parse(calendar), USER, PASSWORD, "Stretching").url == calendar
    with pytest.raises(OnlineError, match="there is no calendar Other"):
        find_calendar(parse(calendar), USER, PASSWORD, "Other")
    assert server.etags(calendar) == {}


def test_a_calendar_that_only_reads_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with radicale(tmp_path) as server:
        calendar = server.calendar("Stretching")
        push(calendar, back())
        before = server.etags(calendar)
    with radicale(tmp_path, may="r") as server:
        calendar = server.home + calendar.rsplit("/", 2)[1] + "/"
        done = push(calendar, back(400))
        assert "may not write to this calendar (403)" in problems(done)["back.morning.w1"]
        assert problems(done)["back.evening.w1"].startswith("not tried")
        assert server.etags(calendar) == before
