"""The words that options take, known without loading an exporter."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import typer


def one_of(words: type[StrEnum], what: str) -> dict[str, Any]:
    """What makes an option take one of ``words``: ``typer.Option(**one_of(Theme, "theme"))``.

    Another word is wrong usage, and told what there is; ``what`` is what people call one of them.
    """

    def parse(word: str) -> StrEnum:
        try:
            return words(word)
        except ValueError:
            raise typer.BadParameter(_unknown(word, words, what)) from None

    return {"parser": parse, "metavar": f"<{'|'.join(words)}>"}


def example(command: str) -> str:
    """The epilog of a command: an example on one line, however long, so that it can be pasted."""
    return f"\b\nExample:\n  stretchexport {command}"


def number(least: int, most: int | None = None) -> dict[str, Any]:
    """What makes an option take a whole number from ``least`` to ``most``."""
    wanted = f"a whole number from {least}" + (f" to {most}" if most is not None else "")

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if value < least or (most is not None and value > most):
            raise typer.BadParameter(f"write {wanted}")
        return value

    return {"parser": parse, "metavar": "NUMBER"}


def length(least: float, most: float) -> dict[str, Any]:
    """What makes an option take a length in mm from ``least`` to ``most``."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise typer.BadParameter(f"write a number of mm from {least:g} to {most:g}")
        return value

    return {"parser": parse, "metavar": "MM"}


def named(path: str) -> str:
    """A path that is not empty; a shell makes an empty one of a variable that is not set.

    To Python it would be the current folder, with everything in it.
    """
    if not path:
        raise typer.BadParameter("the name is empty; is a variable of the shell not set?")
    return path


def named_path(path: str) -> Path:
    """The same as a path."""
    return Path(named(path))


def language(tag: str) -> str:
    """A language there are words in; another is wrong usage, and told what there is."""
    from stretchexport.checks.near import suggestion
    from stretchexport.locales import base_of
    from stretchexport.reporting.terminal import harmless
    from stretchexport.wording import languages

    if base_of(tag) not in languages():
        hint = suggestion(tag, languages(), "there are")
        raise typer.BadParameter(harmless(f"there are no words in the language {tag}; {hint}"))
    return tag


def _unknown(word: str, words: type[StrEnum], what: str) -> str:
    from stretchexport.checks.near import suggestion
    from stretchexport.reporting.terminal import harmless

    return harmless(f"there is no {what} {word}; {suggestion(word, words, 'there are')}")


class Theme(StrEnum):
    """The looks of the cards; a test holds them against ``data/cards/themes.toml``."""

    COLOUR = "colour"
    GREY = "grey"
    INK_SAVER = "ink-saver"


class CardForm(StrEnum):
    """What cards are written as; a test holds them against the exporter's options."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    HTML = "html"


class Palette(StrEnum):
    """The colours of a drawing."""

    COLOUR = "colour"
    GREY = "grey"
    LINES = "lines"


class FlipEdge(StrEnum):
    """The edges at which a printer turns paper; a test holds them against the imposition's."""

    LONG = "long"
    SHORT = "short"


class FigureSide(StrEnum):
    """The side that is stretched in a drawing."""

    LEFT = "left"
    RIGHT = "right"


class MapView(StrEnum):
    """What of the body map is drawn."""

    FRONT = "front"
    BACK = "back"
    BOTH = "both"
    AUTO = "auto"


class Sport(StrEnum):
    """What a watch may count a session as; a test holds them against the exporters' tables."""

    FLEXIBILITY = "flexibility"
    YOGA = "yoga"
    PILATES = "pilates"
    STRENGTH = "strength"
    MOBILITY = "mobility"


class Tracker(StrEnum):
    """The services a routine can be pushed to, by the names of their formats."""

    WGER = "wger"
    HEVY = "hevy"
    INTERVALS_ICU = "intervals-icu"
    GARMIN_CONNECT = "garmin-connect"


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


class Time(StrEnum):
    """How times of day are written; a test holds them against the calendar's options."""

    ZONED = "zoned"
    ALL_DAY = "all-day"
    UTC = "utc"
    FLOATING = "floating"
