"""The addresses of the page and the feeds, as people and their calendars meet them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from stretchexport.serving.tokens import Tokens

PAGE_PATH = "/page/"
FEED_PATH = "/feed/"
FEED_SUFFIX = ".ics"


class BadBaseError(ValueError):
    """A base address that none can be made from, with what to write instead."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses below ``base``, such as ``https://cal.example.org`` (no slash at its end)."""

    base: str
    tokens: Tokens

    def page(self) -> str:
        """The page that lists the feeds."""
        return f"{self.base}{PAGE_PATH}{self.tokens.page()}"

    def feed(self, routine_id: str) -> str:
        """The calendar of a routine."""
        return f"{self.base}{FEED_PATH}{self.tokens.feed(routine_id)}{FEED_SUFFIX}"

    def subscription(self, routine_id: str) -> str:
        """The same with ``webcal:``, which makes a calendar program subscribe to it."""
        return f"webcal:{self.feed(routine_id).partition(':')[2]}"


def checked_base(text: str) -> str:
    """``text`` as a base address; raises :class:`BadBaseError` if it cannot be one."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        sound = False
    extra = any(mark in text for mark in "?#@\\\"'<>") or not text.isprintable() or " " in text
    if not sound or extra or not text.isascii():
        raise BadBaseError("write it as https://cal.example.org, or with a path after it")
    return text.rstrip("/")


def base_for(host: str, port: int) -> str:
    """The base address of a server that is bound to ``host``, a name or an IP address."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
