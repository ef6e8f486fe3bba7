"""Exercise records of free-exercise-db: stretches to choose from, many of them without a dose.

A record has texts, muscles and equipment. Its type, its sides and its dose stand in its
instructions if anywhere, in plain English: what is read from them is marked as a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stretchexport import equipment
from stretchexport.counting import counted
from stretchexport.exporters.mapping import table
from stretchexport.importing.draft import SCHEMA, Data, Draft, SourceError, UsageError
from stretchexport.importing.values import identifier, line, time

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STRETCHES = 500
MOST_ITEMS = 100
"""What a routine may have, by its schema."""

SESSION = "stretching"
TITLE = "Stretches of free-exercise-db"
SOURCE = {"title": "free-exercise-db", "url": "https://github.com/yuhonas/free-exercise-db"}
KEPT = ("id", "force", "level", "mechanic", "category", "images")
"""What a record has that a routine knows nothing of; it stands in an extension of the stretch."""

_NUMBERS = r"(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?"
_SECONDS = re.compile(
    rf"\b(?:hold|holding|held|pause|pausing)\b[^.]{{0,80}}?\b{_NUMBERS}(?: or more)? seconds?\b",
    re.I,
)
_REPEATS = re.compile(rf"\b{_NUMBERS} (?:repetitions|reps|times)\b", re.I)
_SIDES = re.compile(
    r"\b(?:switch|change|alternat\w+) (?:sides|legs|feet|arms)\b"
    r"|\b(?:repeat|switch|alternate|then twist)\b[^.]*\b(?:other|opposite)\b[^.]*"
    r"\b(?:side|leg|foot|arm)\b|\bon each (?:side|leg|foot|arm)\b",
    re.I,
)
_PARTNER = re.compile(r"\bpartner\b", re.I)


def draft(data: Any, only: Sequence[str]) -> Draft:
    """The stretches of ``data``, a record or a list of them; those called ``only`` if any is said.

    Raises :class:`SourceError` if a record is none, or if nothing is called so.
    """
    records = data if isinstance(data, list) else [data]
    for number, record in enumerate(records, start=1):
        _check(record, number)
    made = Draft({})
    chosen = _chosen(records, only, made)
    stretches: Data = {}
    items: list[Data] = []
    gear: Data = {}
    for record in chosen:
        key = identifier(line(record["name"]), stretches, "stretch")
        stretches[key] = _stretch(record, key, gear, made)
        item = _item(record, key, stretches[key]["type"], len(items), made)
        if item:
            items.append(item)
    made.data = {
        "schema": SCHEMA,
        "id": next(iter(stretches)) if len(stretches) == 1 else "free-exercise-db",
        "title": line(chosen[0]["name"]) if len(chosen) == 1 else TITLE,
        "language": "en",
        "sources": [SOURCE],
        **({"equipment": gear} if gear else {}),
        "stretches": stretches,
        "sessions": {SESSION: {"title": "Stretching", "items": items[:MOST_ITEMS]}},
    }
    if len(items) > MOST_ITEMS:
        rest = counted(len(items) - MOST_ITEMS, "stretch is", "stretches are")
        what = f"it holds {MOST_ITEMS} items: {rest} in no session, those at the end"
        made.lose(f"session {SESSION}", what)
    return made


def _check(record: Any, number: int) -> None:
    """Raise if ``record`` lacks what every record has."""
    if not isinstance(record, dict):
        raise SourceError(f"record {number} is no exercise: each is an object with a name")
    if not line(record.get("name")):
        raise SourceError(f"record {number} has no name")
    for key in ("instructions", "primaryMuscles", "secondaryMuscles", "images"):
        values = record.get(key, [])
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise SourceError(f"record {number}, {line(record['name'])}: {key} is no list of texts")


def _chosen(records: list[Data], only: Sequence[str], made: Draft) -> list[Data]:
    """The records that are wanted: those named, else all that are stretches."""
    if only:
        return [_named(records, name) for name in dict.fromkeys(only)]
    found = [one for one in records if one.get("category", "stretching") == "stretching"]
    if len(found) < len(records):
        rest = len(records) - len(found)
        what = counted(rest, "exercise is no stretch", "exercises are no stretches")
        made.lose("the file", f"{what}: left out")
    if len(found) > MOST_STRETCHES:
        made.lose("the file", f"a routine holds {MOST_STRETCHES} stretches: others are left out")
    if not found:
        raise SourceError("there is no stretch in it: no record has the category stretching")
    return found[:MOST_STRETCHES]


def _named(records: list[Data], name: str) -> Data:
    from stretchexport.checks.near import suggestion

    for record in records:
        if name.casefold() in (line(record["name"]).casefold(), line(record.get("id")).casefold()):
            return record
    hint = suggestion(name, [line(one["name"]) for one in records], "there are")
    raise UsageError(f"--only {name}: no record is called so; {hint}")


def _stretch(record: Data, key: str, gear: Data, made: Draft) -> Data:
    path, text = ("stretches", key), " ".join(record.get("instructions", ()))
    found: Data = {
        "name": line(record["name"]),
        "type": _type(record, text, path, made),
        "sides": "each" if _SIDES.search(text) else "both",
    }
    if found["sides"] == "each":
        made.decide((*path, "sides"), "each or both? The instructions speak of the other side")
    else:
        made.decide((*path, "sides"), "each or both? The source does not say")
    _muscles(record, found, path, made)
    things = _equipment(record, text, path, gear, made)
    if things:
        found["equipment"] = things
    steps = [one for one in map(line, record.get("instructions", ())) if one]
    if steps:
        found["steps"] = steps
    else:
        made.decide((*path, "steps"), "write the steps: the source has none")
    if found["type"] != "self-massage":
        made.decide((*path, "motions"), "write motions, such as hip.flexion: the source has none")
    return found | {"x-free-exercise-db": {k: record[k] for k in KEPT if record.get(k)}}


def _type(record: Data, text: str, path: tuple[str, ...], made: Draft) -> str:
    """How it is done. The source says static of nearly all, and push or pull of what moves."""
    if record.get("equipment") == "foam roll" or record["name"].upper().endswith("SMR"):
        return "self-massage"
    if _PARTNER.search(text):
        made.decide((*path, "type"), "a partner holds against it: is it pnf?")
        return "static"
    if record.get("force") == "static":
        return "static"
    moving = record.get("force") in ("push", "pull") or bool(_REPEATS.search(text))
    made.decide((*path, "type"), "static or dynamic? The source does not say")
    return "dynamic" if moving else "static"


def _muscles(record: Data, found: Data, path: tuple[str, ...], made: Draft) -> None:
    """``targets`` and ``also``, as far as the source's words have one meaning here."""
    rows = table()["free_exercise_db"]["muscles"]
    for key, theirs in (("targets", "primaryMuscles"), ("also", "secondaryMuscles")):
        words = record.get(theirs, [])
        ours = dict.fromkeys(one for word in words for one in rows.get(word, ()))
        kept = [one for one in ours if one not in found.get("targets", ())]
        if kept:
            found[key] = kept
        for word in words:
            if word not in rows:
                made.lose(f"stretch {path[1]}", f"{theirs}: nobody here knows {line(word)}")
            elif len(rows[word]) > 1 and kept:
                made.decide((*path, key), f"which of them? The source says {word}")
    if "targets" not in found:
        made.decide((*path, "targets"), "write targets: the muscles it is for; the source has none")


