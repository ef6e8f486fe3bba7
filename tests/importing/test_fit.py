"""A workout comes back as a routine that a watch would run in the same way."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing.reading import data_of, imported, routine
from strategies import routines
from stretchexport.exporters.fit import EXPORTER
from stretchexport.exporters.fit.encode import encode
from stretchexport.exporters.fit.messages import MANUFACTURER, STEP
from stretchexport.exporters.fit.options import FitOptions
from stretchexport.importing.draft import SourceError
from stretchexport.kinds import Kind
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID
from stretchexport.wording import languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.importing import Imported
    from stretchexport.model import Routine, Stretch
    from stretchexport.timeline import Timeline

TARGETS = ["rhomboids"]


def files(routine: Routine, **settings: Any) -> dict[str, bytes]:
    """The FIT files of a routine, by name."""
    return {one.name: one.data for one in EXPORTER.export(routine, FitOptions(**settings)).files}


def decided(made: Imported) -> Routine:
    """The routine in an import, with the targets that a person has to write."""
    data = data_of(made)
    for stretch in data["stretches"].values():
        stretch.setdefault("targets", TARGETS)
    return routine(replace(made, text=json.dumps(data), findings=()))


def ran(line: Timeline) -> list[tuple[object, ...]]:
    """What of a timeline a watch shows: work or pause, how long, how many, which side."""
    return [
        (
            step.kind.is_work,
            step.reps,
            0 if step.reps else step.seconds,
            step.side if step.kind.is_work else None,
        )
        for step in line.steps
    ]


def plainly_named(before: Routine) -> Routine:
    """The routine with a name of its own for every stretch, as people give them, and one way."""
    stretches = {
        key: replace(
            one,
            name=f"Reach {number}",
            variants=(),
            spots=tuple(f"spot {place}" for place, _ in enumerate(one.spots)),
            steps=(f"Do it as number {number}.",),
        )
        for number, (key, one) in enumerate(before.stretches.items())
    }
    sessions = {
        key: replace(
            one,
            title=f"Session {number}",
            transition=one.transition or 3,
            items=tuple(replace(item, variant=None) for item in one.items),
        )
        for number, (key, one) in enumerate(before.sessions.items())
    }
    return replace(before, stretches=stretches, sessions=sessions)


@settings(max_examples=25)
@given(routines(scheduled=False), st.booleans())
def test_a_routine_that_was_a_workout_runs_the_same(before: Routine, unroll: bool) -> None:
    for session in before.sessions:
        alone = replace(before, sessions={session: before.sessions[session]})
        ((_, data),) = files(alone, unroll=unroll).items()
        after = decided(imported(data))
        (only,) = after.sessions
        old = timeline(before, session, NOTHING_SAID)
        assert ran(timeline(after, only, NOTHING_SAID)) == ran(old)


@settings(max_examples=25)
@given(routines(scheduled=False).map(plainly_named), st.booleans())
def test_names_sets_kinds_and_spots_come_back(before: Routine, unroll: bool) -> None:
    for session in before.sessions:
        alone = replace(before, sessions={session: before.sessions[session]})
        ((_, data),) = files(alone, unroll=unroll).items()
        after = decided(imported(data))
        (only,) = after.sessions
        old, new = timeline(before, session, NOTHING_SAID), timeline(after, only, NOTHING_SAID)
        assert [told(before, one) for one in old.steps] == [told(after, one) for one in new.steps]


def told(routine: Routine, step: Any) -> tuple[object, ...]:
    """A step as a workout tells it: one spot alone is not told from a name."""
    stretch: Stretch = routine.stretches[step.stretch]
    name = stretch.name
    if len(stretch.spots) == 1:
        name = f"{name}: {stretch.spots[0]}"
    spot = step.spot if len(stretch.spots) > 1 else None
    return (step.kind, name, step.side, step.reps, step.breaths, spot, step.estimated)


@settings(max_examples=25)
@given(routines(scheduled=True).map(plainly_named))
def test_workouts_and_their_dates_come_back_together(before: Routine) -> None:
    made = files(before)
    if not any(name.endswith(".schedule.fit") for name in made):
        return
    after = decided(imported(*made.values()))
    assert before.schedule is not None
    assert after.schedule is not None
    old = [
        (one.start.replace(tzinfo=None), ran_on(before, one.slot.session, one.week))
        for one in occurrences(before.schedule)
    ]
    new = [
        (one.start, ran_on(after, one.slot.session, one.week))
        for one in occurrences(after.schedule)
    ]
    # a session that is there twice at one time is there once
    assert sorted(new, key=str) == sorted({str(one): one for one in old}.values(), key=str)


def ran_on(routine: Routine, session: str, week: int) -> list[tuple[object, ...]]:
    return ran(timeline(routine, session, NOTHING_SAID, week))


def test_the_workouts_of_the_example(
    example: Routine, golden: Callable[[str, bytes], None]
) -> None:
    golden("importing/fit.yaml", imported(*files(example).values()).text.encode())


@pytest.mark.parametrize("language", languages())
def test_our_own_words_are_understood_in_every_language(language: str, example: Routine) -> None:
    alone = replace(example, schedule=None)
    ((_, data),) = files(alone, language=language).items()
    after = decided(imported(data))
    assert after.language == language
    old, new = (timeline(one, "desk-break", NOTHING_SAID) for one in (alone, after))
    assert [told(alone, step)[2:] for step in old.steps] == [
        told(after, step)[2:] for step in new.steps
    ]
    (stretch, *_) = after.stretches.values()
    assert stretch.stop_if == example.stretches["mid-back-reach"].stop_if
    assert stretch.avoid_if[0].action == "ask-clinician"


def test_weeks_without_dates_are_sessions_of_their_own(example: Routine) -> None:
    made = imported(*(data for name, data in files(example).items() if "schedule" not in name))
    assert list(decided(made).sessions) == [
        "desk-break-week-1",
        "desk-break-week-3",
        "desk-break-week-5",
    ]
    assert any("a progression needs dates" in one.what for one in made.losses)


def workout(*steps: dict[str, Any], kind: str = "workout") -> bytes:
    """A workout of somebody else."""
    head: dict[str, Any] = {
        "type": kind,
        **MANUFACTURER,
        "serial_number": 7,
        "time_created": 1000000000,
    }
    about: dict[str, Any] = {"wkt_name": "Legs", "sport": "training", "num_valid_steps": len(steps)}
    messages: list[dict[str, Any]] = [
        STEP | {"message_index": i} | step for i, step in enumerate(steps)
    ]
    for name in ("wkt_step_name", "notes"):
        longest = max((len(one[name]) for one in messages), default=0)
        for one in messages:
            one[name] = str(one[name]).ljust(longest, "\0")
    return encode(
        [("FILE_ID", head), ("WORKOUT", about), *(("WORKOUT_STEP", one) for one in messages)]
    )


def timed(name: str, seconds: int, intensity: str = "active") -> dict[str, Any]:
    return {
        "wkt_step_name": name,
        "intensity": intensity,
        "duration_type": "time",
        "duration_value": seconds * 1000,
    }


def repeat(first: int, times: int) -> dict[str, Any]:
    return {
        "duration_type": "repeat_until_steps_cmplt",
        "duration_value": first,
        "target_value": times,
    }


def test_a_workout_of_somebody_else_is_read_by_its_steps(
    golden: Callable[[str, bytes], None],
) -> None:
    made = imported(
        workout(
            timed("Left Hamstring stretch", 30),
            timed("", 5, "rest"),
            timed("Hamstring stretch (right)", 30),
            timed("", 10, "rest"),
            timed("Plank", 40),
            timed("Pause", 20, "rest"),
            repeat(4, 3),
            {"wkt_step_name": "Squat", "duration_type": "reps", "duration_value": 12},
            {"wkt_step_name": "Breathe", "duration_type": "open"},
        )
    )
    golden("importing/fit-of-somebody-else.yaml", made.text.encode())


def test_repeats_within_repeats_are_written_out() -> None:
    made = imported(workout(timed("Reach", 10), timed("", 5, "rest"), repeat(0, 2), repeat(0, 3)))
    ((_, session),) = data_of(made)["sessions"].items()
    assert session["items"] == [{"stretch": "reach", "hold": "10s", "sets": 6, "rest": "5s"}]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (workout(timed("Reach", 10), kind="activity"), "stretchexport review reads those"),
        (workout(timed("Reach", 10), kind="course"), "of another kind"),
        (workout(), "no steps"),
        (workout(timed("Reach", 10))[:-20], "damaged or cut short"),
        (b"{}" * 20, "no FIT file"),
        (workout(timed("", 10, "rest")), "pauses only"),
        (workout(timed("Reach", 10), repeat(5, 2)), "repeats nothing"),
        (workout(timed("Reach", 10), *[repeat(0, 1000)] * 9), "more than 2000 steps"),
        (b"\x0e\x10\xd9\x07\0\0\0\0.FIT\0\0", "FIT"),
    ],
)
def test_what_cannot_be_imported_is_told_and_why(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        imported(data, kind=Kind.FIT)


def test_dates_alone_are_no_routine(example: Routine) -> None:
    with pytest.raises(SourceError, match="give the files of the workouts as well"):
        imported(files(example)["mid-back-release.schedule.fit"])


@settings(max_examples=200)
@given(st.binary(max_size=80), st.integers(0, 400))
def test_no_bytes_bring_the_import_down(noise: bytes, place: int) -> None:
    data = bytearray(workout(timed("Reach", 10), timed("Rest", 5, "rest"), repeat(0, 3)))
    data[place : place + len(noise)] = noise
    with contextlib.suppress(SourceError):
        imported(bytes(data))
