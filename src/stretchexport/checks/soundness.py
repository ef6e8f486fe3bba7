"""The part of a file that an error leaves sound, so that one run can tell of the others too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchexport.findings import Path

Data = dict[str, Any]

_STAND_INS = {"id": "id", "title": "title", "language": "en", "updated": "2000-01-01"}
"""Sound values for what the whole routine has to have, where its own are broken or missing."""

_NEEDED_BY_ALL = frozenset({"stretches", "sessions"})


def sound_part(data: Any, broken: Collection[Path]) -> Data | None:
    """``data`` without the stretches, sessions and schedule that the paths ``broken`` lead into.

    What refers to one of them goes too, so that no rule misses it. ``None`` if nothing is left that
    rules could be held against. Only for rules about single entries: what a rule about the whole
    routine says of a part may be wrong.
    """
    if not _has_entries(data) or any(_breaks_all(path) for path in broken):
        return None
    lost = _keys(broken, "stretches")
    stretches = {key: one for key, one in data["stretches"].items() if key not in lost}
    bad = _keys(broken, "sessions")
    sessions = {
        key: one
        for key, one in data["sessions"].items()
        if key not in bad and not any(item["stretch"] in lost for item in one["items"])
    }
    touched = {path[0] for path in broken if path}
    part = {key: one for key, one in data.items() if key not in touched}
    part |= {"stretches": stretches, "sessions": sessions}
    if not _is_whole(data, part):
        part.pop("schedule", None)
    return {**_STAND_INS, **part}


def _has_entries(data: Any) -> bool:
    return isinstance(data, dict) and all(
        isinstance(data.get(key), dict) for key in ("stretches", "sessions")
    )


def _breaks_all(path: Path) -> bool:
    return (len(path) == 1 and path[0] in _NEEDED_BY_ALL) or path[:1] == ("equipment",)


def _keys(broken: Collection[Path], part: str) -> set[str | int]:
    """The entries of ``part`` that a path leads into; all of an object count as one."""
    return {path[1] if len(path) > 1 else part for path in broken if path and path[0] == part}


def _is_whole(data: Data, part: Data) -> bool:
    """Whether every stretch and session is still there for the schedule to refer to."""
    return all(len(data[key]) == len(part[key]) for key in ("stretches", "sessions"))
