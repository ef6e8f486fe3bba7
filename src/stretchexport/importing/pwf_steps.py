"""The exercises of a day of a Portable Workout Format plan, written out as steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stretchexport import equipment
from stretchexport.exporters.mapping import table
from stretchexport.importing.draft import SourceError
from stretchexport.importing.fit_file import MOST_STEPS, FileStep
from stretchexport.importing.values import clean, line
from stretchexport.model import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.importing.draft import Data
    from stretchexport.importing.fit_words import Phrases

TIMED = ("countdown", "stopwatch", "interval")
MADE_OF = ("strength", *TIMED)
"""What a routine can hold; the other modalities are runs and rides."""
READ = frozenset(
    [
        "id",
        "name",
        "modality",
        "equipment",
        "group",
        "group_type",
        "link",
        "target_sets",
        "target_reps",
        "target_duration_sec",
        "target_notes",
        "cues",
        "rest_between_sets_sec",
        "rest_after_sec",
    ]
)
"""What is read of an exercise; loads, zones and the like have no place in a routine."""
NOTHING = "bodyweight"
UNNAMED = "other"
"""What the format calls equipment that it has no word for."""
_LINK = re.compile(r"https://[^\s/?#\\\"<>][^\s\\\"<>]{0,1900}")


@dataclass
class Exercises:
    """Turns exercises into steps; ``ours`` if their notes say what they need, as we write them."""

    phrases: Phrases
    ours: bool
    lost: list[tuple[str, str]] = field(default_factory=list)
    """What is not in the routine: where, and what."""

    def steps(self, exercises: list[Data], where: str) -> Iterator[FileStep]:
        """What is done one after the other; exercises of a group take turns."""
        kept = [one for one in exercises if self._is_kept(one, where)]
        index = 0
        while index < len(kept):
            group, end = kept[index].get("group"), index + 1
            while group and end < len(kept) and kept[end].get("group") == group:
                end += 1
            yield from self._turns(kept[index:end], where)
            index = end

    def _is_kept(self, one: Data, where: str) -> bool:
        name, modality = line(one.get("name")), one.get("modality")
        if modality not in MADE_OF:
            self.lost.append((where, f"{name}: {line(modality)} is no stretch"))
            return False
        unread = ", ".join(line(key) for key in one if key not in READ)
        if unread:
            self.lost.append((where, f"{name}: not in the routine: {unread}"))
        return True

    def _turns(self, turns: list[Data], where: str) -> Iterator[FileStep]:
        """The sets of exercises that take turns, with the pauses."""
        sets = _number(turns[0].get("target_sets")) or 1
        if sets > MOST_STEPS:
            raise SourceError(f"an exercise of the plan has more than {MOST_STEPS} sets")
        works = [self._work(one, where) for one in turns]
        for number in range(1, sets + 1):
            for one, work in zip(turns, works, strict=True):
                yield work
                rest = "rest_after_sec" if number == sets else "rest_between_sets_sec"
                seconds = _number(one.get(rest))
                if seconds:
                    over = self.ours and number == sets and one is turns[-1]
                    yield FileStep(self._next() if over else "", "", False, seconds=seconds)

    def _next(self) -> str:
        """What a watch calls the pause that leads to another stretch or side."""
        return self.phrases.words.text("fit.transition", name="")

    def _work(self, one: Data, where: str) -> FileStep:
        """One set of an exercise, called as a watch calls it."""
        name, notes = line(one.get("name")), one.get("target_notes") or one.get("cues") or ""
        text = clean(notes) if isinstance(notes, str) else ""
        lines = [text, self._needs(one, text, where)]
        words = self.phrases.words
        for side in Side:
            note = words.text(f"fit.{side}_note")
            head = words.line(note, "")
            if name.startswith(head):
                before, after = self.phrases.around("fit.sided", side=words.text(f"fit.{side}"))
                name = f"{before}{name[len(head) :]}{after}"
                lines.insert(0, note)
        timed = one.get("modality") in TIMED
        link = one.get("link")
        count = _number(one.get("target_duration_sec" if timed else "target_reps"))
        return FileStep(
            name,
            "\n".join(filter(None, lines)),
            True,
            seconds=count if timed else None,
            reps=None if timed else count,
            ends=None if count else "a person",
            link=link if isinstance(link, str) and _LINK.fullmatch(link) else "",
        )

    def _needs(self, one: Data, notes: str, where: str) -> str:
        """The equipment of somebody else's exercise, in the line in which our notes have it."""
        word = line(one.get("equipment"))
        told = any(self.phrases.labelled(one, "equipment") is not None for one in notes.split("\n"))
        if self.ours or told or word in ("", NOTHING):
            return ""
        if word == UNNAMED:
            what = "it needs equipment that the plan does not name: write it in"
            self.lost.append((where, f"{line(one.get('name'))}: {what}"))
            return ""
        words = self.phrases.words
        return words.line(words.text("label.equipment"), _called(word))


def _called(word: str) -> str:
    """What we call equipment of the format; its own word if it is none of ours."""
    known = equipment.known()
    rows = table()["equipment"]
    ours = next((one for one in known if rows.get(one, {}).get("pwf") == word), word)
    return known.get(ours, word.replace("_", " "))


def _number(value: Any) -> int | None:
    good = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6
    return value if good else None
