"""What a short command leaves undone, so that it is soon over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "mid-back-release.yaml"


def after(told: str, *arguments: str) -> str:
    """Run a command in a process of its own; what ``told`` is worth there when it has ended."""
    code = (
        "import gc, sys; from stretchexport.cli import main; before = gc.get_stats()\n"
        f"try: main()\nexcept SystemExit as end: assert not end.code\nprint({told})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_a_routine_is_exported_without_a_look_for_garbage(tmp_path: Path) -> None:
    assert after("gc.get_stats() == before", "export", str(EXAMPLE), "--out", str(tmp_path)) == (
        "True"
    )
