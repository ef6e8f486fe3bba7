"""Balance over a routine: both sides, and what is left out beside a stretch."""

from __future__ import annotations

import tomllib

import pytest

from stretchexport.checks.balance_rules import rules
from stretchexport.findings import Finding, catalogue
from stretchexport.loading import load_bytes
from stretchexport.resources import read_text

HEAD = """
schema: stretch-routine/v1
id: balance
title: Balance
language: en
updated: 2026-11-22
stretches:
"""


def found(stretches: dict[str, str], *sessions: list[str], rolled: str = "") -> list[Finding]:
    """What is said about the balance of these stretches (by id), done in these sessions.

    Without sessions every stretch is done on each side; an item is ``id`` or ``id, side: x``.
    The stretch ``rolled`` is a self-massage.
    """
    lines = [
        f"  {key}: {{name: {key.title()}, type: {'self-massage' if key == rolled else 'static'}, "
        f"sides: each, stop_if: [Pain], {text}}}"
        for key, text in stretches.items()
    ]
    every = sessions or (list(stretches),)
    lines.append("sessions:")
    for number, items in enumerate(every):
        doses = ", ".join(f"{{hold: 30s, sets: 2, stretch: {item}}}" for item in items)
        lines.append(f"  s{number}: {{title: One, items: [{doses}]}}")
    loaded = load_bytes((HEAD + "\n".join(lines)).encode(), "balance.yaml")
    assert loaded.routine is not None, loaded.findings
    return [finding for finding in loaded.findings if finding.rule.family == "balance"]


def codes(stretches: dict[str, str], *sessions: list[str], rolled: str = "") -> list[str]:
    return [finding.code for finding in found(stretches, *sessions, rolled=rolled)]


LATS = "targets: [lats], motions: [shoulder.flexion]"
NECK = "targets: [neck-side], motions: [neck.lateral-flexion-contralateral]"


@pytest.mark.parametrize("name", ["lats", "latissimus-dorsi"])
def test_the_lats_without_the_muscles_between_the_blades(name: str) -> None:
    (warning,) = found({"one": NECK, "two": LATS.replace("lats", name)})
    assert (warning.code, warning.severity) == ("SE702", "warning")
    assert warning.path == ("stretches", "two", "targets", 0)


@pytest.mark.parametrize("beside", ["rhomboids", "trapezius-middle", "trapezius", "upper-back"])
def test_one_of_the_muscles_between_the_blades_is_enough(beside: str) -> None:
    reach = f"targets: [{beside}], motions: [scapula.protraction]"
    assert codes({"one": LATS, "two": reach}) == []
    assert codes({"one": f"{LATS}, also: [{beside}]"}) == []


def test_the_upper_trapezius_is_not_between_the_blades() -> None:
    neck = "targets: [trapezius-upper], motions: [scapula.depression]"
    assert codes({"one": LATS, "two": neck}) == ["SE702"]


def test_only_what_a_session_uses_counts() -> None:
    reach = "targets: [rhomboids], motions: [scapula.protraction]"
    assert codes({"one": LATS, "two": reach}, ["one"]) == ["SE702"]
    assert codes({"one": LATS, "two": reach}, ["two"]) == []


def test_pressure_is_no_stretch_but_leaves_nothing_out() -> None:
    assert codes({"one": "targets: [lats]"}, rolled="one") == []
    assert codes({"one": LATS, "two": "targets: [rhomboids]"}, rolled="two") == []


STRAIGHT = "targets: [gastrocnemius], motions: [ankle.dorsiflexion, knee.extension]"
FRONT = "targets: [quadriceps], motions: [knee.flexion, hip.extension]"
BACK = "targets: [hamstrings], motions: [hip.flexion, knee.extension]"
CALVES = "targets: [calves], motions: [ankle.dorsiflexion, knee.extension]"
HIP = "targets: [iliopsoas], motions: [hip.extension]"


def test_the_calf_has_two_muscles() -> None:
    (note,) = found({"one": STRAIGHT})
    assert (note.code, note.severity) == ("SE703", "note")
    bent = "targets: [soleus], motions: [ankle.dorsiflexion, knee.flexion]"
    assert codes({"one": STRAIGHT, "two": bent}) == []
    assert codes({"one": CALVES}) == []


def test_the_thigh_has_two_sides_in_a_routine_for_the_legs() -> None:
    assert codes({"one": FRONT, "two": CALVES}) == ["SE703"]
    assert codes({"one": BACK, "two": CALVES}) == ["SE703"]
    assert codes({"one": FRONT, "two": BACK, "three": CALVES}) == []
    assert codes({"one": BACK, "two": HIP, "three": CALVES}) == []


@pytest.mark.parametrize("only", [FRONT, BACK, HIP, NECK])
def test_a_routine_for_one_muscle_is_left_alone(only: str) -> None:
    assert codes({"one": only}) == []


def test_one_side_never_done() -> None:
    one = {"one": BACK}
    (warning,) = found(one, ["one, side: left", "one, side: left"])
    assert (warning.code, warning.path) == ("SE701", ("sessions", "s0", "items", 0, "side"))
    assert "side: right" in warning.help
    assert codes(one, ["one, side: left", "one, side: right"]) == []
    assert codes(one, ["one, side: left"], ["one, side: right"]) == []
    assert codes(one, ["one, side: right"], ["one"]) == []
    (warning,) = found(one, ["one, side: right"])
    assert "side: left" in warning.help


def test_every_rule_has_a_reason_and_a_code_of_its_family() -> None:
    for rule in rules():
        assert catalogue()[rule.code].family == "balance"
        assert not rule.stretched & rule.lacking
    for entry in tomllib.loads(read_text("balance.toml"))["rule"]:
        assert entry["reason"].endswith(".")
