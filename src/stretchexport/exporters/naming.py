"""What the files of an export are called that has one a session and phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchexport.model import Routine
    from stretchexport.weeks import Run


def file_name(routine: Routine, run: Run, suffix: str, taken: Collection[str]) -> str:
    """``<routine>-<session><suffix>``, with the first week if the doses change.

    A session that is called like the week of another one, whose name is ``taken``, gets its week
    too.
    """
    week = f"-w{run.phase.first}"
    stem = f"{routine.id}-{run.timeline.session.id}{'' if run.always else week}"
    while f"{stem}{suffix}" in taken:
        stem += week
    return f"{stem}{suffix}"
