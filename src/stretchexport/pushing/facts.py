"""How services are asked, from ``data/push.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.pushing.package import Package
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from stretchexport.exporters.plan.values import Object
    from stretchexport.pushing.package import Leftover


def package(service: str, requests: list[Object], leftovers: list[Leftover]) -> Package:
    """The package with ``requests`` for a service of the data file."""
    one = _table()[service]
    sign_in = one["sign_in"]
    return Package(
        service,
        one["server"],
        (sign_in["header"], sign_in["value"]),
        one["seconds_between"],
        one["pages"],
        requests,
        leftovers,
        sign_in.get("user"),
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(read_text("push.toml"))
