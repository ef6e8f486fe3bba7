"""The services' documented rules, as far as a push can break them."""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import Any
from urllib.parse import urlencode

from pushing.standin import Asked, Object, Refused, Service, check

TOKEN = "geheim-0123456789"

_HEVY_TYPES = {"duration", "reps_only", "weight_reps", "bodyweight_reps", "weight_duration"}


class Hevy(Service):
    """https://api.hevyapp.com/docs."""

    name = "hevy"
    seconds_between = 1
    header = ("api-key", TOKEN)
    most_routines = 1000

    def __init__(self) -> None:
        super().__init__()
        self.keep("exercise_templates", {"title": "Child's Pose", "type": "duration"})

    def do(self, asked: Asked, root: str) -> Any:  # noqa: ARG002
        parts = asked.path.strip("/").split("/")
        check(parts[0] == "v1" and 2 <= len(parts) <= 3, "no such path", 404)
        kind = parts[1]
        if asked.method == "GET":
            return self._list(kind, asked.query)
        inner = asked.body.get(
            {"routine_folders": "routine_folder", "exercise_templates": "exercise"}.get(
                kind, "routine"
            )
        )
        check(isinstance(inner, dict) and len(asked.body) == 1, "wrapper")
        check(isinstance(inner["title"], str) and inner["title"], "title")
        if kind == "routines":
            return self._routine(asked, parts, inner)
        check(asked.method == "POST" and len(parts) == 2, "no such method", 404)
        if kind == "exercise_templates":
            check(inner["exercise_type"] in _HEVY_TYPES, "type")
            return {"id": self.keep(kind, {**inner, "type": inner.pop("exercise_type")})["id"]}
        check(kind == "routine_folders", "no such path", 404)
        return {"routine_folder": self.keep(kind, inner)}

    def _list(self, kind: str, query: dict[str, str]) -> Object:
        size, page = int(query["pageSize"]), int(query["page"])
        check(1 <= size <= (100 if kind == "exercise_templates" else 10), "pageSize")
        every = self.kept.get(kind, [])
        count = -(-len(every) // size)
        check(page <= max(count, 1), "Page not found", 404)
        return {"page": page, "page_count": count, kind: every[(page - 1) * size : page * size]}

    def _routine(self, asked: Asked, parts: list[str], inner: Object) -> Object:
        texts = [inner.get("notes") or "", *(one.get("notes", "") for one in inner["exercises"])]
        if any("@" in text for text in texts):
            raise Refused(400, b"<html>Bad Request</html>")
        check(inner["exercises"], "exercises")
        known = {one["id"] for one in self.kept["exercise_templates"]}
        for entry in inner["exercises"]:
            check(entry["exercise_template_id"] in known, "exercise_template_id")
            check(all(one["type"] == "normal" for one in entry["sets"]) and entry["sets"], "sets")
        if asked.method == "PUT":
            check("folder_id" not in inner, "folder_id is not allowed")
            there = self.one("routines", parts[2])
            there.update(inner)
            return {"routine": [there]}
        check(len(self.kept.get("routines", [])) < self.most_routines, "limit", 403)
        self.one("routine_folders", str(inner["folder_id"]))
        return {"routine": [self.keep("routines", inner)]}


_PARENTS = {
    "day": ("routine", "routine"),
    "slot": ("day", "day"),
    "slot-entry": ("slot", "slot"),
    "sets-config": ("slot_entry", "slot-entry"),
    "repetitions-config": ("slot_entry", "slot-entry"),
    "rest-config": ("slot_entry", "slot-entry"),
}


class Wger(Service):
    """The models and serializers of wger-project/wger."""

    name = "wger"
    seconds_between = 0.2
    header = ("Authorization", f"Token {TOKEN}")
    page = 20

    def do(self, asked: Asked, root: str) -> Any:
        found = re.fullmatch(r"/api/v2/([a-z-]+)/(?:(\d+)/)?", asked.path)
        check(found, "no such path", 404)
        assert found
        kind, id = found[1], found[2]
        if asked.method == "GET":
            return self._list(kind, asked, root)
        if asked.method == "DELETE":
            self._delete(kind, id)
            return None
        there = self.one(kind, id) if asked.method == "PATCH" else {}
        new = {**there, **asked.body}
        if kind == "exercise-submission":
            return self._exercise(new)
        check(kind == "routine" or kind in _PARENTS, "no such path", 404)
        self._check(kind, new)
        if there:
            there.update(new)
            return there
        return self.keep(kind, new)

    def _list(self, kind: str, asked: Asked, root: str) -> Object:
        query = dict(asked.query)
        first = int(query.pop("offset", 0))
        size = int(query.pop("limit", self.page))
        found = [one for one in self.kept.get(kind, []) if _matches(one, query)]
        following = urlencode({**asked.query, "offset": first + size})
        return {
            "count": len(found),
            "next": f"{root}{asked.path}?{following}" if len(found) > first + size else None,
            "results": found[first : first + size],
        }

    def _check(self, kind: str, new: Object) -> None:
        limits = {"routine": ("name", 25), "day": ("name", 20), "slot": ("comment", 200)}
        if kind in limits:
            name, most = limits[kind]
            check(len(new[name]) <= most, f"Ensure this has no more than {most} characters.")
        if kind == "routine":
            days = dt.date.fromisoformat(new["end"]) - dt.date.fromisoformat(new["start"])
            check(0 <= days.days <= 120, "The duration is wrong")
        else:
            by, parent = _PARENTS[kind]
            check(any(one["id"] == new[by] for one in self.kept.get(parent, [])), "object missing")
        if kind == "slot-entry":
            check(new["type"] in {"normal", "iso"} and new["repetition_unit"] in {1, 3}, "type")
            known = self.kept.get("exerciseinfo", [])
            check(any(one["id"] == new["exercise"] for one in known), "exercise")

    def _exercise(self, new: Object) -> Object:
        (text,) = new["translations"]
        check(len(re.sub("<[^>]*>", "", text["description"])) >= 40, "description")
        check(new["license_author"], "license_author")
        made = self.keep("exerciseinfo", {**new, "translations": [{"aliases": [], **text}]})
        return {"id": made["id"]}

    def _delete(self, kind: str, id: str) -> None:
        gone = self.one(kind, id)
        for child, (by, parent) in _PARENTS.items():
            if parent == kind:
                for one in [one for one in self.kept.get(child, []) if one[by] == gone["id"]]:
                    self._delete(child, str(one["id"]))
        self.drop(kind, id)


def _matches(one: Object, query: dict[str, str]) -> bool:
    """As a filter does; what it does not know, it passes over."""
    wanted = query.get("name__search", "").casefold()
    names = [text["name"].casefold() for text in one.get("translations", [])]
    return (not names or any(wanted in name for name in names)) and all(
        str(one[key]).lower() == value for key, value in query.items() if key in one
    )


class Garmin(Service):
    """What the web pages of Garmin Connect ask for, as others have seen it."""

    name = "garmin-connect"
    seconds_between = 1
    header = ("Authorization", f"Bearer {TOKEN}")

    def do(self, asked: Asked, root: str) -> Any:  # noqa: ARG002
        if asked.path == "/workout-service/workouts":
            first, size = int(asked.query["start"]), int(asked.query["limit"])
            every = self.kept.get("workout", [])[first : first + size]
            return [{**one, "workoutSegments": None} for one in every]
        if month := re.fullmatch(r"/calendar-service/year/(\d+)/month/(\d+)", asked.path):
            return {"calendarItems": self._month(int(month[1]), int(month[2]) + 1)}
        if planned := re.fullmatch(r"/workout-service/schedule/(\d+)", asked.path):
            return self._schedule(asked, planned[1])
        found = re.fullmatch(r"/workout-service/workout(?:/(\d+))?", asked.path)
        check(found, "no such path", 404)
        assert found
        if asked.method == "POST":
            check(not {"workoutId", "ownerId"} & asked.body.keys(), "ids are ours")
            return self.keep("workout", asked.body, "workoutId")
        there = self.one("workout", found[1], "workoutId")
        if asked.method == "DELETE":
            self.drop("workout", found[1], "workoutId")
            for one in [*self.kept.get("date", [])]:
                if one["workoutId"] == there["workoutId"]:
                    self.kept["date"].remove(one)
            return None
        check(asked.body["workoutId"] == there["workoutId"], "another workout")
        there.update(asked.body)
        return None

    def _month(self, year: int, month: int) -> list[Object]:
        """A month as the calendar shows it, with days of the weeks around."""
        first = dt.date(year, month, 1)
        shown = {str(first + dt.timedelta(days)) for days in range(-6, 37)}
        every = [{"id": 1, "itemType": "activity", "date": str(first), "workoutId": None}]
        return every + [one for one in self.kept.get("date", []) if one["date"] in shown]

    def _schedule(self, asked: Asked, id: str) -> Object | None:
        if asked.method == "DELETE":
            self.drop("date", id)
            return None
        workout = self.one("workout", id, "workoutId")
        date = dt.date.fromisoformat(asked.body["date"]).isoformat()
        item = {"itemType": "workout", "workoutId": workout["workoutId"], "date": date}
        made = self.keep("date", {**item, "title": workout["workoutName"]})
        return {"workoutScheduleId": made["id"], "calendarDate": date}


class Intervals(Service):
    """https://intervals.icu/api-docs.html."""

    name = "intervals-icu"
    seconds_between = 0.1
    header = (
        "Authorization",
        f"Basic {base64.b64encode(f'API_KEY:{TOKEN}'.encode()).decode()}",
    )

    def do(self, asked: Asked, root: str) -> Any:  # noqa: ARG002
        base = "/api/v1/athlete/0/events"
        if asked.method == "GET":
            check(asked.path == base, "no such path", 404)
            oldest, newest = asked.query["oldest"], asked.query["newest"]
            every = self.kept.get("event", [])
            return [one for one in every if oldest <= one["start_date_local"][:10] <= newest]
        if asked.method == "POST":
            check(asked.path == f"{base}/bulk" and asked.query.get("upsert") == "true", "path", 404)
            return [self._upsert(one) for one in asked.body]
        id = asked.path.removeprefix(f"{base}/")
        if asked.method == "DELETE":
            self.drop("event", id)
            return None
        there = self.one("event", id)
        there.update(asked.body)
        return there

    def _upsert(self, one: Object) -> Object:
        check(one["category"] == "WORKOUT" and one["type"] and one["name"], "event")
        dt.datetime.fromisoformat(one["start_date_local"])
        for there in self.kept.get("event", []):
            if there["external_id"] == one["external_id"]:
                there.update(one)
                return there
        return self.keep("event", one)


ALL = (Wger, Hevy, Intervals, Garmin)
