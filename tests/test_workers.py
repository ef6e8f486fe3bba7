"""Work in several processes: whole, in order, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from stretchexport.workers import in_order, processes

KILLED = """
import os, signal
from stretchexport.workers import in_order
for number in in_order(lambda number: number, range(10**9), 2):
    if number == 2:
        print("two processes at work", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("things", [0, 1, 2, 4, 101])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_things(things: int, count: int) -> None:
    assert list(in_order(lambda n: n * n, range(things), count)) == [n * n for n in range(things)]


def test_all_processes_take_part_and_none_is_left() -> None:
    found = set(in_order(lambda _: os.getpid(), range(20), 3))
    assert len(found) == 4
    assert os.getpid() in found
    for process in found - {os.getpid()}:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_who_has_heard_enough_leaves_no_process_behind() -> None:
    results = in_order(lambda _: (os.getpid(), bytes(100_000)), range(1000), 2)
    found = {next(results)[0] for _ in range(3)} - {os.getpid()}
    results.close()  # type: ignore[attr-defined]
    for process in found:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_processes_end_when_the_first_one_is_killed() -> None:
    # They hold its standard output, so this returns only when all of them have ended.
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL
    assert done.stdout == "two processes at work\n"


def test_a_fault_in_another_process_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="ended before its work was done"):
        list(in_order(lambda n: 1 // (5 - n), range(10), 2))
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_few_things_are_not_worth_a_process() -> None:
    assert processes(0) == processes(40) == 1
    assert processes(10_000) <= (os.cpu_count() or 1)
