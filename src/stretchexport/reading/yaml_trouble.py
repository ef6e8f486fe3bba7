"""What the YAML parser stumbled over, in plain words: what is wrong, where, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.reading.report import Trouble, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

_QUOTE_IT = "if it is meant as text, put the whole value in quotes"
_SPACES = "indent with spaces only; most editors can turn tabs into spaces"


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the parser said: where it stopped (``at``) and what it was reading (from ``opened``)."""

    text: str
    at: int
    opened: int

    @property
    def character(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.text[self._line_start(self.at) : self.at]

    @property
    def is_at_end(self) -> bool:
        return not self.text[self.at :].strip()

    @property
    def is_on_one_line(self) -> bool:
        return self._line_start(self.at) == self._line_start(self.opened)

    def here(self, message: str, help: str) -> Trouble:
        """Trouble with one character, or after the last one of a file that ended too early."""
        if self.is_at_end:
            end = len(self.text.rstrip())
            return Trouble(message, help, end, end)
        return Trouble(message, help, self.at, self.at + 1)

    def line_from(self, start: int, message: str, help: str) -> Trouble:
        """Trouble with the rest of a line."""
        line = re.compile(r"[^\r\n]*").match(self.text, start)
        end = start + len(line[0].rstrip()) if line else start
        return Trouble(message, help, start, max(end, start + 1))

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1


def explain(error: yaml.MarkedYAMLError, text: str) -> Trouble:
    """The parser's error in plain words."""
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    scene = _Scene(text, at, error.context_mark.index if error.context_mark else at)
    said = f"{error.context or ''}: {error.problem or ''}"
    for pattern, words in _CASES:
        if pattern.search(said):
            return words(scene)
    return scene.here(
        "what stands here cannot be understood",
        "compare the line with its neighbours: indentation, colons, quotes and brackets",
    )


def _start_of_value(scene: _Scene) -> Trouble:
    if scene.character == "\t":
        return _tab(scene)
    message = f"a value cannot begin with {shown(scene.character)}"
    return scene.here(message, "put the whole value in quotes")


def _tab(scene: _Scene) -> Trouble:
    message = "there is a tab where only spaces may stand"
    return Trouble(message, _SPACES, scene.at, scene.at + 1)


def _second_colon(scene: _Scene) -> Trouble:
    before = scene.before
    if before.startswith("--- "):
        message = "a mapping cannot begin on the line of the '---'"
        return scene.here(message, "begin it on the next line, or delete the '---'")
    if len(before) > 1000 and ": " not in before:
        message = "the key before this colon is longer than 1,000 characters"
        return scene.here(message, "a key is a short name; put long text into a value")
    if ": " in before:
        message = "a second colon in one line: it is not clear what is the value"
        return scene.here(message, "put the value in quotes, or begin a new line")
    return scene.here(
        "there is a key here, but the lines before it are already a complete value",
        "indent this line like the key it belongs with, or put a value with a colon in quotes",
    )


def _list_on_line(scene: _Scene) -> Trouble:
    message = "a list cannot begin on the same line as its key"
    return scene.here(message, f"begin the list on the next line; {_QUOTE_IT}")


def _question_mark(scene: _Scene) -> Trouble:
    return scene.here("a value cannot begin with '? '", "put the whole value in quotes")


def _no_colon(scene: _Scene) -> Trouble:
    if pair := re.compile(r"[^\r\n:]+:(?=\S)").match(scene.text, scene.opened):
        help = f"write one; {_QUOTE_IT}"
        return Trouble("there is no space after this colon", help, pair.end() - 1, pair.end())
    message = "this line has no colon; a line like 'key: value' belongs here"
    help = "write a colon and a space after the key, or indent the line if it continues a value"
    return scene.line_from(scene.opened, message, help)


def _open_quote(scene: _Scene) -> Trouble:
    message = "the text that begins here with a quote is never closed"
    help = "write the same quote at its end, or no quotes at all"
    return scene.line_from(scene.opened, message, help)


def _open_bracket(scene: _Scene) -> Trouble:
    bracket = scene.text[scene.opened : scene.opened + 1]
    closing = "]" if bracket == "[" else "}"
    if scene.character and scene.character in "]}":
        message = f"the bracket '{bracket}' is closed with '{scene.character}'"
        return scene.here(message, f"close it with '{closing}'")
    if scene.is_on_one_line and not scene.is_at_end:
        message = f"a comma or the closing '{closing}' is missing before this"
        return scene.here(message, f"write it; {_QUOTE_IT}")
    return Trouble(
        f"the bracket '{bracket}' that opens here is not closed, or a comma is missing in it",
        f"write '{closing}' at its end, and a comma between its items",
        scene.opened,
        scene.opened + 1,
        related=() if scene.is_at_end else (("reading it failed here", scene.at, scene.at + 1),),
    )


def _misplaced(scene: _Scene) -> Trouble:
    before = scene.before.rstrip()
    if scene.character and scene.character in "]}":
        return scene.here(f"this '{scene.character}' closes no bracket", f"delete it; {_QUOTE_IT}")
    if before.endswith(("'", '"')):
        return scene.here(
            "there is more text after the closing quote",
            "put all of the value between the quotes; a quote inside is written twice ('') "
            'between single quotes, and as \\" between double quotes',
        )
    if scene.character == ":":
        return scene.here("there is no key before this colon", f"write one; {_QUOTE_IT}")
    if before.strip():
        return scene.here("this does not belong to the value before it", _QUOTE_IT)
    if re.compile(r"-[ \r\n]").match(scene.text, scene.at):
        message = "there is a list item here, where a line like 'key: value' belongs"
        return scene.here(message, "indent it like the items it belongs with")
    return scene.here(
        "this line is not indented like the lines it belongs with",
        "give all keys of one mapping, and all items of one list, the same number of spaces",
    )


def _no_item(scene: _Scene) -> Trouble:
    if scene.before.strip():
        return _misplaced(scene)
    message = "there is no '- ' here, and the lines that this belongs with are items of a list"
    return scene.here(message, "begin it with '- ', or indent it like the item it belongs to")


def _not_a_value(scene: _Scene) -> Trouble:
    if scene.character and scene.character in "]}":
        return scene.here(f"this '{scene.character}' closes no bracket", f"delete it; {_QUOTE_IT}")
    message = f"a value cannot begin with {shown(scene.character)}"
    return scene.here(message, "put the whole value in quotes")


def _no_value_in_brackets(scene: _Scene) -> Trouble:
    if scene.character and scene.character in ",]}":
        message = f"there is no value before this '{scene.character}'"
        return scene.here(message, "write one, or check that every bracket is closed by its own")
    return scene.here("a value is missing here", "write one, or close the bracket before this")


def _name_of_anchor(scene: _Scene) -> Trouble:
    character = scene.text[scene.opened : scene.opened + 1]
    message = f"a value cannot begin with {shown(character)}"
    return scene.line_from(scene.opened, message, "put the whole value in quotes")


def _tag(scene: _Scene) -> Trouble:
    word = re.compile(r"\S+").match(scene.text, scene.opened)
    end = word.end() if word else scene.opened + 1
    tag = shown(scene.text[scene.opened : end])
    help = "remove it; if the text is meant to begin with '!', put it in quotes"
    return Trouble(f"the tag {tag} cannot be used here", help, scene.opened, end, "SE110")


def _block_header(scene: _Scene) -> Trouble:
    message = "nothing but a line break may follow the sign that begins a block of text"
    return scene.line_from(scene.opened, message, f"begin the text on the next line; {_QUOTE_IT}")


def _unknown_escape(scene: _Scene) -> Trouble:
    escape = re.compile(r"\\?.").match(scene.text, scene.at)
    end = escape.end() if escape else scene.at + 1
    return Trouble(
        "a backslash between double quotes begins an escape, and this one does not exist",
        r"write \\ for a backslash, or use single quotes, where it needs no escape",
        scene.text.rfind("\\", 0, end),
        end,
    )


def _bad_escape(scene: _Scene) -> Trouble:
    return scene.here(
        "the number of this escape is not complete",
        r"two hexadecimal digits follow \x, four follow \u, eight follow \U",
    )


def _escape_of_nothing(scene: _Scene) -> Trouble:
    start = scene.text.rfind("\\", 0, scene.at)
    end = scene.at + (4 if scene.text[start + 1] == "u" else 8)
    message = "this escape stands for half of a character, or for none at all"
    help = "write the character itself"
    return Trouble(message, help, start, end, "SE103")


# The first that fits counts. The words of libyaml come first, then those of PyYAML's own parser.
_CASES: tuple[tuple[re.Pattern[str], Callable[[_Scene], Trouble]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"found a tab|character '\\t'", _tab),
        (r"cannot start any token", _start_of_value),
        (r"mapping values are not allowed", _second_colon),
        (r"sequence entries are not allowed", _list_on_line),
        (r"mapping keys are not allowed", _question_mark),
        (r"could not find expected ':'", _no_colon),
        (r"unexpected (end of stream|document (indicator|separator))", _open_quote),
        (r"expected ',' or", _open_bracket),
        (r"(scanning|parsing) a tag|tag handle", _tag),
        (r"(an anchor|an alias):", _name_of_anchor),
        (r"a block scalar:", _block_header),
        (r"unknown escape", _unknown_escape),
        (r"hexa?decimal number", _bad_escape),
        (r"invalid Unicode character", _escape_of_nothing),
        (r"block collection: (did not find expected '-'|expected <block end>)", _no_item),
        (r"expected key|expected <block end>", _misplaced),
        (r"flow node: .*node content", _no_value_in_brackets),
        (r"node content", _not_a_value),
    )
)
