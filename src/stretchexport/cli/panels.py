"""A command whose help has its options in several parts."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class PanelCommand(TyperCommand):
    """Options with a ``rich_help_panel`` come last, in a part of that name.

    Typer itself does so only with rich, which takes longer to load than everything else here.
    """

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the options, and the options of each panel."""
        parts: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            usual = "Arguments" if param.param_type_name == "argument" else "Options"
            record = param.get_help_record(ctx)
            if record:
                title = getattr(param, "rich_help_panel", None) or usual
                parts.setdefault(title, []).append(record)
        for title, records in parts.items():
            with formatter.section(title):
                formatter.write_dl(records)
