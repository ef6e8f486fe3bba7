"""Intervals.icu: planned workouts for the calendar of an athlete."""

from stretchexport.exporters.intervals_icu.exporter import EXPORTER, IntervalsOptions

__all__ = ["EXPORTER", "IntervalsOptions"]
