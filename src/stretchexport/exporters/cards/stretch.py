"""The card of one stretch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchexport.anatomy.bodymap import bodymap_alt, bodymap_svg
from stretchexport.anatomy.stretched import marked, side_of
from stretchexport.exporters.base import Loss
from stretchexport.exporters.cards import video
from stretchexport.exporters.cards.layout import (
    Badge,
    Block,
    BodyMap,
    Card,
    Figure,
    Item,
    Legend,
    led,
    one_line,
    side_by_side,
)
from stretchexport.exporters.cards.ticks import any_week, tracker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchexport.exporters.cards.doses import Use
    from stretchexport.model import Routine, Source, Stretch, Variant
    from stretchexport.variants import Choice
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Look:
    """The palette of the pictures, the room (mm) a pose is drawn for, and the height of a map.

    A map becomes as high as there is room for; its lines are made for the least of that. ``backs``
    says whether cards have backs with room for boxes to tick.
    """

    palette: str
    figure: tuple[float, float]
    body_map: float
    backs: bool = False


MOST_BADGES = 3
"""Doses in the badge of a card; more stand in a row of the body, which may flow on."""

MOST_CHANGES = 3
"""Changes under a dose in the badge; more stand in a row of the body."""

MOST_LETTERS = 60
"""Letters of a session's title in the badge; the plan card has it in full."""


def stretch_card(
    routine: Routine, use: Use, number: int, look: Look, words: Words
) -> tuple[Card, list[Loss]]:
    """The card of one way to do a stretch, and what it cannot hold."""
    choice, stretch = use.choice, use.choice.stretch
    about = f"stretch {stretch.id}"
    film, losses = _video(choice, about, words)
    figure, credit, lost = figure_of(routine.id, choice, look, words)
    label = words.text("label.dose")
    badges, doses = in_badges(use.badges, label, words)
    weeks = tracker(routine.schedule, words, use.sessions)
    names = [] if choice.name == stretch.name else [stretch.name]
    card = Card(
        about=about,
        place=words.text("cards.place", number=number),
        running=one_line(routine.title),
        title=one_line(choice.name),
        subtitle=one_line(words.rowed([*names, *stretch.aka])),
        subtitle_label=words.text("label.also_called"),
        badges=badges,
        badge_label=label,
        blocks=(
            *_steps(choice, words),
            *doses,
            *_rows(use, words),
            *_ways(routine, choice, words),
            *film,
            *sources(routine.sources, words, credit),
        ),
        body_map=body_map_of(routine, stretch, look, words),
        figure=figure,
        tracker=weeks if look.backs else None,
        days=any_week(weeks),
    )
    return card, [*losses, *lost]


def _steps(choice: Choice, words: Words) -> tuple[Block, ...]:
    """What to do, step by step."""
    steps = tuple(Item(text, number=number) for number, text in enumerate(choice.steps, start=1))
    return (Block(words.text("label.steps"), steps, kind="steps"),) if steps else ()


def _rows(use: Use, words: Words) -> list[Block]:
    """What there is to know about a stretch: what it is for, where it is felt, when to stop."""
    stretch = use.choice.stretch
    cut = [one.title for one in use.badges[:MOST_BADGES] if one.title != shortened(one.title)]
    stop = words.text("label.stop_if")
    return [
        *block(words.text("label.session"), cut),
        *block(words.text("label.note"), use.notes),
        *block(words.text("cards.spots"), stretch.spots),
        *block(words.text("label.feel"), [use.choice.feel], "feel", front=True),
        # What keeps a person safe comes first: the layout keeps all up to "stop" on the front.
        *block(words.text("label.avoid_if"), words.avoid(use.choice), "ask", front=True),
        *block(stop, stretch.stop_if, "stop", kind="inline", tint=True, front=True),
        *_not_feel(stretch, words),
    ]


def figure_of(
    routine: str, choice: Choice, look: Look, words: Words
) -> tuple[Figure | None, str | None, list[Loss]]:
    """The picture with its credit, or the drawing of the pose, if there is one of them."""
    picture = choice.picture
    if picture is None:
        return _drawing(routine, choice, look, words), None, []
    from stretchexport.pictures.flaw import Flaw
    from stretchexport.pictures.showing import shown

    found = shown(picture, look.figure, grey=look.palette != "colour")
    if isinstance(found, Flaw):
        loss = Loss(
            f"stretch {choice.stretch.id}", f"its picture is not on the card: {found.message}"
        )
        return _drawing(routine, choice, look, words), None, [loss]
    figure = Figure(found.svg, found.width, found.height, one_line(picture.alt))
    if picture.beside and (drawn := _drawing(routine, choice, look, words)) is not None:
        figure = side_by_side(figure, drawn)
    return figure, picture.credit, []


def _drawing(routine: str, choice: Choice, look: Look, words: Words) -> Figure | None:
    """The drawing of the pose, if there is one."""
    from stretchexport.figure.of_stretch import pose_of

    pose = pose_of(choice, routine)
    if pose is None:
        return None
    from stretchexport.figure.drawing import draw

    drawing = draw(pose, look.palette, look.figure)
    alt = words.text("cards.figure", name=one_line(choice.name))
    return Figure(drawing.svg, drawing.width, drawing.height, alt)


