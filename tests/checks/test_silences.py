"""Silences hide what they name, where they stand, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchexport.loading import Loaded, load_bytes

BASE = (Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml").read_text()
NOTHING_CHANGES = ("{from_week: 3, hold: 45s}", "{from_week: 3, contract: 6s}")
NO_ORDER = ("reps: 8, tempo: 2s", "reps: 8, tempo: 2s, order: alternate")
SPOTS = ("    type: static\n", "    type: static\n    spots: [Here]\n")


def loaded(*changes: tuple[str, str]) -> Loaded:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return load_bytes(text.encode(), "case.yaml")


def codes(one: Loaded) -> list[str]:
    return [finding.code for finding in one.findings]


def entry(code: str, reason: str = "We know.") -> str:
    return f"silence: [{{code: {code}, reason: {reason}}}]"


@pytest.mark.parametrize(
    ("mistake", "code", "owner"),
    [
        (NO_ORDER, "SE403", ("title: Base\n", "title: Base\n{}\n")),
        (NO_ORDER, "SE403", ("    title: Short\n", "    title: Short\n    {}\n")),
        (NO_ORDER, "SE403", ("order: alternate}", "order: alternate, {}}}")),
        (SPOTS, "SE404", ("    name: Reach\n", "    name: Reach\n    {}\n")),
        (NOTHING_CHANGES, "SE606", ("  weeks: 4\n", "  weeks: 4\n  {}\n")),
        (NOTHING_CHANGES, "SE606", ("contract: 6s}", "contract: 6s, {}}}")),
    ],
    ids=["routine", "session", "item", "stretch", "schedule", "change"],
)
def test_a_finding_is_silenced_from_every_part_it_lies_in(
    mistake: tuple[str, str], code: str, owner: tuple[str, str]
) -> None:
    assert codes(loaded(mistake)) == [code]
    one = loaded(mistake, (owner[0], owner[1].format(entry(code))))
    assert codes(one) == []
    assert [(hidden.finding.code, hidden.reason) for hidden in one.silenced] == [(code, "We know.")]
    assert one.routine is not None


def test_a_slot_and_a_variant_hold_silences_too() -> None:
    one = loaded(
        ('at: "18:00"}', f'at: "18:00", {entry("SE608")}}}'),
        ("{id: free, equipment: []}", f"{{id: free, equipment: [], {entry('SE821')}}}"),
    )
    assert [finding.path[:-3] for finding in one.findings] == [
        ("stretches", "reach", "variants", 1),
        ("schedule", "slots", 1),
    ]
    assert codes(one) == ["SE321", "SE321"]


def test_what_lies_beside_a_silence_is_still_told() -> None:
    one = loaded(
        SPOTS,
        ("    type: dynamic\n", f"    type: dynamic\n    spots: [There]\n    {entry('SE404')}\n"),
    )
    assert codes(one) == ["SE404"]
    assert one.findings[0].path[:2] == ("stretches", "reach")


def test_a_silence_hides_every_finding_of_its_code_below_it() -> None:
    one = loaded(
        SPOTS,
        ("    type: dynamic\n", "    type: dynamic\n    spots: [There]\n"),
        ("title: Base\n", f"title: Base\n{entry('SE404')}\n"),
    )
    assert codes(one) == []
    assert len(one.silenced) == 2


def test_an_error_stays_and_the_routine_with_it() -> None:
    one = loaded(
        ("timezone: Europe/Berlin", f"timezone: Europe/Berln\n  {entry('SE601')}"),
    )
    assert codes(one) == ["SE601", "SE323"]
    assert one.routine is None


def test_nobody_is_told_of_an_unused_silence_before_every_check_was_made() -> None:
    unused = ("title: Base\n", f"title: Base\n{entry('SE606')}\n")
    assert codes(loaded(unused)) == ["SE321"]
    assert codes(loaded(unused, ("Europe/Berlin", "Europe/Berln"))) == ["SE601"]
    assert codes(loaded(unused, ("sets: 2", "sets: 51"))) == ["SE207"]


def test_a_silence_needs_a_reason() -> None:
    one = loaded(("title: Base\n", "title: Base\nsilence: [{code: SE606}]\n"))
    assert codes(one) == ["SE202"]


def test_what_is_silenced_takes_no_place_from_what_is_told() -> None:
    stretches = "".join(
        f"  s{number}: {{name: S, type: static, sides: both, targets: [calves], spots: [Here], "
        f"{entry('SE404')}, stop_if: [Pain], motions: [ankle.dorsiflexion, knee.extension]}}\n"
        for number in range(150)
    )
    one = loaded(("sessions:", stretches + "sessions:"), NO_ORDER)
    assert "SE403" in codes(one)
    assert len(one.silenced) == 150


def test_thousands_of_silences_are_a_few_findings() -> None:
    some = ", ".join("{code: SE606, reason: x}" for _ in range(50))
    stretches = "".join(
        f"  s{number}: {{name: S, type: static, sides: both, targets: [calves], "
        f"stop_if: [Pain], motions: [ankle.dorsiflexion, knee.extension], silence: [{some}]}}\n"
        for number in range(400)
    )
    one = load_bytes(BASE.replace("sessions:", stretches + "sessions:").encode(), "case.yaml")
    assert codes(one).count("SE321") == 100
