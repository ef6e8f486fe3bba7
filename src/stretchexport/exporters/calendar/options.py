"""What may be set for a calendar."""

from __future__ import annotations

from dataclasses import dataclass

from stretchexport.exporters.base import Options


@dataclass(frozen=True, slots=True)
class CalendarOptions(Options):
    """How a calendar is written."""
