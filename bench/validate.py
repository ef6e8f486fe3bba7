"""How fast ``validate`` is beside ``check-jsonschema``, on the same files and the same schema.

Part of ``make bench``. The two take turns and the ratio of their times by the clock counts; the
ratio of processor time, of which several files take that of several processors, stands beside it.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
EXAMPLE = ROOT / "examples" / "mid-back-release.yaml"
SCHEMA = ROOT / "schemas" / "stretch-routine.schema.json"
RUNS = 7
FILES = 200
LINES = 200


def main() -> None:
    """Measure and print the ratios."""
    # An installed program has its bytecode beside it; one that runs from its source makes it here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare("one file", [EXAMPLE], "at most 0.7")
        compare(f"{FILES} files of {LINES} lines", _many(folder, FILES), "at most 0.15")
        print("\npeak memory of a process over many files, MB")
        for count in (100, 1000, 10_000):
            print(f"  {count:>6}  {_peak(_many(folder, count)):.0f}")


def compare(what: str, files: list[Path], aim: str) -> None:
    """Print both times and their ratio, the median of pairs taken in turn."""
    names = [str(file) for file in files]
    ours = [str(BIN / "stretchexport"), "validate", *names]
    theirs = [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), *names]
    pairs = [(_run(ours), _run(theirs)) for _ in range(RUNS + 1)][1:]
    clock, cpu = (statistics.median(a[kind] / b[kind] for a, b in pairs) for kind in (0, 1))
    ours_s, theirs_s = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    print(
        f"{what:<26} stretchexport {ours_s:6.2f} s   check-jsonschema {theirs_s:6.2f} s   "
        f"ratio {clock:.2f} (processor {cpu:.2f})   aim: {aim}"
    )


def _run(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and those of all processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _many(folder: Path, count: int) -> list[Path]:
    """Copies of the example, each with an id of its own, filled up with comments to LINES lines."""
    text = EXAMPLE.read_text(encoding="utf-8")
    text += "# a line\n" * (LINES - text.count("\n"))
    files = [folder / f"routine-{number}.yaml" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(text.replace("id: mid-back-release", f"id: mid-back-release-{number}"))
    return files


def _peak(files: list[Path]) -> float:
    """The peak memory of any process that validates ``files``, in MB."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    command = [str(BIN / "stretchexport"), "validate", *map(str, files)]
    done = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
