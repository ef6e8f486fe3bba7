"""``make bench``: a calendar of ours beside the same programme written the way peers do.

Six weeks of three sessions a week with an alarm: ours is a series for each dose, theirs an event a
date with the same text, which they work out for each. All start from the same routine and are made
in turn in this process; the median counts.
"""

from __future__ import annotations

import datetime as dt
import importlib
import statistics
import time
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icalendar import Alarm, Calendar, Event

from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.description import blocks
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.exporters.calendar.vtimezone import build
from stretchexport.loading import load
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stretchexport.model import Routine

ics: Any = importlib.import_module("ics")  # for mypy, ics is our folder of tests

RUNS = 30
EXAMPLE = str(Path(__file__).parent.parent / "examples" / "mid-back-release.yaml")
LEAD = dt.timedelta(minutes=10)
TIME_AIM, BYTES_AIM = 0.3, 0.2


def main() -> None:
    """Measure and print everything."""
    routine = load(EXAMPLE).routine
    assert routine is not None
    assert routine.schedule is not None
    steady = replace(routine, schedule=replace(routine.schedule, progression=()))
    print(
        f"median of {RUNS} runs; aim: at most {TIME_AIM} of their time, {BYTES_AIM} of their bytes"
    )
    compare("one dose for six weeks", steady)
    compare("the dose changes twice", routine)
    first, last = dt.datetime(2026, 12, 7, tzinfo=dt.UTC), dt.datetime(2027, 1, 15, tzinfo=dt.UTC)
    zone = statistics.median(
        _timed(lambda: build("Europe/Berlin", first, last).to_ical()) for _ in range(RUNS)
    )
    print(f"VTIMEZONE of one zone        {zone * 1000:>7.2f} ms  (aim: under 1 ms)")


def compare(what: str, routine: Routine) -> None:
    """Print the time and the size of a programme, ours and theirs."""
    makers: dict[str, Callable[[], bytes]] = {
        "stretchexport": lambda: EXPORTER.export(routine, CalendarOptions()).files[0].data,
        "icalendar, an event a date": lambda: _icalendar(_entries(routine)),
        "ics, an event a date": lambda: _ics(_entries(routine)),
    }
    rounds = [[_timed(make) for make in makers.values()] for _ in range(RUNS + 1)][1:]
    size = len(makers["stretchexport"]())
    print(f"{what}, {sum(1 for _ in _entries(routine))} sessions")
    for index, (name, make) in enumerate(makers.items()):
        seconds = statistics.median(row[index] for row in rounds)
        ratio = statistics.median(row[0] / row[index] for row in rounds)
        other = len(make())
        print(f"  {name:<28} {seconds * 1000:>7.2f} ms {other:>8} bytes   "
              f"ours / this: time {ratio:.2f}, bytes {size / other:.2f}")  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    """What a program that writes an event a date puts into each of them."""

    start: dt.datetime
    end: dt.datetime
    title: str
    text: str


def _entries(routine: Routine) -> Iterator[_Entry]:
    """Every session with the text that it has in our calendar too, worked out date by date."""
    assert routine.schedule is not None
    for one in occurrences(routine.schedule):
        steps = timeline(routine, one.slot.session, week=one.week)
        said = blocks(routine, steps, one.phase, words(routine.language))
        text = "\n\n".join("\n".join(block) for block in said)
        minutes = -(-steps.seconds // 60)
        end = one.start + dt.timedelta(minutes=minutes)
        yield _Entry(one.start, end, steps.session.title, text)


def _icalendar(entries: Iterator[_Entry]) -> bytes:
    whole: Any = Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", "-//a peer//EN")
    for entry in entries:
        event = Event()
        event.add("UID", str(uuid.uuid4()))
        event.add("DTSTAMP", dt.datetime.now(dt.UTC))
        event.add("DTSTART", entry.start)
        event.add("DTEND", entry.end)
        event.add("SUMMARY", entry.title)
        event.add("DESCRIPTION", entry.text)
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", entry.title)
        alarm.add("TRIGGER", -LEAD)
        event.add_component(alarm)
        whole.add_component(event)
    whole.add_missing_timezones()
    return bytes(whole.to_ical())


def _ics(entries: Iterator[_Entry]) -> bytes:
    whole = ics.Calendar()
    for entry in entries:
        event = ics.Event(
            name=entry.title, begin=entry.start, end=entry.end, description=entry.text
        )
        event.alarms.append(ics.DisplayAlarm(trigger=-LEAD, display_text=entry.title))
        whole.events.add(event)
    return str(whole.serialize()).encode()


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
