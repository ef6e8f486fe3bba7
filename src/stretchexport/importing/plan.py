"""A plan of our own format, workout-plan/v1, back to a routine."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from stretchexport import equipment
from stretchexport.anatomy.motions import motions
from stretchexport.anatomy.muscles import targets
from stretchexport.build import BREATH_SECONDS
from stretchexport.exporters.base import VerificationError
from stretchexport.importing import weekly
from stretchexport.importing.draft import SCHEMA, Data, Draft, SourceError
from stretchexport.importing.plan_dates import schedule
from stretchexport.importing.values import breaths, time
from stretchexport.model import Order, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAUSES = ("rest", "transition")


def draft(raw: bytes) -> Draft:
    """The routine of which ``raw`` is the plan; raises :class:`SourceError` if it is none."""
    from stretchexport.exporters.plan.reading import read

    try:
        plan = read(raw)
    except (VerificationError, RecursionError) as error:
        raise SourceError(f"it is not a sound workout-plan/v1: {error}") from error
    return _Reader(plan).draft()


def _given(values: Data) -> Data:
    """Those of the values that say anything."""
    return {key: value for key, value in values.items() if value not in (None, [], {})}


class _Reader:
    """Turns one plan into a draft."""

    def __init__(self, plan: Data) -> None:
        self._plan = plan
        self._made = Draft({})
        self._ways = {one["id"]: one for one in plan["stretches"]}
        self._changes: list[Data] = []

    def draft(self) -> Draft:
        """The routine, with what it lacks told."""
        plan = self._plan
        midnight = "T00:00:00Z"
        stretches = self._stretches()
        sessions = self._sessions()
        dates = schedule(plan["schedule"], self._changes) if "schedule" in plan else None
        self._made.data = {
            "schema": SCHEMA,
            **_given(
                {
                    "id": plan["id"],
                    "title": plan["title"],
                    "language": plan["language"],
                    "updated": plan["updated"].removesuffix(midnight),
                    "revision": plan["revision"] or None,
                    "summary": plan.get("summary"),
                    "author": plan.get("author"),
                    "sources": plan["sources"],
                    "equipment": self._own_equipment(),
                }
            ),
            "stretches": stretches,
            "sessions": sessions,
            **_given({"schedule": dates}),
        }
        return self._made

    def _own_equipment(self) -> Data:
        """What the plan names that we do not know."""
        every = [*self._plan["equipment"]]
        for way in self._plan["stretches"]:
            every += way["equipment"]
            for other in way["others"]:
                every += other["equipment"]
        return {one["id"]: one["name"] for one in every if one["id"] not in equipment.known()}

    def _stretches(self) -> Data:
        """Every stretch with the ways it is done in."""
        by_base: defaultdict[str, list[Data]] = defaultdict(list)
        for way in self._plan["stretches"]:
            by_base[way["base"]].append(way)
        return {base: self._stretch(base, ways) for base, ways in by_base.items()}

    def _stretch(self, base: str, ways: list[Data]) -> Data:
        first, path = ways[0], ("stretches", base)
        found = {
            "name": first["base_name"],
            "aka": first["aka"],
            "type": first["type"],
            "sides": first["sides"],
            "targets": self._known(base, "targets", [one["id"] for one in first["targets"]]),
            "also": self._known(base, "also", [one["id"] for one in first["also"]]),
            "not_feel": first["not_feel"],
            "avoid_if": [
                {"condition": one["condition"], "action": one["action"]}
                for one in first["avoid_if"]
            ],
            "stop_if": first["stop_if"],
            "spots": first["spots"],
        }
        if "variant" not in first:
            found |= {"equipment": _ids(first["equipment"]), **self._way(first, path)}
            return _given(found)
        # Done with nothing said, the first way comes first: it is the one the plan shows.
        named = sorted(ways, key=lambda way: way["variant"]["why"] not in ("no-equipment", "first"))
        variants = [
            _given(
                {
                    "id": way["variant"]["id"],
                    "name": way["name"] if way["name"] != way["base_name"] else None,
                    "fits": way["variant"].get("fits"),
                    **self._way(way, (*path, "variants", index)),
                }
            )
            | {"equipment": _ids(way["equipment"])}
            for index, way in enumerate(named)
        ]
        return _given({**found, "variants": [*variants, *self._others(path, ways)]})

    def _way(self, way: Data, path: tuple[str | int, ...]) -> Data:
        """How a stretch is done in one way, with its drawing, film and picture."""
        if "picture" in way:
            file = way["picture"]["file"]
            self._made.decide(
                (*path, "picture"),
                f"a plan holds no pictures: put {file} beside this file and name it here "
                f"(picture: {{file: ..., alt: ...}}); it shows: {way['picture']['alt']}",
            )
        derived = way.get("motions_derived", False) and "pose" in way
        film = way.get("video")
        return {
            "feel": way.get("feel"),
            "motions": None if derived else self._known(path[1], "motions", way["motions"]),
            "steps": way["instructions"],
            "video": film and {"url": film["url"]} | _start(film["start"]),
            "pose": way.get("pose"),
        }

    def _others(self, path: tuple[str | int, ...], ways: list[Data]) -> list[Data]:
        """The ways that the plan only names."""
        done = {way["variant"]["id"] for way in ways if "variant" in way}
        found: dict[str, Data] = {}
        for way in ways:
            for other in way["others"]:
                if other["id"] in done or other["id"] in found:
                    continue
                place = (*path, "variants", len(done) + len(found))
                found[other["id"]] = _given(
                    {
                        "id": other["id"],
                        "name": other["name"] if other["name"] != way["base_name"] else None,
                        "fits": other.get("fits"),
                    }
                ) | {"equipment": _ids(other["equipment"])}
                self._made.decide(
                    (*place, "steps"), "write the steps: the plan has this way by name only"
                )
        return list(found.values())

    def _known(self, stretch: object, key: str, ids: Sequence[str]) -> list[str]:
        """Those of the ids that a routine may name."""
        known = motions() if key == "motions" else targets()
        for one in ids:
            if one not in known:
                self._made.lose(f"stretch {stretch}", f"{key}: nobody here knows {one}")
        kept = list(dict.fromkeys(one for one in ids if one in known))
        if key == "targets" and not kept:
            what = "write targets: the muscles it is for, as none of the plan's is known here"
            self._made.decide(("stretches", str(stretch), key), what)
        return kept

    def _sessions(self) -> Data:
        by_base: defaultdict[str, list[Data]] = defaultdict(list)
        for session in self._plan["sessions"]:
            by_base[session["base"]].append(session)
        found: Data = {}
        for base, phases in by_base.items():
            phases.sort(key=_first)
            weeks = [
                weekly.Weeks(_first(one) if index else 1, tuple(self._items(one)))
                for index, one in enumerate(phases)
            ]
            merged = weekly.merged(base, weeks)
            if merged is not None:
                items, changes = merged
                self._changes += changes
                found[base] = _session(phases, items)
                continue
            for one, its in zip(phases, weeks, strict=True):
                name = one["id"].replace(".", "-")
                found[base if one is phases[0] else name] = _session([one], list(its.items))
            what = "its weeks differ in a way that no progression can say: each is a session now"
            self._made.lose(f"session {base}", what)
        return found

    def _items(self, session: Data) -> Iterable[Data]:
        """The items with the dose that their steps have."""
        steps: defaultdict[int, list[Data]] = defaultdict(list)
        for step in session["steps"]:
            steps[step["item"]].append(step)
        return (
            _item(item, self._ways[item["stretch"]], steps[index])
            for index, item in enumerate(session["items"])
        )


def _ids(things: Iterable[Data]) -> list[str]:
    return [one["id"] for one in things]


def _start(seconds: int) -> Data:
    return {"start": time(seconds)} if seconds else {}


def _first(session: Data) -> int:
    """The week in which a session of the plan is first done."""
    first: int = session.get("weeks", {}).get("first", 1)
    return first


def _session(phases: Sequence[Data], items: list[Data]) -> Data:
    """A session with ``items``; what lies between them is the same in all its ``phases``."""
    first = phases[0]
    pauses = [step for one in phases for step in one["steps"] if step["kind"] == "transition"]
    if pauses:
        transition: int | str | None = time(pauses[0]["seconds"])
    else:
        sided = any(
            {"left", "right"} == _sides(one["steps"], n)
            for one in phases
            for n in range(len(one["items"]))
        )
        transition = "0s" if sided or len(items) > 1 else None
    return _given(
        {
            "title": first["title"],
            "summary": first.get("summary"),
            "place": first.get("place"),
            "transition": None if transition == "10s" else transition,
            "items": [weekly.plain(item) for item in items],
        }
    )


def _sides(steps: Iterable[Data], item: int) -> set[str]:
    return {step["side"] for step in steps if step["item"] == item and "side" in step}


def _item(item: Data, way: Data, steps: Sequence[Data]) -> Data:
    """An item of a routine that makes these steps."""
    work = [step for step in steps if step["kind"] not in PAUSES]
    sides = [step.get("side") for step in work]
    found: Data = {"stretch": way["base"], **_dose(way["type"], work)}
    sets = work[0]["sets"] if work else 1
    found["sets"] = sets
    rests = [step["seconds"] for step in steps if step["kind"] == "rest"]
    if sets > 1:
        found["rest"] = time(rests[0]) if rests else "0s"
    both = len(set(sides)) > 1
    if both and sets > 1:
        in_turn = next((s["side"] for s in work if s["set"] == 1 and s["side"] == Side.RIGHT), None)
        before = [step["set"] for step in work[: sides.index(Side.RIGHT)]] if in_turn else []
        found["order"] = Order.ALTERNATE if max(before, default=1) == 1 else Order.LEFT_THEN_RIGHT
    elif not both and way["sides"] == "each" and sides and sides[0]:
        found["side"] = sides[0]
    why = way.get("variant", {}).get("why")
    return found | _given(
        {
            "variant": way["variant"]["id"] if why in ("item", "asked", "have") else None,
            "note": item.get("note"),
        }
    )


def _dose(kind: str, work: Sequence[Data]) -> Data:
    """The dose of one set, which a kind of stretch is done with."""
    first: dict[str, Data] = {}
    for step in work:
        first.setdefault(step["kind"], step)
    if kind == "dynamic":
        step = first["reps"]
        tempo = {} if step["estimated"] else {"tempo": time(step["seconds"] // step["reps"])}
        return {"reps": step["reps"], **tempo}
    return {name: _amount(first[name]) for name in ("contract", "relax", "hold") if name in first}


def _amount(step: Data) -> Any:
    """How long a step is: in breaths only if these take the time that the step does."""
    number = step.get("breaths")
    if number is not None and number * BREATH_SECONDS == step["seconds"]:
        return breaths(number)
    return time(step["seconds"])
