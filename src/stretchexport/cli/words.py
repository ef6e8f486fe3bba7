"""The words that options take, known without loading an exporter."""

from __future__ import annotations

from enum import StrEnum


class Sheet(StrEnum):
    """The card sheets; a test holds them against ``data/cards/sheets.toml``."""

    A6 = "a6"
    LARGE = "large"


class Palette(StrEnum):
    """The colours of cards and body map."""

    COLOUR = "colour"
    GREY = "grey"


class FigureSide(StrEnum):
    """The side that is stretched in a drawing."""

    LEFT = "left"
    RIGHT = "right"


class FitSport(StrEnum):
    """What a watch may count a session as; a test holds them against the FIT exporter's table."""

    FLEXIBILITY = "flexibility"
    YOGA = "yoga"
    STRENGTH = "strength"
    MOBILITY = "mobility"


class Target(StrEnum):
    """The calendar programs; a test holds them against ``data/clients.toml``."""

    GOOGLE = "google"
    APPLE = "apple"
    OUTLOOK = "outlook"
    GENERIC = "generic"


class Entry(StrEnum):
    """What a session becomes; a test holds them against the calendar's options."""

    EVENT = "event"
    TODO = "todo"
