"""What is served at one moment: values that never change, so that every request sees one whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stretchexport.findings import Finding
    from stretchexport.serving.feeds import Feed

SECOND = dt.timedelta(seconds=1)


class NotServedError(Exception):
    """A file that makes no calendar: why, as a sentence that follows its name."""

    def __init__(self, what: str, findings: tuple[Finding, ...] = (), text: str = "") -> None:
        super().__init__(what)
        self.findings = findings
        self.text = text


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file is not served as it stands.

    ``what`` is a sentence that follows the name of the ``file``; ``routine_id`` names the routine
    whose last good calendar the file goes on with, if it ever had one.
    """

    file: str
    what: str
    findings: tuple[Finding, ...] = ()
    text: str = field(default="", repr=False)
    """What the findings are about."""
    routine_id: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The feeds by their routines' ids, in the order of their files, and what is not served."""

    feeds: Mapping[str, Feed] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    keys: Mapping[bytes, Feed] = field(default_factory=dict)
    """The feeds by what their tokens are looked up by."""
    waiting: bool = False
    """Whether a file was touched so short a time ago that it was left for the next look."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A file and the routine it stands for.

    ``feed`` is ``None`` while the file is not sound or not there; it then keeps its claim to the
    routine it last held, so that this goes on as it was.
    """

    file: str
    routine_id: str
    feed: Feed | None


def arranged(claims: Sequence[Claim], before: Mapping[str, Feed]) -> dict[str, Feed]:
    """Which calendar each routine is served with, given those served ``before``.

    The one file that holds the routine. If there is none, or there are several, none of them is
    taken: what was served before goes on. A calendar that did not change keeps its time.
    """
    served: dict[str, Feed] = {}
    for routine_id in dict.fromkeys(claim.routine_id for claim in claims):
        feeds = [one.feed for one in claims if one.routine_id == routine_id and one.feed]
        old = before.get(routine_id)
        if len(feeds) == 1:
            served[routine_id] = _timed(feeds[0], old)
        elif old is not None:
            served[routine_id] = old
    return served


def clashes(claims: Sequence[Claim]) -> Iterator[Trouble]:
    """A trouble for each id that several files give their routines."""
    holders: dict[str, list[str]] = {}
    for claim in claims:
        if claim.feed:
            holders.setdefault(claim.routine_id, []).append(claim.file)
    for routine_id, files in holders.items():
        if len(files) > 1:
            what = f"have the same id ({routine_id}): give each an id of its own"
            yield Trouble(" and ".join(files), what, routine_id=routine_id)


def _timed(feed: Feed, old: Feed | None) -> Feed:
    """``feed`` with the time since when this very calendar is served."""
    if old is None:
        return feed
    if old.plain == feed.plain:
        return replace(feed, modified=old.modified)
    return replace(feed, modified=max(feed.modified, old.modified + SECOND))
