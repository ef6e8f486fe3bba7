"""What Hevy and wger should have: the file of requests that their exporters write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stretchexport.exporters.tracking.bundle import find, ref
from stretchexport.pushing.package import Leftover, Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.base import Export
    from stretchexport.exporters.plan.values import Object


def package(export: Export) -> Package:
    """The package in the one file of an ``export``."""
    (file,) = export.files
    document = json.loads(file.data)
    sign_in = document["sign_in"]
    return Package(
        document["service"],
        document["server"],
        (sign_in["header"], sign_in["value"]),
        document["seconds_between"],
        document["pages"],
        document["requests"],
        [*_leftovers(document)],
    )


def _leftovers(document: Object) -> Iterator[Leftover]:
    """The rules of ``prune``, one for each object that can have leftovers."""
    requests = document["requests"]
    kinds = {one["find"]["path"]: one["kind"] for one in requests}
    for rule in document["prune"]:
        path, by = rule["path"], rule["by"]
        for one in requests:
            if one["kind"] == rule["of"]:
                query = {by: ref(one["id"])}
                found = find(path, query, one["find"]["list"])
                yield Leftover(kinds.get(path, "object"), found, f"{path}{{id}}/")
