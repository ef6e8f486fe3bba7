"""The stretches of a plan, each in the way it was chosen to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve
from stretchexport.exporters.plan.values import Object, given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.model import Picture, Routine, Variant, Video
    from stretchexport.variants import Choice
    from stretchexport.wording import Words


def key(choice: Choice) -> str:
    """What a stretch done in this way is called in a plan: ``mid-back-reach.self-hug``.

    Ids hold no dots, so no two ways share a key.
    """
    base = choice.stretch.id
    return f"{base}.{choice.variant.id}" if choice.variant else base


def stretch(routine: Routine, choice: Choice, language: Words) -> Object:
    """Everything there is to say about a stretch done in the chosen way."""
    base = choice.stretch
    found = {
        "id": key(choice),
        "base": base.id,
        "name": choice.name,
        "base_name": base.name,
        "aka": list(base.aka),
        "type": base.type.value,
        "sides": "each" if base.each_side else "both",
        "equipment": equipment(routine, choice.equipment, language),
        "variant": _variant(choice),
        "others": [_other(routine, choice, other, language) for other in choice.others],
        "instructions": list(choice.steps),
        "spots": list(base.spots),
        "feel": choice.feel,
        "not_feel": [{"where": one.where, "then": one.then} for one in base.not_feel],
        "avoid_if": avoid_if(choice, language),
        "stop_if": list(base.stop_if),
        "targets": _targets(base.targets, language),
        "also": _targets(base.also, language),
        "motions": list(choice.motions),
        "motions_derived": choice.motions_derived or None,
        "video": _video(choice.video),
        "pose": choice.pose,
        "picture": _picture(choice.picture),
    }
    return given(found)


def equipment(routine: Routine, ids: Iterable[str], language: Words) -> list[Object]:
    """Equipment with the names the routine gives it, each thing once."""
    return [{"id": id, "name": language.equipment(routine, id)} for id in dict.fromkeys(ids)]


def avoid_if(choice: Choice, language: Words) -> list[Object]:
    """The conditions to think of, each with its action as a word and as a sentence."""
    sentences = zip(choice.stretch.avoid_if, language.avoid(choice), strict=True)
    return [
        {"condition": one.condition, "action": one.action, "text": sentence}
        for one, sentence in sentences
    ]


def _variant(choice: Choice) -> Object | None:
    """Which variant was chosen and why; nothing if there was no choice."""
    if choice.variant is None:
        return None
    chosen = {"id": choice.variant.id, "why": choice.reason.value, "fits": choice.variant.fits}
    return given(chosen)


def _other(routine: Routine, choice: Choice, other: Variant, language: Words) -> Object:
    """A variant that was not chosen, in brief."""
    found = {
        "id": other.id,
        "name": other.name or choice.stretch.name,
        "equipment": equipment(routine, other.equipment, language),
        "fits": other.fits,
    }
    return given(found)


def _targets(targets: Iterable[str], language: Words) -> list[Object]:
    return [
        {
            "id": target,
            "name": language.muscles([target]),
            "muscles": [muscle.id for muscle in resolve(target)],
        }
        for target in targets
    ]


def _video(video: Video | None) -> Object | None:
    return None if video is None else {"url": video.url, "start": video.start}


def _picture(picture: Picture | None) -> Object | None:
    """Its file as the routine names it; a plan holds no pictures."""
    if picture is None:
        return None
    return given({"file": picture.file, "alt": picture.alt, "credit": picture.credit})
