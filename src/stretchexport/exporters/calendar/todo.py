"""Sessions as to-dos (RFC 5545 section 3.6.2): the same dates, but to be ticked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Todo

if TYPE_CHECKING:
    from icalendar import Event

_NAMES = {"DTEND": "DUE"}
"""A to-do is due when the event would be over, also where both are days (section 3.8.2.3)."""

_DROPPED = frozenset({"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"})
"""A to-do takes up no time."""


def as_todo(event: Event) -> Todo:
    """An event, or a moved date of one, as a to-do that nobody has begun."""
    todo = Todo()
    for name, value in event.items():
        if name not in _DROPPED:
            todo[_NAMES.get(name, name)] = value
    todo.add("STATUS", "NEEDS-ACTION")
    for alarm in event.subcomponents:
        todo.add_component(alarm)
    return todo
