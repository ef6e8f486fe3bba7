"""One format of several routines, each in files of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from stretchexport.cli.common import (
    ExitCode,
    OutputFormat,
    check_selection,
    fail,
    load_file,
    print_json,
    print_trouble,
    selection_from,
)
from stretchexport.cli.writing import refuse_to_overwrite_input, say, tell, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.base import Exporter, Options
    from stretchexport.exporting import Made
    from stretchexport.loading import Loaded
    from stretchexport.model import Routine


def export_each(
    exporter: Exporter,
    files: Sequence[str],
    target: str | None,
    have: list[str] | None,
    variant: list[str] | None,
    /,
    *,
    verify: bool,
    output: OutputFormat,
    **settings: Any,
) -> None:
    """Write the format of ``exporter`` of every routine in ``files``, or of none of them.

    ``settings`` are fields of its options. Leaves with 1 if a routine has errors.
    """
    if output is OutputFormat.JSON and target == "-":
        fail("-o -: with --format json, standard output is for the report", ExitCode.USAGE)
    for file in files:
        refuse_to_overwrite_input(file, target)
    selection = selection_from(have, variant)
    try:
        options = exporter.options_type(selection=selection, **settings)
    except ValueError as error:
        fail(str(error), ExitCode.USAGE)
    loaded = {file: load_file(file) for file in files}
    routines = {file: one.routine for file, one in loaded.items() if one.routine is not None}
    check_selection(selection, list(routines.values()))
    made: dict[str, Made] = {}
    if output is OutputFormat.TEXT:
        for one in loaded.values():
            print_trouble(one)
    if len(routines) == len(loaded):
        made = {
            file: _made(file, routine, exporter, options, verify=verify)
            for file, routine in routines.items()
        }
        _refuse_equal_names(made)
        made = _written(made, routines, options, target)
    if output is OutputFormat.JSON:
        _report(loaded, made, options)
    if not made:
        raise typer.Exit(ExitCode.ERRORS)


def _made(
    file: str, routine: Routine, exporter: Exporter, options: Options, *, verify: bool
) -> Made:
    """What the exporter makes of a routine; leaves with 3 if that does not read back."""
    from stretchexport.exporters.base import VerificationError
    from stretchexport.exporting import make

    try:
        return make(exporter, routine, options, verify=verify)
    except VerificationError as error:
        fail(
            f"{file}: nothing was written, since a file did not read back: {error}", ExitCode.FILES
        )


def _refuse_equal_names(made: dict[str, Made]) -> None:
    """Leave with 2 if the files of one routine would overwrite those of another."""
    owners: dict[str, str] = {}
    for file, one in made.items():
        for name in (each.name for each in one.files):
            if owners.setdefault(name, file) != file:
                fail(
                    f"{file}: nothing was written, since {owners[name]} gives {name} too: "
                    "give one of the two an id of its own",
                    ExitCode.USAGE,
                )


def _written(
    made: dict[str, Made], routines: dict[str, Routine], options: Options, target: str | None
) -> dict[str, Made]:
    """Write everything and tell it; the files come back under the names they have on the disk."""
    from stretchexport.exporters.base import Export

    for file, one in made.items():
        tell([routines[file]], options, one, file if len(made) > 1 else None)
    result = Export(tuple(file for one in made.values() for file in one.files))
    paths = iter(write(result, target))
    for one in made.values():
        for found in one.verified:
            say(f"read back: {found}")
    return {
        file: replace(one, files=tuple(replace(each, name=str(next(paths))) for each in one.files))
        for file, one in made.items()
    }


def _report(loaded: dict[str, Loaded], made: dict[str, Made], options: Options) -> None:
    """Everything as JSON on standard output."""
    from pathlib import Path

    from stretchexport.reporting.exports import export_data

    results = []
    for file, one in loaded.items():
        parts = (made[file],) if file in made else ()
        data = export_data(one, options.selection, parts, Path())
        results.append({"file": file, "ok": one.routine is not None, "problem": None, **data})
    print_json({"ok": bool(made), "results": results})
