"""``make bench``: how fast the command line and the exporters are, as ratios taken in one run.

Absolute times differ from machine to machine; a ratio between two commands that take turns on the
same machine hardly does. Every command runs once to warm up and then RUNS times, in turn with its
yardstick; the median counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.exporters import registry
from stretchexport.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 9
EXAMPLE = str(Path(__file__).parent.parent / "examples" / "mid-back-release.yaml")
CLI = str(Path(sys.executable).with_name("stretchexport"))
BAR = 30


def main() -> None:
    """Measure and print everything."""
    # An installed program has its bytecode beside it; one that runs from its source makes it here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"median of {RUNS} runs, Python {sys.version.split()[0]}\n")
    with tempfile.TemporaryDirectory() as folder:
        commands(folder)
    exporters()


def commands(folder: str) -> None:
    """Whole processes, against the cost of importing typer."""
    typer = [sys.executable, "-c", "import typer"]
    table = {
        "import typer": (typer, None),
        "--help": ([CLI, "--help"], "at most 1.6 times"),
        "validate, one file": ([CLI, "validate", EXAMPLE], None),
        "export": ([CLI, "export", EXAMPLE, "--out", folder], "under 1 s"),
        "export --verify": ([CLI, "export", EXAMPLE, "--out", folder, "--verify"], None),
    }
    names = list(table)
    rounds = [[_process(table[name][0]) for name in names] for _ in range(RUNS + 1)][1:]
    medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
    ratios = [
        statistics.median(row[index] / row[0] for row in rounds) for index in range(len(names))
    ]
    print("command               seconds  / import typer")
    for name, seconds, ratio in zip(names, medians, ratios, strict=True):
        bar = "█" * max(1, round(BAR * seconds / max(medians)))
        aim = f"  aim: {table[name][1]}" if table[name][1] else ""
        print(f"{name:<20} {seconds:>8.3f}  {ratio:>6.2f}  {bar}{aim}")


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def exporters() -> None:
    """Each exporter in this process: the first call, with its imports, and a warm one."""
    routine = load(EXAMPLE).routine
    assert routine is not None
    print("\nexporter               first ms   warm ms   files     bytes")
    for name in registry.names():
        exporter = registry.get(name)
        options = exporter.options_type()
        first = _timed(lambda e=exporter, o=options: e.export(routine, o))  # type: ignore[misc]
        warm = statistics.median(
            _timed(lambda e=exporter, o=options: e.export(routine, o))  # type: ignore[misc]
            for _ in range(RUNS)
        )
        made = exporter.export(routine, options).files
        size = sum(len(file.data) for file in made)
        print(f"{name:<20} {first * 1000:>10.1f} {warm * 1000:>9.1f} {len(made):>7} {size:>9}")


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
