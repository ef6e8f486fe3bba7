"""What is in a calendar file and what each client makes of it, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.calendar.clients import clients, drops
from stretchexport.reporting.terminal import paint, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.doctor import Examined
    from stretchexport.doctor.summary import Summary

_KINDS = {
    "VEVENT": ("event", "events"),
    "VTODO": ("to-do", "to-dos"),
    "VJOURNAL": ("journal entry", "journal entries"),
}
_SHOWN_ZONES = 3


def about(examined: Examined, targets: Sequence[str]) -> dict[str, Any]:
    """The numbers and the clients as plain data; nothing of a file that was not looked into."""
    if examined.summary is None:
        return {}
    return {
        "calendar": examined.summary.data(),
        "clients": {one: list(drops(one, examined.features)) for one in targets},
    }


def calendar_text(examined: Examined, targets: Sequence[str], *, colour: bool) -> str:
    """The same for people: a line of numbers, then each client with what it leaves out."""
    if examined.summary is None:
        return ""
    return "\n".join(_lines(examined, examined.summary, targets, colour=colour))


def _lines(
    examined: Examined, summary: Summary, targets: Sequence[str], *, colour: bool
) -> Iterator[str]:
    yield f"  {_numbers(summary)}"
    for one in targets:
        yield f"  {paint(clients()[one], 'bold', colour=colour)}"
        told = drops(one, examined.features) or ("Nothing is known to be left out.",)
        for sentence in told:
            yield from wrapped(sentence, "    - ", "      ")


def _numbers(summary: Summary) -> str:
    """``3 events, 3 series, 17 dates, 1 zone (Europe/Berlin), from ... to ...``."""
    parts = [
        counted(count, *_KINDS[kind]) for kind, count in summary.entries.items() if kind in _KINDS
    ]
    parts = parts or ["no entries"]
    parts.append(counted(summary.series, "series", "series"))
    parts.append(counted(summary.dates, "date") + (" and more" if summary.more else ""))
    if summary.zones:
        shown = ", ".join(summary.zones[:_SHOWN_ZONES])
        more = ", …" if len(summary.zones) > _SHOWN_ZONES else ""
        parts.append(f"{counted(len(summary.zones), 'zone')} ({shown}{more})")
    if summary.first and summary.last:
        parts.append(f"from {summary.first:%Y-%m-%d %H:%M} to {summary.last:%Y-%m-%d %H:%M}")
    return ", ".join(parts)
