"""The fast validator and the one that explains give the same verdict."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from stretchexport.loading import load
from stretchexport.packaged_schemas import (
    INTERVALS,
    JAWT,
    PLAN,
    PWF,
    ROUTINE,
    TIMER,
    TRACKER,
    is_surely_valid,
    validator,
)

ROOT = Path(__file__).parent.parent
ROUTINES = [ROOT / "tests" / "corpus" / "every-key.yaml", *sorted((ROOT / "examples").glob("*.*"))]
GOLDEN = ROOT / "tests" / "golden"
WRITTEN = {
    PLAN: sorted(GOLDEN.glob("plan/*.json")),
    TRACKER: sorted([*GOLDEN.glob("hevy/*.json"), *GOLDEN.glob("wger/*.json")]),
    JAWT: sorted(GOLDEN.glob("jawt/*.json")),
    TIMER: sorted(GOLDEN.glob("timer/*.json")),
    PWF: sorted(GOLDEN.glob("pwf/*.yaml")),  # which is JSON too
    INTERVALS: sorted(GOLDEN.glob("intervals-icu/*.json")),
}
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 30.0, 10**15 - 1, "", " ", "x", "30s", "30s\n", "\u0661\u0662s", [], {},
    "a" * 10_001, ["mon", "mon"], {"x-a": 1}, "https://a b", "2026-02-30", "\U0001f9d8",
)  # fmt: skip


def documents(name: str) -> list[Any]:
    if name in WRITTEN:
        return [json.loads(path.read_text(encoding="utf-8")) for path in WRITTEN[name]]
    loaded = [load(path) for path in ROUTINES]
    return [one.document.data for one in loaded if one.document]


def mutant(document: Any, dice: random.Random) -> Any:
    """The document with one value changed, one entry removed, or one added, anywhere."""
    data = copy.deepcopy(document)
    node = data
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return data
        key = dice.choice(keys)
        inner = node[key]
        if isinstance(inner, dict | list) and inner and dice.random() < 0.85:
            node = inner
            continue
        change = dice.randrange(3)
        if change == 0:
            node[key] = dice.choice(VALUES)
        elif change == 1:
            del node[key]
        elif isinstance(node, dict):
            node[dice.choice(("x-new", "new", "id", "hold", "A b"))] = dice.choice(VALUES)
        else:
            node.append(dice.choice(VALUES))
        return data


@pytest.mark.parametrize("name", [ROUTINE, *WRITTEN])
def test_both_validators_agree_on_thousands_of_mutants(name: str) -> None:
    dice = random.Random(1)  # the same mutants every time
    originals = documents(name)
    strict = validator(name)
    assert all(is_surely_valid(name, one) for one in originals)
    verdicts = set()
    for number in range(2000 if name == ROUTINE else 400):
        data = mutant(originals[number % len(originals)], dice)
        verdict = strict.is_valid(data)
        # A whole float (an angle of 90.0, say) is left to the strict one, so "not sure" is allowed.
        assert not (is_surely_valid(name, data) and not verdict), data
        verdicts.add((verdict, is_surely_valid(name, data)))
    assert {(True, True), (False, False)} <= verdicts
