"""What an import made, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.findings import Severity
from stretchexport.reporting.data import finding_data
from stretchexport.reporting.exports import loss_data, merged
from stretchexport.reporting.terminal import harmless, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.importing import Imported
    from stretchexport.importing.draft import Decision


def import_text(made: Imported, target: str) -> str:
    """What is lost, what waits for a person, and what to type next."""
    return "\n".join(_lines(made, harmless(target)))


def _lines(made: Imported, target: str) -> Iterator[str]:
    yield f"made of {made.kind}: {made.id}" if target == "-" else f"wrote {target}"
    for loss in merged(made.losses):
        yield from wrapped(loss, "  ! ", "    ")
    if made.decisions:
        count = counted(len(made.decisions), "thing")
        yield f"  {count} to decide: look for “# decide:” in it"
    errors = sum(one.severity is Severity.ERROR for one in made.findings)
    if errors:
        these = counted(errors, "error has", "errors have")
        yield f"  {these} to be mended before it can be used"
    if target != "-":
        yield f"Next:  stretchexport {'validate' if errors else 'show'} {target}"


def import_data(made: Imported, target: str) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "path": target,
        "kind": str(made.kind),
        "id": made.id,
        "decisions": [_decision_data(one) for one in made.decisions],
        "losses": [loss_data(one) for one in made.losses],
        "findings": [finding_data(one) for one in made.findings],
    }


def _decision_data(one: Decision) -> dict[str, Any]:
    """One decision; ``path`` leads to its place, or to the list in which something is missing."""
    path = one.path[:-1] if one.path and one.path[-1] == -1 else one.path
    return {"path": list(path), "what": one.what}
