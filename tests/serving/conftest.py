"""Fixtures of the server's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from serving.served import Served

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """An empty folder, served."""
    folder = tmp_path / "routines"
    folder.mkdir()
    return Served(folder)
