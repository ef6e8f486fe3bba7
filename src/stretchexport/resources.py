"""The package's own data files: schemas, tables, words, fonts."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATA = "data"
SCHEMAS = "schemas"


def resource(name: str, folder: str = DATA) -> Traversable:
    """The data file ``name`` (``/`` between folders) below ``folder`` of the package."""
    return files("stretchexport").joinpath(folder, *name.split("/"))


def read_text(name: str, folder: str = DATA) -> str:
    """The text of a data file, decoded as UTF-8."""
    return resource(name, folder).read_text(encoding="utf-8")
