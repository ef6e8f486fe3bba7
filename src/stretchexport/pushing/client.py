"""Requests to a REST API: at its pace, and again where that makes sense."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import niquests

from stretchexport.online.session import Session, unreachable
from stretchexport.online.trouble import OnlineError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stretchexport.online.address import Address
    from stretchexport.pushing.clock import Pace

ATTEMPTS = 5
"""How often a request is made before it is given up."""

PATIENCE = 600
"""The longest that a service may have us wait, in seconds; after that a person decides."""

_TOO_MANY, _BUSY = 429, 503
_WORDS = 200
"""How much of a service's own words is told, in characters."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``after`` is its Retry-After."""

    status: int
    body: bytes
    after: str | None


class LostError(Exception):
    """Nobody knows whether the service did what it was asked: it has to be looked for again."""


class Client:
    """One service at one address. Nothing it says has the token in it.

    Its methods raise :class:`OnlineError` if nothing more can be done, and :class:`RefusedError` if
    the service does not do this one thing.
    """

    def __init__(self, address: Address, header: tuple[str, str], token: str, pace: Pace) -> None:
        """``header`` signs in with ``token``; ``pace`` is when the next request may be sent."""
        self._root, self.host = address.url.rstrip("/"), address.host
        self._session = Session(address.origin, "--server", "it is none that we can read")
        self._headers = {
            **dict([header]),
            "Accept": "application/json",
            "User-Agent": f"stretchexport/{version('stretchexport')}",
        }
        self._secrets = token, header[1].rpartition(" ")[2]
        self._pace, self._clock = pace, pace.clock

    def get(self, path: str) -> Any:
        """What is at ``path``, as plain values."""
        answer = self._persistent("GET", path)
        if answer.status in (401, 403):
            raise OnlineError(self._not_allowed(answer.status))
        if answer.status != 200:
            raise self.odd(f" ({answer.status})")
        return self._values(answer)

    def create(self, path: str, body: Any) -> Any:
        """Ask once for something new; the answer as plain values.

        Raises :class:`LostError` if it may or may not have been made.
        """
        answer = self._asked(lambda: self._request("POST", path, body))
        if answer.status >= 500:
            raise LostError(self._troubled(answer.status))
        self._done(answer)
        try:
            return self._values(answer)
        except OnlineError as error:
            raise LostError(str(error)) from None

    def change(self, method: str, path: str, body: Any) -> None:
        """Bring what is at ``path`` up to date; doing it twice is as good as once."""
        self._done(self._persistent(method, path, body))

    def delete(self, path: str) -> None:
        """Take away what is at ``path``; what is gone already is fine."""
        answer = self._persistent("DELETE", path)
        if answer.status not in (404, 410):
            self._done(answer)

    def rest(self, attempt: int) -> None:
        """Wait before the next attempt, longer each time: 1, 2, 4, ... seconds."""
        self._clock.sleep(2.0**attempt)

    def harmless(self, text: str) -> str:
        """``text``, or something else if the token is in it."""
        if any(secret in one for secret in self._secrets for one in (text, unquote(text))):
            return f"{self.host} says something with the token in it, which is not shown"
        return text

    def odd(self, what: str = "") -> OnlineError:
        """What to say of an answer that the service would not give."""
        return OnlineError(
            f"{self.host} does not answer as its API is documented{what}: nothing more was sent"
        )

    def _persistent(self, method: str, path: str, body: Any = None) -> Answer:
        """A request that may be made several times, until it has an answer that says something."""
        for attempt in range(ATTEMPTS):
            try:
                answer = self._asked(lambda: self._request(method, path, body))
            except LostError as error:
                trouble = str(error)
            else:
                if answer.status < 500:
                    return answer
                trouble = self._troubled(answer.status)
            if attempt < ATTEMPTS - 1:
                self.rest(attempt)
        raise OnlineError(trouble)

    def _asked(self, request: Callable[[], Answer]) -> Answer:
        """Make a request, and again when the service says that it had too many just then."""
        for _ in range(ATTEMPTS):
            answer = request()
            if answer.status != _TOO_MANY and not (answer.status == _BUSY and answer.after):
                return answer
            wait = self._wait(answer.after or "60")
            if wait > PATIENCE:
                break
            self._clock.sleep(wait)
        raise OnlineError(
            f"{self.host} has had too many requests for now ({answer.status}): run this again "
            "later, and it goes on where it stopped"
        )

    def _request(self, method: str, path: str, body: Any) -> Answer:
        """One request; raises :class:`LostError` if no whole answer came back."""
        self._pace.wait()
        try:
            response = self._session.request(
                method, self._root + path, headers=self._headers, json=body
            )
        except niquests.exceptions.SSLError as error:
            raise OnlineError(f"{self.host} {unreachable(error)}") from None
        except niquests.RequestException as error:
            raise LostError(f"{self.host} {unreachable(error)}") from None
        except OnlineError as error:  # it names where a server would send us on to
            raise OnlineError(self.harmless(str(error))) from None
        after = response.headers.get("Retry-After")
        return Answer(response.status_code or 0, response.content or b"", str(after or "") or None)

    def _wait(self, after: str) -> float:
        """The seconds that a Retry-After means (RFC 9110 section 10.2.3)."""
        try:
            return max(0.0, float(int(after)))
        except ValueError:
            pass
        try:
            return max(0.0, parsedate_to_datetime(after).timestamp() - self._clock.date())
        except (ValueError, OverflowError):
            return 60.0

    def _done(self, answer: Answer) -> None:
        """Raise if a change was not made."""
        status = answer.status
        if 200 <= status < 300:
            return
        if status == 401:
            raise OnlineError(self._not_allowed(status))
        reason = self._reason(answer)
        raise RefusedError(f"{self.host} refused it ({status}){f': {reason}' if reason else ''}")

    def _values(self, answer: Answer) -> Any:
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            raise self.odd(", but with something that is no JSON") from None

    def _not_allowed(self, status: int) -> str:
        return (
            f"{self.host} does not let this token in ({status}): it may have run out or belong to "
            "another server; docs/push.md says where a new one comes from"
        )

    def _troubled(self, status: int) -> str:
        return f"{self.host} has trouble of its own ({status}): try again later"

    def _reason(self, answer: Answer) -> str:
        """What a service itself says of a refusal; nothing if it is no plain JSON."""
        try:
            told = " ".join(" ".join(_texts(json.loads(answer.body))).split())
        except (ValueError, RecursionError):
            return ""
        return self.harmless(told)[:_WORDS]


def _texts(value: Any) -> Iterator[str]:
    """Every text in plain values, with the keys it stands under."""
    if isinstance(value, dict):
        for key, inner in value.items():
            texts = list(_texts(inner))
            yield from [f"{key}:", *texts] if texts else []
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
