"""The package's own data files: schemas, tables, words, fonts."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
DATA = "data"
SCHEMAS = "schemas"


def resource(name: str, folder: str = DATA) -> Path:
    """The data file ``name`` (``/`` between folders) below ``folder`` of the package."""
    return _PACKAGE / folder / name


def read_text(name: str, folder: str = DATA) -> str:
    """The text of a data file, decoded as UTF-8."""
    return resource(name, folder).read_text(encoding="utf-8")
