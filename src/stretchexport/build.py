"""From checked plain data to the model.

Everything here relies on the schema check and on the rules that go with it: it reads values, it
does not judge them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from stretchexport.model import (
    DEFAULT_TRANSITION,
    WEEKDAYS,
    Amount,
    Audience,
    AvoidIf,
    Change,
    Daily,
    Dates,
    Days,
    Dose,
    DynamicDose,
    Item,
    MassageDose,
    Move,
    NotFeel,
    Order,
    Origin,
    Picture,
    PnfDose,
    Routine,
    Schedule,
    Session,
    Side,
    Slot,
    Source,
    StaticDose,
    Stretch,
    StretchType,
    Variant,
    Video,
    Weekly,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stretchexport.findings import Path
    from stretchexport.reading import Document

Data = dict[str, Any]

BREATH_SECONDS = 5
"""Seconds of one slow breath in and out: an estimate, at about twelve breaths a minute."""

_MINUTES_SECONDS = re.compile(r"(?:(\d+)m)?(?:(\d+)s)?")


def seconds(value: int | str) -> int:
    """The seconds of a duration as the format writes it: ``30s``, ``1m30s`` or ``90``."""
    if isinstance(value, int):
        return value
    match = _MINUTES_SECONDS.fullmatch(value)
    if match is None:
        raise ValueError(value)
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def amount(value: int | str) -> Amount:
    """A duration, or a number of breaths with the time they are estimated to take."""
    if isinstance(value, str) and value.endswith(("breath", "breaths")):
        breaths = int(value.split(" ", 1)[0])
        return Amount(breaths * BREATH_SECONDS, breaths)
    return Amount(seconds(value))


def build(document: Document, data: Data) -> Routine:
    """The routine that ``data`` (the content of ``document``) describes."""
    return _Builder(document).routine(data)


class _Builder:
    """Builds the model with the places of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def _origin(self, path: Path) -> Origin:
        return Origin(path, self._document.span(path))

    def routine(self, data: Data) -> Routine:
        stretches = {
            key: self._stretch(key, value, ("stretches", key))
            for key, value in data["stretches"].items()
        }
        sessions = {
            key: self._session(key, value, stretches) for key, value in data["sessions"].items()
        }
        return Routine(
            id=data["id"],
            title=data["title"],
            language=data["language"],
            updated=_instant(data["updated"]),
            revision=data.get("revision", 0),
            summary=data.get("summary"),
            audience=Audience(data.get("audience", Audience.ADULTS)),
            author=data.get("author"),
            sources=tuple(
                Source(one["title"], one.get("author"), one.get("url"))
                for one in data.get("sources", ())
            ),
            equipment=data.get("equipment", {}),
            stretches=stretches,
            sessions=sessions,
            schedule=self._schedule(data["schedule"]) if "schedule" in data else None,
            origin=self._origin(()),
        )

    def _stretch(self, key: str, data: Data, path: Path) -> Stretch:
        return Stretch(
            id=key,
            name=data["name"],
            type=StretchType(data["type"]),
            each_side=data["sides"] == "each",
            targets=tuple(data["targets"]),
            also=tuple(data.get("also", ())),
            motions=tuple(data.get("motions", ())),
            aka=tuple(data.get("aka", ())),
            feel=data.get("feel"),
            not_feel=tuple(NotFeel(one["where"], one["then"]) for one in data.get("not_feel", ())),
            avoid_if=tuple(
                AvoidIf(one["condition"], one["action"]) for one in data.get("avoid_if", ())
            ),
            stop_if=tuple(data.get("stop_if", ())),
            equipment=tuple(data.get("equipment", ())),
            steps=tuple(data.get("steps", ())),
            spots=tuple(data.get("spots", ())),
            variants=tuple(
                self._variant(one, (*path, "variants", index))
                for index, one in enumerate(data.get("variants", ()))
            ),
            video=_video(data.get("video")),
            pose=data.get("pose"),
            picture=self._picture(data.get("picture")),
            origin=self._origin(path),
        )

    def _variant(self, data: Data, path: Path) -> Variant:
        return Variant(
            id=data["id"],
            equipment=tuple(data["equipment"]),
            name=data.get("name"),
            fits=data.get("fits"),
            steps=tuple(data.get("steps", ())),
            feel=data.get("feel"),
            motions=tuple(data.get("motions", ())),
            video=_video(data.get("video")),
            pose=data.get("pose"),
            picture=self._picture(data.get("picture")),
            origin=self._origin(path),
        )

    def _picture(self, data: Data | None) -> Picture | None:
        if data is None:
            return None
        left, top, right, bottom = data.get("crop", (0, 0, 0, 0))
        return Picture(
            file=data["file"],
            alt=data["alt"],
            credit=data.get("credit"),
            crop=(left, top, right, bottom),
            beside=data.get("beside", False),
            folder=self._document.folder,
        )

    def _session(self, key: str, data: Data, stretches: Mapping[str, Stretch]) -> Session:
        path = ("sessions", key)
        return Session(
            id=key,
            title=data["title"],
            summary=data.get("summary"),
            place=data.get("place"),
            transition=seconds(data.get("transition", DEFAULT_TRANSITION)),
            before_effort=data.get("before_effort", False),
            items=tuple(
                self._item(one, stretches[one["stretch"]], (*path, "items", index))
                for index, one in enumerate(data["items"])
            ),
            origin=self._origin(path),
        )

    def _item(self, data: Data, stretch: Stretch, path: Path) -> Item:
        return Item(
            stretch=data["stretch"],
            dose=_dose(data, stretch.type),
            sets=data.get("sets", 1),
            rest=seconds(data.get("rest", 0)),
            order=Order(data.get("order", Order.LEFT_THEN_RIGHT)),
            side=Side(data["side"]) if "side" in data else None,
            variant=data.get("variant"),
            note=data.get("note"),
            origin=self._origin(path),
        )

    def _schedule(self, data: Data) -> Schedule:
        path = ("schedule",)
        ids = _slot_ids(data["slots"])
        return Schedule(
            starts=dt.date.fromisoformat(data["starts"]),
            weeks=data["weeks"],
            timezone=data.get("timezone"),
            slots=tuple(
                slot
                for index, one in enumerate(data["slots"])
                for slot in self._slots(one, ids[index], (*path, "slots", index))
            ),
            skip=_dates(data.get("skip", ())),
            progression=tuple(
                self._change(one, (*path, "progression", index))
                for index, one in enumerate(data.get("progression", ()))
            ),
            origin=self._origin(path),
        )

    def _slots(self, data: Data, key: str, path: Path) -> Iterator[Slot]:
        """A slot for each time of day; ids have no dots, so those with a number are their own."""
        for number, time in enumerate(times(data), start=1):
            at = dt.time.fromisoformat(time)
            yield Slot(
                id=key if number == 1 else f"{key}.{number}",
                session=data["session"],
                days=_days(data),
                at=at,
                remind=tuple(seconds(lead) for lead in data.get("remind", ())),
                moved=tuple(
                    self._move(one, at, (*path, "moved", index))
                    for index, one in enumerate(data.get("moved", ()))
                ),
                origin=self._origin(path),
            )

    def _move(self, data: Data, at: dt.time, path: Path) -> Move:
        return Move(
            date=dt.date.fromisoformat(data["date"]),
            to=dt.date.fromisoformat(data.get("to") or data["date"]),
            at=dt.time.fromisoformat(data["at"]) if "at" in data else at,
            origin=self._origin(path),
        )

    def _change(self, data: Data, path: Path) -> Change:
        return Change(
            from_week=data["from_week"],
            session=data.get("session"),
            stretch=data.get("stretch"),
            hold=amount(data["hold"]) if "hold" in data else None,
            contract=amount(data["contract"]) if "contract" in data else None,
            relax=amount(data["relax"]) if "relax" in data else None,
            reps=data.get("reps"),
            tempo=seconds(data["tempo"]) if "tempo" in data else None,
            sets=data.get("sets"),
            rest=seconds(data["rest"]) if "rest" in data else None,
            origin=self._origin(path),
        )


