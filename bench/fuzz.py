"""Coverage-guided fuzzing of the readers and all checks, with atheris (``pip install atheris``).

    python bench/fuzz.py -max_total_time=300 [a folder for what it learns] examples

An exception is a crash; each one found belongs into tests/corpus/reading/hostile as a fixture.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["stretchexport", "yaml"]):
    from stretchexport.doctor import examine
    from stretchexport.loading import load_bytes

CALENDAR = "a.ics"
NAMES = ("a.yaml", "a.json", "-", CALENDAR)


def one(raw: bytes) -> None:
    """Read and check ``raw``; its first byte chooses what the file is called."""
    name = NAMES[raw[0] % len(NAMES)] if raw else "-"
    if name == CALENDAR:
        examine(raw[1:])
    else:
        load_bytes(raw[1:], name)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
