"""Doses against the guidance: where it speaks, what it takes for the cause, when it keeps quiet."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.checks.guidance_facts import facts
from stretchexport.checks.guidance_stages import Said, stages, steps
from stretchexport.findings import Finding, Path, catalogue
from stretchexport.loading import Loaded, load_bytes
from stretchexport.model import Amount, PnfDose, StaticDose
from stretchexport.resources import read_text
from stretchexport.timeline import in_week

BAND = [code for code in catalogue() if code.startswith("SE41")]

HEAD = """
schema: stretch-routine/v1
id: doses
title: Doses
language: en
updated: 2026-11-22
audience: {audience}
stretches:
  legs: {{name: Legs, type: static, sides: each, targets: [hamstrings], stop_if: [Pain]}}
  more: {{name: More, type: static, sides: both, targets: [hamstrings], stop_if: [Pain]}}
  calf: {{name: Calf, type: static, sides: both, targets: [calves], stop_if: [Pain]}}
  push: {{name: Push, type: pnf, sides: both, targets: [adductors], stop_if: [Pain]}}
  swing: {{name: Swing, type: dynamic, sides: both, targets: [glutes], stop_if: [Pain]}}
  roll: {{name: Roll, type: self-massage, sides: both, targets: [shins], stop_if: [Pain]}}
sessions:
  all:
    title: All
    before_effort: {before_effort}
    items:
{items}
  other:
    title: Other
    items: [{{stretch: calf, hold: 30s, sets: 2}}]
schedule:
  starts: 2026-12-07
  weeks: 6
  timezone: Europe/Berlin
  slots:
{slots}
  progression: [{progression}]
