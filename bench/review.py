"""``make bench``: the review of a one-hour activity, beside reading it with ``fitdecode`` alone.

The activity has a record for every second and a set for every step of an hour of stretching. All
is done in this process, in turn, and timed by processor time; the median counts.
"""

from __future__ import annotations

import datetime as dt
import io
import statistics
import time
from typing import TYPE_CHECKING

import fitdecode

from fit.routines import export, hold, routine, stretch, workouts
from reviewing.recorder import Watch
from stretchexport.model import Item
from stretchexport.reporting.reviews import review_text
from stretchexport.reviewing.reading import read
from stretchexport.reviewing.review import review

if TYPE_CHECKING:
    from stretchexport.model import Routine

RUNS = 9
STRETCHES = 15
"""Three sets of 30 s a side with 10 s between them: four minutes each."""


def main() -> None:
    """Measure and print everything."""
    many = [stretch(f"Stretch {n}", id=f"s{n}") for n in range(STRETCHES)]
    items = tuple(Item(one.id, hold(30), sets=3, rest=10) for one in many)
    what = routine(*many, items=items)
    (file,) = workouts(export(what))
    data = Watch(records=True).record(file.data, dt.datetime(2026, 12, 7, 7, 30))
    rounds = [(_reading(data), _reviewing(what, data)) for _ in range(RUNS + 1)][1:]
    alone = statistics.median(one for one, _ in rounds)
    whole = statistics.median(one for _, one in rounds)
    ratio = statistics.median(second / first for first, second in rounds)
    (recording,) = read(data, "hour.fit")
    print(f"an activity of {recording.seconds / 60:.0f} min, {len(recording.efforts)} sets,")
    print(f"{len(data) // 1000} kB, median of {RUNS} runs, by processor time\n")
    print(f"fitdecode alone   {alone:>6.3f} s")
    print(f"review            {whole:>6.3f} s  {ratio:.2f} times; aim: under 1 s")


def _reading(data: bytes) -> float:
    start = time.process_time()
    for _ in fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE):
        pass
    return time.process_time() - start


def _reviewing(what: Routine, data: bytes) -> float:
    start = time.process_time()
    review_text(review(what, read(data, "hour.fit")), colour=False)
    return time.process_time() - start


if __name__ == "__main__":
    main()
