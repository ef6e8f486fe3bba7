"""Recorded FIT files as recordings: one for each session in the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchexport.reviewing.efforts import efforts, moment, workout
from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.messages import read_messages
from stretchexport.reviewing.pauses import pauses
from stretchexport.reviewing.recording import Basis, Recording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reviewing.messages import Message, Messages
    from stretchexport.reviewing.recording import Effort

ACTIVITY = 4
KINDS = {1: "a device's", 2: "a settings", 3: "a sport's", 5: "a workout", 6: "a course",
         7: "a schedule", 9: "a weight", 10: "a totals", 11: "a goals", 15: "a monitoring",
         34: "a segment"}  # fmt: skip
"""What other FIT files hold (FIT profile, ``file``)."""


class NotAnActivityError(ValueError):
    """A sound FIT file that holds something else; the message says what."""


def read(data: bytes, file: str) -> tuple[Recording, ...]:
    """The recordings in ``data``, the content of ``file``.

    Raises ``NotFitError`` if it is no FIT file, :class:`NotAnActivityError` if it is another one,
    or one in which nothing was recorded.
    """
    found = read_messages(data)
    head = found.first("file_id")
    kind = head.number("type") if head else None
    if head is not None and kind not in (ACTIVITY, None):
        what = KINDS.get(kind or 0, "another kind of")
        raise NotAnActivityError(f"this is {what} file, not a recorded activity")
    still = pauses(found.all("event"))
    done, basis = efforts(found, still)
    start = _start(found, done)
    if start is None:
        raise NotAnActivityError("nothing was recorded in it" + _and(found.problem))
    problem = found.problem
    most = facts().limits.efforts
    if len(done) > most:
        done, problem = done[:most], f"it has more than {most} sets or laps: the rest is left out"
    device = (head.number("serial_number"), head.number("time_created")) if head else (None, None)
    whole = Recording(
        file,
        device,
        start,
        _offset(found),
        sum(one.seconds for one in done),
        None,
        workout(found),
        done,
        basis,
        problem=problem,
    )
    sessions = found.all("session")
    if len(sessions) > 1:
        return tuple(_parts(whole, sessions))
    return (_of_session(whole, sessions[0]) if sessions else whole,)


def _of_session(whole: Recording, session: Message) -> Recording:
    """What the session's own message says of the whole."""
    sport, sub_sport = session.number("sport"), session.number("sub_sport")
    timed, elapsed = session.number("total_timer_time"), session.number("total_elapsed_time")
    told = timed if timed is not None else elapsed
    return replace(
        whole,
        start=moment(session.number("start_time")) or whole.start,
        seconds=whole.seconds if told is None else told / 1000,
        sport=None if sport is None else (sport, sub_sport or 0),
    )


def _parts(whole: Recording, sessions: list[Message]) -> Iterator[Recording]:
    """Each session with the efforts that began in it."""
    alone = [_of_session(whole, one) for one in sessions]
    ends = [one.start for one in alone[1:]] + [dt.datetime.max.replace(tzinfo=dt.UTC)]
    for number, (one, end) in enumerate(zip(alone, ends, strict=True)):
        own = tuple(e for e in whole.efforts if e.start is not None and one.start <= e.start < end)
        basis = whole.basis if own else Basis.TOTAL
        yield replace(one, efforts=own, basis=basis, number=number)


def _start(found: Messages, done: tuple[Effort, ...]) -> dt.datetime | None:
    """When it began: as the session says, or what was done, or the timer, or the file."""
    for name, field in (("session", "start_time"), ("lap", "start_time")):
        for one in found.all(name):
            if start := moment(one.number(field)):
                return start
    if start := next((one.start for one in done if one.start), None):
        return start
    timer = found.first("event")
    return moment(timer.number("timestamp")) if timer else None


def _offset(found: Messages) -> dt.timedelta | None:
    """What the clock on the watch was ahead of UTC, in whole minutes."""
    one = found.first("activity")
    if one is None:
        return None
    utc, local = one.number("timestamp"), one.number("local_timestamp")
    if utc is None or local is None or abs(local - utc) > dt.timedelta(days=1).total_seconds():
        return None
    return dt.timedelta(minutes=round((local - utc) / 60))


def _and(problem: str) -> str:
    return f"; {problem}" if problem else ""
