"""Helpers for the values of a plan.

Two rules hold in the whole format: a list is always there, be it empty; a single value that the
routine does not have is left out, and is never null.
"""

from __future__ import annotations

from typing import Any

Object = dict[str, Any]
"""A JSON object; its keys are written in the order they are set."""


def given(values: Object) -> Object:
    """Those of the values that are there."""
    return {key: value for key, value in values.items() if value is not None}
