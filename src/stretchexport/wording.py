"""Doses, steps and lengths of time in words people read, from ``data/words``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.model import Amount, Daily, Dates, DynamicDose, MassageDose, Order, PnfDose
from stretchexport.resources import read_text, resource
from stretchexport.schedule import DAYS
from stretchexport.timeline import Kind

if TYPE_CHECKING:
    from stretchexport.model import Days, Item, Side, Stretch
    from stretchexport.schedule import Phase
    from stretchexport.timeline import Step
    from stretchexport.variants import Choice

FALLBACK = "en"


@dataclass(frozen=True)
class Words:
    """The fixed words of one language, and the sentences made of them."""

    language: str
    table: dict[str, str]
    """Every text by its key, "group.name"."""

    def text(self, key: str, **values: object) -> str:
        """The words under ``key`` ("group.name") with ``values`` filled in."""
        words = self.table[key]
        return words.format(**values) if values else words

    def time(self, seconds: int, *, estimated: bool = False) -> str:
        """A length of time: ``1 min 30 s``, or ``about 25 s`` for an estimate."""
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        parts = [
            self.text("time.hours", hours=hours) if hours else "",
            self.text("time.minutes", minutes=minutes) if minutes else "",
            self.text("time.seconds", seconds=rest) if rest or not seconds else "",
        ]
        text = " ".join(filter(None, parts))
        return self.text("time.about", time=text) if estimated else text

    def amount(self, amount: Amount) -> str:
        """An amount as it was given: in time, or in breaths with the estimated time."""
        time = self.time(amount.seconds, estimated=amount.estimated)
        if amount.breaths is None:
            return time
        key = "time.breath" if amount.breaths == 1 else "time.breaths"
        return self.text(key, breaths=amount.breaths, time=time)

    def side(self, side: Side) -> str:
        """The word for a side."""
        return self.text(f"side.{side}")

    def weeks(self, phase: Phase) -> str:
        """The weeks of a phase: ``Week 3``, ``Weeks 3 to 4``."""
        if phase.first == phase.last:
            return self.text("label.week", week=phase.first)
        return self.text("label.weeks", first=phase.first, last=phase.last)

    def in_weeks(self, title: str, phase: Phase) -> str:
        """A title with the weeks it is for, short and first: ``W3-4 · Desk break``."""
        key = "fit.week" if phase.first == phase.last else "fit.weeks"
        return self.text(key, first=phase.first, last=phase.last, title=title)

    def days(self, days: Days) -> str:
        """The days of a slot: ``Mon, Wed``, ``Every day``, ``Every 2 weeks: Mon``."""
        if isinstance(days, Dates):
            first, last = days.dates[0].isoformat(), days.dates[-1].isoformat()
            key = "days.date" if first == last else "days.dates"
            return self.text(key, number=len(days.dates), first=first, last=last)
        if isinstance(days, Daily):
            key = "days.every_day" if days.every == 1 else "days.every_days"
            return self.text(key, number=days.every)
        if len(days.weekdays) == DAYS:
            text = self.text("days.every_day")
        else:
            text = ", ".join(self.text(f"days.day{day}") for day in days.weekdays)
        return (
            text if days.every == 1 else self.text("days.every_weeks", number=days.every, days=text)
        )

    def dose(self, item: Item, stretch: Stretch) -> str:
        """The whole dose of an item: ``3 × hold 30 s, each side, rest 15 s between sets``."""
        parts = [self.text("dose.sets", sets=item.sets, dose=self._one_set(item))]
        if stretch.each_side:
            parts.append(self.sides(item))
        if item.rest and item.sets > 1:
            parts.append(self.text("dose.rest", time=self.time(item.rest)))
        return ", ".join(parts)

    def sides(self, item: Item) -> str:
        """Which sides an item is done on: ``each side``, ``each side in turn``, ``left side only``.

        Only for a stretch that is done once a side.
        """
        if item.side:
            return self.text(f"dose.{item.side}")
        return self.text("side.alternate" if item.order is Order.ALTERNATE else "side.each")

    def _one_set(self, item: Item) -> str:
        dose = item.dose
        if isinstance(dose, DynamicDose):
            if dose.tempo is None:
                return self.text("dose.dynamic", reps=dose.reps)
            return self.text("dose.dynamic_tempo", reps=dose.reps, time=self.time(dose.tempo))
        if isinstance(dose, PnfDose):
            return self.text(
                "dose.pnf",
                contract=self.amount(dose.contract),
                relax=self.amount(dose.relax),
                hold=self.amount(dose.hold),
            )
        key = "dose.self-massage" if isinstance(dose, MassageDose) else "dose.static"
        return self.text(key, time=self.amount(dose.hold))

    def step(self, step: Step, before: Step | None, name: str) -> str:
        """What to do in ``step``: ``Hold 30 s``; ``before`` is the step it follows.

        ``name`` is what the step's stretch is called.
        """
        time = self.amount(Amount(step.seconds, step.breaths))
        if step.kind is Kind.TRANSITION:
            # Within an item a transition always leads to the other side.
            if step.side is None or before is None or before.item != step.item:
                return self.text("step.transition_stretch", name=name, time=time)
            return self.text("step.transition_side", side=self.side(step.side), time=time)
        if step.kind is Kind.REPS:
            time = self.time(step.seconds, estimated=step.estimated)
            return self.text("step.reps", reps=step.reps, time=time)
        return self.text(f"step.{step.kind}", time=time)

    def where(self, step: Step) -> str:
        """Which part of the dose a step is: ``left, set 2 of 3``; empty if there is only one."""
        parts = [
            self.side(step.side) if step.side else "",
            self.text("step.set", set=step.set, sets=step.sets) if step.sets > 1 else "",
            self.text("step.spot", spot=step.spot) if step.spot else "",
        ]
        return ", ".join(filter(None, parts))

    def avoid(self, choice: Choice) -> tuple[str, ...]:
        """The conditions to think of before a stretch, each with what to do."""
        return tuple(
            f"{one.condition}: {self.text(f'action.{one.action}')}"
            for one in choice.stretch.avoid_if
        )


def one_line(text: str) -> str:
    """``text`` on a single line, with one space for line breaks, tabs and runs of spaces.

    Other white space, such as the no-break space before a French colon, stays.
    """
    return " ".join(filter(None, re.split("[ \t]+", " ".join(text.splitlines()))))


@cache
def words(language: str) -> Words:
    """The words for a BCP 47 language tag; English where there is no table for the language."""
    base = language.split("-", 1)[0].lower()
    found = base if resource(f"words/{base}.toml").is_file() else FALLBACK
    groups = tomllib.loads(read_text(f"words/{found}.toml"))
    table = {f"{group}.{name}": text for group, one in groups.items() for name, text in one.items()}
    return Words(found, table)
