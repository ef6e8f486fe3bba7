"""The poses of the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

from stretchexport.figure.people import person_of
from stretchexport.figure.pose import Pose, from_data
from stretchexport.reading import read_bytes


@cache
def data() -> dict[str, dict[str, Any]]:
    """Every pose of ``poses.yaml`` as a routine would have it."""
    document, found = read_bytes(Path(__file__).with_name("poses.yaml").read_bytes(), "poses.yaml")
    assert document is not None, found
    return cast("dict[str, dict[str, Any]]", document.data)


def poses() -> dict[str, Pose]:
    """Every pose of ``poses.yaml``, each with the person that a routine of its name would show."""
    return {name: from_data(entry, person=person_of(name)) for name, entry in data().items()}
