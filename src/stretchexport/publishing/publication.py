"""Publishing from the sign-in to the last object."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.online.credentials import sign_in
from stretchexport.publishing.applying import apply
from stretchexport.publishing.discovery import find_calendar
from stretchexport.publishing.plan import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from stretchexport.exporters.base import Export
    from stretchexport.online.address import Address
    from stretchexport.publishing.applying import Outcome
    from stretchexport.publishing.plan import Step


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of every routine: its outcomes by its id. ``calendar`` is the address."""

    calendar: str
    outcomes: dict[str, tuple[Outcome, ...]]


def publish(
    exports: Mapping[str, Export],
    address: Address,
    user: str | None,
    *,
    calendar: str | None = None,
    dry_run: bool = False,
    force: bool = False,
    watched: Callable[[Sequence[Step]], Iterable[Step]] = iter,
) -> Publication:
    """Make the calendar hold the exports of routines, given by id, and nothing older of them.

    ``watched`` gets all steps and hands them on one by one, to show how far it has come. Raises
    :class:`~stretchexport.online.trouble.OnlineError` if nothing could be done; what fails
    later is in the outcomes.
    """
    remote = find_calendar(address, user, sign_in(address, user), calendar)
    planned = plan(exports, remote.stored(exports.keys()), force=force)
    every = [step for steps in planned.values() for step in steps]
    done = iter([*apply(None if dry_run else remote, watched(every))])
    return Publication(
        remote.url, {key: tuple(itertools.islice(done, len(planned[key]))) for key in planned}
    )
