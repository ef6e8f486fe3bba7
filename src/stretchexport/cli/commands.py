"""The commands there are: each is imported, and its options read, when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

MODULES = {
    "new": "new",
    "import": "importing",
    "validate": "validate",
    "explain": "explain",
    "export": "export",
    "show": "show",
    "calendar": "calendar",
    "cards": "cards",
    "plan": "single",
    "fit": "single",
    "unschedule": "unschedule",
    "doctor": "doctor",
    "review": "review",
    "publish": "publish",
    "push": "push",
    "serve": "serve",
    "figure": "figure",
    "bodymap": "bodymap",
    "formats": "formats",
    "schema": "schema",
}
"""Every command, in the order of the help, and the module of this package that registers it."""


class Commands(TyperGroup):
    """The group of all commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = _OnDemand()

    def invoke(self, ctx: Any) -> Any:
        """Run a command; of an option that it does not have, say which commands have it."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            option = getattr(error, "option_name", None)
            if option and hasattr(error, "possibilities"):  # the parser's "no such option"
                _name_those_with(option, error)
            raise


def _name_those_with(option: str, error: Any) -> None:
    """Put the commands that have an option in the place of options that only look like it."""
    names = [
        name
        for name, command in _OnDemand().items()
        if any(option in (*one.opts, *one.secondary_opts) for one in command.params)
    ]
    if names:
        error.possibilities = None
        error.message = f"No such option: {option}. These commands have it: {', '.join(names)}"


class _OnDemand(Mapping[str, Any]):
    """The commands by their names."""

    def __getitem__(self, name: str) -> Any:
        return _registered(MODULES[name])[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


@cache
def _registered(module: str) -> Mapping[str, Any]:
    """The commands that a module registers."""
    app = typer.Typer(rich_markup_mode=None)
    import_module(f"stretchexport.cli.{module}").register(app)
    return typer.main.get_group(app).commands
