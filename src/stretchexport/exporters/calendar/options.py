"""What may be set for a calendar."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stretchexport.exporters.base import Options
from stretchexport.exporters.calendar.uris import uri
from stretchexport.wording import one_line


class Entry(StrEnum):
    """What a session becomes: an event, which takes up time, or a to-do, which is ticked off."""

    EVENT = "event"
    TODO = "todo"


class Form(StrEnum):
    """How the calendar is written: iCalendar (RFC 5545), jCal (RFC 7265), JSCalendar (RFC 8984)."""

    ICALENDAR = "icalendar"
    JCAL = "jcal"
    JSCALENDAR = "jscalendar"


class Time(StrEnum):
    """How the times of day are written (RFC 5545 section 3.3.5)."""

    ZONED = "zoned"
    """In the routine's time zone, which the file defines; floating if the routine has none."""
    ALL_DAY = "all-day"
    """As days without a time."""
    UTC = "utc"
    """In UTC: the same instants, without a zone."""
    FLOATING = "floating"
    """Without a zone: this time on the clock, wherever the device is."""


@dataclass(frozen=True, slots=True)
class CalendarOptions(Options):
    """How a calendar is written.

    Raises ``ValueError`` with a sentence for people if a value cannot stand in a calendar.
    """

    target: str = "generic"
    """The program it is for, a client of ``data/clients.toml``."""
    time: Time = Time.ZONED
    """How times of day are written."""
    entry: Entry = Entry.EVENT
    form: Form = Form.ICALENDAR
    name: str | None = None
    """What the calendar is called, in place of the routine's title."""
    html: bool = False
    """Whether the description stands in HTML too."""
    busy: bool = True
    """Whether a session keeps others from planning something at its time."""
    colour: str | None = None
    """A CSS3 colour name for the calendar (RFC 7986 section 5.9)."""
    alarms: bool = True
    """Whether the reminders of the slots are written."""
    alarm_at_start: bool = False
    """Whether there is a reminder at the start of every session."""
    cards_url: str | None = None
    """The address of the printed cards, attached as a link."""
    cards_inline: bool = False
    """Whether the cards are embedded in every entry."""
    source: str | None = None
    """The address a subscribed calendar is read from (RFC 7986 section 5.8)."""
    refresh: dt.timedelta | None = None
    """How often a subscribed calendar should be read again (RFC 7986 section 5.7)."""
    split: bool = True
    """Whether an iCalendar file too large to import becomes several; a served one never is."""

    def __post_init__(self) -> None:
        """Refuse what cannot be written."""
        from stretchexport.exporters.calendar.clients import clients

        if self.target not in clients():
            raise ValueError(f"target {self.target}: there are {', '.join(clients())}")
        if self.colour is not None:
            from stretchexport.exporters.calendar.colours import hexadecimal

            hexadecimal(self.colour)
        if self.name is not None and not _stands(one_line(self.name)):
            raise ValueError("name: write at least a letter, and no control character")
        for name, address in (("source", self.source), ("cards address", self.cards_url)):
            if address is not None and uri(address) is None:
                raise ValueError(
                    f"{name} {address}: write it out as https://..., with % for what is not ASCII"
                )
        if self.alarm_at_start and not self.alarms:
            raise ValueError("--alarm-at-start, --no-alarm: choose one of the two")
        if self.refresh is not None and self.refresh < dt.timedelta(minutes=1):
            raise ValueError("refresh: a minute at least")


def _stands(text: str) -> bool:
    """Whether a TEXT value can hold ``text`` (RFC 5545 section 3.1), and there is something in it.

    Half a character (Cs) is what Python makes of an argument that is not UTF-8.
    """
    return bool(text) and not any(unicodedata.category(one) in ("Cc", "Cs") for one in text)
