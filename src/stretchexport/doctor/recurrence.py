"""Series: rules that can be followed, exceptions that hit a date (RFC 5545 section 3.8.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.doctor.dates import can_follow
from stretchexport.doctor.entries import grouped, last_wall
from stretchexport.doctor.tree import finding
from stretchexport.doctor.values import Form
from stretchexport.findings import Related
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from stretchexport.doctor.entries import Dated, Entry, Series
    from stretchexport.doctor.rules import Rule
    from stretchexport.doctor.values import Moment
    from stretchexport.doctor.zones import Zones
    from stretchexport.findings import Finding, Span

WITHIN_A_DAY = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})


def check(entries: list[Entry], zones: Zones) -> Iterator[Finding]:
    """What is wrong with series and their exceptions."""
    for one in entries:
        if one.rule is not None:
            yield from _rule(one, one.rule, zones)
        yield from _excluded(one)
        yield from _added(one)
        yield from _range(one)
    for series in grouped(entries).values():
        yield from _overrides(series)


def _rule(one: Entry, rule: Rule, zones: Zones) -> Iterator[Finding]:
    line = one.rule_line
    assert line is not None
    for trouble in rule.troubles:
        span = line.span(line.value_start + trouble.start, line.value_start + trouble.end)
        yield finding("SE931", line, trouble.message, trouble.help, span=span)
    if rule.frequency in WITHIN_A_DAY:
        message = f"the entry repeats within a day ({rule.frequency})"
        hint = "many calendars refuse such rules or show one date; its dates were not checked"
        yield finding("SE946", line, message, hint, span=_part(one, "FREQ"))
    if rule.has_until and rule.count is not None:
        message = "the rule has both UNTIL and COUNT"
        hint = "delete one of them: readers differ on which counts"
        yield finding("SE934", line, message, hint, span=_part(one, "COUNT"))
    elif rule.is_endless and not rule.troubles:
        message = "the series has no end"
        hint = "add UNTIL or COUNT if it is meant to end"
        yield finding("SE936", line, message, hint)
    if one.start is None or rule.troubles:
        return
    yield from _until(one, rule, one.start.moment, zones)
    if can_follow(rule):
        yield from _dates(one, one.start.moment)


def _until(one: Entry, rule: Rule, start: Moment, zones: Zones) -> Iterator[Finding]:
    line = one.rule_line
    if rule.until is None or line is None:
        return
    wanted = Form.UTC if start.form is Form.ZONED else start.form
    if rule.until.form is not wanted:
        hint = {
            Form.DATE: "write a date, such as UNTIL=20261218",
            Form.UTC: "write UTC, such as UNTIL=20261218T063000Z",
            Form.FLOATING: "write a time without Z, such as UNTIL=20261218T073000",
        }[wanted]
        message = f"UNTIL is {rule.until.form}, and the start is {start.form}"
        yield finding("SE932", line, message, hint, span=_part(one, "UNTIL"))
        return
    last = last_wall(rule, start, zones)
    if last is not None and last < start.wall:
        message = "the series ends before it starts"
        yield finding("SE933", line, message, "write a later UNTIL", span=_part(one, "UNTIL"))


def _dates(one: Entry, start: Moment) -> Iterator[Finding]:
    """The start is a date of the rule, and not every date is excluded."""
    line = one.rule_line
    assert line is not None
    assert one.start is not None
    if not one.dates:
        if one.is_complete:
            message = "the rule has no date"
            yield finding("SE945", line, message, "change the rule or its end")
        return
    if one.dates[0] != start.wall:
        message = f"the start is no date of its rule: the first is {_shown(one.dates[0], start)}"
        hint = "begin with a date of the rule: readers differ on whether the start counts"
        yield finding("SE935", one.start.line, message, hint)
    walls = {dated.moment.wall for dated in one.excluded}
    if one.is_complete and not one.added and walls.issuperset(one.dates):
        message = "every date of the series is excluded"
        yield finding("SE945", line, message, "delete the entry, or some of its EXDATEs")


def _excluded(one: Entry) -> Iterator[Finding]:
    """Each EXDATE is written as the start, is there once and hits a date."""
    seen: dict[Moment, Dated] = {}
    hit = {one.wall, *one.dates, *(dated.moment.wall for dated in one.added)}
    for dated in one.excluded:
        span = dated.line.span(dated.start, dated.end)
        first = seen.setdefault(dated.moment, dated)
        if first is not dated:
            related = (Related("the first one", first.line.span(first.start, first.end)),)
            message = "the same EXDATE is there twice"
            yield finding("SE939", dated.line, message, "delete it", span=span, related=related)
        elif one.start and not _same_form(dated.moment, one.start.moment):
            yield _other_form("EXDATE", dated, one.start.moment, span)
        elif dated.moment.wall not in hit and _knows(one, dated.moment.wall):
            message = f"the EXDATE hits no date of the series{_near(one, dated.moment.wall)}"
            hint = "write the date and time of the start it excludes, or delete it"
            yield finding("SE938", dated.line, message, hint, span=span)


def _same_form(moment: Moment, start: Moment) -> bool:
    return (moment.form, moment.tzid) == (start.form, start.tzid)


def _other_form(name: str, dated: Dated, start: Moment, span: Span) -> Finding:
    zone = f" ({start.tzid})" if start.tzid else ""
    message = f"{name} is {_form(dated.moment)}, and the start is {_form(start)}"
    hint = f"write it as the start is written{zone}: many readers compare the text"
    return finding("SE937", dated.line, message, hint, span=span)


def _form(moment: Moment) -> str:
    return f"in {moment.tzid}" if moment.tzid else str(moment.form)


def _knows(one: Entry, wall: dt.datetime) -> bool:
    """Whether it is certain that the series has no date at ``wall`` that was not found."""
    return one.is_complete or bool(one.dates and wall <= one.dates[-1])


def _near(one: Entry, wall: dt.datetime) -> str:
    """The date of the series on the same day, as it is the time that is wrong most of all."""
    same = next((date for date in one.dates if date.date() == wall.date()), None)
    return f": that day it is at {same:%H:%M}" if same else ""


def _added(one: Entry) -> Iterator[Finding]:
    if one.added:
        message = f"the entry has {len(one.added)} single dates (RDATE)"
        if len(one.added) == 1:
            message = "the entry has a single date (RDATE)"
        hint = "some calendars leave it out: write an entry of its own"
        yield finding("SE943", one.added[0].line, message, hint)


def _range(one: Entry) -> Iterator[Finding]:
    line = one.component.first("RECURRENCE-ID")
    place = next((p for p in line.parameters if p.name == "RANGE"), None) if line else None
    if line and place:
        message = "the change is meant for all later dates too (RANGE)"
        hint = "end the series and begin a new one: most calendars change the one date only"
        span = line.span(place.start, place.end)
        yield finding("SE942", line, message, hint, span=span)


def _overrides(series: Series) -> Iterator[Finding]:
    """Each changed date is one of its series."""
    master = series.masters[0] if series.masters else None
    seen: dict[Moment, Dated] = {}
    for one in series.overrides:
        dated = one.recurrence
        if dated is None:
            continue
        first = seen.setdefault(dated.moment, dated)
        if first is not dated:
            message = "the same date of the series is changed twice"
            related = (Related("the first one", first.line.span()),)
            yield finding("SE962", dated.line, message, "delete one of them", related=related)
        elif master is None:
            message = f"the file has no series with the UID {shown(one.uid)}"
            hint = "add the series: many calendars drop a changed date without one"
            yield finding("SE941", dated.line, message, hint)
        else:
            yield from _override(one, dated, master)


def _override(one: Entry, dated: Dated, master: Entry) -> Iterator[Finding]:
    start = master.start
    if start is None:
        return
    added = {other.moment.wall for other in master.added}
    excluded = {other.moment.wall for other in master.excluded}
    wall = dated.moment.wall
    if not _same_form(dated.moment, start.moment):
        yield _other_form("RECURRENCE-ID", dated, start.moment, dated.line.value_span())
    elif wall not in {start.moment.wall, *master.dates} | added and _knows(master, wall):
        message = f"RECURRENCE-ID is no date of the series{_near(master, wall)}"
        hint = "write the date and time that the series would have without the change"
        yield finding("SE940", dated.line, message, hint)
    elif wall in excluded:
        message = "the date is changed here and excluded by the series"
        yield finding("SE940", dated.line, message, "delete the EXDATE, or this entry")
    older, newer = (_sequence(entry) for entry in (one, master))
    line = one.component.first("SEQUENCE")
    if line and older < newer:
        message = f"SEQUENCE is {older}, and that of its series {newer}"
        hint = f"write {newer} or more: a change with a lower number is taken for an old one"
        yield finding("SE944", line, message, hint)


def _sequence(one: Entry) -> int:
    text = one.component.text("SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _part(one: Entry, name: str) -> Span:
    """The place of a part of the rule."""
    assert one.rule is not None
    assert one.rule_line is not None
    at = one.rule_line.value_start
    start, end = one.rule.places[name]
    return one.rule_line.span(at + start, at + end)


def _shown(wall: dt.datetime, start: Moment) -> str:
    return f"{wall:%Y-%m-%d}" if start.form is Form.DATE else f"{wall:%Y-%m-%d %H:%M}"
