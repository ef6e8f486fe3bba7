"""What may be set for workout files."""

from __future__ import annotations

from dataclasses import dataclass

from stretchexport.exporters.base import Options
from stretchexport.exporters.fit.facts import facts


@dataclass(frozen=True, slots=True)
class FitOptions(Options):
    """What may be set for workout files."""

    unroll: bool = False
    """Write every set out, with its number in the name, in place of repeat steps."""
    sport: str = "flexibility"
    """What the watch files the workout under, a sport of ``data/fit_profile.toml``; ``mobility`` is
    one of recent watches only."""
    side_titles: bool = False
    """Give left and right a title each, in place of Garmin's own exercise with its picture."""

    def __post_init__(self) -> None:
        """Refuse a sport that is not in the table."""
        known = facts().sports
        if self.sport not in known:
            raise ValueError(f"fit: there is no sport {self.sport}; there are {', '.join(known)}")
