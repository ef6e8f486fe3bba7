"""Pushing from a test, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from stretchexport.exporters import registry
from stretchexport.exporting import options_for
from stretchexport.online.address import parse
from stretchexport.pushing.clock import Clock
from stretchexport.pushing.push import package, push
from stretchexport.variants import NOTHING_SAID

if TYPE_CHECKING:
    from pushing.standin import Object, Service, StandIn
    from stretchexport.model import Routine
    from stretchexport.pushing.push import Pushed


class NoWaiting:
    """A clock on which waiting takes no time; ``slept`` has every wait in seconds."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Pass the time."""
        self.slept.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        """What a push takes; its date begins in 2026."""
        return Clock(lambda: self.time, lambda: 1_780_000_000 + self.time, self.sleep)


def pushed(
    there: StandIn, routine: Routine, time: NoWaiting, *, dry_run: bool = False, **settings: Any
) -> Pushed:
    """Push a routine to a stand-in as its service."""
    name = there.service.name
    exporter = registry.get(name)
    options = options_for(exporter, NOTHING_SAID, settings)
    sent = package(name, routine, options, exporter.export(routine, options))
    return push(sent, parse(there.url), dry_run=dry_run, clock=time.clock)


def actions(done: Pushed) -> Counter[str]:
    """How many objects became what, without those that could not be done."""
    return Counter(str(one.action) for one in done.outcomes if not one.problem)


def problems(done: Pushed) -> dict[str, str]:
    """Why what was not done was not, by what it is about."""
    return {one.about: one.problem for one in done.outcomes if one.problem}


def kept(service: Service) -> dict[str, list[Object]]:
    """What a service has, without its numbers and in no order of its own."""
    found = {}
    for kind, some in service.everything().items():
        names = {key for one in some for key in one if key.lower().endswith("id") or key in _LINKS}
        plain = [{key: one[key] for key in one if key not in names} for one in some]
        found[kind] = sorted(plain, key=repr)
    return found


_LINKS = {"routine", "day", "slot", "slot_entry", "exercise", "exercises"}