"""

DAILY = "{session: all, on: [mon, wed, fri], at: '07:30'}"


def load(
    *items: str,
    progression: str = "",
    audience: str = "adults",
    before_effort: bool = False,
    slots: tuple[str, ...] = (DAILY,),
    skip: str = "",
) -> Loaded:
    text = HEAD.format(
        audience=audience,
        before_effort=str(before_effort).lower(),
        items="\n".join(f"      - {{{item}}}" for item in items),
        slots="\n".join(f"    - {slot}" for slot in slots),
        progression=progression,
    )
    loaded = load_bytes((text + (f"  skip: [{skip}]\n" if skip else "")).encode(), "doses.yaml")
    assert loaded.routine is not None, loaded.findings
    return loaded


def found(*items: str, **options: object) -> list[Finding]:
    """What the guidance says about a session with these items."""
    loaded = load(*items, **options)  # type: ignore[arg-type]
    return [finding for finding in loaded.findings if finding.code in BAND]


def codes(*items: str, **options: object) -> list[str]:
    return [finding.code for finding in found(*items, **options)]


def places(*items: str, **options: object) -> list[tuple[str, Path]]:
    return [(finding.code, finding.path) for finding in found(*items, **options)]


ITEM: Path = ("sessions", "all", "items", 0)
CHANGE: Path = ("schedule", "progression", 0)

DOSES = [
    ("stretch: legs, hold: 30s, sets: 2", []),
    ("stretch: legs, hold: 10s, sets: 4", []),
    ("stretch: legs, hold: 30s, sets: 4", []),
    ("stretch: legs, hold: 9s, sets: 4", ["SE411"]),
    ("stretch: legs, hold: 31s, sets: 2", ["SE412"]),
    ("stretch: legs, hold: 30s", ["SE413"]),
    ("stretch: legs, hold: 10s, sets: 5", ["SE413"]),
    # Nothing but the total is off.
    ("stretch: legs, hold: 10s, sets: 2", ["SE414"]),
    # The total is off because of what is said already.
    ("stretch: legs, hold: 5s, sets: 2", ["SE411"]),
    ("stretch: legs, hold: 60s, sets: 4", ["SE412"]),
    ("stretch: legs, hold: 10s", ["SE413"]),
    ("stretch: push, contract: 6s, relax: 2s, hold: 20s, sets: 3", []),
    ("stretch: push, contract: 2s, relax: 2s, hold: 20s, sets: 3", ["SE417"]),
    ("stretch: push, contract: 7s, relax: 2s, hold: 20s, sets: 3", ["SE417"]),
    ("stretch: push, contract: 5s, relax: 2s, hold: 40s, sets: 2", ["SE412"]),
    ("stretch: swing, reps: 30", []),
    ("stretch: roll, hold: 3m", []),
    # A breath is an estimate, so only what no breath can make good is said.
    ("stretch: legs, hold: 6 breaths, sets: 2", []),
    ("stretch: legs, hold: 10 breaths, sets: 2", []),
    ("stretch: legs, hold: 11 breaths, sets: 2", ["SE412"]),
    ("stretch: legs, hold: 1 breath, sets: 4", []),
    ("stretch: legs, hold: 1 breath, sets: 2", ["SE414"]),
    ("stretch: push, contract: 1 breath, relax: 2s, hold: 20s, sets: 3", []),
    ("stretch: push, contract: 3 breaths, relax: 2s, hold: 20s, sets: 3", ["SE417"]),
]


@pytest.mark.parametrize(("item", "expected"), DOSES)
def test_a_dose_for_adults(item: str, expected: list[str]) -> None:
    assert codes(item) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("stretch: legs, hold: 60s, sets: 2", []),
        ("stretch: legs, hold: 29s, sets: 2", ["SE411"]),
        ("stretch: legs, hold: 61s, sets: 2", ["SE412"]),
        ("stretch: legs, hold: 60s, sets: 4", ["SE414"]),
        ("stretch: legs, hold: 2 breaths, sets: 3", ["SE411"]),
        ("stretch: push, contract: 6s, relax: 2s, hold: 20s, sets: 3", []),
    ],
)
def test_a_dose_for_older_adults(item: str, expected: list[str]) -> None:
    assert codes(item, audience="older-adults") == expected


def test_it_says_what_is_usual_and_what_this_is() -> None:
    (warning,) = found("stretch: legs, hold: 45s, sets: 2")
    assert warning.message == "the usual guidance is a hold of 10 to 30 s, this is 45 s"
    assert "audience: older-adults" in warning.help
    assert warning.help.endswith("or, if it is meant, silence SE412 with the reason")
    (warning,) = found("stretch: legs, hold: 12 breaths, sets: 2")
    assert warning.message.endswith("this is 12 breaths")
    (warning,) = found("stretch: legs, hold: 1 breath, sets: 2")
    assert warning.message.endswith("about 60 s a stretch in a session, this is 6 to 20 s a side")


def test_the_items_of_a_session_add_up_a_side() -> None:
    left, right = (f"stretch: legs, hold: 30s, side: {side}" for side in ("left", "right"))
    assert codes(left, right, left, right) == []
    assert places(left, right, right) == [("SE413", ITEM)]
    last: Path = ("sessions", "all", "items", 4)
    assert places(left, left, f"{right}, sets: 3", right, right) == [("SE413", last)]
    many = "stretch: more, hold: 30s, sets: 3"
    assert places(many, many) == [("SE413", ("sessions", "all", "items", 1, "sets"))]


def test_a_place_that_the_file_leaves_out_is_its_owner() -> None:
    assert places("stretch: legs, hold: 30s") == [("SE413", ITEM)]
    assert places("stretch: legs, hold: 30s, sets: 1") == [("SE413", (*ITEM, "sets"))]


def test_every_week_is_judged_and_the_cause_is_said_once() -> None:
    two = "stretch: legs, hold: 30s, sets: 2", "stretch: more, hold: 30s, sets: 2"
    assert places(*two, progression="{from_week: 3, hold: 45s}") == [("SE412", (*CHANGE, "hold"))]
    assert places(*two, progression="{from_week: 3, sets: 5}") == [("SE413", (*CHANGE, "sets"))]
    back = "{from_week: 3, hold: 45s}, {from_week: 5, hold: 30s}"
    assert places(*two, progression=back) == [("SE412", (*CHANGE, "hold"))]
    total = "{from_week: 2, stretch: legs, hold: 10s}"
    assert places(*two, progression=total) == [("SE414", (*CHANGE, "hold"))]


def test_what_never_happens_is_not_judged() -> None:
    item = "stretch: legs, hold: 90s, sets: 2"
    assert codes(item, progression="{from_week: 1, hold: 30s}") == []
    usual = "stretch: legs, hold: 30s, sets: 2"
    assert codes(usual, progression="{from_week: 7, hold: 90s}") == []
    assert codes(usual, progression="{from_week: 2, session: other, sets: 4, hold: 10s}") == []
    assert codes(usual, progression="{from_week: 2, contract: 20s}") == []
    twice = "{from_week: 2, hold: 90s}, {from_week: 2, hold: 30s}"
    assert codes(usual, progression=twice) == []


LONG = "stretch: legs, hold: 30s, sets: 3"


def test_before_effort_the_time_of_a_muscle_adds_up() -> None:
    assert codes(LONG) == []
    assert places(LONG, before_effort=True) == [("SE416", ITEM)]
    assert codes("stretch: legs, hold: 30s, sets: 2", before_effort=True) == []
    second = "stretch: more, hold: 15s, sets: 2"
    (warning,) = found("stretch: legs, hold: 30s, sets: 2", second, before_effort=True)
    assert (warning.code, warning.path) == ("SE416", ("sessions", "all", "items", 1))
    assert warning.message.endswith("a muscle, this is 90 s (Hamstrings)")
    other = "stretch: calf, hold: 30s, sets: 2"
    assert codes("stretch: legs, hold: 30s, sets: 2", other, before_effort=True) == []


def test_before_effort_a_progression_may_be_the_cause() -> None:
    short = "stretch: legs, hold: 20s, sets: 3", "stretch: calf, hold: 20s, sets: 3"
    (warning,) = found(*short, before_effort=True, progression="{from_week: 4, hold: 30s}")
    assert (warning.code, warning.path) == ("SE416", (*CHANGE, "hold"))
    assert "(Hamstrings, Calves)" in warning.message
    grown = "{from_week: 4, hold: 25s}, {from_week: 5, hold: 30s}"
    assert places(*short, before_effort=True, progression=grown) == [("SE416", (*CHANGE, "hold"))]


def test_before_effort_movement_and_pressure_are_fine() -> None:
    assert codes("stretch: swing, reps: 60", "stretch: roll, hold: 3m", before_effort=True) == []


USUAL = "stretch: legs, hold: 30s, sets: 2"
WEEKLY = "{session: all, on: [tue], at: '07:30'}"


def test_days_a_week_are_counted_over_all_slots() -> None:
    assert places(USUAL, slots=(WEEKLY,)) == [("SE415", ("schedule", "slots", 0, "on"))]
    again = "{session: all, on: [sat], at: '07:30'}"
    assert codes(USUAL, slots=(WEEKLY, again)) == []
    same_day = "{session: all, on: [tue], at: '18:30'}"
    assert codes(USUAL, slots=(WEEKLY, same_day)) == ["SE415"]


def test_one_slot_is_said_once_for_all_its_stretches() -> None:
    push = "stretch: push, contract: 5s, relax: 2s, hold: 20s, sets: 3"
    (warning,) = found(USUAL, push, "stretch: roll, hold: 30s", slots=(WEEKLY,))
    assert warning.message.endswith("at least 2 to 3 days a week, this is 1 (Legs, Push)")


def test_days_are_those_of_the_muscles() -> None:
    calf = "stretch: calf, hold: 30s, sets: 2"
    other = "{session: other, on: [fri], at: '07:30'}"
    assert codes(USUAL, calf, slots=(WEEKLY, other)) == ["SE415"]
    assert codes(calf, slots=(WEEKLY, other)) == []


def test_a_holiday_does_not_count_but_a_habit_does() -> None:
    twice = "{session: all, on: [tue, fri], at: '07:30'}"
    fridays = [f"2026-12-{day}" for day in (11, 18, 25)]
    assert codes(USUAL, slots=(twice,), skip=", ".join(fridays[:2])) == []
    more = [*fridays, "2027-01-01"]
    assert codes(USUAL, slots=(twice,), skip=", ".join(more)) == ["SE415"]


def test_before_effort_and_without_a_slot_days_are_not_asked_for() -> None:
    other = "{session: other, on: [mon, fri], at: '07:30'}"
    assert codes(USUAL, slots=(other,)) == []
    assert codes(USUAL, slots=(WEEKLY,), before_effort=True) == []


parts = st.fixed_dictionaries(
    {"from_week": st.integers(1, 7)},
    optional={
        "session": st.sampled_from(["all", "other"]),
        "stretch": st.sampled_from(["legs", "push"]),
        "hold": st.sampled_from(["20s", "5 breaths"]),
        "contract": st.just("4s"),
        "relax": st.just("3s"),
        "sets": st.integers(2, 4),
    },
)


def value(said: Said[Amount] | None) -> Amount | None:
    return None if said is None else said.value


@given(st.lists(parts, max_size=5))
def test_stages_have_the_doses_of_the_timeline(changes: list[dict[str, object]]) -> None:
    progression = ", ".join(
        "{" + ", ".join(f"{key}: {value}" for key, value in change.items()) + "}"
        for change in changes
    )
    push = "stretch: push, contract: 5s, relax: 2s, hold: 30s, sets: 2"
    routine = load(USUAL, push, progression=progression).routine
    assert routine is not None
    assert routine.schedule is not None
    for session in routine.sessions.values():
        own = [step for step in steps(routine) if step.session in (None, session.id)]
        told = {
            tuple((stage.hold.value, value(stage.contract), stage.sets.value) for stage in now)
            for now in stages(session.items, own)
        }
        done = set()
        for week in range(1, routine.schedule.weeks + 1):
            items = [
                in_week(item, session.id, routine.schedule.progression, week)
                for item in session.items
            ]
            doses = [(item.dose, item.sets) for item in items]
            done.add(
                tuple(
                    (dose.hold, dose.contract if isinstance(dose, PnfDose) else None, sets)
                    for dose, sets in doses
                    if isinstance(dose, StaticDose | PnfDose)
                )
            )
        assert told == done


def test_every_finding_about_doses_has_its_source() -> None:
    table = tomllib.loads(read_text("guidance.toml"))
    rules = [rule for rule in table.values() if "codes" in rule]
    assert [code for rule in rules for code in rule["codes"]] == BAND
    for rule in rules:
        assert rule["says"].endswith(".")
        assert all("https://doi.org/" in table["sources"][source] for source in rule["sources"])


def test_the_bands_fit_into_each_other() -> None:
    known = facts()
    bands = [*known.hold.values(), known.pnf_hold, known.contract, known.repetitions, known.total]
    assert all(band.least < band.most for band in bands)
    assert known.total.least < known.total_target < known.total.most
