"""A calendar as JSCalendar (RFC 8984): a group of events or tasks.

It is made from the finished iCalendar components, so both say the same. What JSCalendar has no
place for (the busy status of Outlook, names of zones) has its meaning elsewhere in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.exporters.calendar.jscalendar_times import (
    Times,
    duration,
    local,
    moment,
    until,
    utc,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


Data = dict[str, Any]

FREE_BUSY = {"OPAQUE": "busy", "TRANSPARENT": "free"}

UNPATCHED = frozenset({"@type", "uid", "recurrenceRules", "recurrenceOverrides"})
"""What a moved date never says anew (RFC 8984 section 4.3.5)."""


def group(calendar: Any, uid: str) -> Data:
    """The whole calendar as a Group (section 2.3) with the identity ``uid``."""
    return _without_none(
        {
            "@type": "Group",
            "uid": uid,
            "prodId": str(calendar["PRODID"]),
            "updated": utc(calendar["LAST-MODIFIED"].dt),
            "title": str(calendar["NAME"]),
            "description": _text(calendar, "DESCRIPTION"),
            "color": _text(calendar, "COLOR"),
            "source": _text(calendar, "SOURCE"),
            "entries": list(_entries(calendar)),
        }
    )


def _entries(calendar: Any) -> Iterator[Data]:
    """Every event and to-do, each with its moved dates."""
    moved: dict[str, list[Any]] = {}
    masters: list[Any] = []
    for entry in calendar.walk():
        if entry.name in ("VEVENT", "VTODO"):
            if "RECURRENCE-ID" in entry:
                moved.setdefault(str(entry["UID"]), []).append(entry)
            else:
                masters.append(entry)
    for master in masters:
        yield _master(master, moved.get(str(master["UID"]), []))


def _master(entry: Any, moved: list[Any]) -> Data:
    """An entry with its rule, its dates that do not happen, and those that are moved."""
    times = Times.of(entry)
    data = _entry(entry)
    overrides: Data = {
        local(moment(one)): {"excluded": True}
        for excluded in _values(entry, "EXDATE")
        for one in excluded.dts
    }
    for other in moved:
        planned = local(moment(other["RECURRENCE-ID"], times.zone))
        overrides[planned] = _patch({**data, "start": planned}, _entry(other))
    if "RRULE" in entry:
        data["recurrenceRules"] = [_rule(entry["RRULE"], times)]
    if overrides:
        data["recurrenceOverrides"] = dict(sorted(overrides.items()))
    return data


def _patch(planned: Data, moved: Data) -> Data:
    """What differs between a date as planned and as moved: a PatchObject (section 1.4.9)."""
    names = dict.fromkeys([*planned, *moved])
    return {
        name: moved.get(name)
        for name in names
        if name not in UNPATCHED and moved.get(name) != planned.get(name)
    }


def _entry(entry: Any) -> Data:
    """An event (section 2.1) or a task (section 2.2) without its repetitions."""
    times = Times.of(entry)
    styled = _text(entry, "STYLED-DESCRIPTION")
    todo = entry.name == "VTODO"
    return _without_none(
        {
            "@type": "Task" if todo else "Event",
            "uid": str(entry["UID"]),
            "updated": utc(entry["LAST-MODIFIED"].dt),
            "sequence": int(entry["SEQUENCE"]),
            "title": str(entry["SUMMARY"]),
            "description": styled or str(entry["DESCRIPTION"]),
            "descriptionContentType": "text/html" if styled else "text/plain",
            "start": local(times.start),
            "timeZone": times.zone,
            "showWithoutTime": times.all_day or None,
            "duration": None if todo else duration(times.length),
            "due": local(times.end) if todo else None,
            "progress": "needs-action" if todo else None,
            "freeBusyStatus": None if todo else FREE_BUSY[str(entry["TRANSP"])],
            "keywords": {str(one): True for one in entry["CATEGORIES"].cats},
            "locations": _location(entry),
            "links": _links(entry) or None,
            "alerts": _alerts(entry) or None,
        }
    )


def _location(entry: Any) -> Data | None:
    if "LOCATION" not in entry:
        return None
    return {"1": {"@type": "Location", "name": str(entry["LOCATION"])}}


def _links(entry: Any) -> Data:
    """The source and the cards (section 1.4.11); embedded ones as a data URL."""
    links = []
    if "URL" in entry:
        links.append({"@type": "Link", "href": str(entry["URL"]), "rel": "describedby"})
    for attached in _values(entry, "ATTACH"):
        kind = attached.params["FMTTYPE"]
        inline = attached.params.get("VALUE") == "BINARY"
        href = f"data:{kind};base64,{attached.to_ical().decode()}" if inline else str(attached)
        links.append({"@type": "Link", "href": href, "rel": "enclosure", "contentType": kind})
    return {str(number): link for number, link in enumerate(links, start=1)}


def _alerts(entry: Any) -> Data:
    """The alarms (section 4.5.2), which are shown at a time before the start."""
    return {
        str(number): {
            "@type": "Alert",
            "action": "display",
            "trigger": {
                "@type": "OffsetTrigger",
                "offset": alarm["TRIGGER"].to_ical().decode(),
            },
        }
        for number, alarm in enumerate(entry.walk("VALARM"), start=1)
    }


def _rule(rule: Any, times: Times) -> Data:
    """A recurrence rule (section 4.3.3), of the parts that our rules are made of."""
    days = [{"@type": "NDay", "day": str(day).lower()} for day in rule.get("BYDAY", [])]
    last = rule.get("UNTIL", [None])
    return _without_none(
        {
            "@type": "RecurrenceRule",
            "frequency": str(_first(rule["FREQ"])).lower(),
            "interval": _first(rule["INTERVAL"]) if "INTERVAL" in rule else None,
            "firstDayOfWeek": str(_first(rule["WKST"])).lower() if "WKST" in rule else None,
            "byDay": days or None,
            "until": until(_first(last), times) if _first(last) else None,
        }
    )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _values(component: Any, name: str) -> list[Any]:
    value = component.get(name, [])
    return value if isinstance(value, list) else [value]


def _text(component: Any, name: str) -> str | None:
    return str(component[name]) if name in component else None


def _without_none(data: Data) -> Data:
    return {name: value for name, value in data.items() if value is not None}
