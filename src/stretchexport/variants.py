"""Which way a stretch is done, given what the person has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.model import StretchType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.model import Picture, Stretch, Variant, Video


class Reason(StrEnum):
    """Why a variant was chosen."""

    ONLY_WAY = "only-way"
    ASKED = "asked"
    ITEM = "item"
    HAVE = "have"
    NO_EQUIPMENT = "no-equipment"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person has, and the variants they asked for by name.

    ``have`` is a set of equipment ids; ``variants`` pairs of stretch id and variant id.
    """

    have: frozenset[str] = frozenset()
    variants: tuple[tuple[str, str], ...] = ()


NOTHING_SAID = Selection()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to do a stretch: a variant, or the stretch as it stands if it has none."""

    stretch: Stretch
    variant: Variant | None
    reason: Reason

    @property
    def name(self) -> str:
        """The stretch's name, with the variant's own name if it has one."""
        if self.variant is not None and self.variant.name:
            return self.variant.name
        return self.stretch.name

    @property
    def equipment(self) -> tuple[str, ...]:
        """The ids of what is needed."""
        return self.variant.equipment if self.variant else self.stretch.equipment

    @property
    def steps(self) -> tuple[str, ...]:
        """The instructions: the variant's own, or the stretch's if it has none."""
        return (self.variant.steps if self.variant else ()) or self.stretch.steps

    @property
    def feel(self) -> str | None:
        """Where the stretch is felt."""
        return (self.variant.feel if self.variant else None) or self.stretch.feel

    @property
    def motions(self) -> tuple[str, ...]:
        """The motions that make the stretch: those declared, or else those the pose shows."""
        if self.motions_derived:
            from stretchexport.figure.motions import derived

            assert self.pose is not None
            return derived(self.pose, each_side=self.stretch.each_side)
        return self._declared

    @property
    def motions_derived(self) -> bool:
        """Whether the motions are read from the pose. Self-massage needs none."""
        massage = self.stretch.type is StretchType.SELF_MASSAGE
        return bool(self.pose) and not self._declared and not massage

    @property
    def _declared(self) -> tuple[str, ...]:
        return (self.variant.motions if self.variant else ()) or self.stretch.motions

    @property
    def video(self) -> Video | None:
        """The film of this way, or of the stretch."""
        return (self.variant.video if self.variant else None) or self.stretch.video

    @property
    def pose(self) -> Mapping[str, object] | None:
        """The joint angles of the drawing."""
        return (self.variant.pose if self.variant else None) or self.stretch.pose

    @property
    def picture(self) -> Picture | None:
        """What is shown of it; a drawing of this way is nearer to it than a picture of another."""
        if self.variant is None or not (self.variant.picture or self.variant.pose):
            return self.stretch.picture
        return self.variant.picture

    @property
    def others(self) -> tuple[Variant, ...]:
        """The variants that were not chosen."""
        return tuple(v for v in self.stretch.variants if v is not self.variant)


def choose(stretch: Stretch, selection: Selection, item_variant: str | None = None) -> Choice:
    """Choose how to do ``stretch``.

    A variant asked for by name wins, then the one the session's item names. Else it is the first
    whose equipment the person has; with nothing said, the first that needs none, else the first.

    Raises ``KeyError`` if a variant is asked for that the stretch does not have.
    """
    if not stretch.variants:
        return Choice(stretch, None, Reason.ONLY_WAY)
    by_id = {variant.id: variant for variant in stretch.variants}
    asked = dict(selection.variants).get(stretch.id)
    if asked is not None:
        return Choice(stretch, by_id[asked], Reason.ASKED)
    if item_variant is not None:
        return Choice(stretch, by_id[item_variant], Reason.ITEM)
    for variant in stretch.variants:
        if selection.have.issuperset(variant.equipment):
            reason = Reason.HAVE if variant.equipment else Reason.NO_EQUIPMENT
            return Choice(stretch, variant, reason)
    return Choice(stretch, stretch.variants[0], Reason.FIRST)
