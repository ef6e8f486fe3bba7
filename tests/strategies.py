"""Hypothesis strategies for whole, valid routines: every dose kind, side, order and schedule.

``routines()`` gives what a checked file can give, and nothing else: ids are well formed, doses fit
the type of their stretch, references lead somewhere. Texts are hostile on purpose.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from stretchexport.model import (
    Amount,
    AvoidIf,
    Change,
    Daily,
    Dates,
    Days,
    Dose,
    DynamicDose,
    Item,
    MassageDose,
    Move,
    NotFeel,
    Order,
    PnfDose,
    Routine,
    Schedule,
    Session,
    Side,
    Slot,
    Source,
    StaticDose,
    Stretch,
    StretchType,
    Variant,
    Video,
    Weekly,
)
from stretchexport.variants import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGETS = ("rhomboids", "trapezius-middle", "latissimus-dorsi", "erector-spinae", "teres-major")
MOTIONS = ("scapula.protraction", "scapula.elevation", "shoulder.flexion", "spine.flexion")
EQUIPMENT = ("doorway", "strap", "chair", "cable-machine")
OWN_EQUIPMENT = "big-blue-thing"
ACTIONS = ("ask-clinician", "skip", "go-easy")
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "UTC",
)
LANGUAGES = ("en", "en-GB", "de", "pt-BR")
SECONDS_A_BREATH = 5
HOSTILE = (
    "plain words",
    "two\nlines\n",
    "BEGIN:VEVENT\nEND:VCALENDAR",
    '"],{"quote": "\\"}',
    '#read("/etc/passwd") $x$ *_`<label>@ref',
    "<script>alert(1)</script>&amp;",
    "\u202eright to left\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f9d8\u200d\u2640\ufe0f e\u0301 \u00a0\u200b\U0010ffff",
    "{name} %s \\n ; , : = ^n",
    "x" * 300,
)


@cache
def texts() -> st.SearchStrategy[str]:
    """Any text the reader lets through (``stretchexport.reading.characters``), not blank."""
    characters = st.characters(
        exclude_categories=("Cs", "Cc"),
        include_characters="\t\n",
        exclude_characters="\u2028\u2029\ufeff\ufffe\uffff",
    )
    anything = st.text(characters, min_size=1, max_size=20).filter(str.strip)
    return st.sampled_from(HOSTILE) | anything


@cache
def ids() -> st.SearchStrategy[str]:
    """Well-formed ids, short ones mostly."""
    parts = st.text("abcxyz019", min_size=1, max_size=3)
    return st.lists(parts, min_size=1, max_size=3).map("-".join) | st.just("a" * 64)


def _some(
    values: st.SearchStrategy[Any], least: int = 0, most: int = 3
) -> st.SearchStrategy[tuple[Any, ...]]:
    """Tuples of different values."""
    return st.lists(values, min_size=least, max_size=most, unique=True).map(tuple)


@cache
def amounts() -> st.SearchStrategy[Amount]:
    """Lengths of time in seconds, or in breaths."""
    breaths = st.integers(1, 20).map(lambda n: Amount(n * SECONDS_A_BREATH, n))
    return st.builds(Amount, st.integers(1, 600)) | breaths


@cache
def doses(kind: StretchType) -> st.SearchStrategy[Dose]:
    """Doses that fit a type of stretch."""
    if kind is StretchType.DYNAMIC:
        return st.builds(DynamicDose, st.integers(1, 30), st.none() | st.integers(1, 20))
    if kind is StretchType.PNF:
        return st.builds(PnfDose, amounts(), amounts(), amounts())
    return st.builds(MassageDose if kind is StretchType.SELF_MASSAGE else StaticDose, amounts())


@cache
def _urls() -> st.SearchStrategy[str]:
    return st.sampled_from(("https://example.org/", "https://example.org/a?b=c&d=%20#e"))


@cache
def _videos() -> st.SearchStrategy[Video | None]:
    return st.none() | st.builds(Video, _urls(), st.integers(0, 7200))


@cache
def _equipment() -> st.SearchStrategy[tuple[str, ...]]:
    return _some(st.sampled_from((*EQUIPMENT, OWN_EQUIPMENT)), most=2)


@cache
def _poses() -> st.SearchStrategy[dict[str, object] | None]:
    return st.sampled_from(
        (None, {"shoulder": {"flexion": 90, "left": {"abduction": 12}}, "cut": 94})
    )


@cache
def _texts(least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return _some(texts(), least, most)


@cache
def _maybe_text() -> st.SearchStrategy[str | None]:
    return st.none() | texts()


@cache
def _motions() -> st.SearchStrategy[tuple[str, ...]]:
    return _some(st.sampled_from(MOTIONS))


@cache
def _targets(least: int) -> st.SearchStrategy[tuple[str, ...]]:
    return _some(st.sampled_from(TARGETS), least)


@cache
def _not_feel() -> st.SearchStrategy[tuple[NotFeel, ...]]:
    return _some(st.builds(NotFeel, texts(), texts()), most=2)


@cache
def _avoid_if() -> st.SearchStrategy[tuple[AvoidIf, ...]]:
    return _some(st.builds(AvoidIf, texts(), st.sampled_from(ACTIONS)), most=2)


@cache
def _sources() -> st.SearchStrategy[tuple[Source, ...]]:
    return _some(st.builds(Source, texts(), _maybe_text(), st.none() | _urls()), most=2)


@cache
def _names(least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return _some(ids(), least)


@cache
def _moments() -> st.SearchStrategy[dt.datetime]:
    seconds = st.integers(0, 15 * 365 * 86400)
    return seconds.map(lambda s: dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=s))


@st.composite
def variants(draw: st.DrawFn) -> tuple[Variant, ...]:
    """The variants of one stretch, often none."""
    return tuple(
        Variant(
            name,
            draw(_equipment()),
            draw(_maybe_text()),
            fits=draw(_maybe_text()),
            steps=draw(_texts(most=2)),
            feel=draw(_maybe_text()),
            motions=draw(_motions()),
            video=draw(_videos()),
            pose=draw(_poses()),
        )
        for name in draw(_names())
    )


@st.composite
def stretches(draw: st.DrawFn, name: str) -> Stretch:
    """One stretch with the id ``name``."""
    kind = draw(st.sampled_from(StretchType))
    return Stretch(
        name,
        draw(texts()),
        kind,
        draw(st.booleans()),
        draw(_targets(1)),
        also=draw(_targets(0)),
        motions=draw(_motions()),
        aka=draw(_texts(most=2)),
        feel=draw(_maybe_text()),
        not_feel=draw(_not_feel()),
        avoid_if=draw(_avoid_if()),
        stop_if=draw(_texts()),
        equipment=draw(_equipment()),
        steps=draw(_texts(1)),
        spots=draw(_texts()) if kind is StretchType.SELF_MASSAGE else (),
        variants=draw(variants()),
        video=draw(_videos()),
        pose=draw(_poses()),
    )


@st.composite
def items(draw: st.DrawFn, stretch: Stretch) -> Item:
    """One item that does ``stretch`` with a dose of its type."""
    side = draw(st.sampled_from((None, *Side))) if stretch.each_side else None
    ways = (None, *(variant.id for variant in stretch.variants))
    return Item(
        stretch.id,
        draw(doses(stretch.type)),
        sets=draw(st.integers(1, 4)),
        rest=draw(st.sampled_from((0, 1, 15, 90))),
        order=draw(st.sampled_from(Order)),
        side=side,
        variant=draw(st.sampled_from(ways)),
        note=draw(_maybe_text()),
    )


@st.composite
def sessions(draw: st.DrawFn, name: str, among: Sequence[Stretch]) -> Session:
    """One session with the id ``name`` that does some of the stretches, some more than once."""
    chosen = draw(st.lists(st.sampled_from(among), min_size=1, max_size=4))
    return Session(
        name,
        draw(texts()),
        tuple(draw(items(stretch)) for stretch in chosen),
        summary=draw(_maybe_text()),
        place=draw(_maybe_text()),
        transition=draw(st.sampled_from((0, 5, 10))),
    )


@st.composite
def changes(
    draw: st.DrawFn, weeks: int, session_ids: Sequence[str], stretch_ids: Sequence[str]
) -> Change:
    """One change of a progression, from the second week on, that sets at least one value."""
    values: dict[str, st.SearchStrategy[Any]] = {
        "hold": amounts(),
        "contract": amounts(),
        "relax": amounts(),
        "reps": st.integers(1, 30),
        "tempo": st.integers(1, 20),
        "sets": st.integers(1, 4),
        "rest": st.integers(0, 60),
    }
    names = draw(st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=3, unique=True))
    return Change(
        draw(st.integers(2, weeks)),
        session=draw(st.none() | st.sampled_from(session_ids)),
        stretch=draw(st.none() | st.sampled_from(stretch_ids)),
        **{name: draw(values[name]) for name in names},
    )


# 02:30 falls into the clock changes of most zones above
TIMES = st.just(dt.time(2, 30)) | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


def days(in_range: st.SearchStrategy[dt.date]) -> st.SearchStrategy[Days]:
    """Days of any kind; dates from ``in_range``."""
    weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=4).map(sorted).map(tuple)
    dates = st.sets(in_range, min_size=1, max_size=5).map(sorted).map(tuple)
    return (
        st.builds(Weekly, weekdays, st.integers(1, 3))
        | st.builds(Daily, st.integers(1, 9))
        | st.builds(Dates, dates)
    )


def moves(
    in_range: st.SearchStrategy[dt.date], free: st.SearchStrategy[dt.date]
) -> st.SearchStrategy[Move]:
    """One date that moves, if there is a session on it; to one that is not skipped."""
    return st.builds(Move, in_range, free, TIMES)


@st.composite
def slots(
    draw: st.DrawFn,
    name: str,
    session_ids: Sequence[str],
    in_range: st.SearchStrategy[dt.date],
    free: st.SearchStrategy[dt.date],
) -> Slot:
    """One slot with the id ``name``; ``free`` are the dates that are not skipped."""
    some = st.lists(moves(in_range, free), max_size=3, unique_by=lambda one: one.date)
    return Slot(
        name,
        draw(st.sampled_from(session_ids)),
        draw(days(in_range)),
        draw(TIMES),
        remind=draw(_some(st.sampled_from((0, 300, 600, 86400)), most=2)),
        moved=tuple(draw(some)),
    )


@st.composite
def schedules(draw: st.DrawFn, session_ids: Sequence[str], stretch_ids: Sequence[str]) -> Schedule:
    """A schedule of some of the sessions, with skipped dates and a progression at times."""
    # the clocks change within a few weeks of these in the zones above
    near = st.sampled_from((dt.date(2026, 3, 9), dt.date(2026, 10, 5), dt.date(2027, 3, 22)))
    starts = draw(near | st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)))
    weeks = draw(st.integers(1, 8))
    in_range = st.integers(0, 7 * weeks - 1).map(lambda day: starts + dt.timedelta(days=day))
    change: st.SearchStrategy[Change] = (
        changes(weeks, session_ids, stretch_ids) if weeks > 1 else st.nothing()
    )
    skip = draw(st.sets(in_range, max_size=3))
    free = in_range.filter(lambda date: date not in skip)
    return Schedule(
        starts,
        weeks,
        tuple(draw(slots(name, session_ids, in_range, free)) for name in draw(_names(1))),
        timezone=draw(st.sampled_from((None, *ZONES))),
        skip=tuple(sorted(skip)),
        progression=tuple(draw(st.lists(change, max_size=3 if weeks > 1 else 0))),
    )


@st.composite
def routines(draw: st.DrawFn, *, scheduled: bool | None = None) -> Routine:
    """A whole routine; with a schedule if ``scheduled``, without if not, either if ``None``."""
    stretch_ids = draw(_names(1))
    session_ids = draw(_names(1))
    parts = {name: draw(stretches(name)) for name in stretch_ids}
    among = tuple(parts.values())
    with_schedule = scheduled if scheduled is not None else draw(st.booleans())
    return Routine(
        draw(ids()),
        draw(texts()),
        draw(st.sampled_from(LANGUAGES)),
        draw(_moments()),
        parts,
        {name: draw(sessions(name, among)) for name in session_ids},
        revision=draw(st.integers(0, 1000)),
        summary=draw(_maybe_text()),
        author=draw(_maybe_text()),
        sources=draw(_sources()),
        equipment={OWN_EQUIPMENT: draw(texts())},
        schedule=draw(schedules(session_ids, stretch_ids)) if with_schedule else None,
    )


@st.composite
def selections(draw: st.DrawFn, routine: Routine) -> Selection:
    """What somebody might say they have, and variants they might ask for."""
    asked = tuple(
        (stretch.id, draw(st.sampled_from([variant.id for variant in stretch.variants])))
        for stretch in routine.stretches.values()
        if draw(st.booleans()) and stretch.variants
    )
    return Selection(draw(st.frozensets(st.sampled_from((*EQUIPMENT, OWN_EQUIPMENT)))), asked)