def block(
    label: str,
    texts: Iterable[str | None],
    icon: str = "",
    *,
    kind: str = "row",
    tint: bool = False,
    front: bool = False,
) -> tuple[Block, ...]:
    """A row with these texts; none if there are none."""
    items = tuple(Item(text) for text in texts if text)
    return (Block(label, items, kind, icon, tint, front=front),) if items else ()


def in_badges(
    badges: Sequence[Badge], label: str, words: Words
) -> tuple[tuple[Badge, ...], list[Block]]:
    """The badges a card has room for, and rows for the rest of the doses."""
    first, rest = list(badges[:MOST_BADGES]), badges[MOST_BADGES:]
    later: list[str] = []
    for index, badge in enumerate(first):
        changes = badge.changes
        if len(changes) > MOST_CHANGES:
            later.extend(words.line(badge.title, one) if badge.title else one for one in changes)
            changes = ()
        first[index] = Badge(badge.big, shortened(badge.title), badge.details, changes)
    more = [
        words.line(badge.title, words.listed([badge.big, *badge.details, *badge.changes]))
        for badge in rest
    ]
    return tuple(first), [
        *block(label, more, front=True),
        *block(words.text("cards.later"), later, front=True),
    ]


def shortened(text: str) -> str:
    """A title in one line of a badge."""
    line = one_line(text)
    return line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1].rstrip()}…"


def sources(listed: Sequence[Source], words: Words, credit: str | None = None) -> tuple[Block, ...]:
    """Where the routine comes from, each with its address in print, and whose the picture is."""
    items = []
    for source in listed:
        text = source.title
        if source.author:
            text = words.text("cards.source", title=text, author=source.author)
        link = source.url if source.url and video.is_web(source.url) else None
        items.append(Item(f"{text}, {source.url}" if source.url else text, link=link))
    if credit:
        items.append(Item(words.text("cards.picture_credit", credit=one_line(credit))))
    label = words.text("label.lead", label=words.text("label.sources"))
    return (Block(label, tuple(items), kind="fine"),) if items else ()


def _not_feel(stretch: Stretch, words: Words) -> tuple[Block, ...]:
    """Where the stretch should not be felt, each place with what to change."""
    items = tuple(
        led(one.where, words.text("cards.not_feel", then=one.then)) for one in stretch.not_feel
    )
    return (Block(words.text("label.not_feel"), items, icon="avoid"),) if items else ()


def _needs(routine: Routine, ids: Sequence[str], words: Words) -> str:
    """What is needed, in words."""
    names = [one_line(words.equipment(routine, one)) for one in ids]
    return words.listed(names) or words.text("cards.no_equipment")


def _ways(routine: Routine, choice: Choice, words: Words) -> list[Block]:
    """What is needed, the way that was chosen, and the other ways in a line."""
    if choice.variant is None:
        need = _needs(routine, choice.equipment, words) if choice.equipment else None
        return list(block(words.text("label.equipment"), [need]))
    chosen = _way(routine, choice.variant, words)
    if choice.variant.fits:
        chosen = replace(
            chosen, text=words.text("cards.way_fits", needs=chosen.text, fits=choice.variant.fits)
        )
    others = tuple(_way(routine, one, words) for one in choice.others)
    blocks = [Block(words.text("cards.way"), (chosen,))]
    if others:
        blocks.append(Block(words.text("label.other_ways"), others, kind="inline"))
    return blocks


def _way(routine: Routine, variant: Variant, words: Words) -> Item:
    """The name of a variant and what it needs."""
    name = variant.name or variant.id.replace("-", " ").capitalize()
    needs = _needs(routine, variant.equipment, words)
    return led(name, words.text("cards.way_needs", equipment=needs))


def body_map_of(routine: Routine, stretch: Stretch, look: Look, words: Words) -> BodyMap:
    """The map of one view if that shows every muscle, so that it can be larger."""
    also = [one for one in stretch.also if one not in stretch.targets]
    most = words.muscles(stretch.targets)
    legend = [Legend("primary", most, words.text("label.muscles"), most)]
    if also:
        label, less = words.text("label.muscles_also"), words.muscles(also)
        legend.append(Legend("secondary", words.line(label, less), label, less))
    primary, secondary = marked(stretch, side_of(routine, stretch))
    return BodyMap(
        bodymap_svg(primary, secondary, palette=look.palette, view="auto", height=look.body_map),
        bodymap_alt(primary, secondary, view="auto", words=words),
        tuple(legend),
    )


def _video(choice: Choice, about: str, words: Words) -> tuple[list[Block], list[Loss]]:
    """The film's address in print, where to start it, and a QR code if it can have one."""
    film = choice.video
    if film is None:
        return [], []
    start = words.text("cards.video_start", time=words.time(film.start)) if film.start else ""
    label = words.text("label.video")
    if not video.is_web(film.url):
        loss = Loss(about, "the video's address is no web address: it is printed without a code")
        return list(block(label, [film.url, start])), [loss]
    items = [Item(film.url, link=film.url), *([Item(start)] if start else [])]
    code = video.qr_code(video.address(film), words.text("cards.qr", url=film.url))
    if code is None:
        losses = [Loss(about, "the video's address is too long for a QR code: it is printed")]
    else:
        losses = []
    return [Block(label, tuple(items), code=code)], losses
