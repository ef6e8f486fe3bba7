"""Doses, steps and lengths of time in words people read, from ``data/words``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport import locales
from stretchexport.anatomy.muscles import target_name
from stretchexport.equipment import known
from stretchexport.model import Amount, Daily, Dates, DynamicDose, MassageDose, Order, PnfDose
from stretchexport.resources import read_text, resource
from stretchexport.schedule import DAYS
from stretchexport.timeline import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from stretchexport.model import Days, Item, Routine, Side, Stretch
    from stretchexport.schedule import Phase
    from stretchexport.timeline import Step
    from stretchexport.variants import Choice

FALLBACK = "en"


@dataclass(frozen=True)
class Words:
    """The fixed words of one language, and the sentences made of them."""

    language: str
    """The language of the words: ``de``."""
    tag: str
    """The language with its region, for what regions write differently: ``de-AT``."""
    table: Mapping[str, str | Mapping[str, str]]
    """Every text by its key, "group.name", or its forms by their plural category."""

    def text(self, key: str, **values: object) -> str:
        """The words under ``key`` ("group.name") with ``values`` filled in.

        Of words with several forms, ``number`` chooses one. Numbers are written in the digits of
        the language.
        """
        words = self.table[key]
        if not isinstance(words, str):
            number = values["number"]
            assert isinstance(number, int)
            words = words.get(locales.plural(self.tag, number)) or words["other"]
        return words.format_map({name: self._filled(value) for name, value in values.items()})

    def _filled(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)

    def number(self, number: int) -> str:
        """A whole number in the digits of the language."""
        return locales.digits(self.tag, str(number))

    def digits(self) -> str:
        """The digits from 0 to 9."""
        return locales.digits(self.tag, "0123456789")

    def listed(self, texts: Iterable[str]) -> str:
        """Texts one after the other, with commas."""
        return self.text("list.comma").join(texts)

    def rowed(self, texts: Iterable[str]) -> str:
        """Longer texts one after the other, with semicolons."""
        return self.text("list.semicolon").join(texts)

    def line(self, label: str, text: str) -> str:
        """``text`` behind its label: ``Stop if: Sharp pain``."""
        return self.text("label.line", label=label, text=text)

    def date(self, day: dt.date) -> str:
        """A date in full: ``7 December 2026``."""
        return locales.date(self.tag, day, "long")

    def short_date(self, day: dt.date) -> str:
        """A date where there are many: ``7 Dec 2026``."""
        return locales.date(self.tag, day, "medium")

    def clock(self, time: dt.time) -> str:
        """A time of day: ``08:30``."""
        return locales.clock(self.tag, time)

    def moment(self, moment: dt.datetime) -> str:
        """A date and a time of day: ``7 Dec 2026, 08:30``."""
        return self.text("days.at", date=self.short_date(moment), time=self.clock(moment.time()))

    def initial(self, day: int) -> str:
        """The initial of a weekday, 0 is Monday."""
        return locales.weekday(self.tag, day, "narrow")

    def muscle(self, target: str) -> str:
        """What a muscle or a group of them is called in the middle of a sentence.

        Raises ``KeyError`` if there is no such target.
        """
        if self.language == FALLBACK:
            name = target_name(target)
            return name[0].lower() + name[1:]
        return self.text(f"muscle.{target}")

    def muscles(self, targets: Iterable[str]) -> str:
        """Muscles in a row that stands alone: ``Rhomboids, middle trapezius``."""
        return capitalised(self.listed(map(self.muscle, targets)))

    def equipment(self, routine: Routine, thing: str) -> str:
        """What ``routine`` calls a piece of equipment, or what it is called.

        Raises ``KeyError`` if nobody knows it.
        """
        if thing in routine.equipment:
            return routine.equipment[thing]
        return known()[thing] if self.language == FALLBACK else self.text(f"equipment.{thing}")

    def time(self, seconds: int, *, estimated: bool = False) -> str:
        """A length of time: ``1 min 30 s``, or ``about 25 s`` for an estimate."""
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        parts = [
            self.text("time.hours", number=hours) if hours else "",
            self.text("time.minutes", number=minutes) if minutes else "",
            self.text("time.seconds", number=rest) if rest or not seconds else "",
        ]
        text = self.text("time.join").join(filter(None, parts))
        return self.text("time.about", time=text) if estimated else text

    def amount(self, amount: Amount) -> str:
        """An amount as it was given: in time, or in breaths with the estimated time."""
        time = self.time(amount.seconds, estimated=amount.estimated)
        if amount.breaths is None:
            return time
        return self.text("time.breaths", number=amount.breaths, time=time)

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
            first, last = self.short_date(days.dates[0]), self.short_date(days.dates[-1])
            key = "days.date" if first == last else "days.dates"
            return self.text(key, number=len(days.dates), first=first, last=last)
        if isinstance(days, Daily):
            key = "days.every_day" if days.every == 1 else "days.every_days"
            return self.text(key, number=days.every)
        if len(days.weekdays) == DAYS:
            text = self.text("days.every_day")
        else:
            begin = locales.first_weekday(self.tag)
            order = sorted(days.weekdays, key=lambda day: (day - begin) % DAYS)
            names = [locales.weekday(self.tag, day, "abbreviated") for day in order]
            text = self.text("days.join").join(names)
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
        return self.listed(parts)

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
                return self.text("dose.dynamic", number=dose.reps)
            return self.text("dose.dynamic_tempo", number=dose.reps, time=self.time(dose.tempo))
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
            return self.text(f"step.to_{step.side}", time=time)
        if step.kind is Kind.REPS:
            time = self.time(step.seconds, estimated=step.estimated)
            return self.text("step.reps", number=step.reps, time=time)
        return self.text(f"step.{step.kind}", time=time)

    def where(self, step: Step) -> str:
        """Which part of the dose a step is: ``left, set 2 of 3``; empty if there is only one."""
        parts = [
            self.side(step.side) if step.side else "",
            self.text("step.set", set=step.set, sets=step.sets) if step.sets > 1 else "",
            self.text("step.spot", spot=step.spot) if step.spot else "",
        ]
        return self.listed(filter(None, parts))

    def cue(self, step: Step, before: Step | None, name: str) -> str:
        """What to show or say: ``Hold 30 s, left, set 2 of 3``; a pause says what comes next.

        ``before`` and ``name`` as for :meth:`step`.
        """
        what = self.step(step, before, name)
        within = before is not None and before.item == step.item
        if step.kind is Kind.TRANSITION and within:
            return what  # it is about the change of side, and says so itself
        where = self.where(step)
        if not where:
            return what
        return self.text("plan.cue" if step.kind.is_work else "plan.next", what=what, where=where)

    def avoid(self, choice: Choice) -> tuple[str, ...]:
        """The conditions to think of before a stretch, each with what to do."""
        return tuple(
            self.text(
                "action.line",
                condition=one.condition,
                action=self.text(f"action.{one.action}"),
            )
            for one in choice.stretch.avoid_if
        )


def one_line(text: str) -> str:
    """``text`` on a single line, with one space for line breaks, tabs and runs of spaces.

    Other white space, such as the no-break space before a French colon, stays.
    """
    return " ".join(filter(None, re.split("[ \t]+", " ".join(text.splitlines()))))


def capitalised(text: str) -> str:
    """``text`` as a line of its own begins."""
    return text[:1].upper() + text[1:]


@cache
def languages() -> tuple[str, ...]:
    """The languages there are words in."""
    return tuple(sorted(path.stem for path in resource("words").glob("*.toml")))


@cache
def words(language: str) -> Words:
    """The words for a BCP 47 language tag; English where there is no table for the language."""
    base = locales.base_of(language)
    if base not in languages():
        return words(FALLBACK)
    groups = tomllib.loads(read_text(f"words/{base}.toml"))
    table = {f"{group}.{name}": text for group, one in groups.items() for name, text in one.items()}
    return Words(base, language, table)
