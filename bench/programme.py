"""``make bench``: a calendar of ours beside the same programme written the way peers do.

Six weeks of three sessions a week with an alarm: ours is a series, theirs an event a date with the
same text. All are made in turn in this process; the median counts.
"""

from __future__ import annotations

import datetime as dt
import importlib
import statistics
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icalendar import Alarm, Calendar, Event

from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.exporters.calendar.vtimezone import build
from stretchexport.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

ics: Any = importlib.import_module("ics")  # for mypy, ics is our folder of tests

RUNS = 30
EXAMPLE = str(Path(__file__).parent.parent / "examples" / "mid-back-release.yaml")
LEAD = dt.timedelta(minutes=10)
TIME_AIM, BYTES_AIM = 0.3, 0.2


def main() -> None:
    """Measure and print everything."""
    routine = load(EXAMPLE).routine
    assert routine is not None

    def ours() -> bytes:
        return EXPORTER.export(routine, CalendarOptions()).files[0].data

    read: Any = Calendar.from_ical(ours())
    dates = [
        (event["DTSTART"].dt + dt.timedelta(days=day), event)
        for event in read.walk("VEVENT")
        for day in _days(event)
    ]
    makers: dict[str, Callable[[], bytes]] = {
        "stretchexport": ours,
        "icalendar, an event a date": lambda: _icalendar(dates),
        "ics, an event a date": lambda: _ics(dates),
    }
    rounds = [[_timed(make) for make in makers.values()] for _ in range(RUNS + 1)][1:]
    print(f"{len(dates)} sessions, median of {RUNS} runs; aim: at most {TIME_AIM} of their time "
          f"and {BYTES_AIM} of their bytes")  # fmt: skip
    size = len(ours())
    for index, (name, make) in enumerate(makers.items()):
        seconds = statistics.median(row[index] for row in rounds)
        ratio = statistics.median(row[0] / row[index] for row in rounds)
        other = len(make())
        print(f"{name:<28} {seconds * 1000:>7.2f} ms {other:>8} bytes   "
              f"ours / this: time {ratio:.2f}, bytes {size / other:.2f}")  # fmt: skip
    first, last = dates[0][0].astimezone(dt.UTC), dates[-1][0].astimezone(dt.UTC)
    zone = statistics.median(
        _timed(lambda: build("Europe/Berlin", first, last).to_ical()) for _ in range(RUNS)
    )
    print(f"VTIMEZONE of one zone        {zone * 1000:>7.2f} ms  (aim: under 1 ms)")


def _days(event: Any) -> list[int]:
    """The days after its start on which an event happens."""
    if "RRULE" not in event:
        return [0]
    start = event["DTSTART"].dt
    span = (event["RRULE"]["UNTIL"][0].date() - start.date()).days
    weekdays = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
    wanted = {weekdays[str(day)] for day in event["RRULE"]["BYDAY"]}
    return [n for n in range(span + 1) if (start + dt.timedelta(days=n)).weekday() in wanted]


def _icalendar(dates: list[tuple[dt.datetime, Any]]) -> bytes:
    whole: Any = Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", "-//a peer//EN")
    for start, like in dates:
        event = Event()
        event.add("UID", str(uuid.uuid4()))
        event.add("DTSTAMP", dt.datetime.now(dt.UTC))
        event.add("DTSTART", start)
        event.add("DTEND", start + (like["DTEND"].dt - like["DTSTART"].dt))
        event.add("SUMMARY", str(like["SUMMARY"]))
        event.add("DESCRIPTION", str(like["DESCRIPTION"]))
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", str(like["SUMMARY"]))
        alarm.add("TRIGGER", -LEAD)
        event.add_component(alarm)
        whole.add_component(event)
    whole.add_missing_timezones()
    return bytes(whole.to_ical())


def _ics(dates: list[tuple[dt.datetime, Any]]) -> bytes:
    whole = ics.Calendar()
    for start, like in dates:
        event = ics.Event(
            name=str(like["SUMMARY"]),
            begin=start,
            end=start + (like["DTEND"].dt - like["DTSTART"].dt),
            description=str(like["DESCRIPTION"]),
        )
        event.alarms.append(ics.DisplayAlarm(trigger=-LEAD, display_text=str(like["SUMMARY"])))
        whole.events.add(event)
    return str(whole.serialize()).encode()


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
