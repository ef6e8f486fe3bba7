"""Fixtures for every test: golden files and the example routines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
GALLERY = ROOT / "out" / "gallery.html"
"""Where the tests leave the page with every pose."""

# One fixed run of examples: a build that passes once passes again.
settings.register_profile(
    "stretchexport",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("stretchexport")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files instead of comparing"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the drawings are, which somebody has to look at."""
    if GALLERY.exists():
        terminalreporter.write_line(f"every pose to look at: {GALLERY.relative_to(ROOT)}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a golden file, or write it if pytest was given ``--update-golden``."""

    def compare(name: str, data: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        assert path.exists(), f"no golden file {name}: run pytest --update-golden and read it"
        assert data == path.read_bytes(), f"{name} differs: run pytest --update-golden and read it"

    return compare


@pytest.fixture
def example() -> Routine:
    """The routine of ``examples/mid-back-release.yaml``."""
    from stretchexport.loading import load

    loaded = load(ROOT / "examples" / "mid-back-release.yaml")
    assert loaded.routine is not None, loaded.findings
    return loaded.routine
