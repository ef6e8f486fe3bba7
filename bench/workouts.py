"""``make bench``: workouts for a watch beside Garmin's own encoder, and plans.

All are made of one ten-step session in this process, in turn, and timed by processor time; the
median counts. On a quiet machine Garmin's encoder writes about 1,500 such workouts a second, so an
aim of 2,000 a second is 1.33 times its rate, whatever the machine is doing besides.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from garmin_fit_sdk import Encoder, Profile

from stretchexport.exporters.base import Options
from stretchexport.exporters.fit import EXPORTER, FitOptions
from stretchexport.exporters.fit.encode import encode
from stretchexport.exporters.fit.messages import workout_messages
from stretchexport.exporters.fit.workouts import workout
from stretchexport.exporters.garmin_connect import EXPORTER as CONNECT
from stretchexport.exporters.garmin_connect import ConnectOptions
from stretchexport.exporters.plan import EXPORTER as PLAN
from stretchexport.loading import load_bytes
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS, CALLS = 30, 20
QUIET = 1500
"""Ten-step workouts a second that Garmin's encoder writes on a quiet machine."""

ROUTINE = b"""\
schema: stretch-routine/v1
id: ten-steps
title: Ten steps
language: en
updated: 2026-11-22
stretches:
  foot: {name: Foot rolling, type: self-massage, sides: both, targets: [soleus],
         spots: [Heel, Ball], steps: [Roll slowly.], stop_if: [Sharp pain], equipment: [ball]}
  calf: {name: Calf stretch, type: static, sides: both, targets: [gastrocnemius],
         steps: [Lean in with straight knees.], feel: In the calf., stop_if: [Sharp pain]}
  fold: {name: Seated forward bend, type: static, sides: both, targets: [hamstrings],
         steps: [Fold from the hips.], feel: Behind the thighs., stop_if: [Sharp pain]}
  quad: {name: Quad stretch, type: static, sides: both, targets: [quadriceps],
         steps: [Heels to the seat.], feel: In front of the thigh., stop_if: [Sharp pain]}
  rest: {name: Child's pose, type: static, sides: both, targets: [lats],
         steps: [Sit back and reach.], feel: Along the back., stop_if: [Sharp pain]}
sessions:
  evening:
    title: Evening
    items: [{stretch: foot, hold: 30s}, {stretch: calf, hold: 30s}, {stretch: fold, hold: 30s},
            {stretch: quad, hold: 30s}, {stretch: rest, hold: 30s}]
"""


def main() -> None:
    """Measure and print everything."""
    routine = load_bytes(ROUTINE).routine
    assert routine is not None
    (run,) = runs(routine, "evening", NOTHING_SAID)
    made, _ = workout(routine, run, FitOptions())
    messages = list(workout_messages(made))
    assert len(run.timeline.steps) == 10

    def garmin() -> None:
        encoder = Encoder()
        for kind, message in messages:
            encoder.on_mesg(Profile["mesg_num"][kind], message)
        encoder.close()

    table: dict[str, tuple[Callable[[], object], float | None]] = {
        "Garmin's encoder": (garmin, None),
        "our FIT encoding": (lambda: encode(workout_messages(made)), 0.7),
        "routine to FIT": (lambda: EXPORTER.export(routine, FitOptions()), None),
        "routine to Connect": (lambda: CONNECT.export(routine, ConnectOptions()), None),
        "timeline and plan": (lambda: PLAN.export(routine, Options()), 2000 / QUIET),
    }
    rounds = [[_rate(call) for call, _ in table.values()] for _ in range(RUNS + 1)][1:]
    print(f"ten-step workouts, median of {RUNS} runs of {CALLS}, by processor time\n")
    print("                     a second  / Garmin's")
    for index, (name, (_, aim)) in enumerate(table.items()):
        rate = statistics.median(row[index] for row in rounds)
        ratio = statistics.median(row[index] / row[0] for row in rounds)
        told = f"  aim: {aim:.2f} or better" if aim else ""
        print(f"{name:<20} {rate:>8.0f}  {ratio:>10.2f}{told}")


def _rate(call: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(CALLS):
        call()
    return CALLS / (time.process_time() - start)


if __name__ == "__main__":
    main()
