"""What the big calendar programs leave out of an iCalendar file, from ``data/clients.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.calendar.features import features
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["GENERIC", "Basis", "Fact", "When", "clients", "drops", "facts", "features"]

GENERIC = "generic"
"""The client whose facts hold for every program that has none of its own about a feature."""


class When(StrEnum):
    """How a file reaches a calendar."""

    IMPORT = "import"
    SUBSCRIPTION = "subscription"


class Basis(StrEnum):
    """Who says so: the program's maker or a standard, or people who tried."""

    DOCUMENTED = "documented"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a client makes of features of a file.

    ``what`` follows the client's name in a sentence, ``when`` is ``None`` if it holds however the
    file arrives, and ``source`` is the address where it is written down.
    """

    client: str
    features: tuple[str, ...]
    what: str
    basis: Basis
    source: str
    when: When | None = None

    @property
    def told(self) -> str:
        """``what``, with when it holds and that it is hearsay if it is."""
        remarks = [
            f"on {self.when}" if self.when else "",
            "as people report" if self.basis is Basis.REPORTED else "",
        ]
        remark = ", ".join(filter(None, remarks))
        return f"{self.what} ({remark})" if remark else self.what


@cache
def clients() -> dict[str, str]:
    """The clients there are facts about, by the word that options take, with their names."""
    return dict(_table()["clients"])


def facts(client: str, used: Collection[str]) -> tuple[Fact, ...]:
    """What ``client`` makes of a file with the features ``used``, in the order of the table.

    A feature that the client has no fact of its own about is answered by the generic ones. Raises
    ``KeyError`` for a client that is not in the table.
    """
    if client not in clients():
        raise KeyError(client)
    own = [one for one in _facts() if one.client == client]
    known = {feature for one in own for feature in one.features}
    general = [one for one in _facts() if one.client == GENERIC and not known & {*one.features}]
    return tuple(one for one in dict.fromkeys([*own, *general]) if {*one.features} & {*used})


def drops(client: str, used: Collection[str]) -> tuple[str, ...]:
    """What ``client`` leaves out or changes of a file with the features ``used``: sentences.

    Raises ``KeyError`` for a client that is not in the table.
    """
    return tuple(f"{clients()[one.client]} {one.told}." for one in facts(client, used))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(read_text("clients.toml"))


@cache
def _facts() -> tuple[Fact, ...]:
    return tuple(
        Fact(
            client=row["client"],
            features=tuple(row["features"]),
            what=row["what"],
            basis=Basis(row["basis"]),
            source=row["source"],
            when=When(row["when"]) if "when" in row else None,
        )
        for row in _table()["facts"]
    )
