"""What our own exporter writes into a workout, understood again by the words it was made with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport import equipment
from stretchexport.build import BREATH_SECONDS
from stretchexport.exporters.text import ELLIPSIS
from stretchexport.importing.fit_file import MOST_STEPS
from stretchexport.importing.values import LONGEST_TIME, breaths, time
from stretchexport.model import Amount, Side
from stretchexport.wording import Words, languages, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchexport.importing.draft import Data
    from stretchexport.importing.fit_file import FileStep, Workout

_HOLE = "\0"
_SURE = MOST_STEPS
"""What a phrase counts for that nobody else writes: more than all rests of a workout."""

_PARTS = ("hold", "contract", "relax")
_ACTIONS = ("ask-clinician", "skip", "go-easy")


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a step, taken apart: what has a label, and the lines that have none."""

    side: Side | None
    feel: str | None
    stop_if: tuple[str, ...]
    avoid_if: str | None
    equipment: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """The words of one language, to be recognised."""

    words: Words

    def around(self, key: str, **values: object) -> tuple[str, str]:
        """What stands before and after the name in the text ``key``."""
        before, _, after = self.words.text(key, name=_HOLE, **values).partition(_HOLE)
        return before, after

    def name_in(self, text: str, key: str, **values: object) -> str | None:
        """The name that ``text`` is made of by the text ``key``; ``None`` if it is another."""
        before, after = self.around(key, **values)
        cut = text.endswith(ELLIPSIS)
        if not text.startswith(before) or not (text.endswith(after) or cut):
            return None
        return text[len(before) : len(text) - len(after) if text.endswith(after) else None]

    def sided(self, text: str, side: Side) -> str | None:
        """The name in ``L · name``."""
        return self.name_in(text, "fit.sided", side=self.words.text(f"fit.{side}"))

    def is_rest(self, text: str) -> bool:
        """Whether a pause lies between two sets."""
        rests = [self.words.text("fit.rest")]
        rests += [self.words.text("fit.rest_side", side=self.words.side(side)) for side in Side]
        return text in rests

    def is_transition(self, text: str) -> bool:
        """Whether a pause leads to another stretch or side."""
        return self.name_in(text, "fit.transition") is not None

    def notes(self, text: str) -> Notes:
        """The notes of a step by their labels."""
        side, found, rest = None, {"feel": "", "stop_if": "", "avoid_if": "", "equipment": ""}, []
        for number, line in enumerate(text.split("\n")):
            if number == 0:
                side = next(
                    (one for one in Side if line == self.words.text(f"fit.{one}_note")), None
                )
                if side:
                    continue
            label = next((one for one in found if self.labelled(line, one) is not None), None)
            if label and not found[label]:
                found[label] = self.labelled(line, label) or ""
            elif line:
                rest.append(line)
        stop_if = found["stop_if"].split(self.words.text("list.semicolon"))
        return Notes(
            side,
            found["feel"] or None,
            tuple(dict.fromkeys(one for one in stop_if if one.strip())),
            found["avoid_if"] or None,
            found["equipment"] or None,
            tuple(rest),
        )

    def labelled(self, line: str, label: str) -> str | None:
        """What stands behind a label; ``None`` if ``line`` has another or none."""
        head = self.words.line(self.words.text(f"label.{label}"), "")
        return line[len(head) :] if line.startswith(head) else None

    def amount(self, seconds: int, lines: Sequence[str]) -> tuple[int | str, tuple[str, ...]]:
        """A length of time, in breaths if a line says so, and the other lines."""
        number, rest = divmod(seconds, BREATH_SECONDS)
        if not number or rest:
            return time(seconds), tuple(lines)
        amount = self.words.amount(Amount(seconds, number))
        steps = (self.words.text(f"step.{kind}", time=amount) for kind in _PARTS)
        told = next((one for one in (amount, *steps) if one in lines), None)
        if told is None:
            return time(seconds), tuple(lines)
        return breaths(number), _without(lines, told)

    def tempo(self, reps: int, lines: Sequence[str]) -> tuple[int | None, tuple[str, ...]]:
        """The seconds of a repetition if a line says them, and the other lines."""
        told = self.words.text("dose.dynamic_tempo", number=reps, time=_HOLE)
        before, _, after = told.partition(_HOLE)
        for line in lines:
            if len(line) > len(told) and line.startswith(before) and line.endswith(after):
                seconds = _times(self.words.language).get(
                    line[len(before) : len(line) - len(after)]
                )
                if seconds is not None:
                    return seconds, _without(lines, line)
        return None, tuple(lines)

    def weeks(self, title: str) -> tuple[str, int, int] | None:
        """Title and weeks of ``W3-4 · title``."""
        for key in ("fit.weeks", "fit.week"):
            found = _template(self.words.language, key).fullmatch(title)
            if found:
                first = int(found["first"])
                return found["title"], first, int(found.groupdict().get("last") or first)
        return None

    def set_of(self, name: str) -> tuple[str, int, int] | None:
        """Name, set and sets of ``name 2/3``, as steps are called that are written out."""
        found = _template(self.words.language, "fit.set").fullmatch(name)
        return (found["name"], int(found["set"]), int(found["sets"])) if found else None

    def gear(self, text: str) -> Data:
        """Equipment in a row, by id; what nobody knows becomes the routine's own."""
        comma = self.words.text("list.comma")
        found: Data = {}
        while text:
            known = [
                (name, id)
                for name, id in _equipment(self.words.language)
                if text == name or text.startswith(name + comma)
            ]
            name, id = known[0] if known else (text.partition(comma)[0], "")
            found[name] = id
            text = text[len(name) + len(comma) :]
        return found

    def avoided(self, text: str) -> list[Data]:
        """Conditions in a row, each with what to do."""
        found = []
        for part in text.split(self.words.text("list.semicolon")):
            for action in _ACTIONS:
                told = self.words.text(
                    "action.line", condition=_HOLE, action=self.words.text(f"action.{action}")
                )
                before, _, after = told.partition(_HOLE)
                if part.startswith(before) and part.endswith(after) and len(part) >= len(told):
                    condition = part[len(before) : len(part) - len(after)]
                    found.append({"condition": condition, "action": action})
                    break
        return found


