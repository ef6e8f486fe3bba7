"""Why each rule is there: what ``stretchexport explain`` tells, from ``data/explain.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stretchexport.resources import read_text


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to say about a code beyond its title.

    ``wrong`` is a few lines of a routine that give this finding and ``right`` the same lines
    mended; what cannot be shown in a few lines of text, as with a file that is too large, is
    described in them. ``source`` is where the rule comes from, and ``says`` what is said there, if
    that is needed.
    """

    why: str
    wrong: str
    right: str
    source: str
    says: str = ""


@cache
def explanations() -> dict[str, Explanation]:
    """The explanation of every code."""
    table = tomllib.loads(read_text("explain.toml"))
    guidance = tomllib.loads(read_text("guidance.toml"))
    return {code: _explanation(entry, guidance) for code, entry in table.items()}


def _explanation(entry: dict[str, str], guidance: dict[str, Any]) -> Explanation:
    """An entry, with the sources of the guidance it is about if it names one."""
    name = entry.pop("guidance", None)
    if name is None:
        return Explanation(**entry)
    sources = "; ".join(guidance["sources"][key] for key in guidance[name]["sources"])
    return Explanation(**entry, source=sources, says=guidance[name]["says"])
