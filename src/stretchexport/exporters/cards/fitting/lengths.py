"""Lengths on paper, which Typst measures.

To ask Typst takes far longer than to work with what it answers. So a length that is not known yet
is guessed and noted, and the fit goes on: it finds what else it will need. Then Typst is asked for
all that was noted, for many cards at once, and the cards are fitted again, until nothing of what
went into a fit was a guess. What the guesses are has no influence on the fit, only on how soon it
is found.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from stretchexport.exporters.cards.typesetting import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    Wanted = tuple[str | float, ...]

Length = TypeVar("Length")

LETTER = 0.55
"""About the width of a letter, in sizes of it."""


class Style(NamedTuple):
    """The measures of a card for one of the sheet's fits, in points.

    ``foot`` is the height of the foot and ``bare_foot`` of one without the safety line, ``head``
    that of the head of any part but the first. ``safety`` says which foot a card has.
    """

    size: float
    small: float
    gap: float
    map_height: float
    foot: float
    bare_foot: float
    head: float
    safety: bool = True


class GuessedError(Exception):
    """A fit that is not worth going on with before Typst is asked."""


class Lengths:
    """What is known of the lengths of a document's cards, in points."""

    def __init__(self, document: Mapping[str, Any], strings: Iterable[tuple[str, str]]) -> None:
        """``document`` is what goes for all cards, ``strings`` what of them is measured anyway."""
        self._document = json.dumps(document, ensure_ascii=False)
        self._known: dict[Wanted, Any] = {}
        self._wanted: dict[Wanted, None] = {}
        self._found: dict[Hashable, Any] = {}
        self.guessed = False
        """Whether anything was guessed since this was last set."""
        sheet = document["sheet"]
        self.short: bool = sheet["short"]
        self.backs = len(sheet["backs"]) > 0
        self.words: Mapping[str, str] = document["words"]
        self.leftward = document["dir"] == "rtl"
        for string, weight in strings:
            self.string(string, weight)
        nothing: dict[str, Any] = {}
        self.known(nothing, "for-all")
        self.ask()
        every = self.known(nothing, "for-all")
        styles = tuple(Style(**style) for style in every["styles"])
        self.styles, self.lowest = styles[:-1], styles[-1]
        self.width: float = every["width"]
        self.height: float = every["height"]
        self.unit: float = every["unit"]
        self.mm: float = every["mm"]
        self.spaces: Mapping[str, float] = every["spaces"]
        """The width of a space between words of each weight, in multiples of their size."""
        self.big_sizes: tuple[Sequence[float], Sequence[float]] = every["big-sizes"]
        """Sizes of the number of the only dose, and of one of several, in sizes of the body."""
        self.of: Mapping[str, float] = every
        """The distances on a card by their names in the template, most in multiples of a size."""

    def known(self, guess: Length, name: str, *of: str | float) -> Length:
        """The answer of ``data/cards/measuring.typ`` that has this name, or ``guess``."""
        wanted = (name, *of)
        if wanted in self._known:
            found: Length = self._known[wanted]
            return found
        self._wanted[wanted] = None
        self.guessed = True
        return guess

    def string(self, string: str, weight: str = "regular") -> float:
        """The width of a string on one line, in multiples of its size."""
        return self.known(LETTER * len(string), "width", string, weight)

    def be_sure(self) -> None:
        """Raise ``GuessedError`` if anything was guessed for this fit."""
        if self.guessed:
            raise GuessedError

    def at_once(self, work: Callable[[], Length]) -> Length:
        """What ``work`` finds out; Typst is asked for what it needs without waiting for others."""
        self.be_sure()
        found = work()
        while self.guessed:
            self.ask()
            self.guessed = False
            found = work()
        return found

    def once(self, what: Hashable, work: Callable[[], Length]) -> Length:
        """What ``work`` finds out, which is remembered unless a guess went into it."""
        if what in self._found:
            found: Length = self._found[what]
            return found
        before, self.guessed = self.guessed, False
        found = work()
        if not self.guessed:
            self._found[what] = found
        self.guessed = self.guessed or before
        return found

    def ask(self) -> None:
        """Find out what had to be guessed."""
        if not self._wanted:
            return
        wanted = list(self._wanted)
        self._known.update(zip(wanted, _answers(self._document, wanted), strict=True))
        self._wanted.clear()


def _answers(document: str, wanted: Iterable[Wanted]) -> list[Any]:
    listed = json.dumps(list(wanted), ensure_ascii=False)
    (found,) = json.loads(ask("measuring.typ", "<found>", f'{document[:-1]}, "wanted": {listed}}}'))
    assert isinstance(found, list)
    return found
