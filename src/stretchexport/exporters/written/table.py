"""A table with a row for every step (CSV, RFC 4180): for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Loss, Options, VerificationError, as_written
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Routine
    from stretchexport.weeks import Run
    from stretchexport.wording import Words

COLUMNS = (
    "session", "session_title", "first_week", "last_week", "step", "start_s", "seconds",
    "estimated", "kind", "stretch", "variant", "name", "side", "set", "sets", "reps", "breaths",
    "spot", "text",
)  # fmt: skip

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection")."""


class CsvExporter:
    """Writes ``<routine-id>.csv``."""

    name = "csv"
    title = "Table of steps (CSV)"
    suffix = ".csv"
    media_type = "text/csv"
    purpose = "A table with a row for every step, for spreadsheets and scripts."
    next_step = "Open it in a spreadsheet: UTF-8, separated by commas."
    limits = (
        "Dates, steps of a stretch in words, where to feel it and when to stop are not in it.",
        "A text that a spreadsheet would take for a formula begins with an apostrophe.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """Every session as it is in each run of weeks; times in seconds from its start."""
        say = options.words(routine)
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        losses: dict[Loss, None] = dict.fromkeys(options.wordless(routine))
        for session in routine.sessions:
            for run in runs(routine, session, options.selection):
                for row in _rows(run, say):
                    writer.writerow([_cell(value, losses) for value in row])
        # The mark tells spreadsheets that it is UTF-8; RFC 4180 has no other way to say so.
        data = ("\ufeff" + out.getvalue()).encode()
        count = out.getvalue().count("\r\n") - 1
        file = File(routine.id + self.suffix, data, self.media_type, _about(count))
        return Export((file,), tuple(losses))

    def verify(self, file: File) -> str:
        """Read the table and count its rows; each has every column."""
        rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))
        if rows[0] != list(COLUMNS) or any(len(row) != len(COLUMNS) for row in rows):
            raise VerificationError(f"{file.name}: a row has other columns than the first")
        return as_written(file, _about(len(rows) - 1))


def _about(steps: int) -> str:
    return f"table of {counted(steps, 'step')}"


def _rows(run: Run, say: Words) -> Iterator[list[object]]:
    line = run.timeline
    weeks = ("", "") if run.always else (run.phase.first, run.phase.last)
    for number, (step, start) in enumerate(zip(line.steps, line.starts(), strict=True)):
        choice = line.choices[step.item]
        before = line.steps[number - 1] if number else None
        name = one_line(choice.name)
        yield [
            line.session.id, line.session.title, *weeks, number + 1, start, step.seconds,
            "yes" if step.estimated else "no", step.kind, step.stretch,
            choice.variant.id if choice.variant else "", name, step.side or "", step.set,
            step.sets, step.reps, step.breaths, step.spot, say.cue(step, before, name),
        ]  # fmt: skip


def _cell(value: object, losses: dict[Loss, None]) -> object:
    """A value as a spreadsheet shows it, and a loss if it had to be kept from being a formula."""
    if not isinstance(value, str):
        return value
    text = one_line(value)
    if not text.startswith(FORMULA):
        return text
    losses[
        Loss("table", f"“{text[:20]}” begins like a formula: an apostrophe stands before it")
    ] = None
    return "'" + text


EXPORTER = CsvExporter()
