"""What a short command leaves undone, so that it is soon over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stretchexport.cli.commands import MODULES

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "mid-back-release.yaml"


def true_after(told: str, *arguments: str) -> bool:
    """Whether ``told`` is true at the end of a process that runs a command."""
    code = (
        "import gc, sys; from stretchexport.cli import main; before = gc.get_stats()\n"
        f"try: main()\nexcept SystemExit as end: assert not end.code\nassert {told}"
    )
    line = [sys.executable, "-c", code, *arguments]
    return not subprocess.run(line, capture_output=True, check=False).returncode


def test_a_routine_is_exported_without_a_look_for_garbage(tmp_path: Path) -> None:
    assert true_after("gc.get_stats() == before", "export", str(EXAMPLE), "-o", str(tmp_path))


@pytest.mark.parametrize("command", ["calendar", "cards", "fit", "plan"])
def test_a_command_for_one_format_asks_no_other_package_for_formats(
    command: str, tmp_path: Path
) -> None:
    none = "'stretchexport.exporters.registry' not in sys.modules"
    assert true_after(none, command, str(EXAMPLE), "-o", f"{tmp_path}/")


@pytest.mark.parametrize("command", ["calendar", "fit", "plan"])
def test_a_file_without_dates_in_words_is_written_without_babel(
    command: str, tmp_path: Path
) -> None:
    none = "'babel' not in sys.modules"
    assert true_after(none, command, str(EXAMPLE), "-o", f"{tmp_path}/")


def test_a_routine_is_checked_without_babel() -> None:
    assert true_after("'babel' not in sys.modules", "validate", str(EXAMPLE))


def test_a_command_is_run_without_the_others() -> None:
    others = {f"stretchexport.cli.{one}" for one in MODULES.values() if one != "validate"}
    assert true_after(f"not {others} & sys.modules.keys()", "validate", str(EXAMPLE))


def test_a_card_without_a_picture_is_made_without_reading_pictures(tmp_path: Path) -> None:
    none = "'stretchexport.pictures.showing' not in sys.modules"
    assert true_after(none, "cards", str(EXAMPLE), "-o", f"{tmp_path}/")
