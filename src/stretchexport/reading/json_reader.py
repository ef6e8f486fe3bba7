"""JSON to plain data and places: RFC 8259 to the letter, with the same limits as YAML."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from stretchexport.reading import json_trouble as trouble
from stretchexport.reading.json_strings import unescape
from stretchexport.reading.report import Report, Stopped, shown
from stretchexport.reading.scalars import REFUSED_VALUES, Refused, number
from stretchexport.reading.tree import TreeBuilder

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.reading.report import Trouble

_BLANKS = " \t\r\n"
_TOKEN = re.compile(
    r"""
    [ \t\r\n]*+
    (?: (?P<mark> [\[\]{}:,] )
    |   (?P<string> "[^"\\\x00-\x1f]*+ (?: \\. [^"\\\x00-\x1f]*+ )*+ " )
    |   (?P<number> -? (?: 0 | [1-9][0-9]*+ ) (?: \.[0-9]++ )? (?: [eE][-+]?[0-9]++ )? )
        (?! [\w.+-] )
    |   (?P<constant> true | false | null ) \b
    |   (?P<infinite> -? (?: NaN | Infinity ) ) \b
    )""",
    re.VERBOSE,
)
_CONSTANTS = {"true": True, "false": False, "null": None}


class _Token(NamedTuple):
    kind: str  # one of []{}:, or the name of the pattern's group, or "end"
    text: str
    start: int
    end: int


def read_json(text: str, report: Report) -> tuple[TreeBuilder, bool]:
    """Read ``text``; the data is only of use if ``report`` got no error.

    The second value is whether reading broke at a word or sign without quotes, which JSON does not
    have and YAML does.
    """
    builder = TreeBuilder(report)
    reader = _JsonReader(text, report, builder)
    with suppress(Stopped):
        reader.read()
    return builder, reader.broke_at_bare_word


class _JsonReader:
    """A scanner and a parser that is always in one state: what may come next."""

    def __init__(self, text: str, report: Report, builder: TreeBuilder) -> None:
        self.broke_at_bare_word = False
        self._text = text
        self._report = report
        self._builder = builder
        self._at = 0
        self._comma = 0
        self._next: Callable[[_Token], None] = self._value

    def read(self) -> None:
        """Read until the end of the text; ``Stopped`` at broken syntax."""
        while (token := self._token()).kind != "end":
            self._next(token)
        if self._builder.is_open:
            raise self._broken(trouble.never_closed(self._text, self._builder.opened_at))

    def _token(self) -> _Token:
        match = _TOKEN.match(self._text, self._at)
        if match is not None:
            kind = str(match.lastgroup)
            start, self._at = match.span(kind)
            text = match[kind]
            return _Token(text if kind == "mark" else kind, text, start, self._at)
        start = len(self._text) - len(self._text[self._at :].lstrip(_BLANKS))
        if start == len(self._text):
            return _Token("end", "", start, start)
        self.broke_at_bare_word = trouble.is_bare_word(self._text, start)
        raise self._broken(trouble.unknown(self._text, start))

    def _value(self, token: _Token) -> None:
        kind, text, start, end = token
        match kind:
            case "[":
                self._builder.open_list(start, end)
                self._next = self._first_item
            case "{":
                self._builder.open_mapping(start, end)
                self._next = self._first_key
            case "string":
                self._scalar(self._string(token), token)
            case "number":
                self._scalar(self._number(token), token)
            case "constant":
                self._scalar(_CONSTANTS[text], token)
            case "infinite":
                self._refuse(Refused.NOT_FINITE, token)
                self._scalar(None, token)
            case _:
                raise self._broken(trouble.no_value(text, start))

    def _scalar(self, value: str | float | bool | None, token: _Token) -> None:
        self._builder.scalar(value, token.start, token.end)
        self._next = self._after_value

    def _first_item(self, token: _Token) -> None:
        if token.kind == "]":
            self._close(token)
        else:
            self._value(token)

    def _item(self, token: _Token) -> None:
        if token.kind == "]":
            raise self._broken(trouble.trailing_comma(self._comma))
        self._value(token)

    def _first_key(self, token: _Token) -> None:
        if token.kind == "}":
            self._close(token)
        else:
            self._key(token)

    def _later_key(self, token: _Token) -> None:
        if token.kind == "}":
            raise self._broken(trouble.trailing_comma(self._comma))
        self._key(token)

    def _key(self, token: _Token) -> None:
        kind, text, start, end = token
        if kind == "string":
            self._builder.key(self._string(token), start, end)
        elif kind in ("number", "constant", "infinite"):
            message = f"the key {shown(text)} is not text"
            self._add("SE112", message, start, end, f'put it in quotes: "{text}"')
            self._builder.drop_key(end)
        else:
            raise self._broken(trouble.no_key(text, start))
        self._next = self._colon

    def _colon(self, token: _Token) -> None:
        if token.kind != ":":
            raise self._broken(trouble.no_colon(token.start))
        self._next = self._value

    def _after_value(self, token: _Token) -> None:
        kind, text, start, _ = token
        is_open, in_mapping = self._builder.is_open, self._builder.in_mapping
        if not is_open:
            raise self._broken(trouble.more_text(text, start))
        if kind == ",":
            self._comma = start
            self._next = self._later_key if in_mapping else self._item
        elif kind == ("}" if in_mapping else "]"):
            self._close(token)
        else:
            opening = self._text[self._builder.opened_at]
            raise self._broken(trouble.after_value(text, start, opening))

    def _close(self, token: _Token) -> None:
        self._builder.close(token.end)
        self._next = self._after_value

    def _string(self, token: _Token) -> str:
        _, text, start, end = token
        if "\\" not in text:
            return text[1:-1]
        return unescape(self._text, start + 1, end - 1, self._builder.path(), self._report)

    def _number(self, token: _Token) -> int | float | None:
        word = token.text
        if "e" in word or "E" in word:
            message = f"the number {shown(word)} is written with an exponent"
            self._add("SE116", message, token.start, token.end, "write it out, such as 1000")
            return None
        value = number(word, is_decimal="." in word)
        if isinstance(value, Refused):
            self._refuse(value, token)
            return None
        return value

    def _refuse(self, why: Refused, token: _Token) -> None:
        code, what, help = REFUSED_VALUES[why]
        self._add(code, f"{shown(token.text)} {what}", token.start, token.end, help)

    def _add(self, code: str, message: str, start: int, end: int, help: str) -> None:
        self._report.add(code, message, start, end, help=help, path=self._builder.path())

    def _broken(self, what: Trouble) -> Stopped:
        """Report broken syntax; what this gives is to be raised."""
        self._report.add_trouble(what)
        return Stopped()
