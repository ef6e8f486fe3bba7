"""The way back: a routine made of a workout, a plan or exercise records, for a person to finish.

Each module of a source turns bytes into a :class:`~stretchexport.importing.draft.Draft`; here is
what they share: which kind of file it is, and what the finished routine says of itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from stretchexport.importing.draft import SourceError, UsageError
from stretchexport.importing.fit_file import MARK
from stretchexport.importing.values import tidied
from stretchexport.importing.writing import compose
from stretchexport.kinds import TITLES, Kind, kind_of_data
from stretchexport.loading import load_bytes
from stretchexport.reading import MAX_BYTES as MOST_ROUTINE_BYTES
from stretchexport.reading import read_bytes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from stretchexport.exporters.base import Loss
    from stretchexport.findings import Finding
    from stretchexport.importing.draft import Decision, Draft

MAX_BYTES = 16 * 1024 * 1024
"""The most that is read of a source: years of a plan, and all of free-exercise-db many times."""

_YAML_KEY = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:(?:#[^\n]*|---)?\r?\n)*(?:plan_version|schema|meta|cycle):\s"
)
"""How a plan or a routine in YAML begins: comments, then one of its keys."""
_TOP = (
    "schema",
    "id",
    "title",
    "language",
    "updated",
    "revision",
    "summary",
    "author",
    "sources",
    "equipment",
    "stretches",
    "sessions",
    "schedule",
)
"""The keys of a routine, in the order in which people read them."""


_NONE = f"none of {', '.join(TITLES.values())}"
_A_ROUTINE = "it is a routine already: 'stretchexport validate' checks it"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: what messages call it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """A routine made of a source. ``findings`` are what the checker says about ``text``."""

    kind: Kind
    id: str
    text: str
    decisions: tuple[Decision, ...]
    losses: tuple[Loss, ...]
    findings: tuple[Finding, ...]


def read(
    sources: Sequence[Source], updated: dt.date, kind: Kind | None = None, only: Sequence[str] = ()
) -> Imported:
    """The routine of which ``sources`` are the files; several are workouts of one routine.

    ``updated`` is used if the source says no date, ``kind`` instead of what the content says, and
    ``only`` are the names of the records wanted. Raises :class:`SourceError` if a source is not
    what it should be, :class:`UsageError` if it cannot give what is asked of it.
    """
    kinds = [kind or kind_of(source) for source in sources]
    if set(kinds) != {Kind.FIT} and len(sources) > 1:
        raise UsageError("several files at once can only be FIT workouts of one routine")
    if only and kinds[0] is not Kind.FREE_EXERCISE_DB:
        raise UsageError(
            f"--only {only[0]}: {TITLES[kinds[0]]} is imported whole, --only picks records of "
            "free-exercise-db: leave it out, and delete from the routine what you do not want"
        )
    draft = _draft(kinds[0], sources, only)
    finish(draft, updated)
    names = ", ".join(PurePath(one.name).name for one in sources)
    text = compose(draft, f"{TITLES[kinds[0]]}: {names}")
    raw = text.encode()
    if len(raw) > MOST_ROUTINE_BYTES:
        raise SourceError("it makes a routine longer than 1 MiB: import a part of it")
    return Imported(
        kinds[0],
        draft.data["id"],
        text,
        tuple(draft.decisions),
        tuple(draft.losses),
        load_bytes(raw, "routine.yaml").findings,
    )


def finish(draft: Draft, updated: dt.date) -> None:
    """Complete ``draft``: its date, the order of its keys, and no character no routine may hold."""
    if "updated" not in draft.data:
        draft.data["updated"] = updated.isoformat()
    made = tidied(draft.data)
    if made != draft.data:
        draft.lose("texts", "characters that no routine may hold are left out, long texts are cut")
    draft.data = {key: made[key] for key in _TOP if key in made}


def kind_of(source: Source) -> Kind:
    """What ``source`` is, by its content; raises :class:`SourceError` if nothing known."""
    if source.data[8:12] == MARK:
        return Kind.FIT
    data = _plain(source)
    kind = kind_of_data(data)
    if kind:
        return kind
    if isinstance(data, dict) and str(data.get("schema", "")).startswith("stretch-routine/"):
        raise SourceError(f"{source.name}: {_A_ROUTINE}")
    raise SourceError(f"{source.name}: it is JSON or YAML, but {_NONE}; --as KIND says which")


def _draft(kind: Kind, sources: Sequence[Source], only: Sequence[str]) -> Draft:
    first = sources[0]
    if kind is Kind.FIT:
        from stretchexport.importing import fit

        return fit.draft([(one.name, one.data) for one in sources])
    plain = None if kind is Kind.PLAN else _plain(first)
    try:
        if kind is Kind.PLAN:
            from stretchexport.importing import plan

            return plan.draft(first.data)
        if kind is Kind.PWF:
            from stretchexport.importing import pwf

            return pwf.draft(plain)
        from stretchexport.importing import free_exercise_db

        return free_exercise_db.draft(plain, only)
    except SourceError as error:
        raise type(error)(f"{first.name}: {error}") from error


def _plain(source: Source) -> Any:
    """The JSON or YAML in a source; raises :class:`SourceError` if there is none."""
    try:
        return json.loads(source.data.decode("utf-8-sig"))
    except RecursionError as error:
        raise SourceError(f"{source.name}: its JSON is nested too deeply") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        fault = str(error)
    except ValueError as error:  # a limit of Python's own
        raise SourceError(f"{source.name}: a number in it is too long") from error
    if _YAML_KEY.match(source.data):
        document, findings = read_bytes(source.data, "source.yaml")
        if document is not None:
            return document.data
        first = findings[0]
        raise SourceError(f"{source.name}: its YAML cannot be read: {first.message}")
    raise SourceError(f"{source.name}: {_no_json(source.data, fault)}")


def _no_json(data: bytes, fault: str) -> str:
    """What to make of a file that is neither a FIT file nor YAML, and no JSON either."""
    start = data.lstrip()
    if not start:
        return "it is empty"
    if start.startswith((b"{", b"[")):
        return f"it is neither a FIT file nor whole JSON: {fault}"
    return f"it is {_NONE}"
