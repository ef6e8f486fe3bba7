"""What is told of an export: losses in as few words as say it."""

from __future__ import annotations

from stretchexport.exporters.base import Loss
from stretchexport.reporting.exports import merged


def test_weeks_of_one_session_name_it_once() -> None:
    places = ["session desk, weeks 1 to 2", "session desk, weeks 3 to 4", "session bed, week 1"]
    assert merged(tuple(Loss(where, "late") for where in places)) == [
        "session desk, weeks 1 to 2, weeks 3 to 4, session bed, week 1: late"
    ]


def test_places_of_other_kinds_keep_their_names() -> None:
    losses = (Loss("stretch a", "cut"), Loss("stretch b", "cut"), Loss("schedule", "lost"))
    assert merged(losses) == ["stretch a, stretch b: cut", "schedule: lost"]
