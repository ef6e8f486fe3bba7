"""A calendar as the table of clients sees it.

``features`` asks a calendar that ``icalendar`` has parsed. Here it gets the same answers from the
components of the doctor, which are there for files that ``icalendar`` refuses, too.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from stretchexport.doctor.values import Form, duration, moment
from stretchexport.exporters.calendar.features import features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.lines import ContentLine
    from stretchexport.doctor.tree import Component


def used(root: Component, size: int) -> frozenset[str]:
    """The features that a file of ``size`` bytes uses."""
    return features(cast("Any", _View(root)), size)


class _Value(str):
    """The value of a line with its parameters, and with what it stands for as ``dt``."""

    params: dict[str, str]
    dt: dt.date | dt.timedelta | None


class _View:
    """A component that answers as ``icalendar.Component`` does, and the file as its calendars."""

    def __init__(self, component: Component) -> None:
        self._component = component
        self.name = component.name
        own = component.lines if component.name else _of_calendars(component)
        self._lines: dict[str, list[ContentLine]] = {}
        for line in own:
            self._lines.setdefault(line.name, []).append(line)

    def __contains__(self, name: str) -> bool:
        return name in self._lines

    def get(self, name: str, default: object) -> object:
        """The values of the property ``name``, as a list."""
        return [_value(line) for line in self._lines[name]] if name in self else default

    def walk(self, name: str = "") -> Iterator[_View] | list[_View]:
        """Itself and what is in it; with ``name`` only what is called so."""
        return [_View(one) for one in self._component.walk() if not name or one.name == name]


def _of_calendars(root: Component) -> list[ContentLine]:
    return [line for one in root.children if one.name == "VCALENDAR" for line in one.lines]


def _value(line: ContentLine) -> _Value:
    value = _Value(line.value)
    value.params = {one.name: one.value for one in line.parameters}
    read = moment(line.value, line.parameter("TZID"))
    if read is None:
        value.dt = duration(line.value)
    elif read.form is Form.DATE:
        value.dt = read.wall.date()
    else:
        value.dt = read.wall.replace(tzinfo=dt.UTC) if read.form is Form.UTC else read.wall
    return value
