"""Sending a package, one object after the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from stretchexport.online.trouble import OnlineError, RefusedError
from stretchexport.pushing.client import ATTEMPTS, LostError
from stretchexport.pushing.looking import Lists, exactly, same
from stretchexport.pushing.package import addressed, filled, identity, names, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.plan.values import Object
    from stretchexport.pushing.client import Client
    from stretchexport.pushing.package import Id, Leftover, Package

_LACKING = (
    "the service does not have it, and we cannot make it there (a note says why): make it there "
    "under this name, and run this again"
)


_TITLE = 80
"""How much of a title that a service tells is shown, in characters."""


class Action(StrEnum):
    """What is done with an object."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an object.

    ``kind`` and ``about`` say what it is, ``differences`` which fields the service had otherwise.
    ``problem`` is why it was not done, if it was not.
    """

    action: Action
    kind: str
    about: str
    differences: tuple[str, ...] = ()
    problem: str = ""


class Sender:
    """Sends the requests of one package; a ``dry_run`` looks for everything and changes nothing."""

    def __init__(self, package: Package, client: Client, *, dry_run: bool) -> None:
        """Nothing is asked yet."""
        self._package, self._client, self._dry_run = package, client, dry_run
        self._lists = Lists(client, package.pages)
        self._ids: dict[str, Id] = {}
        self._found: set[str] = set()
        self._failed: set[str] = set()
        self._gone: dict[str, set[str]] = {}
        self._stopped = ""
        self._lacking = False

    def send(self, requests: Iterable[Object]) -> Iterator[Outcome]:
        """Do the ``requests`` in order; what is refused stops only what refers to it.

        Where nothing more can be done, the rest is given as not tried. Doing all of it again
        completes what is missing.
        """
        for request in requests:
            outcome = self._outcome(request)
            if outcome.problem:
                self._failed.add(request["id"])
            yield outcome

    def tidy(self) -> Iterator[Outcome]:
        """Remove what the routine had once and has no more; nothing after a failure."""
        for rule in self._package.leftovers:
            if self._failed:
                return
            if self._found.issuperset(references(rule.find)):
                yield from self._removed(rule)

    def _outcome(self, request: Object) -> Outcome:
        what = request["kind"], request["about"]
        there = None
        try:
            self._check(request)
            if not self._is_fresh(request):
                there = self._look(request)
            if there is None:
                self._new(request)
                return Outcome(Action.NEW, *what)
            different = self._update(request, there)
            return Outcome(Action.CHANGED if different else Action.UNCHANGED, *what, different)
        except RefusedError as error:
            problem = str(error)
        except OnlineError as error:
            problem = self._stopped = str(error)
        return Outcome(Action.NEW if there is None else Action.CHANGED, *what, (), problem)

    def _check(self, request: Object) -> None:
        """Refuse what cannot be done any more."""
        if self._stopped:
            raise RefusedError(f"not tried, since {self._stopped}")
        if self._lacking and request["create"] is not None:
            raise RefusedError("not tried, since something is lacking that has to be there first")
        needs = {*references(request)}
        if request["create"] is not None:
            needs.update(names(request["create"]["path"]))
        if not self._failed.isdisjoint(needs):
            raise RefusedError("not tried, since what it belongs to could not be done")

    def _is_fresh(self, request: Object) -> bool:
        """Whether it cannot be there yet, since it belongs to something that was not."""
        return not self._found.issuperset(references(request["find"]))

    def _look(self, request: Object) -> Object | None:
        """The object as it is there; its id is known from then on."""
        find = request["find"]
        there = next(iter(self._lists.find(find, self._ids)), None)
        if there is not None:
            self._ids[request["id"]] = self._identity(find, there)
            self._found.add(request["id"])
        return there

    def _identity(self, find: Object, there: Object) -> Id:
        id = identity(there.get(find.get("key", "id")))
        if id is None:
            raise self._client.odd(", but with an id that is none")
        return id

    def _new(self, request: Object) -> None:
        """Make it, unless it has to be there or this is a rehearsal.

        Where the answer is lost, it is looked for before it is made again.
        """
        asked = request["create"]
        if asked is None:
            self._lacking = True
            raise RefusedError(_LACKING)
        if self._dry_run:
            return
        path, body = addressed(asked["path"], self._ids), filled(asked["body"], self._ids)
        for attempt in range(ATTEMPTS):
            try:
                self._made(request, self._client.create(path, body))
                return
            except LostError as error:
                trouble = str(error)
            self._client.rest(attempt)
            self._lists.forget()
            if self._look(request) is not None:
                return
        raise OnlineError(trouble)

    def _made(self, request: Object, answer: Any) -> None:
        """Know the id in the ``answer``; one without it does not say what was done."""
        for place in request["create"]["result"]:
            id = identity(_at(answer, place.split(".")))
            if id is not None:
                self._ids[request["id"]] = id
                return
        raise LostError(str(self._client.odd(", but without the id of what was made")))

    def _update(self, request: Object, there: Object) -> tuple[str, ...]:
        """Bring what is there up to date; the fields that were otherwise."""
        update = request["update"]
        if update is None:
            return ()
        wanted = request["create"]["body"]
        if isinstance(wanted, list):
            (wanted,) = wanted
        wanted = _without(wanted, update["without"])
        # in a rehearsal, what is new has no id yet, and so is different from what is there
        body = filled(wanted, {**dict.fromkeys(references(wanted), ""), **self._ids})
        different = _different(there, body)
        if different and not self._dry_run:
            path = addressed(update["path"], {"id": self._ids[request["id"]]})
            self._client.change(
                update["method"], path, {**body, **filled(update.get("with", {}), self._ids)}
            )
        return different

    def _removed(self, rule: Leftover) -> Iterator[Outcome]:
        """Remove what ``rule`` finds and no request stands for."""
        # what is gone may stand in another list too: the calendar of a month has days of the next
        done = self._gone.setdefault(rule.kind, set())
        done.update(
            str(self._ids[one["id"]])
            for one in self._package.requests
            if one["kind"] == rule.kind and one["id"] in self._ids
        )
        try:
            for one in self._lists.find(rule.find, self._ids):
                id = self._identity(rule.find, one)
                if str(id) not in done:
                    done.add(str(id))
                    if not self._dry_run:
                        self._client.delete(addressed(rule.path, {"id": id}))
                    yield Outcome(Action.REMOVED, rule.kind, self._title(rule.kind, one))
        except (RefusedError, OnlineError) as error:
            self._failed.add(rule.kind)
            yield Outcome(Action.REMOVED, rule.kind, f"{rule.kind}s of before", (), str(error))

    def _title(self, kind: str, one: Object) -> str:
        """What people call an object that is there."""
        # what is cut could no longer be known for the token
        title = self._client.harmless(_text(one, "title", "name", "workoutName"))[:_TITLE]
        date = self._client.harmless(_text(one, "date", "start_date_local"))[:10]
        return f"{kind} {' on '.join(filter(None, [title, date]))}".strip()


def _text(one: Object, *keys: str) -> str:
    """The first of the ``keys`` that has a text."""
    return next((one[key] for key in keys if isinstance(one.get(key), str)), "")


def _at(value: Any, path: list[str]) -> Any:
    """What is at ``path``, a list of one standing for what is in it; else nothing."""
    for key in path:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _without(body: Any, paths: list[str]) -> Any:
    """``body`` without what is at ``paths``."""
    for path in paths:
        key, dot, rest = path.partition(".")
        inner = {key: _without(body[key], [rest])} if dot else {}
        body = {**{name: value for name, value in body.items() if name != key}, **inner}
    return body


def _different(there: Object, body: Object) -> tuple[str, ...]:
    """The fields of ``body`` that are otherwise in ``there``; a wrapper round it does not count."""
    values = [*body.values()]
    if len(values) == 1 and isinstance(values[0], dict):
        body = values[0]
    return tuple(key for key in body if not same(there.get(key), body[key], exactly))
