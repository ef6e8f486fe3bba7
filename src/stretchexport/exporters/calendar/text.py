"""Text in the form iCalendar can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from icalendar import vText

if TYPE_CHECKING:
    from icalendar import Component

_URI = re.compile(r"https?://[!-~]+")
"""RFC 3986 has no character outside of printable ASCII; no other scheme is let into a calendar."""


class Text(vText):
    r"""A TEXT value (RFC 5545 section 3.3.11).

    ``vText`` of icalendar 7.3 takes a backslash followed by a big N for a line break and writes it
    as one, so that ``C:\New`` loses two characters. Here a backslash is a backslash.
    """

    def to_ical(self) -> bytes:
        """The escaped value in UTF-8."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def lines(text: str) -> str:
    """``text`` with ``\\n`` for every line break that Unicode knows, and none at its end.

    A raw U+2028, U+2029 or U+0085 is allowed in a calendar, but a reader that cuts lines the way
    Python's ``str.splitlines`` does would take what follows for a property of its own.
    """
    return "\n".join(text.splitlines())


def uri(url: str | None) -> str | None:
    """``url`` if it can stand as a URI value (RFC 5545 section 3.3.13), else ``None``."""
    return url if url and _URI.fullmatch(url) else None


def add_text(component: Component, name: str, text: str) -> None:
    """Add a TEXT property to an icalendar ``component``."""
    component.add(name, Text(lines(text)))
