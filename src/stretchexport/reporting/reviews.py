"""What was done beside what was planned, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.reporting.data import readable
from stretchexport.reporting.terminal import fit, harmless, paint
from stretchexport.reviewing.adherence import streaks, stretches, weeks
from stretchexport.reviewing.outcomes import Outcome, Status, When
from stretchexport.reviewing.recording import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.reviewing.adherence import StretchDone, Tally, Week
    from stretchexport.reviewing.log import Trouble
    from stretchexport.reviewing.outcomes import SessionDone
    from stretchexport.reviewing.recording import Recording
    from stretchexport.reviewing.review import Review

BAR = 16
"""Columns of a bar for the whole plan."""

NAME = 22
"""Columns for the name of a stretch or a session."""

MOST = 10
"""Activities of other kinds that are listed, and files of which there is something to note."""

_DAY = "%a %Y-%m-%d %H:%M"
_STYLES = {Status.DONE: "good", Status.PARTLY: "warning", Status.MISSED: "error"}
_WORDS = {Status.DONE: "done", Status.PARTLY: "in part", Status.MISSED: "missed"}


def review_text(review: Review, *, colour: bool) -> str:
    """Each recorded session stretch by stretch; of a log all sessions, weeks and totals."""
    return "\n".join(_lines(review, colour=colour))


def _lines(review: Review, *, colour: bool) -> Iterator[str]:
    yield paint(harmless(review.routine.title), "bold", colour=colour)
    if review.until is None:
        for one in review.sessions:
            yield ""
            yield from _session(review, one, colour=colour)
    else:
        yield from _log(review, colour=colour)
    if review.others:
        yield ""
        yield paint("Not of this routine", "bold", colour=colour)
        for other in review.others[:MOST]:
            yield f"  {_other(review, other)}"
        if len(review.others) > MOST:
            yield f"  and {len(review.others) - MOST} more"
    if not review.sessions and not review.others:
        yield "  no activity to review"


def _session(review: Review, one: SessionDone, *, colour: bool) -> Iterator[str]:
    """A recorded session with its stretches."""
    head = f"{harmless(one.line.session.title)}, {_when(review, one)}: "
    status = paint(f"{percent(one.share)} {_WORDS[one.status]}", _STYLES[one.status], colour=colour)
    yield paint(head, "bold", colour=colour) + status
    for note in _notes(one):
        yield f"  {note}"
    yield from _stretches(review, stretches([one]))
    for extra in one.extras:
        named = review.routine.stretches[extra.stretch].name if extra.stretch else extra.effort.name
        yield f"  {fit(named or 'something else', NAME)} on top: {clock(extra.effort.seconds)}"


def _when(review: Review, one: SessionDone) -> str:
    assert one.recording is not None
    done = f"{one.recording.clock(review.zone):{_DAY}}"
    if one.occurrence is None:
        return f"{done} (not planned)" if one.when is When.UNPLANNED else done
    planned = one.occurrence.start
    week = f"week {one.occurrence.week}"
    if one.when is When.MOVED:
        return f"{done} ({week}, for {planned:{_DAY}})"
    return f"{done} ({week}, planned for {planned:%H:%M})"


def _notes(one: SessionDone) -> Iterator[str]:
    recording = one.recording
    if recording is None:
        return
    if one.by_length:
        yield (
            f"there are no sets or laps in it: it counts by its length, "
            f"{clock(recording.seconds)} of {clock(one.line.seconds)}"
        )
    elif recording.basis is Basis.LAPS:
        yield "from its laps"
    if one.other_weeks:
        yield "the workout on the watch is the one for other weeks: it is held against this week"
    if recording.problem:
        yield f"about the file: {recording.problem}"


def _stretches(review: Review, every: Sequence[StretchDone]) -> Iterator[str]:
    """A line a stretch and side, with a bar for the part of the plan that is done."""
    before = ""
    for one in every:
        name = review.routine.stretches[one.stretch].name if one.stretch != before else ""
        before = one.stretch
        side = str(one.side) if one.side else ""
        tally = one.tally
        count = f"{tally.done} of {tally.planned}"
        time = f"{clock(tally.held)} of {clock(tally.planned_seconds)}"
        told = f"  {fit(name, NAME)} {side:<6} {count:>8}  {time:>16}  {bar(tally.share)}"
        yield f"{told}  {_troubles(tally)}".rstrip()


def _troubles(tally: Tally) -> str:
    counts = {
        "short": tally.outcomes[Outcome.SHORT],
        "skipped": tally.outcomes[Outcome.SKIPPED],
        "longer": tally.outcomes[Outcome.LONGER],
        "on top": tally.extra,
    }
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def bar(share: float) -> str:
    """The part of a plan that is done, as a bar; what is not is light."""
    full = round(BAR * min(share, 1.0))
    if 0 < share < 1:
        full = min(max(full, 1), BAR - 1)
    return "█" * full + "░" * (BAR - full)


def _log(review: Review, *, colour: bool) -> Iterator[str]:
    """Sessions, weeks, what is in a row, and the totals of every stretch."""
    yield f"  planned and done up to {review.until}"
    for title, lines in (
        ("Sessions", _sessions(review, colour=colour)),
        ("Weeks", _weeks(weeks(review))),
        ("Stretches, in the sessions done", _stretches(review, stretches(review.sessions))),
    ):
        rows = list(lines)
        if rows:
            yield ""
            yield paint(title, "bold", colour=colour)
            yield from rows
    yield ""
    yield in_a_row(review)


def _sessions(review: Review, *, colour: bool) -> Iterator[str]:
    for one in review.sessions:
        title = fit(one.line.session.title, NAME)
        status = paint(fit(_WORDS[one.status], 7), _STYLES[one.status], colour=colour)
        if one.recording is None:
            assert one.occurrence is not None
            yield f"  {one.occurrence.start:{_DAY}}  {title} {status}".rstrip()
            continue
        done = f"{one.recording.clock(review.zone):{_DAY}}"
        notes = "; ".join(_short_notes(one))
        yield f"  {done}  {title} {status} {percent(one.share):>5}  {notes}".rstrip()


def _short_notes(one: SessionDone) -> Iterator[str]:
    if one.when is When.MOVED and one.occurrence is not None:
        yield f"for {one.occurrence.start:%a %m-%d}"
    if one.when is When.UNPLANNED:
        yield "not planned"
    if one.by_length:
        yield "by its length"
    if one.other_weeks:
        yield "workout of other weeks"


def _weeks(every: Sequence[Week]) -> Iterator[str]:
    for one in every:
        number = "" if one.number is None else f"{one.number if one.number > 0 else '':>3}  "
        counts = {
            "done": one.statuses[Status.DONE],
            "in part": one.statuses[Status.PARTLY],
            "missed": one.statuses[Status.MISSED],
            "on top": one.extra,
        }
        told = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "nothing"
        share = f"{bar(one.share)} {percent(one.share):>5}" if one.planned else " " * (BAR + 6)
        yield f"  {number}from {one.first:%Y-%m-%d}  {share}  {told}"


def in_a_row(review: Review) -> str:
    row = streaks(review)
    if row.of_weeks:
        told = counted(row.current, "week with a session", "weeks with a session")
    else:
        told = counted(row.current, "planned session")
    return f"In a row: {told} now, {row.longest} at most"


def _other(review: Review, one: Recording) -> str:
    about = f"{one.clock(review.zone):{_DAY}}, {clock(one.seconds)}"
    name = f" ({harmless(one.workout.name)})" if one.workout.name else ""
    return f"{about}{name}: {harmless(readable(one.file))}"


def clock(seconds: float) -> str:
    """Minutes and seconds: ``1:30``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def percent(share: float) -> str:
    return f"{int(100 * share + 1e-9)} %"


