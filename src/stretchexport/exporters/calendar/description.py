"""The description of an event: what to do, line by line.

Calendars show it as it is, some of them without its line breaks, so every line says by itself what
it is. Addresses are written out, because not every calendar shows an event's own URL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.wording import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from stretchexport.model import Item, Routine, Video
    from stretchexport.schedule import Phase
    from stretchexport.timeline import Timeline
    from stretchexport.variants import Choice
    from stretchexport.wording import Words

DASH = " – "


def blocks(
    routine: Routine,
    steps: Timeline,
    phase: Phase,
    say: Words,
    cards: str | None = None,
    at: dt.time | None = None,
) -> list[list[str]]:
    """What to do in the session ``steps`` during ``phase``, as paragraphs of lines.

    ``cards`` is the address of the printed cards, ``at`` the time of day where the text says it.
    """
    numbered = enumerate(zip(steps.items, steps.choices, strict=True), start=1)
    every = [
        list(_head(routine, steps, phase, at, say)),
        *(list(_stretch(routine, number, *one, say)) for number, one in numbered),
        [say.text("safety.line")],
        [*_sources(routine, say), *([_line(say, "calendar.cards", cards)] if cards else [])],
    ]
    return [block for block in every if block]


def _head(
    routine: Routine, steps: Timeline, phase: Phase, at: dt.time | None, say: Words
) -> Iterator[str]:
    """The routine, the weeks, and the whole session at a glance."""
    yield f"{one_line(routine.title)}{DASH}{say.weeks(phase)}"
    if at is not None:
        yield say.text("calendar.at", time=say.clock(at))
    if steps.session.summary:
        yield steps.session.summary
    yield _line(say, "label.total", say.time(steps.seconds, estimated=steps.estimated))
    needed = steps.equipment
    yield _equipment(routine, needed, say) if needed else say.text("label.no_equipment")


def _stretch(
    routine: Routine, number: int, item: Item, choice: Choice, say: Words
) -> Iterator[str]:
    """One stretch of the session: its dose, how it is done, and when to leave it."""
    stretch = choice.stretch
    yield f"{number}. {say.line(one_line(choice.name), say.dose(item, stretch))}"
    if stretch.spots:
        yield _line(say, "calendar.spots", *stretch.spots)
    if item.note:
        yield _line(say, "label.note", item.note)
    if choice.equipment:
        yield _equipment(routine, choice.equipment, say)
    if choice.variant and choice.variant.fits:
        yield _line(say, "calendar.fits", choice.variant.fits)
    for step, text in enumerate(choice.steps, start=1):
        yield f"{number}.{step} {text}"
    yield from _care(choice, say)
    if choice.video:
        yield _line(say, "label.video", _video(choice.video, say))


def _care(choice: Choice, say: Words) -> Iterator[str]:
    """Where a stretch is felt, where not, and when to stop it or not to begin."""
    stretch = choice.stretch
    if choice.feel:
        yield _line(say, "label.feel", choice.feel)
    for one in stretch.not_feel:
        yield _line(say, "label.not_feel", f"{one.where}{DASH}{one.then}")
    if stretch.stop_if:
        yield _line(say, "label.stop_if", *stretch.stop_if)
    for condition in say.avoid(choice):
        yield _line(say, "label.avoid_if", condition)


def _video(video: Video, say: Words) -> str:
    """The address, and where the film begins; a space between, so that a link ends in time."""
    if not video.start:
        return video.url
    return f"{video.url} ({say.text('label.video_from', time=say.time(video.start))})"


def _sources(routine: Routine, say: Words) -> Iterator[str]:
    for source in routine.sources:
        yield _line(say, "label.sources", *filter(None, (source.title, source.author, source.url)))


def _equipment(routine: Routine, ids: Sequence[str], say: Words) -> str:
    return _line(say, "label.equipment", *(say.equipment(routine, one) for one in ids))


def _line(say: Words, label: str, *texts: str) -> str:
    """A line with the words under ``label`` in front."""
    return say.line(say.text(label), say.rowed(texts))
