"""``stretchexport serve``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli import garbage
from stretchexport.cli.common import (
    ExitCode,
    LangOption,
    VariantOption,
    WithOption,
    check_selection,
    fail,
    load_file,
    require_packages,
    selection_from,
    unreadable,
)
from stretchexport.cli.words import Target, example, named_path, number, one_of

if TYPE_CHECKING:
    import socket

    from stretchexport.serving.addresses import Addresses
    from stretchexport.serving.shelf import Shelf
    from stretchexport.serving.tokens import Tokens
    from stretchexport.variants import Selection

LOOPBACK = "127.0.0.1"
PORT = 8010
PACKAGES = ("jinja2", "platformdirs", "starlette", "uvicorn")
"""What the extra ``serve`` brings, by the names that are imported."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("serve examples"))(serve)


def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", parser=named_path, help="The folder with the routines.")
    ],
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="The address to listen on; 0.0.0.0 lets the whole network in."
        ),
    ] = LOOPBACK,
    port: Annotated[
        int,
        typer.Option(help="The port to listen on; 0 takes a free one.", **number(0, 65535)),
    ] = PORT,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="What the addresses begin with, if the server is behind a reverse proxy: "
            "https://cal.example.org",
        ),
    ] = None,
    tokens: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The file with the secret that the addresses are made from; without it, one in "
            "your state folder.",
        ),
    ] = None,
    new_tokens: Annotated[
        bool, typer.Option("--new-tokens", help="Make a new secret: every address changes.")
    ] = False,
    workers: Annotated[int, typer.Option(help="Processes that answer.", **number(1, 32))] = 1,
    target: Annotated[
        Target,
        typer.Option(
            help="The program that all calendars are for: shapes them.", **one_of(Target, "target")
        ),
    ] = Target.GENERIC,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
) -> None:
    """Serve a folder's calendars for phones to subscribe to.

    Ctrl-C ends it. It needs more packages: pip install 'stretchexport[serve]'
    """
    require_packages("serve", PACKAGES)
    from stretchexport.serving.addresses import Addresses, BadBaseError, base_for, checked_base
    from stretchexport.serving.feeds import Builder
    from stretchexport.serving.running import Server, reached_at

    selection = selection_from(have, variant)
    if not folder.is_dir():
        fail(f"{folder}: give a folder with routines in it", ExitCode.FILES)
    _check_selection(selection, folder)
    try:
        given = None if base_url is None else checked_base(base_url)
    except BadBaseError as error:
        fail(f"--base-url {base_url}: {error}", ExitCode.USAGE)
    secret = _tokens(tokens, folder, renew=new_tokens)
    with _listen(host, port) as sock:
        addresses = Addresses(given or base_for(*reached_at(sock)), secret)
        server = Server(folder, Builder(selection, addresses, str(target), lang), workers)
        library = server.library()
        _welcome(library.shelf, addresses, sock, proxied=given is not None)
        garbage.as_usual()
        server.run(library, sock, _tell)
    typer.echo("ended", err=True)


def _check_selection(selection: Selection, folder: Path) -> None:
    """Leave with 2 if ``--with`` or ``--variant`` name what no routine in ``folder`` knows."""
    from stretchexport.searching import routines_below
    from stretchexport.variants import NOTHING_SAID

    if selection == NOTHING_SAID:
        return
    files = [str(one) for one in routines_below(folder) if isinstance(one, Path)]
    routines = [load_file(file).routine for file in files]
    check_selection(selection, [one for one in routines if one is not None])


def _tokens(given: Path | None, folder: Path, *, renew: bool) -> Tokens:
    """The tokens of the secret file; leaves with 2 or 3 if it will not do."""
    from platformdirs import user_state_path

    from stretchexport.serving.tokens import NoSecretError, open_tokens, others_may_read

    path = given or user_state_path("stretchexport", appauthor=False) / "serve-secret"
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        fail(f"--tokens {path}: keep the secret outside the folder that is served", ExitCode.USAGE)
    try:
        tokens = open_tokens(path, renew=renew)
        if others_may_read(path):
            _say(f"warning: others on this machine may read {path}: chmod 600 {path}")
    except NoSecretError as error:
        fail(f"{error}; give another file with --tokens", ExitCode.FILES)
    except OSError as error:
        fail(unreadable(str(path), error), ExitCode.FILES)
    return tokens


def _listen(host: str, port: int) -> socket.socket:
    """The server's socket; leaves with 3 if it cannot be had."""
    import errno

    from stretchexport.serving.running import listen

    try:
        return listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(
                f"--port {port}: another program listens there; --port 0 takes a free one",
                ExitCode.FILES,
            )
        # Python adds the address that it tried to bind
        reason = (error.strerror or str(error)).partition(" (while")[0].lower()
        fail(f"cannot listen on --host {host} --port {port}: {reason}", ExitCode.FILES)


def _welcome(shelf: Shelf, addresses: Addresses, sock: socket.socket, *, proxied: bool) -> None:
    """What is served where, and what that means."""
    from stretchexport.serving.running import only_this_machine
    from stretchexport.serving.shelf import Shelf as NewShelf

    _tell(NewShelf(), shelf)
    if not (shelf.feeds or shelf.troubles or shelf.waiting):
        _say("There is no routine in the folder yet; put one in, and it is served.")
    typer.echo(f"page: {addresses.page()}")
    _say("Whoever has the address of the page has all calendars. Ctrl-C ends the server.")
    if not only_this_machine(sock):
        _say(
            "warning: everybody on this network can reach the server, and what it sends can be "
            "read on the way: on a network that is not your own, put a reverse proxy with HTTPS in "
            "front of it (docs/serve.md)"
        )
    elif not proxied:
        _say("Only this machine can reach the server: --host 0.0.0.0 lets your network in.")


def _tell(before: Shelf, now: Shelf) -> None:
    from stretchexport.reporting.terminal import colours_wanted
    from stretchexport.serving.telling import changes

    for line in changes(before, now, colour=colours_wanted(sys.stderr)):
        _say(line)


def _say(text: str) -> None:
    """A line on standard error; standard output has nothing but the address."""
    typer.echo(text, err=True)
