"""A calendar made anew on top of the one that is out there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_routines import UPDATED, data, export, longer, routine, schedule, slot
from strategies import routines
from stretchexport.exporters.base import File
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.identity.cancelling import cancellation
from stretchexport.exporters.calendar.identity.content import MalformedCalendarError
from stretchexport.exporters.calendar.identity.objects import objects
from stretchexport.exporters.calendar.identity.updating import (
    Fate,
    KindChangedError,
    Updated,
    update,
)

if TYPE_CHECKING:
    from stretchexport.model import Routine

EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nEND:VCALENDAR\r\n"
MORNING, EVENING = "back.morning.w1@stretchexport", "back.evening.w1@stretchexport"
FOREIGN = (
    b"BEGIN:VEVENT\r\nUID:dentist@example.org\r\nDTSTAMP:20200101T000000Z\r\n"
    b"DTSTART;TZID=Europe/Berlin:20200701T090000\r\nSUMMARY:Den\r\n tist\r\nEND:VEVENT\r\n"
)


def two_slots(at: str = "07:30", **changes: Any) -> Routine:
    return routine(schedule(slot(at), slot("19:00", (1, 3), "evening"), **changes))


def updated(old: bytes, new: Routine) -> Updated:
    """The new calendar on top of the old one; doing it twice is doing it once."""
    fresh = data(new) if new.schedule else EMPTY
    result = update(old, fresh, {new.id}, new.updated)
    assert update(result.data, fresh, {new.id}, new.updated).data == result.data
    EXPORTER.verify(File("back.ics", result.data, "text/calendar", ""))
    return result


def parsed(data: bytes) -> Any:
    """The calendar as icalendar reads it."""
    return Calendar.from_ical(data)


def fates(result: Updated) -> dict[str, Fate]:
    return {one.uid: one.fate for one in result.changes}


def test_a_routine_that_did_not_change_gives_the_same_bytes() -> None:
    old = data(two_slots())
    assert updated(old, two_slots()).data == old


def test_a_new_revision_alone_changes_nothing() -> None:
    old = data(two_slots())
    later = replace(two_slots(), revision=7, updated=UPDATED + dt.timedelta(days=1))
    result = updated(old, later)
    assert set(fates(result).values()) == {Fate.KEPT}
    assert {uid: one.data for uid, one in objects(result.data).items()} == {
        uid: one.data for uid, one in objects(old).items()
    }


def test_only_the_slot_that_changed_gets_a_new_version() -> None:
    old = data(two_slots())
    result = updated(old, two_slots("08:00"))
    assert [(one.fate, one.uid, one.words) for one in result.changes] == [
        (Fate.CHANGED, MORNING, ("time 07:30 -> 08:00",)),
        (Fate.KEPT, EVENING, ()),
    ]
    before, after = objects(old), objects(result.data)
    assert after[EVENING].data == before[EVENING].data
    assert (before[MORNING].sequence, after[MORNING].sequence) == (0, 1)
    assert b"DTSTART;TZID=Europe/Berlin:20261207T080000" in after[MORNING].data


def test_the_stamp_is_that_of_the_routine_if_it_is_later() -> None:
    old = data(two_slots())
    later = UPDATED + dt.timedelta(days=3)
    result = updated(old, replace(two_slots("08:00"), updated=later, revision=4))
    changed = objects(result.data)[MORNING]
    assert (changed.sequence, changed.stamp) == (4, later.replace(tzinfo=None))


def test_the_stamp_is_a_second_later_if_the_routine_has_the_old_one() -> None:
    result = updated(data(two_slots()), two_slots("08:00"))
    stamp = objects(result.data)[MORNING].stamp
    assert stamp == (UPDATED + dt.timedelta(seconds=1)).replace(tzinfo=None)


def test_a_slot_that_is_gone_stays_as_a_cancelled_event_that_never_rings() -> None:
    old = data(routine(schedule(slot(), slot("19:00", (1,), "evening", remind=(600,)))))
    result = updated(old, routine(schedule(slot())))
    assert fates(result) == {MORNING: Fate.KEPT, EVENING: Fate.CANCELLED}
    event = parsed(result.data).events[1]
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", 1)
    assert event["DTSTART"].dt.hour == 19
    assert not event.walk("VALARM")


def test_what_is_cancelled_is_not_counted_as_a_session() -> None:
    old = data(two_slots())
    for new, says in (
        (routine(schedule(slot())), "6 events in 1 series and 1 cancelled"),
        (routine(None), "2 cancelled"),
    ):
        file = File("back.ics", updated(old, new).data, "text/calendar", "")
        assert EXPORTER.verify(file) == says


def test_a_schedule_that_is_gone_cancels_everything() -> None:
    result = updated(data(two_slots()), routine(None))
    assert fates(result) == {MORNING: Fate.CANCELLED, EVENING: Fate.CANCELLED}


def test_a_slot_that_comes_back_is_confirmed_again() -> None:
    with_it, without = two_slots(), routine(schedule(slot()))
    gone = updated(data(with_it), without).data
    back = updated(gone, with_it)
    assert [(one.fate, one.words) for one in back.changes] == [
        (Fate.KEPT, ()),
        (Fate.CHANGED, ("no longer cancelled",)),
    ]
    evening = objects(back.data)[EVENING]
    assert (evening.sequence, evening.cancelled) == (2, False)
    assert b"STATUS:CONFIRMED\r\n" in evening.data


def test_more_weeks_and_other_phases_keep_the_uids_of_slots_and_phases() -> None:
    old = data(routine(schedule(slot(), weeks=4, progression=(longer(3, 400),))))
    new = routine(schedule(slot(), weeks=6, progression=(longer(3, 400), longer(5, 500))))
    result = updated(old, new)
    assert fates(result) == {
        "back.morning.w1@stretchexport": Fate.KEPT,
        "back.morning.w3@stretchexport": Fate.KEPT,
        "back.morning.w5@stretchexport": Fate.NEW,
    }
    shorter = updated(result.data, routine(schedule(slot(), weeks=5, starts=dt.date(2026, 12, 14))))
    assert fates(shorter) == {
        "back.morning.w1@stretchexport": Fate.CHANGED,
        "back.morning.w3@stretchexport": Fate.CANCELLED,
        "back.morning.w5@stretchexport": Fate.CANCELLED,
    }


def test_events_of_others_are_kept_as_they_are() -> None:
    journal = b"BEGIN:X-THING\r\nX-A:b\r\nEND:X-THING\r\n"
    namesake = FOREIGN.replace(b"dentist@example.org", b"back-2.morning.w1@stretchexport")
    old = data(two_slots()).replace(
        b"END:VCALENDAR", journal + FOREIGN + namesake + b"END:VCALENDAR"
    )
    result = update(old, data(two_slots("08:00")), {"back"})
    assert FOREIGN + namesake + journal in result.data
    assert fates(result)["dentist@example.org"] is Fate.FOREIGN
    assert fates(result)["back-2.morning.w1@stretchexport"] is Fate.FOREIGN


def test_a_zone_is_exact_for_what_is_kept_of_the_old_file_too() -> None:
    summer = routine(schedule(slot(), starts=dt.date(2020, 7, 6)))
    old = data(summer).replace(b"END:VCALENDAR", FOREIGN + b"END:VCALENDAR")
    result = update(old, data(two_slots()), {"back"}).data
    assert result.count(b"BEGIN:VTIMEZONE") == 1
    (dentist,) = [one for one in parsed(result).events if one["SUMMARY"] == "Dentist"]
    assert dentist["DTSTART"].dt.utcoffset() == dt.timedelta(hours=2)
    first = min(one["DTSTART"].dt for one in parsed(result).walk("DAYLIGHT"))
    assert first.year <= 2020


def test_another_zone_of_the_old_file_is_kept_only_where_it_is_used() -> None:
    old = data(routine(schedule(slot(), slot("19:00", (1,), "evening"), timezone="Asia/Tokyo")))
    both = updated(old, routine(schedule(slot()))).data
    assert b"TZID:Asia/Tokyo" in both
    assert b"TZID:Europe/Berlin" in both
    assert b"TZID:Asia/Tokyo" not in updated(old, two_slots()).data


@pytest.mark.parametrize("sequence", ["", "x", "-5", "99999999999999999999", "2147483647"])
def test_a_version_that_somebody_broke_is_replaced(sequence: str) -> None:
    old = data(routine(schedule(slot()))).replace(b"SEQUENCE:0", f"SEQUENCE:{sequence}".encode())
    old = old.replace(b"20261122T183000Z", b"99991231T235959Z")
    result = updated(old, routine(schedule(slot("08:00"))))
    assert 1 <= objects(result.data)[MORNING].sequence <= 2**31 - 1


def test_a_file_with_line_feeds_alone_comes_out_with_crlf() -> None:
    old = data(two_slots())
    assert updated(old.replace(b"\r\n", b"\n"), two_slots()).data == old


@given(st.data())
def test_every_update_keeps_what_did_not_change(draws: st.DataObject) -> None:
    first, second = draws.draw(routines()), draws.draw(routines())
    second = replace(second, id=first.id)
    made = [export(one).files for one in (first, second)]
    if not (made[0] and made[1]):
        return
    old, new = made[0][0].data, made[1][0].data
    assert update(old, old, {first.id}, first.updated).data == old
    result = updated(old, second)
    before, wanted, after = objects(old), objects(new), objects(result.data)
    assert before.keys() | wanted.keys() == after.keys()
    for change in result.changes:
        one = after[change.uid]
        if change.fate is Fate.KEPT:
            assert one.data == before[change.uid].data
        elif change.fate is Fate.NEW:
            assert one.data == wanted[change.uid].data
        else:
            assert one.sequence > before[change.uid].sequence
            assert (one.stamp or UPDATED) > (before[change.uid].stamp or UPDATED)
            assert one.cancelled == (change.fate is Fate.CANCELLED)


WEIRD = st.sampled_from(
    [
        *(b"20261207T073000+0100", b"00010101T000000Z", b"99991231T235959Z", b"\xff", b"", b";"),
        *(b":", b'"', b"\r\n", b"\n ", b"STATUS:CANCELLED\r\n", b"BEGIN:VALARM\r\n", b"VTODO"),
    ]
)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 40), WEIRD), max_size=4))
def test_an_old_file_that_was_damaged_is_refused_or_updated(
    edits: list[tuple[int, int, bytes]],
) -> None:
    old, new = data(two_slots()), data(two_slots("08:00", starts=dt.date(2027, 6, 1)))
    for at, length, text in edits:
        old = old[:at] + text + old[at + length :]
    try:
        result = update(old, new, {"back"})
    except (MalformedCalendarError, KindChangedError):
        return
    assert objects(result.data).keys() == objects(old).keys() | objects(new).keys()
    assert update(result.data, new, {"back"}).data == result.data
    assert cancellation(result.data).objects
