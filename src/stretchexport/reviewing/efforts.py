"""Sets and laps of a FIT file as efforts, and the workout they belong to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts as fit_facts
from stretchexport.exporters.fit.identity import EPOCH
from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.recording import Basis, Effort, Ran, Workout

if TYPE_CHECKING:
    from stretchexport.reviewing.messages import Message, Messages
    from stretchexport.reviewing.pauses import Pauses

ACTIVE_SET, REST_LAPS = 1, (1, 4)
"""``set_type`` of work; ``intensity`` of a rest and of recovery (FIT profile)."""

REPEAT = 6
KINDS = {0: "time", 29: "reps"}
"""``wkt_step_duration`` (FIT profile)."""

INDEX = 0x0FFF
"""The bits of a ``message_index`` that hold the index; the others are flags."""

WORKOUT = 5
"""The ``file`` type of a workout."""


def moment(seconds: int | None) -> dt.datetime | None:
    """FIT seconds as a moment in UTC; ``None`` for those counted from power-on, or for none."""
    if seconds is None or seconds < fit_facts().limits.oldest:
        return None
    return EPOCH.replace(tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)


def efforts(found: Messages, still: Pauses) -> tuple[tuple[Effort, ...], Basis]:
    """What was done in order: the sets if there are any, else the laps if they tell anything."""
    names = _Names(found)
    sets = [_set(one, names, still) for one in found.all("set")]
    done = [one for one in sets if one is not None]
    if done:
        return tuple(done), Basis.SETS
    laps = [one for lap in found.all("lap") if (one := _lap(lap, names, still)) is not None]
    if len(laps) > 1 or any(one.step is not None for one in laps):
        return tuple(laps), Basis.LAPS
    return (), Basis.TOTAL


class _Names:
    """What the watch showed for the steps and the exercises of its workout."""

    def __init__(self, found: Messages) -> None:
        self._steps = {_index(one): one.text("wkt_step_name") for one in found.all("workout_step")}
        self._exercises = {
            (one.number("exercise_category"), one.number("exercise_name")): one.text(
                "wkt_step_name"
            )
            for one in found.all("exercise_title")
        }

    def of(self, step: int | None, category: int | None, number: int | None) -> str:
        """The name of the step, else that of the exercise; empty if there is neither."""
        named = self._steps.get(step, "") if step is not None else ""
        return named or self._exercises.get((category, number), "")


def _set(one: Message, names: _Names, still: Pauses) -> Effort | None:
    step = _index(one, "wkt_step_index")
    seconds = _seconds(one, one.number("duration"), still)
    if seconds is None:
        return None
    kind = one.number("set_type")
    return Effort(
        seconds,
        moment(one.number("start_time")),
        None if kind is None else kind == ACTIVE_SET,
        step,
        names.of(step, one.number("category"), one.number("category_subtype")),
        one.number("repetitions"),
    )


def _lap(one: Message, names: _Names, still: Pauses) -> Effort | None:
    step = _index(one, "wkt_step_index")
    seconds = _seconds(one, one.number("total_timer_time"), still)
    if seconds is None:
        return None
    kind = one.number("intensity")
    return Effort(
        seconds,
        moment(one.number("start_time")),
        None if kind is None else kind not in REST_LAPS,
        step,
        names.of(step, None, None),
    )


def _seconds(one: Message, told: int | None, still: Pauses) -> float | None:
    """How long it took without pauses: ``told`` in ms, and no more than the clock allows."""
    first, last = one.number("start_time"), one.number("timestamp")
    if first is None or last is None or last < first:
        return None if told is None else told / 1000
    paused = still.within(first, last)
    on_the_clock = float(last - first - paused)
    if told is None:
        return on_the_clock
    # a set that spans a pause may be given with it, as time on the clock
    return min(told / 1000, on_the_clock) if paused else told / 1000


def _index(one: Message, field: str = "message_index") -> int | None:
    value = one.number(field)
    return None if value is None else value & INDEX


def workout(found: Messages) -> Workout:
    """The workout that was run, as far as the file names it."""
    told = found.first("workout")
    file = next((one for one in found.all("training_file") if one.number("type") == WORKOUT), None)
    return Workout(
        told.text("wkt_name") if told else "",
        file.number("serial_number") if file else None,
        _ran(found.all("workout_step")),
    )


def _ran(steps: list[Message]) -> tuple[Ran, ...]:
    """The steps with repeats written out; none if a repeat makes no sense or there are too many."""
    ran: list[Ran] = []
    starts: list[int] = []
    for index, one in enumerate(steps):
        kind = one.number("duration_type")
        value, times = (one.number(f"{name}_value") or 0 for name in ("duration", "target"))
        starts.append(len(ran))
        if kind != REPEAT:
            ran.append(Ran(index, KINDS.get(kind, "") if kind is not None else "", value))
        elif value >= index or (len(ran) - starts[value]) * times > facts().limits.steps:
            return ()
        else:
            ran += ran[starts[value] :] * (times - 1)
    return tuple(ran)
