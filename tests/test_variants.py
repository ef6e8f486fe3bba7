"""Which variant is done."""

from __future__ import annotations

import pytest

from stretchexport.model import Stretch, StretchType, Variant
from stretchexport.variants import Reason, Selection, choose

CABLE = Variant("cable", ("cable-machine",))
DOORWAY = Variant("doorway", ("doorway",))
BOTH = Variant("both", ("chair", "strap"))
FREE = Variant("free", ())


def stretch(*variants: Variant) -> Stretch:
    return Stretch(
        "reach", "Reach", StretchType.STATIC, each_side=True, targets=("rhomboids",),
        variants=variants,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variants", "have", "chosen", "reason"),
    [
        ((CABLE, DOORWAY, FREE), (), FREE, Reason.NO_EQUIPMENT),
        ((CABLE, DOORWAY, FREE), ("doorway",), DOORWAY, Reason.HAVE),
        ((CABLE, DOORWAY, FREE), ("doorway", "cable-machine"), CABLE, Reason.HAVE),
        ((CABLE, DOORWAY), (), CABLE, Reason.FIRST),
        ((CABLE, DOORWAY), ("strap",), CABLE, Reason.FIRST),
        ((BOTH, FREE), ("chair",), FREE, Reason.NO_EQUIPMENT),
        ((BOTH, FREE), ("chair", "strap"), BOTH, Reason.HAVE),
        ((FREE, DOORWAY), ("doorway",), FREE, Reason.NO_EQUIPMENT),
    ],
)
def test_the_first_variant_whose_equipment_one_has_is_done(
    variants: tuple[Variant, ...], have: tuple[str, ...], chosen: Variant, reason: Reason
) -> None:
    choice = choose(stretch(*variants), Selection(frozenset(have)))
    assert (choice.variant, choice.reason) == (chosen, reason)


def test_a_variant_asked_for_by_name_wins_over_everything() -> None:
    said = Selection(frozenset({"doorway"}), (("reach", "cable"),))
    choice = choose(stretch(CABLE, DOORWAY, FREE), said, item_variant="doorway")
    assert (choice.variant, choice.reason) == (CABLE, Reason.ASKED)


def test_the_variant_of_the_item_wins_over_the_equipment() -> None:
    choice = choose(stretch(CABLE, DOORWAY, FREE), Selection(), item_variant="doorway")
    assert (choice.variant, choice.reason) == (DOORWAY, Reason.ITEM)


def test_what_a_variant_does_not_say_comes_from_the_stretch() -> None:
    plain = Stretch(
        "reach", "Reach", StretchType.STATIC, each_side=True, targets=("rhomboids",),
        steps=("Reach.",), feel="Here.", variants=(FREE,),
    )  # fmt: skip
    choice = choose(plain, Selection())
    assert (choice.name, choice.steps, choice.feel) == ("Reach", ("Reach.",), "Here.")
