"""Steps against motions: a plain command is understood, and everything less plain is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchexport import starting
from stretchexport.anatomy.motions import motions
from stretchexport.checks.anatomical_steps import commands, opposed
from stretchexport.loading import load, load_bytes

ROOT = Path(__file__).parent.parent.parent
BASE = (ROOT / "tests" / "corpus" / "checks" / "base.yaml").read_text(encoding="utf-8")
MOTIONS = "upward-rotation]\n"
SQUEEZE = "[Sit., Squeeze the shoulder blades together.]"
SLIDE = "[Sit., Let the shoulder blades slide apart.]"
BEND = "[Sit., Bend both knees.]"


@pytest.mark.parametrize(
    ("step", "motion", "words"),
    [
        ("Bend both knees.", "knee.flexion", "Bend both knees"),
        ("Sit tall, then slowly straighten your legs.", "knee.extension", "straighten your legs"),
        ("Keep the knees straight and breathe.", "knee.extension", "Keep the knees straight"),
        ("Shrug the shoulders.", "scapula.elevation", "Shrug the shoulders"),
        ("Out. Draw your shoulders down.", "scapula.depression", "Draw your shoulders down"),
        (
            "Pull both shoulder blades apart",
            "scapula.protraction",
            "Pull both shoulder blades apart",
        ),
        ("Tuck your chin to your chest.", "neck.flexion", "Tuck your chin to your chest"),
        ("Look up at the ceiling", "neck.extension", "Look up at the ceiling"),
        ("Tip the head back", "neck.extension", "Tip the head back"),
        ("Round the upper back", "spine.flexion", "Round the upper back"),
        ("Point your toes", "ankle.plantarflexion", "Point your toes"),
    ],
)
def test_a_plain_command_means_one_motion(step: str, motion: str, words: str) -> None:
    (one,) = commands([step], motions())
    assert (one.motion, step[one.start : one.end]) == (motion, words)


@pytest.mark.parametrize(
    "step",
    [
        "Do not bend the knees.",
        "Never round the back.",
        "Stop when you bend both knees.",
        "Sit down until you can straighten your legs.",
        "Bend the knee.",
        "Bend the other knee.",
        "Bend both knees slightly.",
        "Bend the knees a little if the pull is strong.",
        "Stand with bent knees.",
        "The legs straighten by themselves.",
        "Unbend the knees.",
        "Look upwards.",
        "Look up-to-date.",
        "Arch the back.",
        "Let go and bend the knees.",
        "Beuge beide Knie.",
        "",
    ],
)
def test_what_is_less_plain_means_nothing_for_certain(step: str) -> None:
    assert list(commands([step], motions())) == []


@pytest.mark.parametrize(
    ("steps", "motion"),
    [
        (["Bend both knees.", "Lean forward."], "knee.extension"),
        (["Sit.", "Bend both knees.", "Straighten your legs."], "knee.extension"),
        (["Sit.", "Let go.", "Bend both knees."], "knee.extension"),
        (["Sit.", "Bend both knees."], "knee.flexion"),
        (["Sit.", "Bend both knees."], "elbow.extension"),
    ],
    ids=["the way into it", "both are said", "after it", "as declared", "another joint"],
)
def test_a_step_may_be_no_contradiction(steps: list[str], motion: str) -> None:
    assert list(opposed(steps, [motion])) == []


def test_a_step_that_says_the_opposite_is_a_contradiction() -> None:
    (one,) = opposed(["Sit.", "Bend both knees."], ["hip.flexion", "knee.extension"])
    assert (one.index, one.motion) == (1, "knee.flexion")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ((MOTIONS, f"{MOTIONS}    steps: {SQUEEZE}\n"), True),
        (("equipment: []}", f"equipment: [], steps: {SQUEEZE}}}"), True),
        ((MOTIONS, f"{MOTIONS}    steps: {SLIDE}\n"), False),
        (("hip.flexion, knee.extension]", f"knee.extension]\n    steps: {BEND}"), False),
    ],
    ids=["stretch", "variant", "as declared", "dynamic"],
)
def test_held_stretches_are_checked_with_all_their_ways(
    change: tuple[str, str], told: bool
) -> None:
    def codes(text: str) -> list[str]:
        return [one.code for one in load_bytes(text.encode(), "case.yaml").findings]

    assert change[0] in BASE
    text = BASE.replace(*change, 1)
    assert codes(text).count("SE511") == told
    assert "SE511" not in codes(text.replace("language: en", "language: de"))


def test_nothing_is_said_of_our_own_routines() -> None:
    files = [*ROOT.glob("examples/*.*"), ROOT / "tests" / "corpus" / "every-key.yaml"]
    files += ROOT.glob("src/stretchexport/data/starter/regions/*.yaml")
    assert len(files) > len(starting.regions())
    for file in files:
        assert "SE511" not in [one.code for one in load(file).findings], file
