"""The printed cards, attached to the entries of a calendar (RFC 5545 section 3.8.1.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from icalendar import vBinary, vUri

if TYPE_CHECKING:
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class Attachment:
    """An ATTACH property: its value and its parameters."""

    value: vUri | vBinary
    parameters: dict[str, str] = field(default_factory=dict)


def cards(routine: Routine, options: CalendarOptions) -> Attachment | None:
    """The cards of a routine as the options ask for them: a link, the PDF itself, or nothing."""
    if options.cards_inline:
        from stretchexport.exporters.cards import EXPORTER, CardsOptions

        (file,) = EXPORTER.export(routine, CardsOptions(options.selection, options.language)).files
        # RFC 8607 section 4.2; Outlook has a word of its own
        name = "X-FILENAME" if options.target == "outlook" else "FILENAME"
        return Attachment(vBinary(file.data), {"FMTTYPE": file.media_type, name: file.name})
    if options.cards_url is not None:
        return Attachment(vUri(options.cards_url), {"FMTTYPE": "application/pdf"})
    return None
