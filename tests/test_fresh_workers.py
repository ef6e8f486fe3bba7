"""Work in fresh processes: whole, in order, also for a library with threads, and nothing left."""

from __future__ import annotations

import os

import pytest

from apart_work import failing, large, square, who
from stretchexport.fresh_workers import apart


@pytest.mark.parametrize("things", [0, 1, 2, 7])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_things(things: int, count: int) -> None:
    assert list(apart(square, range(things), count)) == [b"%d" % n**2 for n in range(things)]


def test_results_larger_than_a_pipe_come_whole() -> None:
    assert list(apart(large, range(4), 2)) == [large(n) for n in range(4)]


def test_each_thing_has_a_process_of_its_own_and_none_is_left() -> None:
    found = [line.split() for line in apart(who, range(5), 2)]
    processes = {int(name) for line in found for name in line}
    assert len(processes) == 5 + 1
    assert os.getpid() not in processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_who_has_heard_enough_leaves_no_process_behind() -> None:
    results = apart(who, range(500), 2)
    starter = int(next(results).split()[1])
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(starter, 0)


def test_a_fault_in_another_process_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="ended before its work was done"):
        list(apart(failing, range(10), 2))
    assert "ZeroDivisionError" in capfd.readouterr().err
