"""The anatomy verdict: known stretches, and what must hold for any muscle and any motions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.anatomy.motions import motions
from stretchexport.anatomy.muscles import Muscle, muscles, resolve
from stretchexport.anatomy.verdict import Verdict, assess, hint, verdict

LENGTHENS, MIXED, SHORTENS = Verdict.LENGTHENS, Verdict.MIXED, Verdict.SHORTENS
NOT_ADDRESSED, UNCLEAR = Verdict.NOT_ADDRESSED, Verdict.UNCLEAR

MID_BACK = ("scapula.protraction", "scapula.elevation")

CASES = [
    # The mid-back reach: the trapezius gains, the rhomboids are pulled up as they are pulled apart.
    ("trapezius-middle", MID_BACK, LENGTHENS),
    ("trapezius-lower", MID_BACK, LENGTHENS),
    ("rhomboid-major", MID_BACK, MIXED),
    ("rhomboid-minor", MID_BACK, MIXED),
    ("rhomboid-major", ("scapula.protraction", "scapula.upward-rotation"), LENGTHENS),
    ("rhomboid-major", ("scapula.protraction", "scapula.depression"), LENGTHENS),
    ("rhomboid-major", ("scapula.retraction", "scapula.elevation"), SHORTENS),
    ("trapezius-lower", ("scapula.protraction", "scapula.upward-rotation"), MIXED),
    # One joint or two: a bent knee takes the gastrocnemius out of a calf stretch.
    ("gastrocnemius", ("ankle.dorsiflexion", "knee.extension"), LENGTHENS),
    ("gastrocnemius", ("ankle.dorsiflexion", "knee.flexion"), MIXED),
    ("soleus", ("ankle.dorsiflexion", "knee.flexion"), LENGTHENS),
    ("hamstrings-medial", ("hip.flexion", "knee.extension"), LENGTHENS),
    ("hamstrings-medial", ("hip.flexion", "knee.flexion"), MIXED),
    ("rectus-femoris", ("hip.extension", "knee.flexion"), LENGTHENS),
    ("rectus-femoris", ("hip.flexion", "knee.flexion"), MIXED),
    ("iliopsoas", ("hip.extension", "pelvis.posterior-tilt"), LENGTHENS),
    # A secondary action alone is too little to promise a stretch.
    ("gastrocnemius", ("knee.extension",), UNCLEAR),
    ("biceps-femoris", ("hip.flexion",), UNCLEAR),
    # Disputed actions decide nothing, either way.
    ("gluteus-medius", ("hip.flexion", "hip.external-rotation"), UNCLEAR),
    ("latissimus-dorsi", ("shoulder.flexion", "scapula.downward-rotation"), LENGTHENS),
    # With the hip bent the piriformis no longer turns the thigh out.
    ("piriformis", ("hip.internal-rotation",), LENGTHENS),
    ("piriformis", ("hip.external-rotation",), SHORTENS),
    ("piriformis", ("hip.flexion", "hip.external-rotation"), UNCLEAR),
    # A wide straddle bends the hip, but the adductors do not pull it further from there.
    ("adductor-longus-brevis", ("hip.flexion", "hip.abduction"), LENGTHENS),
    ("gracilis", ("hip.abduction", "knee.flexion"), MIXED),
    # Hands clasped behind the back: the chest does not pull the arm back from there.
    (
        "pectoralis-major-sternal",
        ("shoulder.extension", "shoulder.horizontal-abduction"),
        LENGTHENS,
    ),
    ("soleus", ("hip.flexion",), NOT_ADDRESSED),
    ("soleus", (), NOT_ADDRESSED),
    ("soleus", ("ankle.plantarflexion",), SHORTENS),
]


@pytest.mark.parametrize(("muscle", "declared", "expected"), CASES)
def test_known_stretches(muscle: str, declared: tuple[str, ...], expected: Verdict) -> None:
    assert verdict(muscles()[muscle], declared) is expected


@pytest.mark.parametrize("muscle", resolve("rhomboids"), ids=lambda muscle: muscle.id)
def test_the_mid_back_reach_says_what_the_rhomboids_need(muscle: Muscle) -> None:
    found = assess(muscle, MID_BACK)
    assert found.opposed == ("scapula.retraction",)
    assert found.performed == ("scapula.elevation",)
    assert found.add == ("scapula.upward-rotation",)
    assert found.instead == (("scapula.elevation", "scapula.depression"),)
    assert hint(found) == (
        "add scapula.upward-rotation, or use scapula.depression instead of scapula.elevation"
    )


def test_nothing_to_change_gives_no_hint() -> None:
    assert hint(assess(muscles()["trapezius-lower"], MID_BACK)) == ""
    # The bent hip leaves no primary action that is sure, so there is nothing sure to advise.
    figure_four = ("hip.flexion", "hip.external-rotation")
    assert hint(assess(muscles()["piriformis"], figure_four)) == ""


def test_a_hint_with_only_one_half() -> None:
    calf = muscles()["gastrocnemius"]
    assert hint(assess(calf, ("knee.extension",))) == "add ankle.dorsiflexion"
    assert hint(assess(calf, ("ankle.dorsiflexion", "knee.flexion"))) == (
        "use knee.extension instead of knee.flexion"
    )


def test_posture_dependent_actions_are_named() -> None:
    found = assess(muscles()["piriformis"], ("hip.flexion", "hip.external-rotation"))
    assert "hip.external-rotation" in found.doubtful
    assert found.performed == ()


any_muscle = st.sampled_from(sorted(muscles())).map(lambda key: muscles()[key])
any_motions = st.frozensets(st.sampled_from(sorted(motions())), max_size=8)


def opposite(motion: str) -> str:
    return motions()[motion].opposite


@given(any_muscle)
def test_opposing_all_primary_actions_lengthens(muscle: Muscle) -> None:
    assert verdict(muscle, [opposite(action) for action in muscle.primary]) is LENGTHENS


@given(any_muscle)
def test_performing_the_primary_actions_shortens(muscle: Muscle) -> None:
    assert verdict(muscle, muscle.primary) is SHORTENS


@given(any_muscle, any_motions)
def test_motions_of_other_joints_change_nothing(muscle: Muscle, declared: frozenset[str]) -> None:
    actions = {*muscle.primary, *muscle.secondary, *muscle.disputed}
    own = actions | {opposite(action) for action in actions}
    own |= {dependence.motion for dependence in muscle.posture}
    assert assess(muscle, declared) == assess(muscle, declared & own)


@given(any_muscle, any_motions)
def test_the_reasons_fit_the_verdict(muscle: Muscle, declared: frozenset[str]) -> None:
    found = assess(muscle, declared)
    assert all(opposite(action) in declared for action in found.opposed)
    assert all(action in declared for action in found.performed)
    primary = set(found.opposed) & set(muscle.primary)
    match found.verdict:
        case Verdict.LENGTHENS:
            assert primary
            assert (found.performed, found.add, found.instead) == ((), (), ())
        case Verdict.MIXED:
            assert found.opposed
            assert found.performed
        case Verdict.SHORTENS:
            assert found.performed
            assert not found.opposed
        case Verdict.UNCLEAR:
            assert found.doubtful or found.opposed
            assert not primary
            assert not found.performed
        case Verdict.NOT_ADDRESSED:
            assert (found.opposed, found.performed, found.doubtful) == ((), (), ())


@given(any_muscle.filter(lambda muscle: not muscle.posture), any_motions)
def test_following_all_the_advice_lengthens(muscle: Muscle, declared: frozenset[str]) -> None:
    found = assess(muscle, declared)
    better = (declared - {now for now, _ in found.instead}) | set(found.add)
    assert verdict(muscle, better | {new for _, new in found.instead}) is LENGTHENS


@given(any_muscle, any_motions)
def test_the_order_of_the_motions_does_not_matter(muscle: Muscle, declared: frozenset[str]) -> None:
    assert assess(muscle, sorted(declared)) == assess(muscle, sorted(declared, reverse=True))


@given(any_muscle, st.text())
def test_an_unknown_motion_counts_as_none(muscle: Muscle, text: str) -> None:
    assert verdict(muscle, [f"?{text}"]) is NOT_ADDRESSED
