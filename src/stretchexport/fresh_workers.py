"""One function over many things, each in a process of its own, for a library that starts threads.

A process that has such threads cannot be forked: what is copied waits for threads that only the
first one has. So a fresh process, in which nothing has run yet, starts one for each thing. What a
process takes of memory comes back when it ends, with no work for it.

The fork server of :mod:`multiprocessing` does the same, but it runs the caller's main module again
in every process, which a script that uses this package need not be ready for.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Work = Callable[["Thing"], bytes]

Thing = TypeVar("Thing")

MEMORY = {"MALLOC_TOP_PAD_": str(2**24), "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""How the GNU C library gets memory in the processes: much at once, in large pages. A library that
takes hundreds of megabytes in a second spends a tenth of it waiting for them in pages of 4 kB."""


def apart(work: Work[Thing], things: Iterable[Thing], count: int) -> Iterator[bytes]:
    """What ``work`` makes of each of ``things``, in their order, done in ``count`` processes.

    ``work`` is a function of a module, and it and the things can be pickled. Only where a process
    can be forked, see :func:`stretchexport.workers.processes`. Raises ``RuntimeError`` if the work
    fails; the process that did it prints why.
    """
    paths = os.pathsep.join(sys.path)
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**MEMORY, **os.environ, "PYTHONPATH": paths},
    ) as starter:
        assert starter.stdin is not None
        assert starter.stdout is not None
        try:
            with starter.stdin as to:
                pickle.dump((work, list(things), count), to)
            while True:
                yield pickle.load(starter.stdout)
        except (BrokenPipeError, EOFError):
            if starter.wait():
                raise RuntimeError("a process ended before its work was done") from None
        finally:
            starter.terminate()


def main() -> None:
    """Read what to do from standard input and write what it makes, pickled, to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who listens ends this process
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    work, things, count = pickle.load(sys.stdin.buffer)
    left = iter(things)
    started = deque(_start(work, thing) for thing in islice(left, count))
    while started:
        process, result = started.popleft()
        made = result.read()
        result.close()
        if os.waitpid(process, 0)[1]:
            sys.exit(1)
        started.extend(_start(work, thing) for thing in islice(left, 1))
        pickle.dump(made, sys.stdout.buffer)
        sys.stdout.flush()


def _start(work: Work[Thing], thing: Thing) -> tuple[int, BinaryIO]:
    """Start a process: its id, and where its result comes out."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        os.close(read)
        _work_off(work, thing, os.fdopen(write, "wb"))
    os.close(write)
    return process, os.fdopen(read, "rb")


def _work_off(work: Work[Thing], thing: Thing, result: BinaryIO) -> NoReturn:
    status = 1
    try:
        result.write(work(thing))
        result.flush()
        status = 0
    except Exception:  # noqa: BLE001
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
