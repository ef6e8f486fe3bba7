"""What an update of a calendar changes and what a cancellation takes back, for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.exporters.calendar.identity.updating import DOMAIN, Fate
from stretchexport.reporting.terminal import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.exporters.calendar.identity.objects import CalendarObject
    from stretchexport.exporters.calendar.identity.updating import Change

_COUNTED = {Fate.FOREIGN: "of others and kept"}
_SHOWN = (Fate.CHANGED, Fate.NEW, Fate.CANCELLED)
_TITLE_COLUMNS = 32


def update_text(name: str, changes: Sequence[Change]) -> str:
    """How many entries are kept, changed, new and cancelled, and a line for each that is not kept.

    ``name`` is what the old file is called.
    """
    counts = Counter(one.fate for one in changes)
    told = [f"{counts[fate]} {_COUNTED.get(fate, fate)}" for fate in Fate if counts[fate]]
    return "\n".join((f"{name}: {', '.join(told)}", *_lines(changes)))


def _lines(changes: Sequence[Change]) -> Iterator[str]:
    shown = [one for one in changes if one.fate in _SHOWN]
    names = max((len(one.uid) for one in shown), default=0) - len(DOMAIN)
    for one in shown:
        words = f": {', '.join(one.words)}" if one.words else ""
        yield f"  {one.fate:9}  {one.uid.removesuffix(DOMAIN):{names}}  {_title(one)}{words}"


def cancellation_text(name: str, cancelled: Sequence[CalendarObject]) -> str:
    """What a cancellation takes back; ``name`` is the file that it is made of."""
    count = counted(len(cancelled), "entry", "entries")
    names = max(len(one.uid) for one in cancelled) - len(DOMAIN)
    lines = (f"  {one.uid.removesuffix(DOMAIN):{names}}  {_title(one)}" for one in cancelled)
    return "\n".join((f"{name}: takes back {count}", *lines))


def _title(one: Change | CalendarObject) -> str:
    return fit(one.title, _TITLE_COLUMNS).rstrip()
