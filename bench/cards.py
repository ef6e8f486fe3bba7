"""``make bench``: printed cards beside the same words in ReportLab, and the files they make.

The same twelve cards of the examples, over and over, from the cards as data to the file. Every kind
is made in a process of its own, in turn with the others, and the median of the rounds counts.
ReportLab sets the same words in the same places without tags and pictures: in one size whether that
fits or not, and in the largest of our sizes that fits.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from stretchexport.exporters.cards import CardsOptions
from stretchexport.exporters.cards import document as exporting
from stretchexport.exporters.cards.fitting import fitted
from stretchexport.exporters.cards.imposition import Flip
from stretchexport.exporters.cards.typesetting import typeset
from stretchexport.loading import load
from stretchexport.workers import processes

ROOT = Path(__file__).parent.parent
THEIRS = Path(__file__).with_name("cards_reportlab.py")
CLI = str(Path(sys.executable).with_name("stretchexport"))
DIFFERENT, MANY = 12, 600
ROUNDS = 3
WHY = """\
ours have tags for screen readers, and what does not fit goes on to another part; theirs run over"""
COLD_RUNS = 9

ONE_STRETCH = """\
schema: stretch-routine/v1
id: one
title: One stretch
language: en
updated: 2026-11-22
stretches:
  quad:
    name: Standing quad stretch
    type: static
    sides: each
    targets: [quadriceps]
    steps: [Stand on one leg and hold on to something., Bring the heel to the seat.]
    feel: At the front of the thigh.
    stop_if: [Sharp pain]
    pose: {knee: {right: {flexion: 120}}}
sessions:
  day: {title: Every day, items: [{stretch: quad, hold: 30s, sets: 2}]}
"""


def main() -> None:
    """Measure and print everything."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {kind: folder / f"{kind}.json" for kind in ("plain", "full", "two-sided")}
        for kind, file in files.items():
            # Apart: a process counts the memory of the one that started it as its own.
            subprocess.run([sys.executable, __file__, "data", kind, str(file)], check=True)
        for count in (DIFFERENT, MANY):
            _plain(files["plain"], count)
        _pictured(files)
        _cold(folder)


def _plain(file: Path, count: int) -> None:
    commands = {
        "stretchexport": _ours(file, count),
        "ReportLab, in one size": _theirs(file, count, "plain"),
        "ReportLab, fitted": _theirs(file, count, "fitted"),
    }
    rounds = [{name: _run(one) for name, one in commands.items()} for _ in range(ROUNDS)]
    print(f"\n{count} cards without pictures   cards a second   peak MB   kB a card")
    for name in commands:
        _line(name, [one[name] for one in rounds])
    for name in [*commands][1:]:
        ratio = statistics.median(
            one[name]["seconds"] / one["stretchexport"]["seconds"] for one in rounds
        )
        print(f"stretchexport / {name:<22} {ratio:>4.2f}   aim: at least 5")
    print(WHY)


def _pictured(files: dict[str, Path]) -> None:
    print("\nwith figure and map          cards a second   peak MB   kB a card")
    twelve = [_run(_ours(files["full"], DIFFERENT))]
    _line(f"{DIFFERENT}, one-sided", twelve)
    print(f"  the file has {twelve[0]['bytes'] / 1000:.0f} kB   aim: under 300 kB, and 60 a card")
    for kind, aim in (("full", ""), ("two-sided", "   aim: at least 150, under 500 MB")):
        _line(f"{MANY}, {kind}", [_run(_ours(files[kind], MANY)) for _ in range(ROUNDS)], aim)


def _line(name: str, runs: list[dict[str, float]], aim: str = "") -> None:
    rate = statistics.median(one["cards"] / one["seconds"] for one in runs)
    peak = max(one["peak"] for one in runs)
    size = runs[0]["bytes"] / runs[0]["cards"] / 1000
    print(f"{name:<28} {rate:>14.0f}   {peak:>7.0f}   {size:>9.1f}{aim}")


def _cold(folder: Path) -> None:
    """The whole command, for a routine of one stretch with a pose."""
    file = folder / "one.yaml"
    file.write_text(ONE_STRETCH, encoding="utf-8")
    command = [CLI, "cards", str(file), "-o", str(folder / "one.pdf")]
    runs = []
    for _ in range(COLD_RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        runs.append(time.perf_counter() - start)
    print(f"\nfirst page, cold start       {statistics.median(runs[1:]):.2f} s   aim: under 0.5 s")


def data(kind: str) -> dict[str, Any]:
    """A document with twelve cards of the examples, as the exporter hands them on."""
    flip = Flip.LONG if kind == "two-sided" else None
    found: list[dict[str, Any]] = []
    shared: dict[str, Any] = {}

    def keep(document: dict[str, Any], cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
        shared.update(document)
        found.extend(card for card in cards if card["body_map"] is not None)  # the plan has none
        return fitted(document, cards)

    setattr(exporting, "fitted", keep)  # noqa: B010
    for file in sorted((ROOT / "examples").glob("*.yaml")):
        routine = load(file).routine
        assert routine is not None
        if routine.language != "en":  # ReportLab shapes no Arabic
            continue
        exporting.export(routine, CardsOptions(two_sided=flip))
    cards = found[:DIFFERENT]
    assert len(cards) == DIFFERENT
    if kind == "plain":
        cards = [{**card, "figure": None, "body_map": None} for card in cards]
        for card in cards:
            card["blocks"] = [{**block, "code": None} for block in card["blocks"]]
    return {**shared, "cards": cards}


def _ours(file: Path, count: int) -> list[str]:
    return [sys.executable, __file__, "make", str(file), str(count)]


def _theirs(file: Path, count: int, way: str) -> list[str]:
    return [sys.executable, str(THEIRS), str(file), str(count), way]


def _run(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def make(file: Path, count: int) -> None:
    """Make so many cards, and print what it took."""
    shared = json.loads(file.read_text(encoding="utf-8"))
    cards = shared.pop("cards")
    start = time.perf_counter()
    many = enumerate(islice(cycle(cards), count), start=1)
    laid = fitted(shared, [{**card, "place": f"Card {number}"} for number, card in many])
    pdf = typeset({**shared, "cards": laid}, 0, (b"",))
    seconds = time.perf_counter() - start
    # As if each process that draws was as large as the largest, and none shared anything.
    kinds = ((1, resource.RUSAGE_SELF), (processes(count), resource.RUSAGE_CHILDREN))
    peak = sum(many * resource.getrusage(kind).ru_maxrss for many, kind in kinds) / 1024
    print(json.dumps({"seconds": seconds, "cards": count, "peak": peak, "bytes": len(pdf)}))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["data", kind, name]:
            Path(name).write_text(json.dumps(data(kind)), encoding="utf-8")
        case ["make", name, count]:
            make(Path(name), int(count))
        case _:
            main()
