"""One function over many things in several processes, with the results in the order of the things.

The processes are forked, so they begin with all that is loaded already, and each takes every n-th
thing. Its results come through a pipe of its own. A pipe holds little: no process runs far ahead of
what is asked for, so memory stays flat. A process that nobody listens to any more ends by itself.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Work = Callable[["Thing"], "Result"]

Thing = TypeVar("Thing")
Result = TypeVar("Result")

WORTH_A_PROCESS = 32
"""So many things take far longer than the start of a process, at some milliseconds each."""


def processes(things: int) -> int:
    """How many processes that many things are worth here."""
    if sys.platform in ("win32", "darwin"):  # the one cannot fork, of the other not every library
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), things // WORTH_A_PROCESS))


def in_order(work: Work[Thing, Result], things: Sequence[Thing], count: int) -> Iterator[Result]:
    """What ``work`` makes of each of ``things``, done in ``count`` processes.

    ``work`` must change nothing: what it does besides its result is lost, or done in an order that
    nobody knows. Raises ``RuntimeError`` if it fails in another process, which prints why.
    """
    # The first one is done here, so that what it loads is there for every process.
    yield from map(work, things[:1] if count > 1 else things)
    if count == 1:
        return
    left = things[1:]
    started: list[tuple[int, BinaryIO]] = []
    try:
        for number in range(count):
            started.append(_start(work, left[number::count], started))
        for index in range(len(left)):
            yield pickle.load(started[index % count][1])
    except EOFError:
        raise RuntimeError("a process ended before its work was done") from None
    finally:
        for process, results in started:
            results.close()
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)


def _start(
    work: Work[Thing, Result], things: Iterable[Thing], others: list[tuple[int, BinaryIO]]
) -> tuple[int, BinaryIO]:
    """Start a process beside the ``others``: its id, and where its results come out."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        os.close(read)
        for _, results in others:
            results.close()
        _work_off(work, things, os.fdopen(write, "wb"))
    os.close(write)
    return process, os.fdopen(read, "rb")


def _work_off(work: Work[Thing, Result], things: Iterable[Thing], results: BinaryIO) -> NoReturn:
    """What a process does; it ends with it, and leaves alone what the first one has open."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    status = 1
    try:
        for thing in things:
            pickle.dump(work(thing), results)
            results.flush()
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)
