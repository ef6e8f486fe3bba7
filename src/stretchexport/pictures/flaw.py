"""What can be wrong with a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a picture cannot be used: a finding that does not know its place yet."""

    code: str
    message: str
    help: str


SMALLER = "make it smaller: a card needs no more than 1500 pixels in each direction"


def broken(what: str) -> Flaw:
    """A file that is no picture, or one that no program shows as a whole."""
    return Flaw("SE343", what, "give a PNG, JPEG, WebP or SVG picture that other programs show")
