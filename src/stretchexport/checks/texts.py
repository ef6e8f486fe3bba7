"""The texts of a routine: characters nobody sees or prints, lookalikes, another language.

The rules of this module read plain data that has passed the schema. A text of ASCII characters has
none of the first three, and most have no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.checks import texts_language
from stretchexport.checks.texts_fields import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Finding
    from stretchexport.reading import Document


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """What is wrong with the characters and the language of the texts."""
    every = texts(data)
    tag = data["language"]
    unusual = [text for text in every if not text.value.isascii()]
    if unusual or not document.text.isascii():
        from stretchexport.checks import texts_characters, texts_glyphs, texts_lookalikes
        from stretchexport.checks.texts_places import Places

        places = Places(document)
        language = tag.partition("-")[0]
        yield from texts_characters.check(document, places, unusual, language)
        yield from texts_glyphs.check(places, unusual)
        yield from texts_lookalikes.check(places, unusual, texts_language.home_script(tag))
    yield from texts_language.check(document, every, tag)
