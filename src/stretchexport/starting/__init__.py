"""What ``stretchexport new`` writes: a first routine, made of a few answers and our own stretches.

The stretches are data, one whole routine for each part of the body in ``data/starter/regions``;
their text is copied with its comments. An answer is right if the routine made with it has no
finding, so that every rule of the checker holds here too, and none is written down twice.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from stretchexport import output
from stretchexport.checks.guidance_facts import facts
from stretchexport.loading import load_bytes
from stretchexport.resources import read_text, resource
from stretchexport.starting.quoting import quoted

if TYPE_CHECKING:
    from stretchexport.findings import Finding

SCHEMA_FILE = "stretch-routine.schema.json"
"""The schema's file beside the routine; the routine's first line names it for editors."""

_MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n#\n"
_LONGEST_ID = 50
_STRETCHES = re.compile(r"^stretches:\n(.*?)^sessions:\n", re.DOTALL | re.MULTILINE)
_ITEMS = re.compile(r"^    items:\n(.*)", re.DOTALL | re.MULTILINE)


class _Page(Template):
    """A template whose placeholders cannot be mistaken for anything in YAML."""

    delimiter = "@"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a first routine is made of. ``days`` are ``mon`` to ``sun``, ``at`` is like ``07:30``.

    ``title`` may be empty: the routine is then called after its regions.
    """

    starts: dt.date
    updated: dt.date
    title: str = ""
    regions: tuple[str, ...] = ("upper-back",)
    days: tuple[str, ...] = ("mon", "wed", "fri")
    at: str = "07:30"
    weeks: int = 6
    timezone: str = "UTC"

    @property
    def called(self) -> str:
        """The title, or the names of the regions in its place."""
        return self.title or _listed(self.regions).capitalize()

    @property
    def id(self) -> str:
        """The title as an id; after the regions if it has no letter that an id may have."""
        words = slug(self.called) or slug(" ".join(self.regions))
        return f"{words}-routine" if words in output.RESERVED else words


@cache
def regions() -> tuple[str, ...]:
    """The parts of the body there are stretches for, by name."""
    files = resource("starter/regions").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files))


def compose(answers: Answers, *, with_schema: bool = True) -> str:
    """The routine as text; ``with_schema`` if its schema will stand beside it, for editors."""
    files = [read_text(f"starter/regions/{region}.yaml") for region in answers.regions]
    return _Page(read_text("starter/routine.yaml.template")).substitute(
        modeline=_MODELINE if with_schema else "",
        id=quoted(answers.id),
        title=quoted(answers.called),
        summary=f"A few quiet stretches for {_listed(answers.regions, 'the ')}.",
        updated=answers.updated.isoformat(),
        stretches="\n\n".join(_part(_STRETCHES, text) for text in files),
        items="\n".join(_part(_ITEMS, text) for text in files),
        starts=answers.starts.isoformat(),
        weeks=answers.weeks,
        timezone=quoted(answers.timezone),
        days=", ".join(answers.days),
        at=quoted(answers.at),
        silence=_silence(answers),
    )


def advice(answers: Answers) -> str:
    """What is usual and these answers are not, though they may well be meant; empty if nothing.

    The routine made of them silences the finding, with the reason, in place of being refused.
    """
    days, usual = len(answers.days), facts()
    if days >= usual.days:
        return ""
    return f"the usual guidance is to stretch a muscle on {usual.days_words}, this is {days}"


def _silence(answers: Answers) -> str:
    if not advice(answers):
        return ""
    return (
        "  # The usual guidance is more days a week: without the next line the check says so.\n"
        "  silence: [{code: SE415, reason: One day a week is what is meant here.}]\n"
    )


def problems(answers: Answers) -> tuple[Finding, ...]:
    """What the checker says about the routine made of ``answers``; nothing if they are right."""
    raw = compose(answers).encode("utf-8")
    return load_bytes(raw, "routine.yaml").findings


def slug(text: str) -> str:
    """``text`` as an id: its letters without accents, its digits, hyphens for the rest."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", ""))
    return words.strip("-")[:_LONGEST_ID].rstrip("-")


def next_monday(today: dt.date) -> dt.date:
    """The first Monday after ``today``."""
    return today + dt.timedelta(days=7 - today.weekday())


def _part(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match is not None, "every region has stretches and one session"
    return match[1].rstrip("\n")


def _listed(names: tuple[str, ...], article: str = "") -> str:
    """``upper back, neck and hips``."""
    words = [article + name.replace("-", " ") for name in names]
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
