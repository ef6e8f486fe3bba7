"""The plan's own JSON writer writes what ``json`` writes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stretchexport.exporters.plan.layout import text

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(("},\n  {", '"},\\n    {"', "]}", "\u2028"))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=30,
)


@given(VALUES)
@example([{"a": "},\n    {"}, {"b": 1}])
@example([{"a": 1}, {}])
@example([[], {}, [[]], [{}]])
@example({"a": {"b": {"c": [1, 2]}}, "d": []})
def test_it_equals_what_the_standard_library_writes(value: Any) -> None:
    assert text(value) == json.dumps(value, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("wrap", [lambda n: n, lambda n: [n], lambda n: {"a": [{"b": n}]}])
def test_numbers_that_json_does_not_have_are_refused(wrap: Any, number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        text(wrap(number))
