"""A stretch routine as frozen values.

The model is what a checked routine file says, and nothing more: sides, sets, rests, variants and
weeks are expanded in :mod:`stretchexport.timeline` and :mod:`stretchexport.schedule`. All durations
are whole seconds. Every node knows the place in the file it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.findings import START, Path, Span

if TYPE_CHECKING:
    import datetime as dt
    import pathlib
    from collections.abc import Mapping


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The words for the weekdays in a routine file; their places are those of ``date.weekday()``."""


class StretchType(StrEnum):
    """How a stretch is done, which decides what its dose consists of."""

    STATIC = "static"
    DYNAMIC = "dynamic"
    PNF = "pnf"
    SELF_MASSAGE = "self-massage"


class Side(StrEnum):
    """The side of the body a step is done on."""

    LEFT = "left"
    RIGHT = "right"


class Audience(StrEnum):
    """Whom a routine is for, as far as the guidance on doses tells people apart."""

    ADULTS = "adults"
    OLDER_ADULTS = "older-adults"


class Order(StrEnum):
    """How the sides of a stretch done once a side follow each other over the sets."""

    LEFT_THEN_RIGHT = "left-then-right"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the file a node stands: its path and its span."""

    path: Path = ()
    span: Span = START


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time in seconds; counted in breaths, it is an estimate."""

    seconds: int
    breaths: int | None = None

    @property
    def estimated(self) -> bool:
        """Whether the seconds are worked out from a number of breaths."""
        return self.breaths is not None


@dataclass(frozen=True, slots=True)
class StaticDose:
    """Go there and stay."""

    hold: Amount


@dataclass(frozen=True, slots=True)
class DynamicDose:
    """Move in and out; ``tempo`` is the seconds of one repetition, ``None`` if not given."""

    reps: int
    tempo: int | None = None


@dataclass(frozen=True, slots=True)
class PnfDose:
    """Push against resistance, let go, go further: one such cycle a set."""

    contract: Amount
    relax: Amount
    hold: Amount


@dataclass(frozen=True, slots=True)
class MassageDose:
    """Stay on each spot of the stretch for ``hold``."""

    hold: Amount


Dose = StaticDose | DynamicDose | PnfDose | MassageDose


@dataclass(frozen=True, slots=True)
class Source:
    """Where a routine or its facts come from."""

    title: str
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class NotFeel:
    """A place where the stretch should not be felt, and what to change if it is."""

    where: str
    then: str


@dataclass(frozen=True, slots=True)
class AvoidIf:
    """A condition under which a stretch is not for everyone; ``action`` is the schema's word."""

    condition: str
    action: str


@dataclass(frozen=True, slots=True)
class Video:
    """A film of the stretch; ``start`` is the second it begins at."""

    url: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the stretch; ``alt`` says what is to be seen, ``credit`` whose work it is.

    ``file`` is relative to ``folder``, the one of the routine's file. Without a folder the picture
    cannot be shown. :mod:`stretchexport.pictures` reads it.
    """

    file: str
    alt: str
    credit: str | None = None
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    """What is cut off at the left, the top, the right and the bottom, in percent."""
    beside: bool = False
    """Whether the drawing of the pose stands beside it."""
    folder: pathlib.Path | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do a stretch, for the equipment it names."""

    id: str
    equipment: tuple[str, ...] = ()
    name: str | None = None
    fits: str | None = None
    steps: tuple[str, ...] = ()
    feel: str | None = None
    motions: tuple[str, ...] = ()
    video: Video | None = None
    pose: Mapping[str, object] | None = field(default=None, compare=False)
    picture: Picture | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch: what it is for, how it is done and when to leave it."""

    id: str
    name: str
    type: StretchType
    each_side: bool
    targets: tuple[str, ...]
    also: tuple[str, ...] = ()
    motions: tuple[str, ...] = ()
    aka: tuple[str, ...] = ()
    feel: str | None = None
    not_feel: tuple[NotFeel, ...] = ()
    avoid_if: tuple[AvoidIf, ...] = ()
    stop_if: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    video: Video | None = None
    pose: Mapping[str, object] | None = field(default=None, compare=False)
    picture: Picture | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One stretch in a session with its dose; ``rest`` is between two sets, in seconds.

    ``side`` limits a stretch that is done once a side to one of them.
    """

    stretch: str
    dose: Dose
    sets: int = 1
    rest: int = 0
    order: Order = Order.LEFT_THEN_RIGHT
    side: Side | None = None
    variant: str | None = None
    note: str | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


DEFAULT_TRANSITION = 10
"""Seconds between items and between sides where the session does not say."""


@dataclass(frozen=True, slots=True)
class Session:
    """Stretches done in a row; ``transition`` is between items and between sides, in seconds."""

    id: str
    title: str
    items: tuple[Item, ...]
    summary: str | None = None
    place: str | None = None
    transition: int = DEFAULT_TRANSITION
    before_effort: bool = False
    """Whether it is done right before maximal effort."""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Certain weekdays (0 is Monday) of every ``every``-th week, counted from week 1."""

    weekdays: tuple[int, ...]
    every: int = 1


@dataclass(frozen=True, slots=True)
class Daily:
    """Every ``every``-th day, counted from the first day of the schedule."""

    every: int = 1


@dataclass(frozen=True, slots=True)
class Dates:
    """Single dates, in order."""

    dates: tuple[dt.date, ...]


Days = Weekly | Daily | Dates


@dataclass(frozen=True, slots=True)
class Move:
    """The session of one date is done on the date ``to`` at the wall-clock time ``at``."""

    date: dt.date
    to: dt.date
    at: dt.time
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """A session at a wall-clock time on certain days.

    ``remind`` holds seconds before the start. ``id`` stays the same when the time or the days
    change, so that calendars can recognise the slot. A slot of the file that has several times a
    day is one slot for each of them here: ``lunch``, ``lunch.2``, ``lunch.3``.
    """

    id: str
    session: str
    days: Days
    at: dt.time
    remind: tuple[int, ...] = ()
    moved: tuple[Move, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What a progression sets from week ``from_week`` on, for one session or stretch or for all.

    ``None`` leaves a value as it is; a value that a dose does not have is left out for it.
    """

    from_week: int
    session: str | None = None
    stretch: str | None = None
    hold: Amount | None = None
    contract: Amount | None = None
    relax: Amount | None = None
    reps: int | None = None
    tempo: int | None = None
    sets: int | None = None
    rest: int | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the sessions are done: ``weeks`` weeks of seven days from ``starts`` on.

    Times are wall-clock times in ``timezone``; without one they are floating.
    """

    starts: dt.date
    weeks: int
    slots: tuple[Slot, ...]
    timezone: str | None = None
    skip: tuple[dt.date, ...] = ()
    progression: tuple[Change, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole routine file; ``updated`` is UTC and the only time stamp any output carries."""

    id: str
    title: str
    language: str
    updated: dt.datetime
    stretches: Mapping[str, Stretch]
    sessions: Mapping[str, Session]
    revision: int = 0
    summary: str | None = None
    audience: Audience = Audience.ADULTS
    author: str | None = None
    sources: tuple[Source, ...] = ()
    equipment: Mapping[str, str] = field(default_factory=dict)
    """What the file calls equipment of its own, by id; see :mod:`stretchexport.equipment`."""
    schedule: Schedule | None = None
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def used_stretches(self) -> tuple[str, ...]:
        """The ids of the stretches that a session uses, each once, in the order they come."""
        every = (item.stretch for one in self.sessions.values() for item in one.items)
        return tuple(dict.fromkeys(every))
