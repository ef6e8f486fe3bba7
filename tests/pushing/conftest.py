"""A clock that does not wait, and a token for every service."""

from __future__ import annotations

import pytest

from pushing.pushed import NoWaiting
from pushing.services import ALL, TOKEN
from stretchexport.online.credentials import token_variable


@pytest.fixture(autouse=True)
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token of the tests in the environment."""
    for service in ALL:
        monkeypatch.setenv(token_variable(service.name), TOKEN)


@pytest.fixture
def clock() -> NoWaiting:
    """Time that passes when somebody waits."""
    return NoWaiting()
