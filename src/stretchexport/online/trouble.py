"""What can go wrong between here and a server, as a sentence for people."""

from __future__ import annotations


class OnlineError(Exception):
    """Nothing more can be done; the text says why and what to do. It never has a secret in it."""


class RefusedError(Exception):
    """The server refused one object; the others can still be tried. The text says why."""