def _equipment(
    record: Data, text: str, path: tuple[str, ...], gear: Data, made: Draft
) -> list[str]:
    """What is needed; a partner is in the instructions only."""
    rows = table()["free_exercise_db"]["equipment"]
    word = line(record.get("equipment"))
    found = [rows[word]] if rows.get(word) else []
    gear.update({one: word for one in found if one not in equipment.known()})
    if _PARTNER.search(text):
        found.append("partner")
    if word and word not in rows:
        made.decide((*path, "equipment"), f"which equipment? The source says {word}")
    return found


def _item(record: Data, key: str, kind: str, place: int, made: Draft) -> Data:
    """The stretch with the dose in its instructions; empty if there is none."""
    text = " ".join(record.get("instructions", ()))
    pattern = _REPEATS if kind == "dynamic" else _SECONDS
    found = None if _PARTNER.search(text) else pattern.search(text)
    if found is None or not int(found[1]):
        missing = "how often" if kind == "dynamic" else "how long"
        what = f"add {key} with its dose: the source does not say {missing}"
        made.decide(("sessions", SESSION, "items", -1), what)
        return {}
    dose = "reps" if kind == "dynamic" else "hold"
    least = int(found[1])
    if found[2]:
        what = f"the source says {found[1]} to {found[2]}"
        made.decide(("sessions", SESSION, "items", place, dose), what)
    return {"stretch": key, dose: least if dose == "reps" else time(least)}
