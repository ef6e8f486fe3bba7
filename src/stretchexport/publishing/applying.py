"""Doing what was planned, one object after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.online.trouble import OnlineError, RefusedError
from stretchexport.publishing.plan import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.publishing.plan import Step
    from stretchexport.publishing.remote import RemoteCalendar

_CONFLICT = "somebody changed it on the server, so it was left: --force takes what the routine says"

_WRITING = (Action.NEW, Action.CHANGED, Action.REMOVED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step; ``problem`` is why it was not done, if it was not."""

    step: Step
    problem: str = ""


def apply(calendar: RemoteCalendar | None, steps: Iterable[Step]) -> Iterator[Outcome]:
    """Do the ``steps`` in order; what the server refuses does not stop those that follow.

    Where nothing more can be done, the rest is given as not tried. Doing all of it again, with a
    new plan, completes what is missing. Without a calendar it is a rehearsal: nothing is done.
    """
    stopped = ""
    for step in steps:
        if stopped and step.action in _WRITING:
            yield Outcome(step, f"not tried, since {stopped}")
            continue
        try:
            _do(calendar, step)
        except RefusedError as error:
            yield Outcome(step, str(error))
        except OnlineError as error:
            stopped = str(error)
            yield Outcome(step, stopped)
        else:
            yield Outcome(step)


def _do(calendar: RemoteCalendar | None, step: Step) -> None:
    if step.action is Action.CONFLICT:
        raise RefusedError(_CONFLICT)
    if calendar is None:
        return
    if step.action is Action.NEW:
        calendar.create(step.uid, step.data)
    elif step.action is Action.CHANGED and step.old:
        calendar.replace(step.old, step.data)
    elif step.action is Action.REMOVED and step.old:
        calendar.remove(step.old)
