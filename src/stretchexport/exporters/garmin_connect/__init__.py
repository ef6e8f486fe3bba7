"""The workout JSON of Garmin Connect: what its web editor sends, as one file a workout."""

from stretchexport.exporters.garmin_connect.exporter import (
    EXPORTER,
    ConnectExporter,
    ConnectOptions,
)

__all__ = ["EXPORTER", "ConnectExporter", "ConnectOptions"]
