"""One routine as a feed: the calendar's bytes in both codings, ready to be sent."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.exporting import wrong_choices
from stretchexport.findings import Severity
from stretchexport.loading import load_bytes
from stretchexport.serving.encoding import packed
from stretchexport.serving.shelf import NotServedError
from stretchexport.wording import words

if TYPE_CHECKING:
    from stretchexport.exporters.base import File
    from stretchexport.model import Routine
    from stretchexport.serving.addresses import Addresses
    from stretchexport.variants import Selection
    from stretchexport.wording import Words

_ETAG_BYTES = 18
"""144 bits of SHA-256: no two calendars share a tag, and Base64 has nothing to pad."""

REFRESH = dt.timedelta(hours=1)
"""How often a program that heeds it looks for a newer calendar (RFC 7986 section 5.7)."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent: bytes, and the strong entity tag of exactly these bytes."""

    body: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that is served, and the routine it was made from."""

    routine: Routine
    words: Words
    """The fixed words it was made with."""
    file: File
    plain: Content
    zipped: Content
    modified: dt.datetime
    """When the file was last touched, or the server started if that was later; UTC, whole seconds.

    Every worker comes to the same time, and a start counts because other options or a new release
    make another calendar of the same file, which a client that asks by time only must then get.
    """


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes feeds; ``selection`` and ``target``, the program they are for, hold for all of them."""

    selection: Selection
    addresses: Addresses
    target: str = "generic"
    language: str | None = None
    """The language of the fixed words, if it is not that of the routine."""

    def build(self, raw: bytes, name: str, modified: float) -> Feed:
        """The feed of the routine in ``raw``, the content of the file ``name``.

        The calendar is read back before anybody gets it. ``modified`` is in seconds since
        1970. Raises :class:`NotServedError` if there is none to serve, and
        :class:`~stretchexport.exporters.base.VerificationError` for a fault of the program.
        """
        loaded = load_bytes(raw, name)
        if loaded.routine is None:
            errors = [one for one in loaded.findings if one.severity is Severity.ERROR]
            raise NotServedError("has mistakes", tuple(errors), loaded.text)
        file = self._calendar(loaded.routine)
        plain, zipped = _content(file.data), _content(packed(file.data))
        time = dt.datetime.fromtimestamp(int(modified), dt.UTC)
        said = words(self.language or loaded.routine.language)
        return Feed(loaded.routine, said, file, plain, zipped, time)

    def _calendar(self, routine: Routine) -> File:
        for stretch, variant, _ in wrong_choices(routine, self.selection):
            raise NotServedError(f"has no variant {variant} of {stretch}, which --variant asks for")
        options = CalendarOptions(
            selection=self.selection,
            target=self.target,
            language=self.language,
            source=self.addresses.feed(routine.id),
            refresh=REFRESH,
            split=False,
        )
        result = EXPORTER.export(routine, options)
        if not result.files:
            raise NotServedError("has no dates, so there is nothing to subscribe to")
        (file,) = result.files
        EXPORTER.verify(file)
        return file


def _content(body: bytes) -> Content:
    digest = hashlib.sha256(body).digest()[:_ETAG_BYTES]
    return Content(body, f'"{base64.urlsafe_b64encode(digest).decode()}"')
