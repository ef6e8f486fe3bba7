"""A second calendar that holds the first: what khal makes of an update and of a cancellation.

khal is a calendar program of its own: it keeps events by their UID in a folder (a vdir), and an
import replaces what has the same one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from calendar_routines import data, routine, schedule, slot
from stretchexport.exporters.calendar.identity.cancelling import cancellation
from stretchexport.exporters.calendar.identity.updating import update

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.model import Routine

CONFIG = """
[calendars]
[[own]]
path = {folder}/own
[sqlite]
path = {folder}/khal.db
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/Berlin
local_timezone = Europe/Berlin
"""
SLOTS = ("back.morning.w1", "back.noon.w1", "back.evening.w1")


@dataclass
class Khal:
    folder: Path

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(self.folder / "config"), *arguments]
        home = {**os.environ, "HOME": str(self.folder), "TZ": "Europe/Berlin"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=home)
        return done.stdout

    def take(self, calendar: bytes) -> None:
        path = self.folder / "import.ics"
        path.write_bytes(calendar)
        self.run("import", "--batch", str(path))

    def events(self) -> Counter[tuple[str, str]]:
        """Every event of the two weeks and after: its slot, and its time and whether it is off."""
        shown = self.run(
            *("list", "--day-format", "", "--format", "{uid}|{start-long} {cancelled}"),
            *("2026-12-01", "60d"),
        )
        pairs = (line.partition("|") for line in shown.splitlines() if line)
        return Counter((uid.removesuffix("@stretchexport"), rest.strip()) for uid, _, rest in pairs)

    def of(self, key: str) -> list[str]:
        return sorted(time for (uid, time), _ in self.events().items() if uid == key)


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    (tmp_path / "own").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(folder=tmp_path))
    return Khal(tmp_path)


def three_slots(noon: str = "12:00") -> Routine:
    morning, evening = slot("07:30", (0,)), slot("19:00", (4,), "evening")
    return routine(schedule(morning, slot(noon, (2,), "noon"), evening))


def test_changing_one_slot_changes_one_series_and_doubles_nothing(khal: Khal) -> None:
    first = data(three_slots())
    khal.take(first)
    before = khal.events()
    assert before.total() == 6
    second = update(first, data(three_slots("12:30")), {"back"})
    assert [one.uid for one in second.changes if one.words] == ["back.noon.w1@stretchexport"]
    khal.take(second.data)
    after = khal.events()
    assert max(after.values()) == 1
    assert before - after == Counter(
        {("back.noon.w1", f"2026-12-{day} 12:00"): 1 for day in ("09", "16")}
    )
    assert after - before == Counter(
        {("back.noon.w1", f"2026-12-{day} 12:30"): 1 for day in ("09", "16")}
    )


def test_importing_the_same_update_again_changes_nothing(khal: Khal) -> None:
    khal.take(data(three_slots()))
    second = update(data(three_slots()), data(three_slots("12:30")), {"back"}).data
    khal.take(second)
    once = khal.events()
    khal.take(second)
    assert khal.events() == once


def test_a_slot_that_is_gone_is_shown_as_cancelled(khal: Khal) -> None:
    first = data(three_slots())
    khal.take(first)
    khal.take(update(first, data(routine(schedule(slot("07:30", (0,))))), {"back"}).data)
    assert khal.of("back.morning.w1") == ["2026-12-07 07:30", "2026-12-14 07:30"]
    assert khal.of("back.noon.w1") == ["2026-12-09 12:00 CANCELLED", "2026-12-16 12:00 CANCELLED"]


def test_a_cancellation_leaves_one_cancelled_date_of_each_series(khal: Khal) -> None:
    first = data(three_slots())
    khal.take(first)
    khal.take(cancellation(first).data)
    assert [khal.of(key) for key in SLOTS] == [
        ["2026-12-07 07:30 CANCELLED"],
        ["2026-12-09 12:00 CANCELLED"],
        ["2026-12-11 19:00 CANCELLED"],
    ]
    khal.take(update(cancellation(first).data, first, {"back"}).data)
    assert [len(khal.of(key)) for key in SLOTS] == [2, 2, 2]
    assert not any("CANCELLED" in time for _, time in khal.events())