def review_data(review: Review, troubles: Sequence[Trouble]) -> dict[str, Any]:
    """The same as plain data; times are seconds, shares parts from 0 to 1."""
    row = streaks(review)
    return {
        "routine": review.routine.id,
        "title": review.routine.title,
        "until": review.until.isoformat() if review.until else None,
        "sessions": [_session_data(review, one) for one in review.sessions],
        "weeks": [_week_data(one) for one in weeks(review)],
        "stretches": [_stretch_data(review, one) for one in stretches(review.sessions)],
        "in_a_row": {
            "of": "weeks" if row.of_weeks else "sessions",
            "now": row.current,
            "most": row.longest,
        },
        "others": [_recording_data(review, one) for one in review.others],
        "problems": [{"file": readable(one.file), "problem": one.what} for one in troubles],
    }


def _session_data(review: Review, one: SessionDone) -> dict[str, Any]:
    week = one.occurrence.week if one.occurrence else None
    return {
        "session": one.line.session.id,
        "title": one.line.session.title,
        "status": str(one.status),
        "share": round(one.share, 4),
        "planned": one.occurrence.start.isoformat() if one.occurrence else None,
        "week": week,
        "day": str(one.when),
        "done": _recording_data(review, one.recording) if one.recording else None,
        "by_length": one.by_length,
        "workout_of_other_weeks": one.other_weeks,
        "steps": [
            {
                "stretch": done.step.stretch,
                "kind": str(done.step.kind),
                "side": str(done.step.side) if done.step.side else None,
                "set": done.step.set,
                "spot": done.step.spot,
                "planned_seconds": done.step.seconds,
                "planned_reps": done.step.reps,
                "seconds": round(done.seconds, 3),
                "reps": done.effort.reps if done.effort else None,
                "outcome": str(done.outcome),
            }
            for done in one.steps
        ],
        "extra": [
            {
                "stretch": extra.stretch,
                "name": extra.effort.name or None,
                "seconds": round(extra.effort.seconds, 3),
            }
            for extra in one.extras
        ],
    }


def _recording_data(review: Review, one: Recording) -> dict[str, Any]:
    return {
        "file": readable(one.file),
        "utc": one.start.isoformat(),
        "clock": one.clock(review.zone).isoformat(),
        "seconds": round(one.seconds, 3),
        "basis": str(one.basis),
        "workout": one.workout.name or None,
    }


def _week_data(one: Week) -> dict[str, Any]:
    return {
        "week": one.number,
        "first": one.first.isoformat(),
        "planned": one.planned,
        **{str(status): count for status, count in one.statuses.items()},
        "extra": one.extra,
        "share": round(one.share, 4),
        "sides": {str(side): round(tally.share, 4) for side, tally in one.sides.items()},
    }


def _stretch_data(review: Review, one: StretchDone) -> dict[str, Any]:
    tally = one.tally
    return {
        "stretch": one.stretch,
        "name": review.routine.stretches[one.stretch].name,
        "side": str(one.side) if one.side else None,
        "planned": tally.planned,
        **{str(outcome): count for outcome, count in tally.outcomes.items()},
        "extra": tally.extra,
        "planned_seconds": tally.planned_seconds,
        "seconds": round(tally.held, 3),
        "share": round(tally.share, 4),
    }
