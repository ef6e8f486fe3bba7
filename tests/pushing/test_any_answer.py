"""Whatever a service answers, a push ends with a sentence and tells no secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_routines import routine, schedule
from pushing.pushed import NoWaiting, pushed
from pushing.services import ALL, TOKEN
from pushing.standin import Answer, StandIn

if TYPE_CHECKING:
    from pushing.standin import Service

KEYS = [
    "id",
    "results",
    "next",
    "routines",
    "page",
    "page_count",
    "routine_folders",
    "exercise_templates",
    "title",
    "name",
    "description",
    "calendarItems",
    "workoutId",
    "itemType",
    "date",
    "error",
    "routine",
    "day",
    "order",
    "external_id",
]
PLAIN: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10**30)
    | st.floats()
    | st.sampled_from([TOKEN, "Back", "/api/v2/day/?offset=1", "[stretchexport:back:1]", "../x"])
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
        | st.fixed_dictionaries({"id": st.integers(1, 9), "results": st.lists(inner, max_size=2)})
    ),
    max_leaves=12,
)
ANSWERS = st.builds(
    Answer,
    st.sampled_from([200, 200, 201, 204, 304, 400, 402, 404, 409, 413, 429, 500, 503]),
    VALUES.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=30),
    st.sampled_from([{}, {"Retry-After": "1"}, {"Retry-After": TOKEN}, {"Location": "/"}]),
)


@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
@settings(max_examples=40)
@given(st.dictionaries(st.integers(0, 20), ANSWERS, max_size=12))
def test_any_answer_ends_with_a_sentence(kind: type[Service], answers: dict[int, Answer]) -> None:
    with StandIn(kind()) as there:
        there.faults.update(answers)
        done = pushed(there, routine(schedule(), author="Anna"), NoWaiting())
    assert TOKEN not in repr(done)
