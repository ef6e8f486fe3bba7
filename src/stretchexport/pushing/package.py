"""What a service should have of a routine, and how it is asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stretchexport.exporters.plan.values import Object

Id = int | str
"""What a service calls an object."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_HOLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Objects of ours that the routine may have no more.

    ``find`` is where they are, as in a request; those that no request of this ``kind`` stands for
    are deleted, each at ``path`` with its id in place of ``{id}``.
    """

    kind: str
    find: Object
    path: str


@dataclass(frozen=True, slots=True)
class Package:
    """Everything to send, in plain values as in ``schemas/tracker-requests.schema.json``.

    ``header`` is the name and the value that sign a request in, with ``{token}`` in the value; with
    a ``user``, the two are sent as RFC 7617 has it. ``pages`` is how a list goes on. Besides what
    the schema has, the path of a ``create`` may have ids in it (``{name}`` of a request), its body
    may be a list of one, a ``find`` may have a ``key`` where an object has its id if not under
    ``id``, a condition may say how a text ``begins`` or what it ``lacks``, and an ``update`` may
    have a ``with``: what its body has besides.
    """

    service: str
    server: str
    header: tuple[str, str]
    seconds_between: float
    pages: Object
    requests: list[Object]
    leftovers: list[Leftover]
    user: str | None = None


def references(value: Any) -> Iterator[str]:
    """The names of the requests that ``value`` refers to, in plain values and in paths."""
    if isinstance(value, dict):
        if is_reference(value):
            yield value["ref"]
        else:
            for inner in value.values():
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def filled(value: Any, ids: Mapping[str, Id]) -> Any:
    """``value`` with ids in place of references."""
    if isinstance(value, dict):
        if is_reference(value):
            return ids[value["ref"]]
        return {key: filled(inner, ids) for key, inner in value.items()}
    return [filled(one, ids) for one in value] if isinstance(value, list) else value


def addressed(path: str, ids: Mapping[str, Id]) -> str:
    """``path`` with an id for each ``{name}`` in it."""
    return _HOLE.sub(lambda hole: quote(str(ids[hole[1]]), safe=""), path)


def names(path: str) -> list[str]:
    """The names in braces in ``path``."""
    return _HOLE.findall(path)


def is_reference(value: Any) -> bool:
    """Whether ``value`` stands for the id of an object."""
    return isinstance(value, dict) and set(value) == {"ref"}


def identity(value: Any) -> Id | None:
    """``value`` if it can be an id, and can stand in a path; else nothing."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return value if _ID.fullmatch(str(value)) else None
