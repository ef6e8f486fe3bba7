"""Portable Workout Format, version 1: a plan that other programs of strength training read."""

from stretchexport.exporters.pwf.exporter import EXPORTER

__all__ = ["EXPORTER"]
