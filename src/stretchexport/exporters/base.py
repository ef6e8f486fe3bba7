"""What every exporter has in common: its surface, its result and its losses.

An exporter turns a routine into files held in memory. It never writes to the disk
(:mod:`stretchexport.output` does) and reads nothing but the routine's pictures from it
(:mod:`stretchexport.pictures`). It drops nothing in silence: what a format cannot hold comes back
as a :class:`Loss`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from stretchexport.locales import base_of, language_name
from stretchexport.variants import NOTHING_SAID, Selection
from stretchexport.wording import languages, words

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the target format cannot hold.

    ``where`` names the part of the routine for people ("session desk-break, step 4"), ``what`` says
    what is lost and what stands there instead. ``seconds`` is how much longer (or shorter, below
    0) a session becomes in the output than it is in the timeline; ``session`` and ``week`` then
    say which.
    """

    where: str
    what: str
    seconds: int = 0
    session: str | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export, under the name it should have in the output folder."""

    name: str
    data: bytes
    media_type: str
    about: str
    """What the file is, in a few words: "calendar of 18 sessions"."""


@dataclass(frozen=True, slots=True)
class FitPart:
    """One side of a card: ``front`` or ``back``, the size of its text in points, what it holds.

    ``holds`` are the labels of what stands on it below its head, in the routine's language.
    """

    side: str
    size: float
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text found room on paper: ``where`` as in a loss, on how many cards, on which sides.

    ``on`` says what is counted in ``cards``: cards, or pages.
    """

    where: str
    cards: int
    parts: tuple[FitPart, ...]
    on: Literal["card", "page"] = "card"


@dataclass(frozen=True, slots=True)
class Export:
    """The files an exporter made, what they could not hold, and how their text found room."""

    files: tuple[File, ...]
    losses: tuple[Loss, ...] = ()
    fits: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What may be set for every format; an exporter's own options are a subclass of this.

    Options of the same name mean the same in every format: ``stretchexport export`` has one flag
    for them, and hands its value to every exporter with a field of that name. A value that cannot
    be taken is a ``ValueError`` with a sentence for people, raised by ``__post_init__``.
    """

    selection: Selection = NOTHING_SAID
    language: str | None = None
    """The language of the fixed words, a BCP 47 tag of a language there are words in; else the
    routine's."""

    @property
    def shows_stretches(self) -> bool:
        """Whether it matters which way each stretch is done."""
        return True

    def words(self, routine: Routine) -> Words:
        """The fixed words for an export of ``routine``."""
        return words(self.language or routine.language)

    def wordless(self, routine: Routine) -> tuple[Loss, ...]:
        """A loss if there are no words in the routine's language."""
        tag = self.language or routine.language
        if base_of(tag) in languages():
            return ()
        there = ", ".join(languages())
        what = f"there are no fixed words in {language_name(tag)}: they are in English ({there})"
        return (Loss("language", what),)


class Exporter(Protocol):
    """A format. Third parties register one under the entry-point group ``stretchexport.exporters``.

    ``name`` is the word on the command line, ``title`` a heading, ``suffix`` the file ending with
    its dot, ``media_type`` an IANA media type. ``purpose`` says what the format is for,
    ``next_step`` what to do with the file: plain sentences.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    purpose: str
    next_step: str

    @property
    def limits(self) -> tuple[str, ...]:
        """What the format cannot hold, in plain sentences."""
        ...

    @property
    def options_type(self) -> type[Options]:
        """:class:`Options`, or the subclass with what may be set for this format."""
        ...

    def export(self, routine: Routine, options: Any) -> Export:
        """The routine in this format; ``options`` is an instance of ``options_type``."""
        ...

    def verify(self, file: File) -> str:
        """Read ``file`` back with an independent reader.

        Returns what was found in a few words ("18 events in 3 series"); raises
        :class:`VerificationError` if the file does not read back.
        """
        ...


class VerificationError(Exception):
    """A file that was just made does not read back: a fault of the program, not of the routine."""


def as_written(file: File, found: str) -> str:
    """``found``, what was read back of ``file``; raises if it is not what was written."""
    if found != file.about:
        raise VerificationError(f"{file.name}: {file.about} were written, {found} are there")
    return found
