"""FIT workout files for watches, through ``garmin-fit-sdk`` and read back by ``fitdecode``."""

from stretchexport.exporters.fit.exporter import EXPORTER, FitExporter, FitOptions

__all__ = ["EXPORTER", "FitExporter", "FitOptions"]
