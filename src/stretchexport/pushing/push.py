"""Pushing a routine from the sign-in to the last object."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.online.address import parse
from stretchexport.online.credentials import token
from stretchexport.pushing import garmin_connect, intervals_icu, trackers
from stretchexport.pushing.client import Client
from stretchexport.pushing.clock import Clock, Pace
from stretchexport.pushing.sending import Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stretchexport.exporters.base import Export, Options
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine
    from stretchexport.online.address import Address
    from stretchexport.pushing.package import Package
    from stretchexport.pushing.sending import Outcome


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of every object, and the address of the server."""

    server: str
    outcomes: tuple[Outcome, ...]


def package(service: str, routine: Routine, options: Options, export: Export) -> Package:
    """What ``service`` should have of an ``export``, made of ``routine`` with ``options``."""
    if service == garmin_connect.NAME:
        return garmin_connect.package(routine, options, export)
    if service == intervals_icu.NAME:
        return intervals_icu.package(routine, export)
    return trackers.package(export)


def push(
    package: Package,
    server: Address | None = None,
    *,
    dry_run: bool = False,
    watched: Callable[[Sequence[Object]], Iterable[Object]] = iter,
    clock: Clock | None = None,
) -> Pushed:
    """Make a service have what is in ``package``.

    ``server`` is another one than the service's own. ``watched`` gets all requests and hands them
    on one by one, to show how far it has come. Raises :class:`OnlineError` if there is no token
    that may be sent; what fails later is in the outcomes.
    """
    address = server or parse(package.server)
    secret = token(address, package.service)
    pace = Pace(package.seconds_between, clock or Clock())
    client = Client(address, _header(package, secret), secret, pace)
    sender = Sender(package, client, dry_run=dry_run)
    done = [*sender.send(watched(package.requests))]
    return Pushed(address.url, (*done, *sender.tidy()))


def _header(package: Package, secret: str) -> tuple[str, str]:
    """The header that signs in; a user and a secret as RFC 7617 section 2 has them."""
    if package.user:
        secret = base64.b64encode(f"{package.user}:{secret}".encode()).decode()
    name, value = package.header
    return name, value.replace("{token}", secret)
