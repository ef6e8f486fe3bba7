"""``stretchexport validate --fix``: a file is mended where it stands, then checked as usual."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from stretchexport.cli.common import ExitCode, fail
from stretchexport.inputs import STDIN, read_at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.checks.selection import Wanted
    from stretchexport.fixing import Edit, Fixed
    from stretchexport.loading import Loaded


@contextmanager
def room_for_the_text(files: list[str], *, reported_as_text: bool) -> Iterator[None]:
    """Keep standard output free for the text of standard input, if that is what is to be mended.

    What is printed inside goes to standard error then; leaves with 2 if it may not.
    """
    if STDIN not in files:
        yield
        return
    if len(files) > 1 or not reported_as_text:
        fail(
            "--fix -: standard output is for the mended text: give no other file and no --format",
            ExitCode.USAGE,
        )
    with redirect_stdout(sys.stderr):
        yield


def load_mended(file: str, wanted: Wanted) -> tuple[Loaded, tuple[Edit, ...]]:
    """Mend what can be mended of the wanted findings in ``file``, then read and check it.

    The file as it is then, and what was mended.

    Standard input goes to standard output, mended or not, so that this can stand in a pipe or in an
    editor's filter. A file is written only if something was mended, and what was is told on
    standard error. Raises ``OSError`` if the file cannot be read or written.
    """
    from stretchexport import output
    from stretchexport.fixing import fix
    from stretchexport.loading import load_bytes
    from stretchexport.reading import MAX_BYTES

    raw = read_at_most(file, MAX_BYTES + 1)
    folder = None if file == STDIN else Path(file).parent
    loaded = load_bytes(raw, file, folder)
    if loaded.document is None:
        if file == STDIN:
            _print(raw)
            _print(sys.stdin.buffer.read())  # what is left of a file that is too large
        return loaded, ()
    made = fix(loaded.document, wanted.pick(loaded.findings))
    data = made.encoded(raw)
    if file == STDIN:
        _print(data)
    elif made.edits:
        if not Path(file).is_file():
            raise OSError(errno.EINVAL, "what is mended in a pipe has no place to go: use -", file)
        output.write_one(Path(file), data)
    _tell(loaded.name, made)
    return load_bytes(data, file, folder) if made.edits else loaded, made.edits


def _print(data: bytes) -> None:
    stream = sys.__stdout__  # sys.stdout, where the report goes, is standard error now
    assert stream is not None
    stream.buffer.write(data)
    stream.flush()


def _tell(name: str, made: Fixed) -> None:
    from stretchexport.reporting.terminal import harmless

    for edit in made.edits:
        span = edit.finding.span
        place = f"{name}:{span.line}:{span.column}"
        typer.echo(harmless(f"{place}: mended {edit.old} to {edit.new}"), err=True)
