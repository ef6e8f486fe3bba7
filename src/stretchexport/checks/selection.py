"""Which findings a person wants to hear of: ``--select`` and ``--ignore``.

Findings are left out after everything has been checked, so that leaving one out never causes or
hides another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.checks.near import did_you_mean, listing
from stretchexport.findings import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.findings import Finding


class UnknownNameError(ValueError):
    """A word that is neither a code nor a family; the message says which and what is near."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The codes to hear of."""

    codes: frozenset[str]

    def pick(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those of ``findings`` that are wanted, in the same order."""
        return tuple(finding for finding in findings if finding.code in self.codes)


def wanted(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Wanted:
    """The codes that ``select`` names (every one if it names none) without those of ``ignore``.

    Both hold codes and families, several in one word if commas stand between them. Raises
    :class:`UnknownNameError` for any other word.
    """
    chosen = codes_of(select) or frozenset(catalogue())
    return Wanted(chosen - codes_of(ignore))


def codes_of(words: Iterable[str]) -> frozenset[str]:
    """Every code that ``words`` name; small and capital letters are the same here."""
    names = (name.strip() for word in words for name in word.split(","))
    return frozenset(code for name in names if name for code in _codes(name))


def families() -> tuple[str, ...]:
    """The families of codes, in the order of the catalogue."""
    return tuple(dict.fromkeys(rule.family for rule in catalogue().values()))


def code_hint(code: str) -> str:
    """Help for what is no code: the one with the same digits, else all that begin like it."""
    if code in catalogue():
        return f"did you mean {code}?"
    swapped = [one for one in catalogue() if sorted(one) == sorted(code)]
    if swapped:
        return f"did you mean {swapped[0]}?"
    for begin in (code[:4], code[:3]):
        band = [one for one in catalogue() if len(begin) > 2 and one.startswith(begin)]
        if band:
            return f"there are {', '.join(band)}"
    return "'stretchexport explain' lists every code"


def _codes(name: str) -> list[str]:
    code, family = name.upper(), name.lower()
    if code in catalogue():
        return [code]
    members = [rule.code for rule in catalogue().values() if rule.family == family]
    if not members:
        raise UnknownNameError(f"there is no code and no family {name}; {_hint(name)}")
    return members


def _hint(name: str) -> str:
    digits = re.search("[0-9]+", name)
    if digits:
        return code_hint(f"SE{digits[0].lstrip('0')}")
    if name.upper() == "SE":
        return code_hint("SE")
    near = did_you_mean(name, families())
    return f"did you mean {near}?" if near else f"the families are {listing(families())}"
