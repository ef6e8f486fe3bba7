"""What a file still says for certain beside its errors, so that one run can tell of everything.

An error makes a place doubtful. What stands there is left out, or stood in for where it is
required, and the rules are held against the rest; of what they find, only that is kept which rests
on nothing doubtful. What rests on what is in ``data/soundness.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from stretchexport.checks.breaches import definition, root_keys
from stretchexport.checks.doses import PARTS
from stretchexport.findings import Severity
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stretchexport.findings import Finding, Path
    from stretchexport.reading import Document

Data = dict[str, Any]

_WRONG_ID, _UNKNOWN_KEY, _LACKS_PART = "SE210", "SE201", "SE401"
_NEEDED_BY_ALL: frozenset[Path] = frozenset({(), ("stretches",), ("sessions",)})


class Part:
    """The sound part of a file: all of it as long as there is no error."""

    def __init__(self, document: Document) -> None:
        self.document = document
        """The document, with the data that is sound."""
        self._whole: Any = document.data
        self._doubtful: set[Path] = set()
        self._leading_there: set[Path] = set()
        self._answers: dict[Path, bool] = {}
        self._silences_in_doubt = False

    @property
    def data(self) -> Data:
        """The data that is sound; of use once :meth:`without` was asked and said ``True``."""
        return cast("Data", self.document.data)

    def without(self, findings: Iterable[Finding]) -> bool:
        """Leave out what the errors among ``findings`` are about.

        ``False`` if nothing can be said of the rest.
        """
        for finding in findings:
            if finding.code == _WRONG_ID:  # nobody knows what refers to it
                return False
            if finding.severity is Severity.ERROR:
                self._doubtful.update(_doubts(self._whole, finding))
        if not _NEEDED_BY_ALL.isdisjoint(self._doubtful):
            return False
        self._leading_there = {p[:end] for p in self._doubtful for end in range(len(p) + 1)}
        self._answers.clear()
        self._silences_in_doubt = any("silence" in path for path in self._doubtful)
        if self._doubtful:
            self.document = replace(self.document, data=self._copy())
        return True

    def certain(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Those of ``findings`` that rest on nothing doubtful."""
        for finding in findings:
            if not self._doubtful or not any(map(self._in_doubt, self._rests(finding))):
                yield finding

    def _in_doubt(self, place: Path) -> bool:
        """Whether something at, above or below ``place`` is doubtful."""
        if "*" not in place:
            over = (place[:length] for length in range(len(place)))
            return place in self._leading_there or not self._doubtful.isdisjoint(over)
        if place not in self._answers:
            self._answers[place] = any(
                all(one in (step, "*") for step, one in zip(path, place, strict=False))
                for path in self._doubtful
            )
        return self._answers[place]

    def _rests(self, finding: Finding) -> Iterator[Path]:
        """All that a finding rests on; a star in a path is any step."""
        own = finding.path
        yield own
        table = _table()["rests"]
        for text in table.get(finding.code, table.get(finding.rule.family, ())):
            yield self._place(text.split("."), own)
        # A silence that is broken may be one for this finding.
        if self._silences_in_doubt and finding.severity is not Severity.ERROR:
            yield from ((*own[:length], "silence") for length in range(len(own) + 1))

    def _place(self, steps: list[str], own: Path) -> Path:
        """A place of the table as seen from a finding at ``own``."""
        here = own if own[:1] == (steps[0],) else ()
        kind, depth = _entry(own)
        item = _at(self.data, own[:depth])["stretch"] if kind == "item" else "*"
        above = (*here, *["*"] * len(steps))
        return tuple(
            {"#": item, "@": over}.get(step, step) for step, over in zip(steps, above, strict=False)
        )

    def _copy(self) -> Data:
        every = self._kept(self._whole, (), "routine")
        every["stretches"] = {
            key: self._kept(one, ("stretches", key), "stretch")
            for key, one in every["stretches"].items()
        }
        every["sessions"] = {
            key: self._session(one, ("sessions", key), every["stretches"])
            for key, one in every["sessions"].items()
        }
        return every

    def _session(self, session: Any, path: Path, stretches: Data) -> Data:
        kept = self._kept(session, path, "session")
        items = enumerate(kept.get("items", [{}]))
        kept["items"] = [self._item(one, (*path, "items", at), stretches) for at, one in items]
        return kept

    def _item(self, item: Any, path: Path, stretches: Data) -> Data:
        kept = self._kept(item, path, "item")
        name = kept.setdefault("stretch", next(iter(stretches)))
        if self._in_doubt(("stretches", name, "variants")):
            kept.pop("variant", None)
        if self._in_doubt(path) or self._in_doubt(("stretches", name, "type")):
            dose = _table()["stand-ins"]["dose"]
            kind = stretches[name]["type"] if name in stretches else "static"
            kept = {**{part: dose[part] for part in PARTS[kind][0]}, **kept}
        return kept

    def _kept(self, entry: Any, path: Path, kind: str) -> Data:
        """An entry without its doubtful keys, and with what it cannot lack."""
        own = {} if path in self._doubtful else entry
        kept = {key: one for key, one in own.items() if (*path, key) not in self._doubtful}
        return {**_table()["stand-ins"][kind], **kept}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(read_text("soundness.toml"))


def _doubts(data: Data, error: Finding) -> Iterator[Path]:
    """The places that an error makes doubtful: keys of the routine, a stretch, session or item."""
    path = error.path
    kind, depth = _entry(path)
    if error.code != _LACKS_PART:
        yield path[: depth + 1]
    if error.code == _UNKNOWN_KEY and len(path) == depth + 1:
        # It may be meant for any key that is not there.
        known = definition(kind)["properties"] if kind else root_keys()
        entry = _at(data, path[:depth])
        yield from ((*path[:depth], key) for key in known if key not in entry)
    if error.code == _LACKS_PART:  # it is about the item, and only the dose is in doubt
        yield from ((*path, part) for part in _table()["stand-ins"]["dose"])


def _entry(path: Path) -> tuple[str, int]:
    """The kind of entry that ``path`` leads into, ``""`` for the routine, and its depth."""
    if path[:1] == ("stretches",) and len(path) > 1:
        return "stretch", 2
    if path[:1] == ("sessions",) and len(path) > 1:
        return ("item", 4) if path[2:3] == ("items",) and len(path) > 3 else ("session", 2)
    return "", 0


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
