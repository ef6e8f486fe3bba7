"""What the tests of the plan exporter share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchexport.exporters.base import File, Options
from stretchexport.exporters.plan import EXPORTER
from stretchexport.loading import load

if TYPE_CHECKING:
    from stretchexport.model import Routine


@pytest.fixture
def every_part() -> Routine:
    """The routine that uses every part of the format."""
    loaded = load(Path(__file__).parent / "every-part.yaml")
    assert loaded.routine is not None, loaded.findings
    return loaded.routine


@pytest.fixture
def every_part_file(every_part: Routine) -> File:
    """Its plan."""
    (file,) = EXPORTER.export(every_part, Options()).files
    return file