def language_of(workouts: Iterable[Workout]) -> str | None:
    """The language whose fixed words the workouts are full of; ``None`` if of none."""
    scores = dict.fromkeys(("en", *languages()), 0)
    for workout in workouts:
        for language in scores:
            phrases = Phrases(words(language))
            scores[language] += sum(_is_ours(phrases, step) for step in workout.steps)
            safety = phrases.words.text("safety.line")
            scores[language] += _SURE * (safety in workout.description)
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] >= _SURE else None


def _is_ours(phrases: Phrases, step: FileStep) -> int:
    """How much a step speaks for a language; a rest is called so by anybody."""
    if not step.work:
        return phrases.is_rest(step.name) or _SURE * phrases.is_transition(step.name)
    notes = phrases.notes(step.notes)
    return _SURE * (bool(notes.side) + bool(notes.feel) + bool(notes.stop_if))


def _without(lines: Sequence[str], line: str) -> tuple[str, ...]:
    index = lines.index(line)
    return (*lines[:index], *lines[index + 1 :])


@cache
def _times(language: str) -> dict[str, int]:
    """Every length of time that a routine can have, by its words."""
    return {words(language).time(one): one for one in range(1, LONGEST_TIME + 1)}


@cache
def _equipment(language: str) -> list[tuple[str, str]]:
    """The names of equipment with its ids, longer ones first."""
    say = words(language)
    known = equipment.known()
    names = [(known[id] if language == "en" else say.text(f"equipment.{id}"), id) for id in known]
    return sorted(names, key=lambda pair: -len(pair[0]))


@cache
def _template(language: str, key: str) -> re.Pattern[str]:
    """A text as a pattern: a name may be anything, everything else is a number."""
    text = words(language).table[key]
    assert isinstance(text, str)
    parts = re.split(r"\{(\w+)\}", text)
    anything = ("title", "name")
    pattern = "".join(
        re.escape(part)
        if index % 2 == 0
        else rf"(?P<{part}>.+)"
        if part in anything
        else rf"(?P<{part}>\d{{1,3}})"
        for index, part in enumerate(parts)
    )
    return re.compile(pattern, re.DOTALL)
