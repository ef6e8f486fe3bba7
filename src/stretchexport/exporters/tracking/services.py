"""Facts about the services, from ``data/hevy.toml`` and ``data/wger.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from stretchexport.exporters.plan.values import Object


@dataclass(frozen=True, slots=True)
class Service:
    """How a service is talked to.

    ``header`` and ``value`` sign a request in (``{token}`` is filled in), ``seconds_between`` is
    the pause between two requests, ``pages`` how a list goes on, ``prune`` which leftovers go.
    ``limits`` are the service's own, by name, and ``ids`` its names for things that have numbers.
    """

    name: str
    server: str
    header: str
    value: str
    seconds_between: float
    pages: Object
    prune: list[Object]
    limits: dict[str, int]
    ids: dict[str, Any]


@cache
def service(name: str) -> Service:
    """The facts about a service, read once."""
    table = tomllib.loads(read_text(f"{name}.toml"))
    return Service(
        name,
        table["server"],
        table["sign_in"]["header"],
        table["sign_in"]["value"],
        table["seconds_between"],
        table["pages"],
        table.get("prune", []),
        table.get("limits", {}),
        table.get("ids", {}),
    )
