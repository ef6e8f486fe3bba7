"""The file of requests, in plain values; ``docs/formats.md`` says how it is sent."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.base import File, VerificationError, as_written
from stretchexport.exporters.plan.layout import text
from stretchexport.exporters.plan.values import Object, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.tracking.services import Service
    from stretchexport.model import Routine

FORMAT = "tracker-requests/v1"
MEDIA_TYPE = "application/json"


def bundle(routine: Routine, service: Service, requests: list[Object]) -> Object:
    """The whole document for ``service``."""
    return {
        "schema": FORMAT,
        "service": service.name,
        "server": service.server,
        "sign_in": {"header": service.header, "value": service.value},
        "seconds_between": service.seconds_between,
        "pages": service.pages,
        "routine": routine.id,
        "requests": requests,
        "prune": service.prune,
    }


def ref(request: str) -> Object:
    """Stands for the id of the object that the request ``request`` found or created."""
    return {"ref": request}


def request(
    id: str,
    kind: str,
    about: str,
    find: Object,
    create: Object | None,
    update: Object | None = None,
    of: Object | None = None,
) -> Object:
    """One object that the service should have; see :func:`find`, :func:`create`."""
    one = {"id": id, "kind": kind, "about": about, "of": of, "find": find}
    return {**given(one), "create": create, "update": update}


def find(path: str, query: Object, listed: str, *where: Object) -> Object:
    """Look for the object in ``listed`` of ``path``: the first one for which ``where`` holds."""
    return {"path": path, "query": query, "list": listed, "where": list(where)}


def create(path: str, body: Object | list[Object], *result: str) -> Object:
    """Make the object; its id is at the first of the paths ``result`` that the answer has."""
    return {"method": "POST", "path": path, "body": body, "result": list(result)}


def update(method: str, path: str, *without: str) -> Object:
    """Bring an object that was found up to date with the body that creates one."""
    return {"method": method, "path": path, "without": list(without)}


def written(name: str, title: str, document: Object) -> File:
    """The document as a file called ``name``; ``title`` is what people call the service."""
    return File(name, text(document).encode(), MEDIA_TYPE, about(document, title))


def verified(file: File, service: str, title: str) -> str:
    """What is in ``file``, checked against the schema and its references."""
    return as_written(file, about(read(file.data, service), title))


def read(data: bytes, service: str) -> Object:
    """The document in ``data``; raises :class:`VerificationError` if anything in it is wrong."""
    try:
        document = json.loads(data.decode())
    except ValueError as error:
        raise VerificationError(f"not JSON: {error}") from error
    for fault in _faults(document, service):
        raise VerificationError(fault)
    return document  # type: ignore[no-any-return]


def about(document: Object, service: str) -> str:
    """What is in a document: ``40 requests for wger: 2 exercises, 1 routine, 7 days``."""
    kinds = Counter(one["kind"] for one in document["requests"])
    shown = [counted(kinds[kind], kind) for kind in ("exercise", "routine", "day") if kinds[kind]]
    return f"{counted(len(document['requests']), 'request')} for {service}: {', '.join(shown)}"


def _faults(document: Any, service: str) -> Iterator[str]:
    # jsonschema takes longer to import than requests to write
    from stretchexport.packaged_schemas import TRACKER, is_surely_valid, validator

    if not is_surely_valid(TRACKER, document):
        for error in validator(TRACKER).iter_errors(document):
            yield f"{error.json_path}: {error.message}"
    if document["service"] != service:
        yield f"for {document['service']}, not for {service}"
    known: set[str] = set()
    for one in document["requests"]:
        if one["id"] in known:
            yield f"two requests are called {one['id']}"
        for name in _references(one):
            if name not in known:
                yield f"{one['id']} refers to {name}, which does not come before it"
        known.add(one["id"])


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"ref"}:
            yield value["ref"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
