"""YAML to plain data and places, straight from PyYAML's event stream.

Nothing is ever composed or constructed by PyYAML: its composer recurses, and would end the process
on a file of brackets. What a routine does not need (anchors, aliases, merge keys, tags, directives,
several documents, keys that are not text) is refused where it is met.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import yaml

from stretchexport.reading.characters import ESCAPED, check_escape
from stretchexport.reading.decoding import HOW_TO_START
from stretchexport.reading.report import Report, Stopped, shown
from stretchexport.reading.scalars import REFUSED_VALUES, Refused, plain
from stretchexport.reading.tree import TreeBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    Loader = type[yaml.CSafeLoader] | type[yaml.SafeLoader]

# PyYAML can be built without libyaml; its own parser finds the same, many times slower.
LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*+(%[^\r\n]*)")
_BETWEEN_DOCUMENTS = re.compile(r"(?:\s|#[^\r\n]*|(?<![^\r\n])\.\.\.(?=\s|\Z))*+")
_ITEM_LINE = re.compile(r"[\r\n][ \t]*(- )")
_ANCHOR = re.compile(r"&[\w-]*")
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
    "v": "\v", "L": "\u2028", "N": "\x85", "P": "\u2029",
}  # fmt: skip
_BLOCK_STYLES = frozenset("|>")


def read_yaml(text: str, report: Report, loader: Loader = LOADER) -> TreeBuilder:
    """Read ``text``; the data is only of use if ``report`` got no error."""
    builder = TreeBuilder(report)
    with suppress(Stopped):
        _refuse_directives(text, report)
        _YamlReader(text, report, builder).read(loader)
    return builder


def _refuse_directives(text: str, report: Report) -> None:
    """Report the lines with ``%`` before the document, and stop if there are any.

    The parser does not get to see them: it compares each with every other.
    """
    match = _DIRECTIVE.match(text)
    if match is None:
        return
    while match is not None:
        report.add(
            "SE117",
            f"the directive {shown(match[1].rstrip())} cannot be used here",
            *match.span(1),
            help="delete the line; if it is meant as text, put it in quotes",
        )
        match = _DIRECTIVE.match(text, match.end())
    raise Stopped


class _YamlReader:
    """Turns the events of one text into calls of a ``TreeBuilder``."""

    def __init__(self, text: str, report: Report, builder: TreeBuilder) -> None:
        self._text = text
        self._report = report
        self._builder = builder
        self._after_merge_key = False
        self._is_empty = True

    def read(self, loader: Loader) -> None:
        """Read until the end of the first document; ``Stopped`` if it cannot be reached."""
        for event in self._events(loader):
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    start, end = _offsets(event)
                    # The end of a block has no width; that of a flow collection is its bracket.
                    self._builder.close(end if end > start else None)
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentEndEvent():
                    self._end_of_document(event)
                    break
        if self._is_empty:
            message = "the file holds no routine, only comments or blank lines"
            self._report.add("SE115", message, 0, 0, help=HOW_TO_START)

    def _events(self, loader: Loader) -> Iterator[yaml.Event]:
        """The parser's events; its errors go to the report and raise ``Stopped``."""
        event: yaml.Event | None = None
        try:
            parser = loader(self._text)
            while (event := parser.get_event()) is not None:
                yield event
        except yaml.MarkedYAMLError as error:
            self._broken(error)
            raise Stopped from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # PyYAML's own parser does this for an escape like "\UFFFFFFFF".
            start = _offsets(event)[1] if event else 0
            message = "what follows here cannot be read"
            help = r"look for an escape such as \U with a number that is too large"
            self._report.add("SE104", message, start, start + 1, help=help)
            raise Stopped from error

    def _broken(self, error: yaml.MarkedYAMLError) -> None:
        from stretchexport.reading.yaml_trouble import explain

        trouble = explain(error, self._text)
        # What was refused in a line has often broken it, too; one finding is enough.
        if not self._report.has_error_in_line_of(trouble.start):
            self._report.add_trouble(trouble)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, end = _offsets(event)
        if event.anchor is not None or event.tag is not None:
            self._properties(event, start, end)
        if event.style in _BLOCK_STYLES:
            end = start + len(self._text[start:end].rstrip())
        elif event.style == '"' and ESCAPED.search(event.value):
            self._escapes(start, end)
        is_word = not event.style and event.tag is None
        self._is_empty = start == end and not self._builder.is_open
        if self._builder.wants_key:
            self._key(event.value, start, end, is_word=is_word)
        else:
            self._after_merge_key = False
            value = self._value(event.value, start, end) if is_word else event.value
            if is_word and " - " in event.value:
                self._swallowed_items(start, end)
            self._builder.scalar(value, start, end)

    def _value(self, word: str, start: int, end: int) -> str | float | bool | None:
        value = plain(word)
        if not isinstance(value, Refused):
            return value
        code, what, help = REFUSED_VALUES[value]
        self._add(code, f"{shown(word)} {what}", start, end, help)
        return None

    def _swallowed_items(self, start: int, end: int) -> None:
        """Warn about list items that are indented too far, and so are part of the text above."""
        if match := _ITEM_LINE.search(self._text, start, end):
            message = "this looks like a list item, but is read as part of the text above it"
            help = "indent it like the items it belongs with, or put the text above in quotes"
            self._add("SE119", message, *match.span(1), help)

    def _key(self, word: str, start: int, end: int, *, is_word: bool) -> None:
        self._after_merge_key = is_word and word == "<<"
        if self._after_merge_key:
            help = "write the keys out where they are needed"
            self._add("SE109", "the merge key << cannot be used here", start, end, help)
        elif not is_word or isinstance(plain(word), str):
            self._builder.key(word, start, end)
            return
        elif word:
            message = f"the key {shown(word)} is not text"
            self._add("SE112", message, start, end, f'put it in quotes: "{word}"')
        else:
            self._add("SE112", "there is no key here", start, end, "write a name before the ':'")
        self._builder.drop_key(end)

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._after_merge_key = self._is_empty = False
        start, end = _offsets(event)
        self._properties(event, start, end)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        is_key = self._builder.wants_key
        if is_key and not self._builder.in_key:
            message = f"the key here is a {'list' if is_list else 'mapping'}, not text"
            help = "put it in quotes if the brackets belong to the key"
            self._add("SE112", message, start, max(end, start + 1), help)
        if is_list:
            self._builder.open_list(start, end, is_key=is_key)
        else:
            self._builder.open_mapping(start, end, is_key=is_key)

    def _properties(
        self,
        event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent,
        start: int,
        end: int,
    ) -> None:
        """Report the anchor and the tag of a node; both stand before it, in either order."""
        if event.anchor is not None:
            message = f"the anchor {shown('&' + event.anchor)} cannot be used here"
            help = "remove it, and write the value out again where it is needed"
            self._add("SE107", message, *self._find(_ANCHOR, start, end), help)
        if event.tag is not None:
            place = self._find(_TAG, start, end)
            tag = shown(self._text[slice(*place)])
            help = "remove it; if the text is meant to begin with '!', put it in quotes"
            self._add("SE110", f"the tag {tag} cannot be used here", *place, help)

    def _find(self, pattern: re.Pattern[str], start: int, end: int) -> tuple[int, int]:
        match = pattern.search(self._text, start, end)
        return match.span() if match else (start, end)

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = _offsets(event)
        is_key = self._builder.wants_key
        if not self._after_merge_key:  # "<<: *name" is one mistake, and reported
            message = f"the alias {shown(self._text[start:end])} cannot be used here"
            help = "write the value out; if the text is meant to begin with '*', put it in quotes"
            self._add("SE108", message, start, end, help)
        self._after_merge_key = self._is_empty = False
        if is_key:
            self._builder.drop_key(end)
        else:
            self._builder.scalar(None, start, end)

    def _escapes(self, start: int, end: int) -> None:
        for match in _ESCAPE.finditer(self._text, start, end):
            digits = match[1] or match[2] or match[3]
            character = chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(match[4], "")
            check_escape(character, *match.span(), self._builder.path(), self._report)

    def _end_of_document(self, event: yaml.DocumentEndEvent) -> None:
        """Report what follows the document. The parser is not asked: it may take forever."""
        start, _ = _offsets(event)
        between = _BETWEEN_DOCUMENTS.match(self._text, start)
        here = between.end() if between else start
        if here == len(self._text):
            return
        self._is_empty = False
        if event.explicit or self._text.startswith(("---", "%"), here):
            message = "a second document begins here; a routine file holds one"
            help = "delete the line with '---' or '...', or move what follows to its own file"
            dashes = 3 if self._text.startswith("---", here) else 1
            self._report.add("SE111", message, here, here + dashes, help=help)
        else:
            message = "this does not belong to the value before it, which is complete"
            help = "delete it, or make the whole file one mapping of 'key: value' lines"
            self._report.add("SE104", message, here, here + 1, help=help)

    def _add(self, code: str, message: str, start: int, end: int, help: str) -> None:
        self._report.add(code, message, start, end, help=help, path=self._builder.path())


def _offsets(event: yaml.Event) -> tuple[int, int]:
    """Where an event begins and ends, in code points from the start of the text."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark.index, event.end_mark.index
