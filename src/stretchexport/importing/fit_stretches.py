"""The stretches that workouts are made of, collected from the notes of their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.text import ELLIPSIS
from stretchexport.importing import targets
from stretchexport.importing.values import identifier, line, sentences
from stretchexport.model import StretchType

if TYPE_CHECKING:
    from stretchexport.importing.draft import Data, Draft
    from stretchexport.importing.fit_units import What
    from stretchexport.importing.fit_words import Notes, Phrases
    from stretchexport.importing.folding import Folded


class Stretches:
    """Every stretch once, under an id; two are the same if all that is said of them is."""

    def __init__(self, made: Draft, phrases: Phrases, *, ours: bool) -> None:
        """Collect for ``made``; ``ours`` if the workouts speak our own words."""
        self._made, self._phrases, self._ours = made, phrases, ours
        self._known: dict[str, list[tuple[str, bool, What]]] = {}
        self._data: Data = {}
        self._gear: Data = {}
        self._needed: dict[str, str] = {}
        self._unsaid: list[str] = []
        self.ends: dict[str, str] = {}
        """What ends a stretch without a dose, by its id."""

    def add(self, what: What, preparation: Notes | None, item: Folded) -> str:
        """The id of a stretch that an item does, ``preparation`` being the pause before it."""
        sided = item.side is not None or item.sets < item.units
        key = next(
            (
                key
                for key, its_sided, its in self._known.get(what.name, ())
                if its_sided is sided and its.is_stretch_of(what)
            ),
            None,
        )
        if key is None:
            key = identifier(what.name, self._data, "stretch")
            self._known.setdefault(what.name, []).append((key, sided, what))
            self._data[key] = self._stretch(key, what, what.steps, sided=sided)
            if what.equipment:
                self._equip(key, what.equipment)
        elif what.equipment and what.equipment != self._needed.get(key):
            told = f"it is done with {what.equipment} too: make that a variant of it"
            self._made.lose(f"stretch {key}", told)
        if what.ends:
            self.ends[key] = what.ends
        self._prepare(key, preparation)
        return key

    def data(self) -> Data:
        """The stretches as a routine has them; texts that the file cut short are told."""
        for key, stretch in self._data.items():
            texts = (
                stretch["name"],
                stretch.get("feel", ""),
                *stretch.get("steps", ()),
                *stretch.get("stop_if", ()),
            )
            if any(text.endswith(ELLIPSIS) for text in texts):
                self._made.lose(f"stretch {key}", "a text of it is cut short in the file")
        return self._data

    def gear(self) -> Data:
        """Equipment of the routine's own, if there is any."""
        return {"equipment": self._gear} if self._gear else {}

    def described(self, description: str) -> str | None:
        """The summary in the description of a workout; what else is in it goes to the stretches."""
        summary: list[str] = []
        for text in description.split("\n"):
            avoid = self._phrases.labelled(text, "avoid_if")
            needs = self._phrases.labelled(text, "equipment")
            if avoid is not None:
                self._avoid(avoid)
            elif needs is not None:
                self._needs(needs)
            elif not self._is_safety(text):
                summary.append(text)
        self._unsaid = []
        return line(" ".join(summary)) or None

    def _is_safety(self, text: str) -> bool:
        safety = self._phrases.words.text("safety.line")
        return text == safety or (
            self._ours and text.endswith(ELLIPSIS) and safety.startswith(text[: -len(ELLIPSIS)])
        )

    def _stretch(self, key: str, what: What, steps: str, *, sided: bool) -> Data:
        path = ("stretches", key)
        name = line(what.name)
        found: Data = {
            "name": name or "Stretch",
            "type": str(what.type),
            "sides": "each" if sided else "both",
        }
        if not name:
            self._made.decide((*path, "name"), "what is it called? The file does not say")
        if not self._ours and what.type is not StretchType.DYNAMIC:
            self._made.decide((*path, "type"), "static, or another? The file has only the time")
        if not self._ours and not sided:
            self._made.decide((*path, "sides"), "each or both? The file does not say")
        self._targets(path, name, found)
        if what.feel:
            found["feel"] = what.feel
        if what.stop_if:
            found["stop_if"] = list(what.stop_if)[:20]
        if steps:
            found["steps"] = self._sentences(key, steps)
        else:
            self._made.decide((*path, "steps"), "write the steps: the file has none")
        if what.avoid_if:
            found["avoid_if"] = self._phrases.avoided(what.avoid_if)[:20]
        if what.link:
            found["video"] = {"url": what.link}
        if what.spots:
            found["spots"] = list(what.spots)
        if what.type is not StretchType.SELF_MASSAGE:
            self._made.decide((*path, "motions"), "write motions: a workout has none")
        self._unsaid.append(key)
        return found

    def _targets(self, path: tuple[str, str], name: str, found: Data) -> None:
        guessed, why = targets.guess(name, self._phrases.words.language)
        if guessed:
            found["targets"] = guessed
            self._made.decide((*path, "targets"), f"guessed from {why}; a workout has no muscles")
        else:
            what = "write targets, the muscles it is for: a workout has none"
            self._made.decide((*path, "targets"), what)

    def _sentences(self, key: str, text: str) -> list[str]:
        found = sentences(text)
        if len(found) > 60:
            return [text]
        if len(found) > 1:
            what = "the steps are one text in the file: a sentence each here"
            self._made.decide(("stretches", key, "steps"), what)
        return found

    def _prepare(self, key: str, notes: Notes | None) -> None:
        """What the pause before a stretch says: what it needs, and its steps, less often cut."""
        if notes is None:
            return
        stretch = self._data[key]
        if notes.equipment and "equipment" not in stretch:
            self._equip(key, notes.equipment)
        if notes.equipment or notes.lines:
            self._unsaid = [one for one in self._unsaid if one != key]
        steps = notes.lines[-1] if notes.lines else ""
        if steps and not steps.endswith(ELLIPSIS) and self._is_cut(stretch.get("steps", [])):
            stretch["steps"] = self._sentences(key, steps)

    def _is_cut(self, steps: list[str]) -> bool:
        return not steps or steps[-1].endswith(ELLIPSIS)

    def _equip(self, key: str, text: str) -> None:
        """Give a stretch the equipment in ``text``, a row of names."""
        ids = []
        for name, known in self._phrases.gear(text).items():
            id = known or next((one for one, its in self._gear.items() if its == name), "")
            if not id:
                id = identifier(name, self._gear, "equipment")
                self._gear[id] = name
            ids.append(id)
        self._data[key]["equipment"] = list(dict.fromkeys(ids))[:10]
        self._needed[key] = text

    def _needs(self, text: str) -> None:
        """Equipment of a whole session: the first stretch has no pause before it that says it."""
        used = {one for stretch in self._data.values() for one in stretch.get("equipment", ())}
        before = dict(self._gear)
        left = {
            name: id
            for name, id in self._phrases.gear(text).items()
            if id not in used and name not in before.values()
        }
        for key in self._unsaid[:1]:
            if left and "equipment" not in self._data[key]:
                self._equip(key, self._phrases.words.listed(left))
                what = "is it for this stretch? The file says it of the whole workout"
                self._made.decide(("stretches", key, "equipment"), what)

    def _avoid(self, text: str) -> None:
        """Conditions of a whole session, with its first stretch until somebody moves them."""
        found = self._phrases.avoided(text)
        if not found:
            self._made.lose("description", f"not understood: {text}")
            return
        known = [one for stretch in self._data.values() for one in stretch.get("avoid_if", ())]
        found = [one for one in found if one not in known]
        if not found:
            return
        key = next(iter(self._unsaid), None) or next(iter(self._data))
        stretch = self._data[key]
        stretch["avoid_if"] = (stretch.get("avoid_if", []) + found)[:20]
        what = "which stretch is it about? The file says it of the whole workout"
        self._made.decide(("stretches", key, "avoid_if"), what)
