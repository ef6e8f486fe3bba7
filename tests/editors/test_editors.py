"""Hover and completion have something to say for every key, and every example leads to the schema.

They are asked of a model of an editor, and with ``YAML_LANGUAGE_SERVER`` in the environment (the
path of that program, from npm) of the real one, too.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import ExitStack
from pathlib import Path as File
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import yaml

from editors.language_server import LanguageServer
from editors.schema_editor import SchemaEditor
from stretchexport.reading import Document, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path

ROOT = File(__file__).parent.parent.parent
SCHEMA = ROOT / "schemas" / "stretch-routine.schema.json"
EVERY_KEY = ROOT / "tests" / "corpus" / "every-key.yaml"
SERVER = os.environ.get("YAML_LANGUAGE_SERVER", "")
MODELINE = "# yaml-language-server: $schema="


class Editor(Protocol):
    """What a person at an editor can ask for."""

    def hover(self, path: Path) -> str: ...

    def keys(self, path: Path) -> set[str]: ...

    def values(self, path: Path) -> set[str]: ...


class _Dumper(yaml.SafeDumper):
    """Blocks only, with lists indented, so that every key has a line of its own."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _read(text: str) -> Document:
    document, findings = read_bytes(text.encode(), "routine.yaml")
    assert document is not None, findings
    return document


def _blocks(data: object) -> str:
    """``data`` as YAML with the modeline."""
    body = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    return f"{MODELINE}{SCHEMA.name}\n{body}"


def _paths(data: object, above: Path = ()) -> Iterator[Path]:
    """The path of every key in ``data``."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*above, key)
            yield from _paths(value, (*above, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _paths(value, (*above, index))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


DATA = _read(EVERY_KEY.read_text(encoding="utf-8")).data
PATHS = tuple(_paths(DATA))
MODEL = SchemaEditor(json.loads(SCHEMA.read_text(encoding="utf-8")))
CHOICES = tuple(
    (path, MODEL.values(path)) for path in PATHS if MODEL.values(path) - {"stretch-routine/v1"}
)


class ServerEditor:
    """The real language server with the routine of every key open in it."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._text = _blocks(DATA)
        self._document = _read(self._text)
        server.write("whole.yaml", self._text)

    def hover(self, path: Path) -> str:
        place = self._document.key_span(path)
        shown = self._server.hover("whole.yaml", place.line, place.column + 1)
        return re.sub(r"\\(.)", r"\1", shown)  # it is Markdown, with its escapes

    def keys(self, path: Path) -> set[str]:
        """Offered in an empty line at the end of the object, from which the key is missing."""
        document = _read(_blocks(DATA))
        owner = _at(document.data, path[:-1])
        owner[path[-1]] = owner.pop(
            path[-1]
        )  # the last key, so that the first one opens the object
        return self._offered(document.data, path, with_key=False)

    def values(self, path: Path) -> set[str]:
        """Offered after the colon, while there is no value yet."""
        return self._offered(DATA, path, with_key=True)

    def _offered(self, data: object, path: Path, *, with_key: bool) -> set[str]:
        text = _blocks(data)
        document = _read(text)
        key, value = document.key_span(path), document.span(path)
        lines = text.split("\n")
        start = lines[key.line - 1][: key.end_column + 1 if with_key else key.column - 1]
        lines[key.line - 1 : value.end_line] = [start]
        self._server.write("part.yaml", "\n".join(lines))
        return self._server.completions("part.yaml", key.line, len(start) + 1)


@pytest.fixture(scope="module", params=["model", *([SERVER] if SERVER else [])])
def editor(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    if request.param == "model":
        yield MODEL
        return
    folder = tmp_path_factory.mktemp("workspace")
    (folder / SCHEMA.name).write_bytes(SCHEMA.read_bytes())
    with ExitStack() as stack:
        yield ServerEditor(stack.enter_context(LanguageServer(SERVER, folder)))


def test_the_file_has_every_key_of_the_schema() -> None:
    used = {key for path in PATHS for key in MODEL.keys(path)}
    assert used <= {str(path[-1]) for path in PATHS}
    assert len(PATHS) > 150


def test_hover_says_for_every_key_what_that_key_is(editor: Editor) -> None:
    assert all(MODEL.hover(path) for path in PATHS)
    assert [path for path in PATHS if MODEL.hover(path) not in editor.hover(path)] == []


def test_no_inner_description_hides_that_of_a_key() -> None:
    """yaml-language-server shows the innermost one of an ``allOf``: "Text." for a title, say."""
    text = SCHEMA.read_text(encoding="utf-8")
    definitions = json.loads(text)["definitions"]
    inner = set(re.findall(r'"allOf": \[\s*\{\s*"\$ref": "#/definitions/(\w+)"', text))
    assert inner
    assert {name for name in inner if "description" in definitions[name]} == set()


def test_completion_offers_every_key_that_has_a_name_of_its_own(editor: Editor) -> None:
    named = [path for path in PATHS if path[-1] in MODEL.keys(path)]
    assert len(named) > 100
    assert [path for path in named if path[-1] not in editor.keys(path)] == []


def test_completion_offers_every_word_where_there_is_a_choice(editor: Editor) -> None:
    assert {path[-1] for path, _ in CHOICES} >= {"type", "sides", "order", "side", "action"}
    assert [path for path, words in CHOICES if not words <= editor.values(path)] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.name
)
def test_the_first_line_of_an_example_leads_to_the_schema(path: File) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(MODELINE)
    assert (path.parent / first.removeprefix(MODELINE)).resolve() == SCHEMA


def test_the_page_about_editors_names_what_the_program_writes() -> None:
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    assert SCHEMA.name in page
    for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL):
        json.loads(block)
