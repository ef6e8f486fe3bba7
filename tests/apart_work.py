"""Work that another process can load by name."""

from __future__ import annotations

import os


def square(number: int) -> bytes:
    return b"%d" % number**2


def who(_: int) -> bytes:
    return b"%d %d" % (os.getpid(), os.getppid())


def large(number: int) -> bytes:
    return bytes([number]) * 1_000_000


def failing(number: int) -> bytes:
    return b"%d" % (1 // (3 - number))
