"""Text in another language than the file declares, where that is certain.

Two things tell: letters that the declared language is not written in, and small words that only
another language has. Short texts and languages without a list are not judged.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from stretchexport.findings import Finding
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stretchexport.checks.texts_fields import Text
    from stretchexport.findings import Path
    from stretchexport.reading import Document

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPT_SUBTAG = re.compile(r"-[A-Za-z]{4}(?:-|\Z)")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What ``data/languages.toml`` says."""

    scripts: Mapping[str, frozenset[str]]
    """For each language the scripts it is written in."""
    letters: Mapping[str, str]
    names: Mapping[str, str]
    words: Mapping[str, str]
    """For each small word the language that alone has it."""
    certain: Mapping[str, Any]


@cache
def _facts() -> _Facts:
    table = tomllib.loads(read_text("languages.toml"))
    scripts: dict[str, set[str]] = {}
    for one, languages in table["scripts"].items():
        for language in languages.split():
            scripts.setdefault(language, set()).add(one)
    lists = {language: words.split() for language, words in table["words"].items()}
    counts = Counter(word for words in lists.values() for word in words)
    return _Facts(
        {language: frozenset(found) for language, found in scripts.items()},
        table["letters"],
        table["names"],
        {
            word: language
            for language, words in lists.items()
            for word in words
            if counts[word] == 1
        },
        table["certain"],
    )


def home_script(tag: str) -> str:
    """The one script that the language ``tag`` is written in; empty if that is not known."""
    found = _expected(tag)
    return next(iter(found)) if len(found) == 1 else ""


@dataclass(slots=True)
class _Tally:
    """What was counted in some texts."""

    words: int
    languages: Counter[str]
    """Small words that only one language has, by language."""
    scripts: Counter[str]
    """Letters by script; of those in a text that is ASCII, nobody asks if Latin is expected."""

    def add(self, other: _Tally) -> None:
        self.words += other.words
        self.languages.update(other.languages)
        self.scripts.update(other.scripts)


@dataclass(frozen=True, slots=True)
class _Other:
    """Another language, or letters of another script."""

    key: str
    """The tag of the language, or the script."""
    looks: str
    declare: str


def check(document: Document, every: Iterable[Text], tag: str) -> Iterator[Finding]:
    """The file if all of it is in another language than ``tag``, else each part or text that is.

    A part is a stretch or a session.
    """
    texts = [text for text in every if text.is_language]
    if not _is_doubtful("\n".join(text.value for text in texts), tag):
        return
    tallies = [(text, _tally(text.value, tag)) for text in texts]
    found = _together(tallies, tag)
    if found is not None:
        yield Finding(
            "SE804",
            f"the file {found.looks}, and declares {_name(tag)}",
            document.span(("language",)),
            ("language",),
            f"write {found.declare}: screen readers and voices go by it",
        )
        return
    parts: dict[Path, list[tuple[Text, _Tally]]] = {}
    for text, tally in tallies:
        parts.setdefault(text.path[:2], []).append((text, tally))
    for path, some in parts.items():
        yield from _part(document, path, some, tag)


def _is_doubtful(text: str, tag: str) -> bool:
    """Whether all texts together hold enough of another language for any of them to be in it."""
    facts, declared, expected = _facts(), _language(tag), _expected(tag)
    if expected and any(_known_script(one) not in ("", *expected) for one in set(text)):
        return True
    languages = _languages(_words(text))
    return any(hits >= facts.certain["words"] for one, hits in languages.items() if one != declared)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _languages(words: list[str]) -> Counter[str]:
    """How many of ``words`` only one language has, by language."""
    of_words = _facts().words
    return Counter([of_words[word] for word in words if word in of_words])


def _part(
    document: Document, path: Path, texts: list[tuple[Text, _Tally]], tag: str
) -> Iterator[Finding]:
    """The first text of a part if all of it is in another language, else each text that is."""
    found = _together(texts, tag)
    if found is not None:
        yield _finding(document, texts[0][0], f"{path[-1]} {found.looks}", tag)
        return
    for text, tally in texts:
        found = _other(tally, tag, 0)
        if found is not None:
            yield _finding(document, text, f"this text {found.looks}", tag)


def _together(texts: list[tuple[Text, _Tally]], tag: str) -> _Other | None:
    """The other language of several texts; ``None`` if but one of them speaks for it."""
    together = _Tally(0, Counter(), Counter())
    for _, tally in texts:
        together.add(tally)
    found = _other(together, tag, _facts().certain["strays"])
    if found is None:
        return None
    speaking = sum(1 for _, one in texts if one.languages[found.key] or one.scripts[found.key])
    return found if speaking > 1 else None


def _finding(document: Document, text: Text, message: str, tag: str) -> Finding:
    return Finding(
        "SE804",
        f"{message}, and the file declares {_name(tag)}",
        document.span(text.path),
        text.path,
        "translate it: screen readers and voices read the whole file in one language",
    )


def _tally(text: str, tag: str) -> _Tally:
    words = _words(text)
    languages = _languages(words)
    if text.isascii() and "LATIN" in _expected(tag):
        scripts = Counter({"LATIN": len(text)})
    else:
        scripts = Counter([one for one in map(_known_script, text) if one])
    return _Tally(len(words), languages, scripts)


def _other(tally: _Tally, tag: str, strays: float) -> _Other | None:
    """In what texts are, if that is certainly another language than ``tag``.

    ``strays`` is the share of letters that may be as declared all the same.
    """
    return _by_letters(tally, tag, strays) or _by_words(tally, tag)


def _by_letters(tally: _Tally, tag: str, strays: float) -> _Other | None:
    expected, facts = _expected(tag), _facts()
    total = tally.scripts.total()
    if (
        not expected
        or total < facts.certain["letters"]
        or sum(tally.scripts[one] for one in expected) > strays * total
    ):
        return None
    most = tally.scripts.most_common(1)[0][0]
    if most == "LATIN" and tally.words < facts.certain["latin_words"]:
        return None
    return _Other(most, f"is in {facts.letters[most]} letters", "the tag of the language it is in")


def _by_words(tally: _Tally, tag: str) -> _Other | None:
    facts, declared = _facts(), _language(tag)
    others = [pair for pair in tally.languages.most_common(2) if pair[0] != declared]
    if not others or declared not in facts.names:
        return None
    (language, hits), certain = others[0], facts.certain
    if (
        hits < certain["words"]
        or hits < certain["share"] * tally.words
        or hits < certain["against"] * tally.languages[declared]
    ):
        return None
    return _Other(language, f"reads like {facts.names[language]}", f"language: {language}")


@lru_cache(maxsize=4096)
def _known_script(character: str) -> str:
    """The script of a letter; empty for all that is none, or of a script without an entry."""
    from stretchexport.checks.texts_characters import script

    found = script(character) if character.isalpha() else ""
    return found if found in _facts().letters else ""


@lru_cache(maxsize=256)
def _expected(tag: str) -> frozenset[str]:
    """The scripts that texts in the language ``tag`` have; empty if nobody knows."""
    none: frozenset[str] = frozenset()
    return none if _SCRIPT_SUBTAG.search(tag) else _facts().scripts.get(_language(tag), none)


def _language(tag: str) -> str:
    return tag.partition("-")[0]


def _name(tag: str) -> str:
    return _facts().names.get(_language(tag), tag)
