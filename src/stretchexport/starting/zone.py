"""The time zone of this computer, by its name in the tz database."""

from __future__ import annotations

import os
from pathlib import Path

from stretchexport import zones

LOCALTIME = Path("/etc/localtime")
"""On most systems a link into the tz database; its target says which zone it is."""

TIMEZONE = Path("/etc/timezone")
"""Where Debian writes the name itself."""


def system_zone() -> str | None:
    """The zone that TZ, else the system, names; ``None`` where that cannot be known."""
    return next((name for name in _candidates() if name in zones.names()), None)


def _candidates() -> list[str]:
    if "TZ" in os.environ:
        # TZ wins over the system, and may hold what is no name (CET-1CEST): then nothing is known.
        return [_below_zoneinfo(os.environ["TZ"].removeprefix(":"))]
    return [_below_zoneinfo(str(_target(LOCALTIME))), _first_line(TIMEZONE)]


def _below_zoneinfo(path: str) -> str:
    """``Europe/Berlin`` of ``/usr/share/zoneinfo/posix/Europe/Berlin``."""
    name = path.rpartition("zoneinfo/")[2]
    return name.removeprefix("posix/").removeprefix("right/")


def _target(link: Path) -> Path:
    """What a link points to, one step only: zones are links to each other in some systems."""
    try:
        return link.readlink()
    except OSError:
        return link


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").partition("\n")[0].strip()
    except OSError:
        return ""
