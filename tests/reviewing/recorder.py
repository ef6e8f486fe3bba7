"""A small watch: it runs a workout file of ours and records what somebody does with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from garmin_fit_sdk import Encoder, Profile

from fit.watch import ACTIVE, REPEAT, REPS, Messages, by_fitdecode
from stretchexport.exporters.fit.identity import EPOCH

NUMBERS = Profile["mesg_num"]
Message = tuple[str, dict[str, Any]]
"""The name of a FIT message and its fields."""

REPETITION = 3
"""Seconds that somebody takes for a repetition."""


@dataclass(frozen=True)
class Planned:
    """One step as the watch comes to it: its index in the file, and its place in the session."""

    index: int
    place: int
    active: bool
    seconds: float
    reps: int | None
    exercise: tuple[int, int] | None


@dataclass(frozen=True)
class Did:
    """What somebody does in a step: for how long, how many, how often, with a pause in it."""

    seconds: float
    reps: int | None = None
    times: int = 1
    pause: int = 0


Person = Callable[[Planned], Did | None]
"""What somebody does in a step; ``None`` if the watch writes nothing down for it."""


def as_planned(step: Planned) -> Did:
    """Somebody who does everything."""
    return Did(step.seconds, step.reps)


def without(*places: int) -> Person:
    """Somebody of whom some steps are not written down at all."""
    return lambda step: None if step.place in places else as_planned(step)


def pressing(*places: int) -> Person:
    """Somebody who presses the lap button through some steps."""
    return lambda step: Did(1.2) if step.place in places else as_planned(step)


@dataclass
class Watch:
    """A watch and its habits.

    ``keeps`` says what of its workout it copies into a recording: the ``workout`` with its steps,
    the ``file`` it came from, the ``index`` of each step. ``writes`` is ``sets``, ``laps``, or
    ``total``.
    """

    writes: str = "sets"
    keeps: tuple[str, ...] = ("workout", "file", "index")
    offset: dt.timedelta | None = dt.timedelta(hours=1)
    serial: int = 3_999_999_999
    sport: tuple[int, int] = (10, 19)
    records: bool = False

    def record(
        self, workout: bytes, clock: dt.datetime, person: Person = as_planned, **more: Any
    ) -> bytes:
        """The activity of somebody who starts ``workout`` when ``clock`` stands on the watch."""
        messages = by_fitdecode(workout)
        return self.activity(messages, steps(messages), clock, person, **more)

    def activity(
        self,
        messages: Messages,
        todo: list[Planned],
        clock: dt.datetime,
        person: Person = as_planned,
        *,
        name: str | None = None,
    ) -> bytes:
        """The same from what was read of a workout."""
        begin = now = fit_seconds(clock - (self.offset or dt.timedelta()))
        done: list[Message] = [timer("start", now)]
        head = {"type": "activity", "manufacturer": "garmin", "product": 1}
        head |= {"serial_number": self.serial, "time_created": begin}
        timed = 0.0
        for step in todo:
            did = person(step)
            if did is None:
                continue
            for _ in range(did.times):
                end = now + round(did.seconds) + did.pause
                if did.pause:
                    done += [timer("stop_all", now + 1), timer("start", now + 1 + did.pause)]
                done.append(self._effort(step, did, now, end))
                timed += did.seconds
                now = end
        done.append(timer("stop_all", now))
        if self.records:
            done += [("RECORD", record(one)) for one in range(begin, now)]
        total = {"total_elapsed_time": float(now - begin), "total_timer_time": timed}
        times = {"timestamp": now, "start_time": begin}
        if self.writes != "laps":
            done.append(("LAP", {"message_index": 0, **times, **total}))
        session = {"message_index": 0, **times, **total, "num_laps": 1, "first_lap_index": 0}
        session |= {"sport": self.sport[0], "sub_sport": self.sport[1]}
        ending: dict[str, Any] = {"timestamp": now, "total_timer_time": timed, "num_sessions": 1}
        if self.offset is not None:
            ending["local_timestamp"] = now + int(self.offset.total_seconds())
        written = [("FILE_ID", head), *self._copied(messages, begin, name), *done]
        return encode([*written, ("SESSION", session), ("ACTIVITY", ending)])

    def _effort(self, step: Planned, did: Did, begin: int, end: int) -> Message:
        if self.writes == "total":
            return timer("marker", begin)
        times: dict[str, Any] = {"start_time": begin, "timestamp": end}
        if "index" in self.keeps:
            times["wkt_step_index"] = step.index
        if self.writes == "laps":
            lap = {"total_timer_time": did.seconds, "total_elapsed_time": float(end - begin)}
            if "intensity" in self.keeps:
                lap["intensity"] = 0 if step.active else 1
            return "LAP", times | lap
        times["set_type"] = 1 if step.active else 0
        times["duration"] = did.seconds
        if step.exercise is not None:
            times |= {"category": [step.exercise[0]], "category_subtype": [step.exercise[1]]}
        if did.reps is not None:
            times["repetitions"] = did.reps
        return "SET", times

    def _copied(self, messages: Messages, now: int, name: str | None) -> list[Message]:
        """What the watch copies from its workout file."""
        copied: list[Message] = []
        if "file" in self.keeps:
            file = messages["file_id"][0]
            own = {key: file[key] for key in ("serial_number", "time_created")}
            copied.append(("TRAINING_FILE", {"timestamp": now, "type": "workout", **own}))
        if name is not None or "workout" in self.keeps:
            told = dict(messages["workout"][0])
            copied.append(("WORKOUT", told if name is None else told | {"wkt_name": name}))
        if "workout" in self.keeps:
            copied += [("WORKOUT_STEP", one) for one in messages["workout_step"]]
        if "workout" in self.keeps or "titles" in self.keeps:
            copied += [("EXERCISE_TITLE", one) for one in messages.get("exercise_title", [])]
        return copied


def steps(messages: Messages) -> list[Planned]:
    """The steps of a workout in the order in which a watch comes to them, repeats and all."""
    every = messages["workout_step"]
    todo: list[Planned] = []
    rounds: dict[int, int] = {}
    at = 0
    while at < len(every):
        step = every[at]
        if step["duration_type"] == REPEAT:
            rounds[at] = rounds.get(at, 1) + 1
            at = step["duration_value"] if rounds[at] <= step["target_value"] else at + 1
            continue
        counted = step["duration_type"] == REPS
        value = step["duration_value"]
        category = step["exercise_category"]
        todo.append(
            Planned(
                at,
                len(todo),
                step["intensity"] == ACTIVE,
                float(value * REPETITION if counted else value / 1000),
                value if counted else None,
                None if category is None else (category, step["exercise_name"]),
            )
        )
        at += 1
    return todo


def encode(messages: list[Message]) -> bytes:
    """The messages as a file, those of a type with the same fields in the same order."""
    fields: dict[str, list[str]] = {}
    for kind, one in messages:
        known = fields.setdefault(kind, [])
        known += [key for key in one if key not in known]
    encoder = Encoder()
    for kind, one in messages:
        present = {key: one[key] for key in fields[kind] if one.get(key) is not None}
        encoder.on_mesg(NUMBERS[kind], present)
    return bytes(encoder.close())


def timer(kind: str, moment: int) -> Message:
    """The event of a timer that starts or stops."""
    return "EVENT", {"timestamp": moment, "event": "timer", "event_type": kind}


def record(moment: int) -> dict[str, Any]:
    """What a watch writes down every second."""
    return {"timestamp": moment, "heart_rate": 80 + moment % 7, "temperature": 21}


def fit_seconds(moment: dt.datetime) -> int:
    """A moment in UTC as FIT seconds."""
    return int((moment.replace(tzinfo=None) - EPOCH).total_seconds())
