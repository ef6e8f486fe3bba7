"""A language server on the other end of a pipe, as an editor talks to it (LSP 3.17)."""

from __future__ import annotations

import itertools
import json
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class LanguageServer:
    """``yaml-language-server`` with one folder open; a context manager."""

    def __init__(self, executable: str, folder: Path) -> None:
        self._folder = folder
        self._ids = itertools.count(1)
        self._process = subprocess.Popen(
            [executable, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._versions: dict[str, int] = {}

    def __enter__(self) -> LanguageServer:
        client: dict[str, Any] = {"textDocument": {"hover": {}, "completion": {}}, "workspace": {}}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": client})
        self._tell("initialized", {})
        settings = {"yaml": {"hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self._tell("workspace/didChangeConfiguration", {"settings": settings})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def write(self, name: str, text: str) -> None:
        """Open the file ``name`` with ``text`` in it, or type all of it anew."""
        uri = (self._folder / name).as_uri()
        version = self._versions[name] = self._versions.get(name, 0) + 1
        if version == 1:
            file = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": file})
        else:
            file = {"uri": uri, "version": version}
            change = {"textDocument": file, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", change)

    def hover(self, name: str, line: int, column: int) -> str:
        """What is shown with the mouse at a place, counted from 1; empty if nothing is."""
        answer = self._ask("textDocument/hover", self._place(name, line, column))
        contents = (answer or {}).get("contents", "")
        return str(contents["value"] if isinstance(contents, dict) else contents)

    def completions(self, name: str, line: int, column: int) -> set[str]:
        """What is offered with the cursor in ``line`` and ``column``, both from 1."""
        answer = self._ask("textDocument/completion", self._place(name, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {str(item["label"]) for item in items}

    def _place(self, name: str, line: int, column: int) -> dict[str, Any]:
        uri = (self._folder / name).as_uri()
        position = {"line": line - 1, "character": column - 1}
        return {"textDocument": {"uri": uri}, "position": position}

    def _tell(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _ask(self, method: str, params: Any) -> Any:
        """The answer to a request; what the server asks meanwhile is answered with nothing."""
        number = next(self._ids)
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message.get("result")
            if "id" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})

    def _send(self, message: Any) -> None:
        assert self._process.stdin
        body = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> Any:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has closed the pipe"
        return json.loads(self._process.stdout.read(length))
