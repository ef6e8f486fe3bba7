"""The exporters there are: our own and those of other packages, all by entry point."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from stretchexport.exporters.base import Exporter

GROUP = "stretchexport.exporters"

DEFAULT = ("calendar", "cards", "plan", "fit")
"""The formats that are written if nobody says which; they are shown first, others by name."""


class ExporterUnavailableError(Exception):
    """An exporter that is registered but cannot be loaded, with the reason."""


def names() -> tuple[str, ...]:
    """The names of all registered exporters, our own first."""
    return tuple(_entries())


def get(name: str) -> Exporter:
    """The exporter called ``name``.

    Raises ``KeyError`` if none is registered under it, :class:`ExporterUnavailableError` if the
    package that registered it does not import.
    """
    entry = _entries()[name]
    try:
        return cast("Exporter", entry.load())
    except (ImportError, AttributeError) as error:
        raise ExporterUnavailableError(f"the exporter {name} cannot be loaded: {error}") from error


@cache
def _entries() -> dict[str, EntryPoint]:
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    ours = [name for name in DEFAULT if name in found]
    return {name: found[name] for name in [*ours, *sorted(found.keys() - set(ours))]}
