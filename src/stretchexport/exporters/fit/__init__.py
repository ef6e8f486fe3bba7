"""FIT files for watches, through ``garmin-fit-sdk`` and read back by ``fitdecode``."""

from stretchexport.exporters.fit.exporter import EXPORTER, FitExporter
from stretchexport.exporters.fit.options import FitOptions

__all__ = ["EXPORTER", "FitExporter", "FitOptions"]
