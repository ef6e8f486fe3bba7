"""A finished calendar as files: in the form asked for, and in pieces that programs import."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from icalendar import Calendar

from stretchexport.exporters.base import File, Loss
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.features import LARGE
from stretchexport.exporters.calendar.jscalendar import group
from stretchexport.exporters.calendar.media import JCAL, JSCALENDAR
from stretchexport.exporters.calendar.options import Form
from stretchexport.exporters.calendar.wire import to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Component

    from stretchexport.exporters.calendar.options import CalendarOptions


def files(whole: Calendar, options: CalendarOptions, stem: str, about: str) -> tuple[File, ...]:
    """The files that hold ``whole``: one, or several if iCalendar becomes too large to import.

    ``stem`` is the name without its suffix, ``about`` what the calendar is in a few words.
    """
    if options.form is Form.JCAL:
        return (File(f"{stem}.jcal.json", _json(whole.to_jcal()), JCAL, about),)
    if options.form is Form.JSCALENDAR:
        data = _json(group(whole, f"{stem}@stretchexport"))
        return (File(f"{stem}.jscalendar.json", data, JSCALENDAR, about),)
    data = to_bytes(whole)
    if len(data) <= LARGE or not options.split:
        return (File(stem + EXPORTER.suffix, data, EXPORTER.media_type, about),)
    pieces = [to_bytes(one) for one in split(whole)]
    return tuple(
        File(
            f"{stem}-{number}{EXPORTER.suffix}",
            piece,
            EXPORTER.media_type,
            f"part {number} of {len(pieces)} of a {about}",
        )
        for number, piece in enumerate(pieces, start=1)
    )


def in_pieces(made: tuple[File, ...]) -> tuple[Loss, ...]:
    """What there is to say if a calendar is more than one file."""
    if len(made) == 1:
        return ()
    what = f"it is above 1 MB, which not every calendar imports: import all {len(made)} files"
    return (Loss("calendar", what),)


def split(whole: Calendar, limit: int = LARGE) -> Iterator[Calendar]:
    """The same entries in calendars of at most ``limit`` bytes, each with the zones.

    What has one UID stays together, also if that alone is above the limit.
    """
    frame = len(to_bytes(_frame(whole)))
    piece, size = _frame(whole), frame
    for entries in _by_uid(whole):
        more = sum(len(to_bytes(entry)) for entry in entries)
        if size > frame and size + more > limit:
            yield piece
            piece, size = _frame(whole), frame
        for entry in entries:
            piece.add_component(entry)
        size += more
    yield piece


def _frame(whole: Calendar) -> Calendar:
    """The calendar without its entries."""
    frame = Calendar()
    for name, value in whole.items():
        frame[name] = value
    for zone in whole.walk("VTIMEZONE"):
        frame.add_component(zone)
    return frame


def _by_uid(whole: Calendar) -> list[list[Component]]:
    """Every series with its moved dates, in the order of the calendar."""
    found: dict[str, list[Component]] = {}
    for entry in whole.subcomponents:
        if entry.name != "VTIMEZONE":
            found.setdefault(str(entry["UID"]), []).append(entry)
    return list(found.values())


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
