"""Silences: findings that the author knows and means, each with a reason, where they stand.

``silence: [{code: SE411, reason: ...}]`` in a routine, stretch, variant, session, item, schedule,
slot or change hides the warnings and notes of that code in this part of the file and below it.
A silence that hides nothing is itself a finding, so that none outlives its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchexport.checks.selection import code_hint
from stretchexport.findings import Finding, Path, Severity, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.reading import Document

_UNUSED, _UNKNOWN, _NOT_ALLOWED = _OWN = ("SE321", "SE322", "SE323")
"""The codes about silences. They cannot be silenced: that would never end."""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that the routine silences, and the reason it gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class _Silence:
    code: str
    reason: str
    owner: Path
    place: Path
    """Where the code stands."""


class Silences:
    """The silences of a document that has passed the schema, and what they hide."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._every = list(_silences(document.data))
        # With two of one code in one place, the first one works.
        self._working = {
            (one.code, one.owner): one for one in reversed(self._every) if _can_work(one)
        }
        self._used: set[_Silence] = set()
        self.silenced: list[Silenced] = []
        """What has been hidden so far."""

    def told(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Those of ``findings`` that no silence hides."""
        for finding in findings:
            silence = self._innermost(finding)
            if silence is None:
                yield finding
            else:
                self._used.add(silence)
                self.silenced.append(Silenced(finding, silence.reason))

    def check(self, *, complete: bool) -> Iterator[Finding]:
        """What is wrong with the silences that hid nothing.

        ``complete`` says that every check has been made; without it nobody knows yet which
        silences are needed.
        """
        for silence in self._every:
            if silence in self._used:
                continue
            if silence.code not in catalogue():
                yield _unknown(self._document, silence)
            elif not _can_work(silence):
                yield _not_allowed(self._document, silence)
            elif complete:
                yield _unused(self._document, silence)

    def _innermost(self, finding: Finding) -> _Silence | None:
        """The silence nearest to the finding's place, going outwards."""
        if self._working:
            for length in range(len(finding.path), -1, -1):
                silence = self._working.get((finding.code, finding.path[:length]))
                if silence is not None:
                    return silence
        return None


def _can_work(silence: _Silence) -> bool:
    rule = catalogue().get(silence.code)
    return rule is not None and rule.severity is not Severity.ERROR and rule.code not in _OWN


def _silences(data: Any) -> Iterator[_Silence]:
    for owner, part in _parts(data):
        for index, entry in enumerate(part.get("silence", ())):
            place = (*owner, "silence", index, "code")
            yield _Silence(entry["code"], entry["reason"], owner, place)


def _parts(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every part of a routine that may hold silences, with its path."""
    yield (), data
    for key, stretch in data["stretches"].items():
        yield ("stretches", key), stretch
        yield from _entries(stretch, ("stretches", key), "variants")
    for key, session in data["sessions"].items():
        yield ("sessions", key), session
        yield from _entries(session, ("sessions", key), "items")
    schedule = data.get("schedule")
    if schedule is not None:
        yield ("schedule",), schedule
        yield from _entries(schedule, ("schedule",), "slots")
        yield from _entries(schedule, ("schedule",), "progression")


def _entries(owner: dict[str, Any], path: Path, key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for index, entry in enumerate(owner.get(key, ())):
        yield (*path, key, index), entry


def _unused(document: Document, silence: _Silence) -> Finding:
    return Finding(
        _UNUSED,
        f"there is no {silence.code} here to silence",
        document.span(silence.place),
        silence.place,
        "remove this silence: what it was for is gone, or an inner one has it already",
    )


def _unknown(document: Document, silence: _Silence) -> Finding:
    return Finding(
        _UNKNOWN,
        f"there is no finding {silence.code}",
        document.span(silence.place),
        silence.place,
        code_hint(silence.code),
    )


def _not_allowed(document: Document, silence: _Silence) -> Finding:
    is_error = silence.code not in _OWN
    about = "an error: errors" if is_error else "about silences: these findings"
    return Finding(
        _NOT_ALLOWED,
        f"{silence.code} is {about} cannot be silenced",
        document.span(silence.place),
        silence.place,
        "mend the error, and remove this silence" if is_error else "remove this silence",
    )
