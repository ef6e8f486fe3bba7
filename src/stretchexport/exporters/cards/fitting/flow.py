"""Text that finds its place.

Blocks of items are laid into regions of a fixed width and height. What does not fit is split
between items, then between words, and goes on in the next region. Every region takes at least one
word of what is left, so nothing is lost and it always ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.cards.fitting.lengths import Lengths

    Block = dict[str, Any]
    Height = Callable[[Block], float]

SEAM = "\u200b"
"""A place where a line may break and that shows nothing."""

_DENSE = "\u3000-\u9fff\uff00-\uffef"
"""Letters of Chinese and Japanese, which stand without spaces."""

_PART_OF_WORD = re.compile(r"https?://[^/.]*[/.]?|.[^/.?&=_\u00a0-]*[/.?&=_\u00a0-]*\u2060?")
_LONG_WORD = re.compile(rf"(?:[\u00a0\u202f]|[^\s{SEAM}{_DENSE}]){{10,}}")
_OPENING = "（「『【〈《〔［｛"
_CLOSING = (
    "、。，．・：；？！）」』】〉》〕］｝々ー〜～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_PIECE = (
    rf"[{_OPENING}]*[{_DENSE}][{_CLOSING}]*[\s{SEAM}]*|[^\s{SEAM}{_DENSE}]+[\s{SEAM}]*|[\s{SEAM}]+"
)


def softened(
    lengths: Lengths, string: str, width: float, size: float, weight: str = "regular"
) -> str:
    """``string`` with seams in every word that is wider than ``width``.

    They are behind what joins the parts of an address or a name, and between the characters of a
    part that is still wider; see ``data/cards/flow.typ``.
    """

    def fits(word: str) -> bool:
        return lengths.string(word, weight) * size <= width

    def soft(found: re.Match[str]) -> str:
        if fits(found[0]):
            return found[0]
        return SEAM.join(
            part if fits(part) else SEAM.join(lengths.known(list(part), "letters", part))
            for part in _PART_OF_WORD.findall(found[0])
        )

    return _LONG_WORD.sub(soft, string)


def pieces(string: str) -> list[str]:
    """The smallest pieces a softened string is split into.

    They are words, characters of an overlong word, or single dense letters, with what may not end a
    line before them and what may not begin one behind them (JIS X 4051, the classes of opening
    brackets, and of closing ones, stops, small kana and marks).
    """
    found: list[str] = re.findall(_PIECE, string)
    return found


def largest(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """The largest number from ``low`` to ``high`` that fits; ``low`` if none does."""
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def first(block: Block, n: int) -> Block:
    """A block with only the first of its items."""
    return {**block, "items": block["items"][:n]}


def take(
    lengths: Lengths,
    block: Block,
    room: float,
    tall: Height,
    fresh: float,
    most_text: int,
    *,
    forced: bool = False,
) -> tuple[Block | None, Block | None]:
    """As much of ``block`` as fits into ``room``, and the rest; either may be ``None``.

    ``tall`` says how high a block is in this region, ``fresh`` is the height of an empty one, and
    ``most_text`` the bytes of text that no region holds, which saves measuring more. A row that
    takes little of ``fresh``, and an item that fits into it, are not split but left for it, unless
    this region is ``forced``.
    """
    items = block["items"]
    count, near, total = len(items), 0, 0
    while near < count and total <= most_text:
        total += _length(items[near])
        near += 1
    if total <= most_text:
        high = tall(block)
        if high <= room:
            return block, None
        if not forced and block["kind"] != "steps" and high <= fresh / 3:
            return None, block
    n = largest(0, min(near, count - 1), lambda n: n == 0 or tall(first(block, n)) <= room)
    following = {**block, "items": [items[n]]}
    whole = _length(items[n]) <= most_text and tall(following) <= fresh
    whole_items = (first(block, n), _after(block, n)) if n > 0 else (None, block)
    if whole and (n > 0 or not forced):
        return whole_items
    parts = pieces(items[n]["text"])

    def high_with(k: int) -> float:
        # Where a text is split decides about all that comes after it: a guess would lead nowhere.
        return lengths.at_once(lambda: tall(_split(block, n, parts, k)[0]))

    k = _most(max(len(parts) - 1, 0), room, high_with)
    if k > 0:
        return _split(block, n, parts, k)
    if n > 0 or not forced:
        return whole_items
    if len(parts) > 1:
        return _split(block, 0, parts, 1)
    return (following, _after(block, 1)) if count > 1 else (block, None)


def _after(block: Block, n: int) -> Block:
    """A block without the first of its items, marked as going on."""
    return {**block, "items": block["items"][n:], "goes-on": True}


def _split(block: Block, n: int, parts: list[str], k: int) -> tuple[Block, Block]:
    """``block`` split within item ``n``, after ``k`` of that item's pieces."""
    items = block["items"]
    head = {**items[n], "text": "".join(parts[:k])}
    tail = {**items[n], "text": "".join(parts[k:]), "goes-on": True}
    return (
        {**block, "items": [*items[:n], head]},
        {**block, "items": [tail, *items[n + 1 :]], "goes-on": True},
    )


def _most(count: int, room: float, tall: Callable[[int], float]) -> int:
    """The largest number up to ``count`` that is at most as high as ``room``.

    Heights grow about evenly, so the next number to try is where a straight line through the last
    one meets ``room``.
    """
    low, high = 0, count + 1
    guess = min(count, 16)
    tries = 0
    while high - low > 1:
        taken = tall(guess)
        if taken <= room:
            low = guess
        else:
            high = guess
        if tries < 4:
            straight = int(guess * (room / max(taken, 1.0)))
            guess = min(max(straight, low + 1), max(low + 1, high - 1))
        else:
            guess = (low + high) // 2
        tries += 1
    return low


def _length(item: dict[str, Any]) -> int:
    """How much text an item has, in bytes."""
    return len((item["lead"] + item["text"]).encode())
