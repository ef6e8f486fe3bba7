"""Values in the form iCalendar can hold, where icalendar 7.3 writes another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import vDuration, vText

if TYPE_CHECKING:
    from icalendar import Component


class Text(vText):
    r"""A TEXT value (RFC 5545 section 3.3.11).

    ``vText`` of icalendar 7.3 takes a backslash followed by a big N for a line break and writes it
    as one, so that ``C:\New`` loses two characters. Here a backslash is a backslash.
    """

    def to_ical(self) -> bytes:
        """The escaped value in UTF-8."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


class Duration(vDuration):
    """A DURATION value (RFC 5545 section 3.3.6), whose zero is a time and not a number of days."""

    def to_ical(self) -> bytes:
        """The value; nothing at all is ``PT0S``."""
        written: bytes = super().to_ical()  # type: ignore[no-untyped-call]
        return written if self.td else b"PT0S"


def lines(text: str) -> str:
    """``text`` with ``\\n`` for every line break that Unicode knows, and none at its end.

    A raw U+2028, U+2029 or U+0085 is allowed in a calendar, but a reader that cuts lines the way
    Python's ``str.splitlines`` does would take what follows for a property of its own.
    """
    return "\n".join(text.splitlines())


def add_text(component: Component, name: str, text: str) -> None:
    """Give an icalendar ``component`` a TEXT property, of which it has one."""
    component[name] = Text(lines(text))
