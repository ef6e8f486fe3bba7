"""The exercises in wger: matched by name, else submitted.

A submission is refused without a name in English, a description of at least 40 characters that is
in the language it says, and an author for the licence (ExerciseSubmissionSerializer in
wger/exercises/api/serializers.py, validators.py beside it).
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from stretchexport.exporters import mapping
from stretchexport.exporters.base import Loss
from stretchexport.exporters.text import clip_characters
from stretchexport.exporters.tracking import notes
from stretchexport.exporters.tracking.bundle import create, find, request
from stretchexport.exporters.tracking.services import service
from stretchexport.wording import one_line, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine
    from stretchexport.variants import Choice

LOOK, SUBMIT = "/api/v2/exerciseinfo/", "/api/v2/exercise-submission/"
ENGLISH = "en"


def exercise(
    routine: Routine, id: str, name: str, choice: Choice, author: str | None
) -> tuple[Object, list[Loss]]:
    """The request for a stretch, and what is lost of it."""
    facts = service("wger")
    fitted = clip_characters(name, facts.limits["exercise_name"])
    losses = []
    where = f"stretch {choice.stretch.id}"
    if fitted.cut:
        losses.append(Loss(where, f"its name cut to {facts.limits['exercise_name']} characters"))
    language = routine.language.split("-", 1)[0].lower()
    names = [fitted.text, *map(one_line, choice.stretch.aka if choice.variant is None else ())]
    query = {"name__search": fitted.text, "language__code": language, "limit": 50}
    same = {"fields": ["translations.name", "translations.aliases.alias"], "one_of": names}
    why = _refusal(language, author)
    made = None
    if why or not author:
        losses.append(Loss(where, f"wger has to have it already under this name: {why}"))
    else:
        texts, cut = _descriptions(routine, choice)
        made = create(SUBMIT, _body(fitted.text, texts, choice, author), "id")
        losses += _unknown(where, choice)
        if cut:
            limit = facts.limits["description"]
            losses.append(Loss(where, f"its description cut to {limit} characters"))
    looked = find(LOOK, query, "results", same)
    return request(id, "exercise", f"exercise {fitted.text}", looked, made), losses


def _refusal(language: str, author: str | None) -> str:
    """Why wger would not take the stretch as a new exercise; empty if it would."""
    if language != ENGLISH:
        return "it takes new exercises in English only"
    if not author:
        return "a new exercise needs a licence author, and the routine has no author"
    return ""


def _unknown(where: str, choice: Choice) -> list[Loss]:
    """What of a new exercise wger has no word for."""
    losses = []
    if not mapping.muscles(choice.stretch.targets, "wger_muscle"):
        losses.append(Loss(where, "its muscles are not in wger's list, only their region"))
    if any(mapping.equipment(one, "wger") is None for one in choice.equipment):
        losses.append(Loss(where, "what it needs is not in wger's list, only in its description"))
    return losses


def _body(name: str, texts: Object, choice: Choice, author: str) -> Object:
    facts, stretch = service("wger"), choice.stretch
    muscles = mapping.muscles(stretch.targets, "wger_muscle")
    others = [one for one in mapping.muscles(stretch.also, "wger_muscle") if one not in muscles]
    every = [mapping.equipment(one, "wger") for one in choice.equipment]
    needs = [one for one in dict.fromkeys(every) if one] if every else ["none"]
    author = clip_characters(one_line(author), facts.limits["author"]).text
    return {
        "category": facts.ids["category"][mapping.muscles(stretch.targets, "wger_category")[0]],
        "muscles": [facts.ids["muscle"][one] for one in muscles],
        "muscles_secondary": [facts.ids["muscle"][one] for one in others],
        "equipment": [facts.ids["equipment"][one] for one in needs],
        "license_author": author,
        "translations": [
            {
                "name": name,
                "language": facts.ids["language"][ENGLISH],
                **texts,
                "license_author": author,
            }
        ],
    }


def _descriptions(routine: Routine, choice: Choice) -> tuple[Object, bool]:
    """The description as HTML for older servers and as Markdown for newer ones; if it was cut.

    Each passes over the one that it does not know. The general warning is part of it, and is long
    enough that no description is too short.
    """
    say = words(routine.language)
    lines = [*notes.how(routine, choice, say), say.text("safety.line")]
    as_html, one_cut = _fitted(lines, lambda line: f"<p>{html.escape(line)}</p>", "")
    as_markdown, other_cut = _fitted(lines, _markdown, "\n\n")
    return {"description": as_html, "description_source": as_markdown}, one_cut or other_cut


def _fitted(lines: list[str], escape: Callable[[str], str], mark: str) -> tuple[str, bool]:
    """The lines, escaped, in as many characters as wger takes: the longest one is cut."""
    limit = service("wger").limits["description"]
    kept = list(lines)
    while len(text := mark.join(map(escape, kept))) > limit:
        longest = max(range(len(kept)), key=lambda place: len(kept[place]))
        kept[longest] = clip_characters(kept[longest], len(kept[longest]) * 3 // 4).text
    return text, kept != lines


def _markdown(text: str) -> str:
    """``text``, one line, as the Markdown of itself (CommonMark 0.31, section 2.4)."""
    anywhere = re.sub(r"([\\`*_\[\]<>#|~&!])", r"\\\1", text)
    # what would begin a list, a rule or a heading
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", anywhere)
