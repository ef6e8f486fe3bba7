"""Who hands the cards out, and to whom: what stands at the foot of every card.

It comes from the command line, never from the routine, and goes into nothing but the cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.cards.layout import Figure, one_line
from stretchexport.model import Picture
from stretchexport.pictures.flaw import Flaw

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.exporters.cards import CardsOptions
    from stretchexport.wording import Words

LOGO = (40.0, 15.0)
"""The largest a logo is printed, in mm; on most sheets it is smaller."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``name`` is that of the clinic, ``address`` what follows it; ``note`` labels an empty line.

    What is not wanted is empty.
    """

    logo: Figure | None = None
    name: str = ""
    address: str = ""
    patient: str = ""
    note: str = ""


def letterhead(
    options: CardsOptions, words: Words, *, grey: bool, short: bool
) -> tuple[Letterhead, list[Loss]]:
    """What ``options`` ask for; a logo that cannot be shown is a loss.

    A ``short`` card has no room for an address and a line to write on, which are losses then.
    """
    name, _, address = one_line(options.clinic or "").partition(",")
    logo, losses = None, []
    note = options.note_line
    if short and (address or note):
        losses.append(Loss("clinic", "its address and the line for notes have no room on the card"))
        address, note = "", False
    if options.logo is not None:
        found = picture(options.logo, grey=grey)
        if isinstance(found, Flaw):
            losses.append(Loss("logo", f"it is not on the cards: {found.message}"))
        else:
            logo = Figure(found.svg, found.width, found.height, name or words.text("cards.logo"))
    patient = one_line(options.patient or "")
    made = Letterhead(
        logo,
        name,
        address.strip(),
        words.text("cards.patient", name=patient) if patient else "",
        words.text("cards.notes") if note else "",
    )
    return made, losses


def picture(file: Path, *, grey: bool = False) -> Figure | Flaw:
    """The logo in ``file``, wherever the person who names it keeps it; or what is wrong with it."""
    from stretchexport.pictures.showing import shown

    place = file.resolve()
    found = shown(Picture(place.name, "", folder=place.parent), LOGO, grey=grey)
    if isinstance(found, Flaw):
        return found
    return Figure(found.svg, found.width, found.height, "")
