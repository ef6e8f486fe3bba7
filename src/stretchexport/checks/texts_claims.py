"""Text that promises a cure, another posture or fewer injuries (``data/claims.toml``).

It is looked for in English and in the file's own language, and pointed at word by word. What is
denied ("this does not cure") or asked ("does it prevent injuries?") is no promise. The rules of
this module read plain data that has passed the schema.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.checks.texts_fields import Role, Text, texts
from stretchexport.checks.texts_places import Places
from stretchexport.findings import Finding
from stretchexport.reading.report import shown
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reading import Document

_READ = frozenset({Role.NAME, Role.PROSE, Role.STEP})
_FEW = r"(?:[\w\x27’-]+\s+){0,3}?"
_SENTENCE = 300
"""So many characters before a promise are read for what denies it."""
_MOST_TRIED = 20
"""So many denied promises in one text are enough to believe that it makes none."""
_SENTENCE_END = re.compile(r"[.!?]")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A kind of promise in one language."""

    code: str
    says: str
    help: str
    stems: tuple[str, ...]
    """In small letters; a text without any of them makes no such promise."""
    language: str
    kind: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(read_text("claims.toml"))


@cache
def _claims(language: str) -> tuple[_Claim, ...]:
    """The promises in ``language``, one of the tables of the data."""
    table = _data()
    return tuple(
        _Claim(**kind, stems=tuple(table[language][name]["stems"]), language=language, kind=name)
        for name, kind in table["kind"].items()
    )


@cache
def _pattern(language: str, kind: str, lists: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all patterns in some of the lists of a kind."""
    table = _data()[language]
    text = "|".join(pattern for name in lists for pattern in table[kind].get(name, ()))
    for name, words in {"few": _FEW, **table["words"]}.items():
        text = text.replace(f"{{{name}}}", words)
    return re.compile(text, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Denial:
    """The words of a language that turn a promise into none."""

    word: re.Pattern[str]
    only: re.Pattern[str]
    turn: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _denial(language: str) -> _Denial:
    words = _data()[language]["denied"]
    return _Denial(
        re.compile(rf"\b(?:{'|'.join(words['not'].split())})\b|n[\x27’]t\b", re.IGNORECASE),
        re.compile(rf"\b(?:{words['only']})\b", re.IGNORECASE),
        re.compile(rf"[.;:!?—–]|(?<!\w)(?:{words['turn']})\b", re.IGNORECASE),
        re.compile(rf"\s*(?:{words['after']})", re.IGNORECASE),
    )


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every text that promises what no stretch can promise; of each kind its first place."""
    read = [text for text in texts(data) if text.role in _READ]
    together = "\n".join(text.value for text in read).lower()
    languages = dict.fromkeys(("en", data["language"].partition("-")[0]))
    likely = [
        claim
        for language in languages
        if language in _data()
        for claim in _claims(language)
        if any(stem in together for stem in claim.stems)
    ]
    if not likely:
        return
    places = Places(document)
    for text in read:
        told = set()
        for claim in likely:
            match = _promise(text, claim) if claim.code not in told else None
            if match is not None:
                told.add(claim.code)
                yield Finding(
                    claim.code,
                    f"{shown(match[0])} {claim.says}",
                    places.span(text.path, text.value, *match.span()),
                    text.path,
                    claim.help,
                )


def _promise(text: Text, claim: _Claim) -> re.Match[str] | None:
    """The first promise of a kind in a text."""
    low = text.value.lower()
    if not any(stem in low for stem in claim.stems):
        return None
    lists = ("patterns",) if text.role is Role.STEP else ("patterns", "promises")
    found = _pattern(claim.language, claim.kind, lists).finditer(text.value)
    for match in itertools.islice(found, _MOST_TRIED):
        if not _is_denied(text.value, match, _denial(claim.language)):
            return match
    return None


def _is_denied(text: str, match: re.Match[str], denial: _Denial) -> bool:
    """Whether the sentence denies what ``match`` says, or asks whether it is so."""
    before = text[max(0, match.start() - _SENTENCE) : match.start()]
    said = denial.turn.split(before)[-1] + match[0]
    if denial.word.search(denial.only.sub("", said)):
        return True
    if denial.after.match(text, match.end()):
        return True
    end = _SENTENCE_END.search(text, match.end())
    return end is not None and end[0] == "?"
