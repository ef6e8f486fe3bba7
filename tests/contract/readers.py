"""What each format says, read by readers we did not write.

A reader gives the seconds of every session and phase in an export, and all of its text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import icalendar
import pypdfium2
from markdown_it import MarkdownIt

from fit.watch import TIME, by_fitdecode, run, titles
from garmin_connect import watch as connect
from intervals_icu.builder import steps as planned
from pwf import player
from stretchexport.schedule import occurrences, phases
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs
from timers.phone import jawt, timer_machine
from trackers.led import by_hevy, by_wger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine
    from trackers.led import Led

Totals = dict[tuple[str, int], int]
"""Seconds by session and the first week of a phase."""


@dataclass(frozen=True)
class Reading:
    """What an export says."""

    totals: Totals
    text: str


def read_calendar(routine: Routine, export: Export) -> Reading:
    assert routine.schedule is not None
    totals: Totals = {}
    words: list[str] = []
    by_start = {(one.slot.session, one.start): one for one in occurrences(routine.schedule)}
    titles_of = {one.id: _flat(one.title) for one in routine.sessions.values()}
    for file in export.files:
        calendar: Any = icalendar.Calendar.from_ical(file.data)
        words += [str(calendar["NAME"])]
        for event in calendar.walk("VEVENT"):
            words += [str(event["SUMMARY"]), str(event["DESCRIPTION"])]
            seconds = (event["DTEND"].dt - event["DTSTART"].dt).total_seconds()
            for (session, start), one in by_start.items():
                if start == event["DTSTART"].dt and titles_of[session] in _flat(event["SUMMARY"]):
                    totals[session, one.phase.first] = int(seconds)
    return Reading(totals, "\n".join(words))


def read_plan(routine: Routine, export: Export) -> Reading:
    totals: Totals = {}
    firsts = [one.first for one in phases(routine.schedule)] if routine.schedule else [1]
    plan = json.loads(export.files[0].data)
    for session in plan["sessions"]:
        weeks = session.get("weeks", {"first": 1, "last": 1})
        for first in firsts:
            if weeks["first"] <= first <= weeks["last"]:
                seconds = sum(step["seconds"] for step in session["steps"])
                totals[session["base"], first] = seconds
    return Reading(totals, "\n".join(_strings(plan)))


def read_fit(routine: Routine, export: Export) -> Reading:
    totals: Totals = {}
    words: list[str] = []
    for file in export.files:
        messages = by_fitdecode(file.data)
        if "workout" not in messages:
            continue
        done = run(messages)
        words += [f"{step.name}\n{step.notes}" for step in done]
        words += [*titles(messages).values(), messages["workout"][0]["wkt_name"]]
        match = re.fullmatch(rf"{routine.id}-(.+?)(?:-w(\d+))?\.fit", file.name)
        assert match
        total = sum(step.value for step in done if step.kind == TIME) // 1000
        totals[match[1], int(match[2] or 1)] = total
    return Reading(totals, "\n".join(words))


def read_hevy(_: Routine, export: Export) -> Reading:
    return _led(by_hevy(export), export)


def read_wger(routine: Routine, export: Export) -> Reading:
    return _led(by_wger(routine, export), export)


def _led(led: Led, export: Export) -> Reading:
    totals = {key: sum(one.time for one in sets) for key, sets in led.items()}
    return Reading(totals, "\n".join(_strings(json.loads(export.files[0].data))))


def read_cards(routine: Routine, export: Export) -> Reading:
    document = pypdfium2.PdfDocument(io.BytesIO(export.files[0].data))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    flat = _flat(text)
    starts = sorted(
        (found.start(), session.id)
        for session in routine.sessions.values()
        if (
            found := re.search(
                rf"{re.escape(_flat(session.title))} (?:about )?\d+ (?:h|min|s) ", flat
            )
        )
    )
    totals: Totals = {}
    for (start, session), end in zip(
        starts, [one for one, _ in [*starts, (len(flat), "")][1:]], strict=True
    ):
        block = flat[start:end]
        first = re.search(LENGTH, block)
        assert first
        totals[session, 1] = _seconds(first[0])
        for week, time in re.findall(rf"from week (\d+): (?:about )?({LENGTH})(?! rest)", block):
            totals.setdefault((session, int(week)), _seconds(time))
    return Reading(totals, text)


LENGTH = r"\d+ (?:h|min|s)\b(?: \d+ (?:min|s)\b)*"


def _seconds(text: str) -> int:
    units = {"h": 3600, "min": 60, "s": 1}
    return sum(int(n) * units[unit] for n, unit in re.findall(r"(\d+) (h|min|s)", text))


def _flat(text: str) -> str:
    return " ".join(str(text).split())


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def read_garmin_connect(routine: Routine, export: Export) -> Reading:
    totals: Totals = {}
    words: list[str] = []
    for file in export.files:
        workout = json.loads(file.data)
        done = connect.run(workout)
        words += [workout["workoutName"], workout["description"], *(one.notes for one in done)]
        match = re.fullmatch(rf"{routine.id}-(.+?)(?:-w(\d+))?\.garmin-connect\.json", file.name)
        assert match
        total = sum(one.value for one in done if one.ends == "time")
        totals[match[1], int(match[2] or 1)] = total
    return Reading(totals, "\n".join(words))


def read_text(routine: Routine, export: Export) -> Reading:
    text = export.files[0].data.decode()
    return Reading(_written_totals(routine, text.splitlines(), "== "), text)


def read_markdown(routine: Routine, export: Export) -> Reading:
    lines = []
    for token in MarkdownIt("commonmark").parse(export.files[0].data.decode()):
        if token.type == "heading_open":
            lines.append(f"{token.markup} ")
        elif token.type == "inline":
            shown = "".join(one.content for one in token.children or ())
            started = lines.pop() if lines and lines[-1].strip("# ") == "" else ""
            lines.append(started.replace("### ", "") + shown)
    return Reading(_written_totals(routine, lines, "## "), "\n".join(lines))


def _written_totals(routine: Routine, lines: list[str], heading: str) -> Totals:
    """The times under the headings of sessions, which come in the order of the routine."""
    totals: Totals = {}
    sessions = iter(routine.sessions)
    session = ""
    for line in lines:
        if line.startswith(heading):
            session = next(sessions)
        elif found := re.fullmatch(rf"Total: (?:about )?({LENGTH})", line):
            totals[session, 1] = _seconds(found[1])
        elif found := re.fullmatch(rf"Weeks? (\d+)(?: to \d+)?: (?:about )?({LENGTH})", line):
            totals[session, int(found[1])] = _seconds(found[2])
    return totals


def read_csv(_: Routine, export: Export) -> Reading:
    text = export.files[0].data.decode("utf-8-sig")
    totals: Totals = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        key = (row["session"], int(row["first_week"] or 1))
        totals[key] = totals.get(key, 0) + int(row["seconds"])
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    return Reading(totals, "\n".join(cells))


def read_jawt(routine: Routine, export: Export) -> Reading:
    totals: Totals = {}
    words: list[str] = []
    for file in export.files:
        workout = json.loads(file.data)
        shown, seconds = jawt(workout)
        words += [workout["title"], *(one.name for one in shown)]
        match = re.fullmatch(rf"{routine.id}-(.+?)(?:-w(\d+))?\.jawt\.json", file.name)
        assert match
        totals[match[1], int(match[2] or 1)] = seconds
    return Reading(totals, "\n".join(words))


def read_timer(routine: Routine, export: Export) -> Reading:
    totals: Totals = {}
    words: list[str] = []
    timers = json.loads(export.files[0].data)["timers"]
    keys = [
        (session, run.phase.first)
        for session in routine.sessions
        for run in runs(routine, session, NOTHING_SAID)
    ]
    for key, timer in zip(keys, timers, strict=True):
        shown, totals[key] = timer_machine(timer)
        words += [timer["name"], *(f"{one.name}\n{one.said}" for one in shown)]
    return Reading(totals, "\n".join(words))


def _dated(routine: Routine) -> list[tuple[str, int]]:
    """The session on every date, in order, with the first of the weeks in which it is the same."""
    dated = occurrences(routine.schedule) if routine.schedule else ()
    return [
        (one.slot.session, run.phase.first)
        for one in dated
        for run in runs(routine, one.slot.session, NOTHING_SAID)
        if run.phase.first <= one.week <= run.phase.last
    ]


def read_pwf(routine: Routine, export: Export) -> Reading:
    plan = json.loads(export.files[0].data)
    days = iter(plan["cycle"]["days"])
    totals = {key: player.seconds(next(days)) for key in _dated(routine)}
    totals |= {
        (session, int(week)): player.seconds(day)
        for day in days
        for session, week in [day["id"].split(".w")]
    }
    return Reading(totals, "\n".join(_strings(plan)))


def read_intervals_icu(routine: Routine, export: Export) -> Reading:
    dated = _dated(routine)
    sessions = {session for session, _ in dated}
    waiting = [
        (session, run.phase.first)
        for session in routine.sessions
        for run in runs(routine, session, NOTHING_SAID)
        if session not in sessions
    ]
    workouts = [one for file in export.files for one in json.loads(file.data)]
    totals = {
        key: sum(step.seconds for step in planned(one["description"]))
        for key, one in zip([*dated, *waiting], workouts, strict=True)
    }
    return Reading(totals, "\n".join(_strings(workouts)))


READERS: dict[str, Callable[[Routine, Export], Reading]] = {
    "calendar": read_calendar,
    "cards": read_cards,
    "plan": read_plan,
    "fit": read_fit,
    "garmin-connect": read_garmin_connect,
    "hevy": read_hevy,
    "wger": read_wger,
    "text": read_text,
    "markdown": read_markdown,
    "csv": read_csv,
    "intervals-icu": read_intervals_icu,
    "jawt": read_jawt,
    "pwf": read_pwf,
    "timer": read_timer,
}
