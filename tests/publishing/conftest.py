"""Servers that run as long as the tests do, and one calendar of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publishing.servers import PASSWORD, Server, radicale, xandikos
from publishing.standin import StandIn
from stretchexport.online.credentials import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", params=[radicale, xandikos], ids=lambda one: str(one.__name__))
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Each of the two servers in turn."""
    with request.param(tmp_path_factory.mktemp(request.param.__name__)) as one:
        yield one


@pytest.fixture
def calendar(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a new calendar on the server, which this process can sign in to."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    url = server.calendar("Stretching")
    yield url
    server.request("DELETE", url)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A server that answers whatever a test wants, for what no real one does."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with StandIn() as one:
        yield one
