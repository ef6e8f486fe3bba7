"""A service that keeps what it is sent, and a sender that does what ``docs/formats.md`` says.

The service answers in the shapes of Hevy and wger, and knows nothing of what the exporters meant.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.base import Export

Object = dict[str, Any]


LISTED = {"/api/v2/exercise-submission/": "/api/v2/exerciseinfo/"}
"""Where what is made at a path is listed, if that is another path."""


class Service:
    """Objects by path; ``calls`` counts what it was asked to do."""

    def __init__(self) -> None:
        self.objects: dict[str, list[Object]] = {}
        self.calls: Counter[str] = Counter()
        self._made = 0

    def get(self, path: str, query: Object) -> list[Object]:
        """The objects whose fields are those of the query, as far as they have them."""
        self.calls["GET"] += 1
        return [
            one
            for one in self.objects.get(path, [])
            if all(one.get(key, value) == value for key, value in query.items())
        ]

    def post(self, path: str, body: Object) -> Object:
        """Keep a new object under a new id."""
        self.calls["POST"] += 1
        self._made += 1
        one = {"id": self._made, **_as_kept(body)}
        self.objects.setdefault(LISTED.get(path, path), []).append(one)
        return one

    def change(self, path: str, id: int, body: Object) -> None:
        """Bring an object up to date."""
        self.calls["PATCH"] += 1
        (one,) = (one for one in self.objects[path] if one["id"] == id)
        one.update(_as_kept(body))

    def delete(self, path: str, id: int) -> None:
        """Forget an object and all that belongs to it."""
        self.calls["DELETE"] += 1
        self.objects[path] = [one for one in self.objects[path] if one["id"] != id]


def _as_kept(body: Object) -> Object:
    """A body as lists show it: Hevy's have a wrapper, and another word for the type."""
    inner = next(iter(body.values())) if len(body) == 1 else body
    if "exercise_type" in inner:
        return {**inner, "type": inner["exercise_type"]}
    if "translations" in inner:
        return {**inner, "translations": [{"aliases": [], **one} for one in inner["translations"]]}
    return dict(inner)


def document(export: Export) -> Object:
    """The only file of an export, as plain values."""
    (file,) = export.files
    found: Object = json.loads(file.data)
    return found


def push(document: Object, service: Service) -> dict[str, int]:
    """Send a document; gives the ids of the objects by their requests."""
    ids: dict[str, int] = {}
    found: set[str] = set()
    for request in document["requests"]:
        body = _filled(request["create"]["body"], ids) if request["create"] else None
        there = _look(request["find"], ids, service)
        if there is None:
            assert body is not None, f"{request['about']} is not there"
            ids[request["id"]] = service.post(request["create"]["path"], body)["id"]
            continue
        ids[request["id"]] = there["id"]
        found.add(request["id"])
        if request["update"]:
            assert body is not None
            for path in request["update"]["without"]:
                *outer, last = path.split(".")
                inner = body
                for key in outer:
                    inner = inner[key]
                del inner[last]
            service.change(request["create"]["path"], there["id"], body)
    for rule in document["prune"]:
        for request in document["requests"]:
            if request["kind"] == rule["of"] and request["id"] in found:
                for one in service.get(rule["path"], {rule["by"]: ids[request["id"]]}):
                    if one["id"] not in ids.values():
                        service.delete(rule["path"], one["id"])
    return ids


def _look(find: Object, ids: dict[str, int], service: Service) -> Object | None:
    for one in service.get(find["path"], _filled(find["query"], ids)):
        if all(_holds(where, one, ids) for where in find["where"]):
            return one
    return None


def _holds(where: Object, one: Object, ids: dict[str, int]) -> bool:
    values = [value for field in where["fields"] for value in _at(one, field.split("."))]
    if "contains" in where:
        return any(where["contains"] in value for value in values)
    wanted = [_plain(value) for value in _filled(where["one_of"], ids)]
    return any(_plain(value) in wanted for value in values)


def _at(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif not path:
        yield value
    elif path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _plain(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _filled(value: Any, ids: dict[str, int]) -> Any:
    if isinstance(value, dict):
        if set(value) == {"ref"}:
            return ids[value["ref"]]
        return {key: _filled(inner, ids) for key, inner in value.items()}
    return [_filled(one, ids) for one in value] if isinstance(value, list) else value
