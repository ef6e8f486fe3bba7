"""The exporter for wger, the open-source training log."""

from stretchexport.exporters.wger.exporter import EXPORTER, WgerExporter, WgerOptions

__all__ = ["EXPORTER", "WgerExporter", "WgerOptions"]
