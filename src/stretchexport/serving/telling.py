"""What changed on the shelf, in lines for the terminal. No line holds the address of a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.reporting.terminal import harmless
from stretchexport.reporting.text import report
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.serving.feeds import Feed
    from stretchexport.serving.shelf import Shelf, Trouble


def changes(before: Shelf, now: Shelf, *, colour: bool) -> Iterator[str]:
    """What to tell when ``now`` takes the place of ``before``; nothing if nothing changed."""
    for name, feed in now.feeds.items():
        old = before.feeds.get(name)
        if old is None:
            yield f"serving {_called(feed)}: {feed.file.about}"
        elif old.plain != feed.plain:
            yield f"updated {_called(feed)}: {feed.file.about}"
    for name, feed in before.feeds.items():
        if name not in now.feeds:
            yield f"no longer serving {_called(feed)}: its file is gone"
    for trouble in now.troubles:
        if trouble not in before.troubles:
            yield _trouble(trouble, now, colour=colour)
    for trouble in before.troubles:
        if trouble.file not in {one.file for one in now.troubles}:
            yield f"mended or gone: {harmless(trouble.file)}"


def _called(feed: Feed) -> str:
    return f"{harmless(one_line(feed.routine.title))} ({feed.routine.id})"


def _trouble(trouble: Trouble, shelf: Shelf, *, colour: bool) -> str:
    keeps = trouble.routine_id in shelf.feeds
    state = "the last good calendar is still served" if keeps else "nothing of it is served"
    line = f"{harmless(trouble.file)} {harmless(trouble.what)}; {state}"
    if not trouble.findings:
        return line
    return f"{line}\n{report(trouble.file, trouble.text, trouble.findings, colour=colour)}"
