"""A routine as a ``workout-plan/v1`` document, in plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve
from stretchexport.exporters.plan.dates import schedule, utc
from stretchexport.exporters.plan.sessions import sessions
from stretchexport.exporters.plan.stretches import avoid_if, equipment, key, stretch
from stretchexport.exporters.plan.values import Object, given

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchexport.model import Routine
    from stretchexport.variants import Choice, Selection
    from stretchexport.wording import Words

FORMAT = "workout-plan/v1"

GENERATOR = {"name": "stretchexport"}
"""Without a version: a new release that changes nothing in a plan must not change its bytes."""


def document(routine: Routine, selection: Selection, language: Words) -> Object:
    """The whole plan for somebody who chose ``selection``, with fixed words in ``language``."""
    plans = sessions(routine, selection, language)
    used = {key(choice): choice for plan in plans for choice in plan.run.timeline.choices}
    ways = tuple(used.values())
    found = {
        "schema": FORMAT,
        "generator": GENERATOR,
        "id": routine.id,
        "title": routine.title,
        "summary": routine.summary,
        "author": routine.author,
        "language": routine.language,
        "cue_language": language.language,
        "updated": utc(routine.updated),
        "revision": routine.revision,
        "sources": [
            given({"title": one.title, "author": one.author, "url": one.url})
            for one in routine.sources
        ],
        "safety": _safety(ways, language),
        "equipment": equipment(
            routine, (thing for way in ways for thing in way.equipment), language
        ),
        "muscles": _muscles(ways, language),
        "stretches": [stretch(routine, way, language) for way in ways],
        "sessions": [plan.entry for plan in plans],
        "schedule": schedule(routine.schedule, plans) if routine.schedule else None,
    }
    return given(found)


def _safety(ways: Collection[Choice], language: Words) -> Object:
    """The general line, and everything the stretches say, each thing once."""
    warnings = {
        (one["condition"], one["action"]): one for way in ways for one in avoid_if(way, language)
    }
    return {
        "text": language.text("safety.line"),
        "stop_if": list(dict.fromkeys(sign for way in ways for sign in way.stretch.stop_if)),
        "avoid_if": list(warnings.values()),
    }


def _muscles(ways: Collection[Choice], language: Words) -> list[Object]:
    """Every muscle that a stretch is for or reaches too, in the order they are named."""
    named = (target for way in ways for target in (*way.stretch.targets, *way.stretch.also))
    found = {
        muscle.id: language.muscles([muscle.id]) for target in named for muscle in resolve(target)
    }
    return [{"id": id, "name": name} for id, name in found.items()]
