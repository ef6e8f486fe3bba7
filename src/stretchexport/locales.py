"""Dates, times, digits, lists and plurals as a language writes them, from Unicode's CLDR.

A ``tag`` is a BCP 47 language tag such as ``de-AT``. Babel is imported inside the functions: what
only checks a routine has no use for it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from babel import Locale

DEFAULTS = {"en": "150"}
"""Regions whose customs a language without one follows, where CLDR's choice would surprise.

CLDR takes plain English for that of the United States. A routine that wants ``8:30 AM`` says
``en-US``; plain ``en`` is the English of Europe, which writes times as the routine file does.
"""

OWN_DIGITS = {"ar"}
"""Languages, of those there are words in, with digits of their own in some region.

Numbers in the others need no Babel, the import of which takes 30 ms.
"""

ZEROS = {"arab": "\u0660"}
"""The zero of the numbering systems of CLDR, where it is not 0, of the languages there are."""


def base_of(tag: str) -> str:
    """The language of a tag, without region and script: ``pt`` of ``pt-BR``."""
    return tag.split("-", 1)[0].lower()


def region_of(tag: str) -> str | None:
    """The region of a tag (ISO 3166), if it names one: ``BR`` of ``pt-BR``."""
    subtags = tag.split("-")[1:]
    return next((one.upper() for one in subtags if len(one) == 2 and one.isalpha()), None)


@cache
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """``rtl`` for a language that is written from right to left, else ``ltr``."""
    import tomllib

    from stretchexport.resources import read_text

    leftward = tomllib.loads(read_text("characters.toml"))["scripts"]["right_to_left"]
    return "rtl" if base_of(tag) in leftward.split() else "ltr"


@cache
def locale(tag: str) -> Locale:
    """CLDR's locale for a tag: with its region if CLDR has that, else for the language alone.

    Raises ``ValueError`` for a language that CLDR does not have.
    """
    from babel import Locale, UnknownLocaleError

    base, region = base_of(tag), region_of(tag) or DEFAULTS.get(base_of(tag))
    for name in (f"{base}_{region}", base):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    raise ValueError(f"no locale for {tag}")


def language_name(tag: str) -> str:
    """What the language of a tag is called in English; the tag itself if CLDR does not know it."""
    try:
        return locale(base_of(tag)).get_language_name("en") or tag
    except ValueError:
        return tag


def plural(tag: str, number: int) -> str:
    """The plural category of ``number``: zero, one, two, few, many or other."""
    return locale(tag).plural_form(number)


@cache
def _numerals(tag: str) -> Mapping[int, str]:
    """What stands for each of the digits 0 to 9, where that is another character."""
    if base_of(tag) not in OWN_DIGITS:
        return {}
    zero = ZEROS.get(locale(tag).default_numbering_system, "0")
    return {ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)}


def digits(tag: str, text: str) -> str:
    """``text`` with its digits as the language writes them."""
    return text.translate(_numerals(tag))


def date(tag: str, day: dt.date, length: Literal["long", "medium"]) -> str:
    """A date: ``7 December 2026``, or ``7 Dec 2026`` where there are many."""
    from babel.dates import format_date

    return digits(tag, format_date(day, length, locale(tag)))


def clock(tag: str, time: dt.time) -> str:
    """A time of day, in which no line breaks: ``08:30``, ``8:30 AM``."""
    from babel.dates import format_time

    text = digits(tag, format_time(time, "short", locale=locale(tag)))
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def weekday(tag: str, day: int, width: Literal["abbreviated", "narrow"]) -> str:
    """A weekday (0 is Monday) in short, or as its initial."""
    name: str = locale(tag).days["stand-alone"][width][day]
    return name


@cache
def first_weekday(tag: str) -> int:
    """The weekday that a week begins with (0 is Monday); without a region, where most speak it."""
    from babel import Locale
    from babel.core import get_global

    found = locale(tag)
    likely = get_global("likely_subtags").get(found.language)
    return (found if found.territory or not likely else Locale.parse(likely)).first_week_day
