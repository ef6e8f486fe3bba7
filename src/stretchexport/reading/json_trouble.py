"""What the JSON reader stumbled over, in plain words: what is wrong, where, and what to do."""

from __future__ import annotations

import re

from stretchexport.reading.report import Trouble, shown

_COMMENT = re.compile(r"//[^\r\n]*|/\*|#[^\r\n]*")
_WORD = re.compile(r"[^\s\[\]{}:,\"']+")
_UNFINISHED_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*+')
_NUMBER_LIKE = re.compile(r"[-+]?\.?[0-9][0-9.eE+-]*")
_PYTHON_WORDS = {"True": "true", "False": "false", "None": "null", "TRUE": "true", "FALSE": "false"}
_IN_QUOTES = "put text in double quotes, and leave out what is not JSON; YAML needs a .yaml name"
_CLOSING = {"[": "]", "{": "}"}


def is_bare_word(text: str, at: int) -> bool:
    """Whether what stands here could be a word of YAML; a comment or a broken string could not."""
    return text[at] not in '"/'


def unknown(text: str, at: int) -> Trouble:
    """Something that is no part of JSON at all."""
    if text[at] == '"':
        return _string(text, at)
    if text[at] == "'":
        return Trouble("JSON has no single quotes", 'write double quotes: "…"', at, at + 1)
    if comment := _COMMENT.match(text, at):
        help = "delete the comment, or write the file as YAML, which has comments with '#'"
        return Trouble("JSON has no comments", help, *comment.span())
    word = _WORD.match(text, at)
    if word is None:
        message = f"there is a blank that is not an ordinary one here, {shown(text[at])}"
        help = "delete it, or write a space; such a blank often comes from a copied web page"
        return Trouble(message, help, at, at + 1)
    return _word(word[0], at, word.end())


def _string(text: str, at: int) -> Trouble:
    match = _UNFINISHED_STRING.match(text, at)
    end = match.end() if match else at + 1
    if text.startswith("\t", end):
        message = "there is a tab inside a string, which JSON does not allow"
        return Trouble(message, r"write \t, or a space", end, end + 1)
    message = "the string that begins here is not closed in its line"
    return Trouble(message, r'write " at its end; a line break inside is written \n', at, end)


def _word(word: str, start: int, end: int) -> Trouble:
    if _NUMBER_LIKE.fullmatch(word):
        message = f"{shown(word)} is not a number as JSON writes it"
        help = "a number begins with a digit or '-', has no needless nought at its beginning, and "
        help += "a digit on both sides of its point"
        return Trouble(message, help, start, end)
    if word in _PYTHON_WORDS:
        message = f"{shown(word)} is not a word of JSON"
        return Trouble(message, f"write {_PYTHON_WORDS[word]}", start, end)
    return Trouble(f"{shown(word)} stands here without quotes", _IN_QUOTES, start, end)


def never_closed(text: str, opened: int) -> Trouble:
    """The text ended inside of something."""
    bracket = text[opened]
    message = f"the bracket '{bracket}' that opens here is never closed"
    return Trouble(message, f"write '{_CLOSING[bracket]}' at its end", opened, opened + 1)


def no_value(text: str, at: int) -> Trouble:
    """A mark where a value belongs."""
    return Trouble(f"there is no value before this '{text}'", "write one", at, at + 1)


def trailing_comma(at: int) -> Trouble:
    """A comma with nothing after it."""
    message = "JSON allows no comma after the last item"
    return Trouble(message, "delete the comma", at, at + 1)


def no_key(text: str, at: int) -> Trouble:
    """Something else where a key belongs."""
    help = 'a key is text in double quotes, such as "title"'
    return Trouble(f"there is {shown(text)} where a key belongs", help, at, at + 1)


def no_colon(at: int) -> Trouble:
    """Something else between a key and its value."""
    return Trouble("a colon is missing before this", "write ':' after the key", at, at + 1)


def after_value(text: str, at: int, opening: str) -> Trouble:
    """Something else than a comma or the right bracket after a value."""
    closing = _CLOSING[opening]
    if text in ("]", "}"):
        message = f"the bracket '{opening}' is closed with '{text}'"
        return Trouble(message, f"close it with '{closing}'", at, at + 1)
    if text == ":":
        return Trouble("there is no key before this colon", "write one, or ','", at, at + 1)
    message = f"a comma or the closing '{closing}' is missing before this"
    return Trouble(message, "write it", at, at + 1)


def more_text(text: str, at: int) -> Trouble:
    """Something after the end of the one value."""
    if text in ("[", "{"):
        message = "a second document begins here; a routine file holds one"
        return Trouble(message, "move it to its own file", at, at + 1, "SE111")
    message = "there is more text here after the end of the routine"
    return Trouble(message, "delete it, or look for a bracket closed too early", at, at + 1)
