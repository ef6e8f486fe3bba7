"""What the apps of the services make of their objects: the sets as a person is led through them.

Written from the services' own rules: Hevy's supersets, and of wger ``Routine.date_sequence``,
``Slot.set_data_gym`` and ``SlotEntry.calculate_config_value``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trackers.standin import Object, Service

SECONDS = 3
"""wger's unit of repetitions for a time."""


@dataclass(frozen=True)
class Set:
    """A set as an app leads through it, and the rest that begins after it.

    ``label`` is what the app shows beside the exercise, its first line where there are several.
    """

    exercise: str
    label: str
    seconds: int | None
    reps: int | None
    rest: int

    @property
    def time(self) -> int:
        return (self.seconds or 0) + self.rest


@dataclass(frozen=True)
class Session:
    """What wger shows of a session on a date."""

    session: str
    place: int
    sets: tuple[Set, ...]


def hevy(service: Service, routine: int) -> list[Set]:
    """The sets of a routine; those of a superset one after the other."""
    templates = {one["id"]: one for one in service.objects["/v1/exercise_templates"]}
    (found,) = (one for one in service.objects["/v1/routines"] if one["id"] == routine)
    done: list[Set] = []
    entries = list(found["exercises"])
    while entries:
        number = entries[0]["superset_id"]
        size = 1
        while number is not None and size < len(entries):
            if entries[size]["superset_id"] != number:
                break
            size += 1
        together, entries = entries[:size], entries[size:]
        for nth in range(max(len(entry["sets"]) for entry in together)):
            for entry in together:
                one = entry["sets"][nth]
                done.append(
                    Set(
                        templates[entry["exercise_template_id"]]["title"],
                        entry["notes"].split("\n")[0],
                        one.get("duration_seconds"),
                        one.get("reps"),
                        entry["rest_seconds"],
                    )
                )
    return done


class Wger:
    """wger with what it was sent; ``parts`` has what our file says of the slots, by their id."""

    def __init__(self, service: Service, document: Object, ids: dict[str, int]) -> None:
        self._objects = service.objects
        self._parts = {
            ids[one["id"]]: one["of"] for one in document["requests"] if one["kind"] == "slot"
        }

    def routines(self) -> list[Object]:
        return self._objects["/api/v2/routine/"]

    def waits(self, routine: Object) -> bool:
        return any(day["need_logs_to_advance"] for day in self._of("day", "routine", routine))

    def repeats(self, routine: Object) -> bool:
        start, end = (dt.date.fromisoformat(routine[key]) for key in ("start", "end"))
        return len(self._of("day", "routine", routine)) <= (end - start).days

    def dates(self, routine: Object) -> Iterator[tuple[dt.date, list[Session]]]:
        """Every date of a routine, with each day logged when it comes."""
        days = self._of("day", "routine", routine)
        start, end = (dt.date.fromisoformat(routine[key]) for key in ("start", "end"))
        assert (end - start).days <= 120
        for number in range((end - start).days + 1):
            day = days[number % len(days)]
            if routine["fit_in_week"]:
                assert len(days) % 7 == 0
            yield start + dt.timedelta(number), self._day(day, number // len(days) + 1)

    def _day(self, day: Object, iteration: int) -> list[Session]:
        found: dict[tuple[str, int], list[Set]] = {}
        for slot in self._of("slot", "day", day):
            part = self._parts[slot["id"]]
            found.setdefault((part["session"], part["place"]), []).extend(
                self._slot(slot, iteration)
            )
        assert bool(found) is not day["is_rest"]
        return [Session(*key, tuple(sets)) for key, sets in found.items()]

    def _slot(self, slot: Object, iteration: int) -> Iterator[Set]:
        entries = self._of("slot-entry", "slot", slot)
        left = [self._number("sets", entry, iteration) for entry in entries]
        while any(left):
            for place, entry in enumerate(entries):
                if left[place]:
                    left[place] -= 1
                    yield self._set(entry, iteration)

    def _set(self, entry: Object, iteration: int) -> Set:
        exercises = {
            one["id"]: one["translations"][0]["name"]
            for one in self._objects["/api/v2/exerciseinfo/"]
        }
        amount = self._number("repetitions", entry, iteration)
        timed = entry["repetition_unit"] == SECONDS
        return Set(
            exercises[entry["exercise"]],
            entry["comment"],
            amount if timed else None,
            None if timed else amount,
            self._number("rest", entry, iteration),
        )

    def _number(self, what: str, entry: Object, iteration: int) -> int:
        value = 0
        configs = self._of(f"{what}-config", "slot_entry", entry, order="iteration")
        assert len({one["iteration"] for one in configs}) == len(configs)
        for config in configs:
            if config["iteration"] <= iteration:
                assert config["operation"] == "r"
                value = config["value"]
        return value

    def _of(self, what: str, by: str, parent: Object, order: str = "order") -> list[Any]:
        every = self._objects.get(f"/api/v2/{what}/", [])
        return sorted((one for one in every if one[by] == parent["id"]), key=lambda one: one[order])


def filled(document: Object, service: Service) -> Service:
    """A wger that has every exercise which the document does not submit."""
    for request in document["requests"]:
        if request["kind"] == "exercise" and request["create"] is None:
            name = request["find"]["where"][0]["one_of"][0]
            body = {"category": 12, "translations": [{"name": name, "aliases": []}]}
            service.post("/api/v2/exerciseinfo/", body)
    return service
