"""Conditional requests (RFC 9110 section 13): whether a client already has what it asks for."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import Headers

WEAK = "W/"

# Section 8.8.3: entity-tag = [ weak ] DQUOTE *etagc DQUOTE. A comma may stand inside the quotes.
_ENTITY_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')


class Outcome(IntEnum):
    """What a GET or HEAD is answered with, as a status code."""

    SEND = 200
    NOT_MODIFIED = 304
    PRECONDITION_FAILED = 412


def evaluate(headers: Headers, etag: str, modified: dt.datetime) -> Outcome:
    """Weigh the conditions of a GET or HEAD in the order of section 13.2.2.

    ``etag`` is the strong entity tag of what would be sent, quotes included, and ``modified`` its
    Last-Modified in UTC, in whole seconds. If-Match shuts out If-Unmodified-Since, and
    If-None-Match shuts out If-Modified-Since. If-Range needs no look: ranges are not offered.
    """
    if (wanted := headers.getlist("if-match")) != []:
        if not _listed(wanted, etag, weak=False):
            return Outcome.PRECONDITION_FAILED
    elif (limit := _date(headers.getlist("if-unmodified-since"))) is not None and modified > limit:
        return Outcome.PRECONDITION_FAILED
    if (held := headers.getlist("if-none-match")) != []:
        return Outcome.NOT_MODIFIED if _listed(held, etag, weak=True) else Outcome.SEND
    since = _date(headers.getlist("if-modified-since"))
    return Outcome.NOT_MODIFIED if since is not None and modified <= since else Outcome.SEND


def _listed(fields: Sequence[str], etag: str, *, weak: bool) -> bool:
    """Whether ``etag`` is in a list of entity tags, or the list is ``*``.

    Compared weakly, ``W/"a"`` and ``"a"`` are the same; compared strongly, a weak tag is the same
    as none (section 8.8.3.2).
    """
    value = ",".join(fields)
    if value.strip() == "*":
        return True
    tags = _ENTITY_TAG.findall(value)
    return etag in ([tag.removeprefix(WEAK) for tag in tags] if weak else tags)


def _date(fields: Sequence[str]) -> dt.datetime | None:
    """The HTTP date in a field; ``None`` if there is none, or what stands there is no date.

    All three forms of section 5.6.7 are read. A field that is there twice is no date.
    """
    if len(fields) != 1 or fields[0].count(",") > 1:
        return None
    try:
        moment = parsedate_to_datetime(fields[0])
    except (ValueError, OverflowError):
        return None
    try:
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except OverflowError:  # year 1 or 9999, moved over the edge by an offset
        return None