def _dose(data: Data, kind: StretchType) -> Dose:
    if kind is StretchType.DYNAMIC:
        tempo = data.get("tempo")
        return DynamicDose(data["reps"], None if tempo is None else seconds(tempo))
    hold = amount(data["hold"])
    if kind is StretchType.PNF:
        return PnfDose(amount(data["contract"]), amount(data["relax"]), hold)
    return MassageDose(hold) if kind is StretchType.SELF_MASSAGE else StaticDose(hold)


def times(slot: Data) -> list[str]:
    """The times of day of a slot as the file has them: one, or a list of them."""
    at = slot["at"]
    return at if isinstance(at, list) else [at]


def every(slot: Data) -> tuple[int, str]:
    """Every how many days or weeks a slot is: ``(2, "day")`` for ``every: 2 days``.

    ``(1, "week")`` if it does not say.
    """
    number, _, unit = str(slot.get("every", "week")).rpartition(" ")
    return int(number or 1), unit.removesuffix("s")


def _days(slot: Data) -> Days:
    number, unit = every(slot)
    if "dates" in slot:
        return Dates(tuple(sorted(_dates(slot["dates"]))))
    if unit == "day":
        return Daily(number)
    return Weekly(tuple(sorted(WEEKDAYS.index(day) for day in slot["on"])), number)


def _dates(texts: Iterable[str]) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(text) for text in texts)


def _slot_ids(slots: list[Data]) -> list[str]:
    """An id for each slot: its own, or its session with a number that no other slot has taken.

    It does not depend on times and days, so that a slot keeps its identity when it is moved.
    """
    taken = {slot["id"] for slot in slots if "id" in slot}
    counts: Counter[str] = Counter()
    ids = []
    for slot in slots:
        key = slot.get("id")
        while key is None or ("id" not in slot and key in taken):
            counts[slot["session"]] += 1
            key = f"{slot['session']}-{counts[slot['session']]}"
        taken.add(key)
        ids.append(key)
    return ids


def _video(data: Data | None) -> Video | None:
    return None if data is None else Video(data["url"], seconds(data.get("start", 0)))


def _instant(text: str) -> dt.datetime:
    """A date (midnight) or a date and time, in UTC."""
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
