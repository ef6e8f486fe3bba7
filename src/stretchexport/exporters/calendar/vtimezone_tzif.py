"""Read the compiled time zone files (TZif, RFC 8536) that :mod:`zoneinfo` reads.

:mod:`zoneinfo` keeps the onsets and the closing rule of a zone to itself, so the file is read
again: the same file, found in the same order.
"""

from __future__ import annotations

import re
import struct
import zoneinfo
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple, Self

from stretchexport.exporters.calendar.posix_tz import LocalTime, Onset, PosixTz, parse

_HEADER: Final = struct.Struct(">4sc15x6l")
_TYPE: Final = struct.Struct(">lBB")

# All keys of the tz database look like this; without dots or an empty part, none leads out of the
# folder.
_KEY: Final = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")


@dataclass(frozen=True, slots=True)
class ZoneData:
    """What a time zone file says.

    ``onsets`` are the listed changes of offset or abbreviation in order of time, ``before`` is the
    local time ahead of the first, ``rule`` governs all instants after ``listed_until`` (POSIX
    seconds; none if the file lists no onset at all).
    """

    onsets: tuple[Onset, ...]
    before: LocalTime
    listed_until: int | None
    rule: PosixTz | None


@cache
def load(tzid: str) -> ZoneData:
    """The data of the zone ``tzid``, such as ``Europe/Berlin``.

    Raises :class:`zoneinfo.ZoneInfoNotFoundError` if the tz database has no such zone. The answer
    is kept for the life of the process, as :class:`zoneinfo.ZoneInfo` keeps its own.
    """
    data = _find(tzid) if _KEY.fullmatch(tzid) else b""
    if not data.startswith(b"TZif"):
        raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {tzid}")
    return decode(data)


def _find(tzid: str) -> bytes:
    """The file of the zone, or nothing: first along ``zoneinfo.TZPATH``, then in ``tzdata``."""
    for folder in zoneinfo.TZPATH:
        path = Path(folder, tzid)
        if path.is_file():
            return path.read_bytes()
    try:
        packaged = resources.files("tzdata").joinpath("zoneinfo", *tzid.split("/"))
    except ModuleNotFoundError:
        return b""
    return packaged.read_bytes() if packaged.is_file() else b""


def decode(data: bytes) -> ZoneData:
    """Decode a TZif file of any version (RFC 8536 section 3)."""
    header = _Header.read(data, 0)
    start, time_size = _HEADER.size, 4
    if header.version != b"\0":
        # A second block with 64-bit times follows the first, which is for old readers.
        start += header.block_size(4)
        header, time_size = _Header.read(data, start), 8
        start += _HEADER.size
    times, indexes, types = _read_block(data, start, header, time_size)
    footer = data[start + header.block_size(time_size) :] if time_size == 8 else b""
    tz = footer.split(b"\n")[1].decode("ascii") if footer else ""
    rule = parse(tz) if tz else None
    before = _earliest(types)
    local_times = [before, *(types[index] for index in indexes)]
    if not times and rule is not None:
        before = rule.standard
    return ZoneData(
        onsets=tuple(
            Onset(at, old, new)
            for at, (old, new) in zip(times, pairwise(local_times), strict=True)
            if (old.offset, old.name) != (new.offset, new.name)
        ),
        before=before,
        listed_until=times[-1] if times else None,
        rule=rule,
    )


class _Header(NamedTuple):
    """The header of a TZif block (RFC 8536 section 3.1): the version and six counts."""

    magic: bytes
    version: bytes
    isutcnt: int
    isstdcnt: int
    leapcnt: int
    timecnt: int
    typecnt: int
    charcnt: int

    @classmethod
    def read(cls, data: bytes, start: int) -> Self:
        return cls(*_HEADER.unpack_from(data, start))

    def block_size(self, time_size: int) -> int:
        """Bytes in the block after this header, with ``time_size`` bytes for an instant."""
        return (
            self.timecnt * (time_size + 1)
            + self.typecnt * _TYPE.size
            + self.charcnt
            + self.leapcnt * (time_size + 4)
            + self.isstdcnt
            + self.isutcnt
        )


def _read_block(
    data: bytes, start: int, header: _Header, time_size: int
) -> tuple[tuple[int, ...], bytes, list[LocalTime]]:
    """Instants, the index of the local time from each on, and the local times (section 3.2)."""
    count = header.timecnt
    times = struct.unpack_from(f">{count}{'q' if time_size == 8 else 'l'}", data, start)
    start += count * time_size
    indexes = data[start : start + count]
    start += count
    names = start + header.typecnt * _TYPE.size
    types = []
    for offset, is_dst, name in _TYPE.iter_unpack(data[start:names]):
        name_start = names + name
        text = data[name_start : data.index(b"\0", name_start)].decode("ascii")
        types.append(LocalTime(offset, text, bool(is_dst)))
    return times, indexes, types


def _earliest(types: list[LocalTime]) -> LocalTime:
    """The local time ahead of all onsets: the first that is not DST, as :mod:`zoneinfo` has it."""
    return next((local for local in types if not local.is_dst), types[0])
