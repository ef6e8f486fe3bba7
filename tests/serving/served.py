"""A folder that is served in this process, looked at when a test says so."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from stretchexport.serving.addresses import Addresses
from stretchexport.serving.app import make_app
from stretchexport.serving.feeds import Builder
from stretchexport.serving.library import Library
from stretchexport.serving.looking import REST
from stretchexport.serving.tokens import Tokens
from stretchexport.variants import NOTHING_SAID, Selection

if TYPE_CHECKING:
    import httpx2

    from stretchexport.serving.shelf import Shelf

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "tests" / "corpus" / "checks" / "base.yaml").read_text(encoding="utf-8")
MISTAKE = ("hold: 30s", "hold: 1:30")


def routine(routine_id: str = "plain", title: str = "Plain") -> str:
    """A sound routine."""
    return TEXT.replace("id: base", f"id: {routine_id}", 1).replace("Base", title, 1)


class Served:
    """``folder`` as it is served; ``clock`` runs as fast as a test wants."""

    def __init__(self, folder: Path, selection: Selection = NOTHING_SAID) -> None:
        self.folder = folder
        self.addresses = Addresses("http://testserver", Tokens(bytes(32)))
        self.library = Library(folder, Builder(selection, self.addresses), time.time(), self.clock)
        self.late = 0.0
        self.client = TestClient(make_app(self.library, self.addresses), follow_redirects=False)

    def clock(self) -> float:
        return time.time() + self.late

    def write(self, name: str, text: str | None = None) -> Path:
        """Write a file, and let it lie."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(routine() if text is None else text, encoding="utf-8")
        return path

    def look(self) -> Shelf:
        """Look at the folder after everything in it was left alone for long enough."""
        self.late += 2 * REST
        return self.library.refresh()

    def get(self, routine_id: str = "plain", **headers: str) -> httpx2.Response:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(self.addresses.feed(routine_id), headers=fields)

    def page(self) -> str:
        return self.client.get(self.addresses.page()).text
