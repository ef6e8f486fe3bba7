"""The colour of a calendar."""

from __future__ import annotations

import webcolors


def hexadecimal(name: str) -> str:
    """The ``#RRGGBB`` of a CSS3 colour name, which is what RFC 7986 section 5.9 allows.

    Raises ``ValueError`` with a suggestion for a name there is none of.
    """
    from stretchexport.checks.near import suggestion

    try:
        return str(webcolors.name_to_hex(name, spec=webcolors.CSS3)).upper()
    except ValueError:
        known = webcolors.names(webcolors.CSS3)
        hint = suggestion(name.lower(), known, "known")
        raise ValueError(f"colour {name}: it is no CSS3 colour name; {hint}") from None
