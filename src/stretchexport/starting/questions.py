"""The questions of ``stretchexport new``: what each asks, and what an answer in words means.

Every answer takes the same way, typed at a prompt or given as a flag: its words are parsed, and the
routine made of all answers so far is checked.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchexport.checks.near import suggestion
from stretchexport.fixing import spelling
from stretchexport.model import WEEKDAYS
from stretchexport.starting import Answers, problems, regions

if TYPE_CHECKING:
    from collections.abc import Callable

_SEPARATOR = re.compile(r"[,;\s]+")


class AnswerError(ValueError):
    """An answer that cannot be used; its text says why, and what would do."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its flag, its words, the answer it suggests, and how an answer is taken."""

    name: str
    text: str
    suggest: Callable[[Answers], str]
    parse: Callable[[Answers, str], Answers]

    def answered(self, answers: Answers, text: str) -> Answers:
        """``answers`` with this one; raises :class:`AnswerError` if a routine cannot have it."""
        new = self.parse(answers, text)
        for finding in problems(new):
            raise AnswerError("; ".join(part for part in (finding.message, finding.help) if part))
        return new


def _regions(answers: Answers, text: str) -> Answers:
    chosen = tuple(dict.fromkeys(part.lower() for part in _SEPARATOR.split(text) if part))
    for one in chosen:
        if one not in regions():
            hint = suggestion(one, regions(), "choose from")
            raise AnswerError(f"there are no stretches for {one} here; {hint}")
    if not chosen:
        raise AnswerError(f"choose from {', '.join(regions())}")
    return replace(answers, regions=chosen)


def _title(answers: Answers, text: str) -> Answers:
    if not text.strip():
        raise AnswerError("a title has at least one letter")
    return replace(answers, title=text.strip())


def _days(answers: Answers, text: str) -> Answers:
    typed = [part for part in _SEPARATOR.split(text) if part]
    days = {part: spelling.word(part, WEEKDAYS) for part in typed}
    for part, day in days.items():
        if day is None:
            raise AnswerError(f"there is no weekday {part}; write {', '.join(WEEKDAYS)}")
    chosen = tuple(day for day in WEEKDAYS if day in days.values())
    if not chosen:
        raise AnswerError("name the weekdays: mon,wed,fri")
    return replace(answers, days=chosen)


def _weeks(answers: Answers, text: str) -> Answers:
    if not re.fullmatch(r"[0-9]{1,4}", text.strip()):
        raise AnswerError("a number of weeks is a whole number: 6")
    return replace(answers, weeks=int(text))


def _at(answers: Answers, text: str) -> Answers:
    return replace(answers, at=spelling.time(text) or text.strip())


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise AnswerError("a date is written year-month-day: 2026-12-07") from None


QUESTIONS = (
    Question(
        "for",
        "Which parts of the body",
        lambda answers: ",".join(answers.regions),
        _regions,
    ),
    Question("title", "What is it called", lambda answers: answers.called, _title),
    Question("days", "On which days", lambda answers: ",".join(answers.days), _days),
    Question("weeks", "For how many weeks", lambda answers: str(answers.weeks), _weeks),
    Question(
        "timezone",
        "In which time zone",
        lambda answers: answers.timezone,
        lambda answers, text: replace(answers, timezone=text.strip()),
    ),
    # The last, because days, weeks and zone decide whether the clocks skip it.
    Question("at", "At what time of day", lambda answers: answers.at, _at),
)

DATES = (
    Question(
        "starts",
        "",
        lambda answers: answers.starts.isoformat(),
        lambda answers, text: replace(answers, starts=_date(text)),
    ),
    Question(
        "updated",
        "",
        lambda answers: answers.updated.isoformat(),
        lambda answers, text: replace(answers, updated=_date(text)),
    ),
)
"""These are never asked for: the next Monday, and today, unless a flag says otherwise."""
