"""Looking for an object in the lists of a service."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from stretchexport.pushing.package import filled, is_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from stretchexport.exporters.plan.values import Object
    from stretchexport.pushing.client import Client
    from stretchexport.pushing.package import Id

MAX_PAGES, MAX_OBJECTS = 500, 50_000
"""How much of a list is read before it is taken for one without an end."""


class Lists:
    """The lists of a service, each read once."""

    def __init__(self, client: Client, pages: Object) -> None:
        """``pages`` is how a list goes on; see the schema of the requests."""
        self._client, self._pages = client, pages
        self._known: dict[str, list[Object]] = {}

    def find(self, find: Object, ids: Mapping[str, Id]) -> list[Object]:
        """The objects that ``find`` looks for, in the order of the service.

        A service may pass over a part of a query that it does not know, so what an object says of
        itself is held against the query as well; what it belongs to it has to say. Raises
        :class:`OnlineError` if the answer is no list of objects.
        """
        query = filled(find["query"], ids)
        where = filled(find["where"], ids)
        return [
            one
            for one in self._list(find["path"], query, find["list"])
            if all(
                same(one[key], value) if key in one else not is_reference(find["query"][key])
                for key, value in query.items()
            )
            and all(_holds(one, condition) for condition in where)
        ]

    def forget(self) -> None:
        """Read every list anew from now on."""
        self._known.clear()

    def _list(self, path: str, query: Object, listed: str) -> list[Object]:
        words = {
            key: str(value).lower() if isinstance(value, bool) else value
            for key, value in query.items()
        }
        url = f"{path}?{urlencode(words)}"
        if url not in self._known:
            self._known[url] = [*self._every(path, words, listed)]
        return self._known[url]

    def _every(self, path: str, query: Object, listed: str) -> Iterator[Object]:
        """The objects on all pages."""
        seen: set[str] = set()
        count = 0
        url: str | None = self._page(path, query, 0)
        while url is not None:
            if url in seen or len(seen) == MAX_PAGES:
                raise self._client.odd(", but with a list without an end")
            seen.add(url)
            answer = self._client.get(url)
            objects = self._listed(answer, listed)
            count += len(objects)
            if count > MAX_OBJECTS:
                raise self._client.odd(", but with a list without an end")
            yield from objects
            url = self._following(path, query, answer, len(seen), len(objects))

    def _listed(self, answer: Any, listed: str) -> list[Object]:
        if listed:
            answer = answer.get(listed) if isinstance(answer, dict) else None
        if not isinstance(answer, list) or not all(isinstance(one, dict) for one in answer):
            raise self._client.odd(", but with something that is no list")
        return answer

    def _page(self, path: str, query: Object, read: int) -> str:
        """The address of a page after ``read`` others."""
        pages = self._pages
        if "number" in pages:
            query = {**query, pages["number"]: read + 1}
        elif "start" in pages and pages["size"] in query:
            query = {**query, pages["start"]: read * query[pages["size"]]}
        return f"{path}?{urlencode(query)}"

    def _following(
        self, path: str, query: Object, answer: Any, read: int, objects: int
    ) -> str | None:
        """The address of the next page, after ``read`` of them; the last one had ``objects``."""
        pages = self._pages
        if "next" in pages:
            return self._named(path, answer.get(pages["next"]))
        if "number" in pages:
            last = answer.get(pages["last"])
            return self._page(path, query, read) if isinstance(last, int) and read < last else None
        full = objects > 0 and objects == query.get(pages.get("size", ""))
        return self._page(path, query, read) if full else None

    def _named(self, path: str, url: Any) -> str | None:
        """The next page as the service names it: a page of the same list, or it is not followed.

        Only its query counts, since a server behind another one may not know its own address.
        """
        if url is None:
            return None
        try:
            parts = urlsplit(url) if isinstance(url, str) else None
        except ValueError:
            parts = None
        if parts is None or not parts.path.endswith(path):
            raise self._client.odd(", but with a list that goes on elsewhere")
        return f"{path}?{parts.query}"


def loosely(text: str) -> str:
    """A text whatever its case and spaces: how an object is found."""
    return " ".join(text.casefold().split())


def exactly(text: str) -> str:
    """A text but for its line ends and what a form takes off its ends: how one is compared."""
    return text.replace("\r\n", "\n").strip()


def same(one: Any, other: Any, text: Callable[[str], str] = loosely) -> bool:
    """Whether two plain values mean the same.

    Texts do if ``text`` makes the same of them, numbers do however they are written, and an object
    does if it has everything that ``other`` has: services add what they know themselves.
    """
    if isinstance(other, dict):
        return isinstance(one, dict) and all(same(one.get(key), other[key], text) for key in other)
    if isinstance(other, list):
        alike = isinstance(one, list) and len(one) == len(other)
        return alike and all(same(*pair, text) for pair in zip(one, other, strict=True))
    if isinstance(one, bool | None) or isinstance(other, bool | None):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return text(one) == text(other)
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return False


def _holds(one: Object, condition: Object) -> bool:
    values = [value for field in condition["fields"] for value in _at(one, field.split("."))]
    texts = [value for value in values if isinstance(value, str)]
    if "lacks" in condition:
        return not any(one in text for text in texts for one in condition["lacks"])
    if "contains" in condition:
        return any(condition["contains"] in text for text in texts)
    if "begins" in condition:
        return any(text.startswith(condition["begins"]) for text in texts)
    return any(same(value, wanted) for value in values for wanted in condition["one_of"])


def _at(value: Any, path: list[str]) -> Iterator[Any]:
    """What is at ``path``, in every entry of the lists on the way."""
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])
