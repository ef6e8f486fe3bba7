"""A routine's sessions step by step, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport import equipment
from stretchexport.counting import counted
from stretchexport.reporting.terminal import fit, harmless, paint
from stretchexport.schedule import occurrences
from stretchexport.timeline import Kind, Timeline, timeline
from stretchexport.weeks import runs
from stretchexport.wording import FALLBACK, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Routine, Schedule
    from stretchexport.timeline import Step
    from stretchexport.variants import Selection

BAR = 24
"""Columns of the bar that shows how long a step is beside the longest one."""

_MINUTE = "%Y-%m-%d %H:%M"

_STYLES = {Kind.REST: "dim", Kind.TRANSITION: "dim", Kind.CONTRACT: "warning"}


def routine_text(routine: Routine, selection: Selection, week: int, *, colour: bool) -> str:
    """Every session of ``week`` (from 1) as a table of steps with bars, then the schedule."""
    return "\n".join(_lines(routine, selection, week, colour=colour))


def _lines(routine: Routine, selection: Selection, week: int, *, colour: bool) -> Iterator[str]:
    yield paint(harmless(routine.title), "bold", colour=colour)
    if routine.summary:
        yield harmless(routine.summary)
    for session in routine.sessions:
        yield ""
        yield from _session(
            routine, timeline(routine, session, selection, week), words(FALLBACK), colour=colour
        )
    if routine.schedule:
        yield ""
        yield from _schedule(routine, routine.schedule, selection, colour=colour)


def _session(routine: Routine, line: Timeline, say: Words, *, colour: bool) -> Iterator[str]:
    total = say.time(line.seconds, estimated=line.estimated)
    of_week = f", week {line.week}" if routine.schedule and routine.schedule.progression else ""
    yield paint(f"{harmless(line.session.title)}: {total}{of_week}", "bold", colour=colour)
    yield f"  You need: {', '.join(equipment.names(routine, line.equipment)) or 'nothing'}"
    longest = max(step.seconds for step in line.steps)
    before: Step | None = None
    for start, step in zip(line.starts(), line.steps, strict=True):
        if step.kind.is_work and (before is None or before.item != step.item):
            yield from _heading(line, step.item, say)
        yield _row(line, start, step, before, longest, say, colour=colour)
        before = step if step.kind.is_work or step.kind is Kind.REST else before


def _heading(line: Timeline, item: int, say: Words) -> Iterator[str]:
    choice = line.choices[item]
    way = f" ({choice.variant.name or choice.variant.id})" if choice.variant else ""
    dose = say.dose(line.items[item], choice.stretch)
    yield f"\n  {item + 1}. {harmless(choice.stretch.name + way)}: {dose}"


def _row(
    line: Timeline,
    start: int,
    step: Step,
    before: Step | None,
    longest: int,
    say: Words,
    *,
    colour: bool,
) -> str:
    doing = say.step(step, before, line.choices[step.item].name)
    where = say.where(step) if step.kind.is_work else ""
    bar = "█" * max(1, round(BAR * step.seconds / longest)) if step.seconds else ""
    drawn = bar if step.kind.is_work else bar.replace("█", "░")
    told = f"{fit(doing, 32)} {fit(where, 28)}" if where else fit(doing, 61)
    text = f"  {start // 60:>4}:{start % 60:02}  {told} {drawn}"
    style = _STYLES.get(step.kind)
    return (paint(text, style, colour=colour) if style else text).rstrip()


def _schedule(
    routine: Routine, schedule: Schedule, selection: Selection, *, colour: bool
) -> Iterator[str]:
    every = occurrences(schedule)
    zone = schedule.timezone or "in the zone of the device that shows them"
    head = f"Schedule: {counted(len(every), 'session')} in {counted(schedule.weeks, 'week')}"
    yield paint(head, "bold", colour=colour)
    for slot in schedule.slots:
        days = words(FALLBACK).days(slot.days)
        title = harmless(routine.sessions[slot.session].title)
        yield f"  {title}: {days} at {slot.at:%H:%M}, {zone}"
    for one in every:
        if one.moved_from:
            title = harmless(routine.sessions[one.slot.session].title)
            yield f"  {title}: {one.moved_from:{_MINUTE}} moves to {one.start:{_MINUTE}}"
    if every:
        yield f"  first {every[0].start:%Y-%m-%d}, last {every[-1].start:%Y-%m-%d}"
    if schedule.skip:
        yield f"  not on {', '.join(f'{date:%Y-%m-%d}' for date in schedule.skip)}"
    yield from _weeks(routine, selection)


def _weeks(routine: Routine, selection: Selection) -> Iterator[str]:
    """How long the sessions that change over the weeks take, as bars."""
    say = words(FALLBACK)
    for session in routine.sessions:
        every = runs(routine, session, selection)
        longest = max(run.timeline.seconds for run in every)
        for run in every if len(every) > 1 else ():
            line = run.timeline
            bar = "█" * round(BAR * line.seconds / longest)
            total = say.time(line.seconds, estimated=line.estimated)
            weeks = fit(say.weeks(run.phase), 13)
            yield f"  {fit(line.session.title, 24)} {weeks} {fit(total, 20)} {bar}"


def routine_data(routine: Routine, selection: Selection, week: int) -> dict[str, Any]:
    """The same as plain data; times are seconds from the start of the session."""
    return {
        "routine": routine.id,
        "title": routine.title,
        "week": week,
        "sessions": [
            _session_data(timeline(routine, session, selection, week))
            for session in routine.sessions
        ],
    }


def _session_data(line: Timeline) -> dict[str, Any]:
    return {
        "session": line.session.id,
        "title": line.session.title,
        "seconds": line.seconds,
        "estimated": line.estimated,
        "steps": [
            _step_data(line, start, step)
            for start, step in zip(line.starts(), line.steps, strict=True)
        ],
    }


def _step_data(line: Timeline, start: int, step: Step) -> dict[str, Any]:
    variant = line.choices[step.item].variant
    return {
        "start": start,
        "seconds": step.seconds,
        "estimated": step.estimated,
        "kind": str(step.kind),
        "stretch": step.stretch,
        "variant": variant.id if variant else None,
        "side": str(step.side) if step.side else None,
        "set": step.set,
        "sets": step.sets,
        "reps": step.reps,
        "breaths": step.breaths,
        "spot": step.spot,
    }
