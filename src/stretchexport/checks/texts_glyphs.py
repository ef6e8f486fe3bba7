"""Characters that the fonts of the cards do not have.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport import glyphs
from stretchexport.checks.texts_fields import Role
from stretchexport.findings import Finding, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.checks.texts_fields import Text
    from stretchexport.checks.texts_places import Places

_SHOWN = 5
"""How many further characters of one text are pointed at."""


def check(places: Places, every: Iterable[Text]) -> Iterator[Finding]:
    """Every text that cards would print with a code in it, one finding a text."""
    for text in every:
        found = {text.value[place]: place for place in reversed(glyphs.unprintable(text.value))}
        if not found or text.role is Role.LINK:
            continue
        (char, place), *others = sorted(found.items(), key=lambda one: one[1])
        yield Finding(
            "SE805",
            f"the fonts of the cards do not have {glyphs.described(char)}",
            places.span(text.path, text.value, place, place + 1),
            text.path,
            f"cards print {glyphs.code(char)} in its place, other formats keep it; if you print "
            "cards, write it in another way",
            tuple(
                Related(
                    f"nor {glyphs.described(one)}",
                    places.span(text.path, text.value, at, at + 1),
                )
                for one, at in others[:_SHOWN]
            ),
        )
