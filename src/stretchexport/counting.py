"""Numbers with their noun in English messages: one way for all of them.

What those who do the routine read (calendars, cards) is in the words of their language, with the
plurals of CLDR: :meth:`stretchexport.wording.Words.text`.
"""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """``1 date``, ``2 dates``; ``many`` is the plural of ``one`` if it takes more than an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
