"""A plan of the Portable Workout Format comes back as a routine that does the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from importing.reading import data_of, imported
from importing.test_fit import decided, plainly_named, ran
from strategies import routines
from stretchexport.exporters.base import Options
from stretchexport.exporters.pwf import EXPORTER
from stretchexport.importing.draft import SourceError
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine


def plan_of(routine: Routine) -> bytes:
    (file,) = EXPORTER.export(routine, Options()).files
    return file.data


@settings(max_examples=25)
@given(routines(scheduled=False).map(plainly_named))
def test_a_routine_that_was_a_plan_does_the_same(before: Routine) -> None:
    after = decided(imported(plan_of(before)))
    assert len(after.sessions) == len(before.sessions)
    for old, new in zip(before.sessions, after.sessions, strict=True):
        assert ran(timeline(after, new, NOTHING_SAID)) == ran(timeline(before, old, NOTHING_SAID))


def test_the_plan_of_the_example(example: Routine, golden: Callable[[str, bytes], None]) -> None:
    made = imported(plan_of(example))
    golden("importing/pwf.yaml", made.text.encode())
    after = decided(made)
    assert example.schedule is not None
    assert after.schedule is not None
    old, new = (occurrences(one.schedule) for one in (example, after) if one.schedule)
    assert [(one.start.replace(tzinfo=None), one.week) for one in old] == [
        (one.start, one.week) for one in new
    ]
    for week in range(1, 7):
        assert ran(timeline(after, "desk-break", NOTHING_SAID, week)) == ran(
            timeline(example, "desk-break", NOTHING_SAID, week)
        )


def of_somebody_else(*exercises: dict[str, Any], **day: Any) -> bytes:
    plan = {"plan_version": 1, "cycle": {"days": [{"exercises": list(exercises)} | day]}}
    return json.dumps(plan).encode()


def test_what_is_no_stretch_and_what_has_no_dose_are_told() -> None:
    made = imported(
        of_somebody_else(
            {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30},
            {"modality": "stopwatch", "name": "Hang"},
            {"modality": "running", "name": "Run"},
            scheduled_date="2026-12-07",
        )
    )
    assert [one.what for one in made.losses] == ["Run: running is no stretch"]
    (session,) = data_of(made)["sessions"].values()
    assert session["items"] == [{"stretch": "calf-stretch", "hold": "30s"}]
    assert "# decide: add hang with its dose" in made.text
    assert "# decide: write schedule: the plan has 1 dates and no time of day" in made.text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"plan_version": 2}', "a version not known here"),
        (b'{"plan_version": 1}', "has no days"),
        (b'{"plan_version": 1, "cycle": {"days": [3]}}', "has no days"),
        (of_somebody_else(), "pauses only"),
        (
            of_somebody_else(
                {"modality": "countdown", "target_sets": 9999, "target_duration_sec": 3}
            ),
            "more than 2000 sets",
        ),
    ],
)
def test_what_is_no_plan_is_told(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        imported(data)
