"""The file as a whole: its bytes, how it is made and how it is read back."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from calendar_routines import data, export, routine, schedule, slot
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine

HASH = """
import hashlib
from calendar_routines import data, routine, schedule, slot
one = routine(schedule(slot(remind=(600, 60)), slot("02:30", (6,), "b")))
print(hashlib.sha256(data(one)).hexdigest())
"""


def test_the_example_is_the_golden_calendar(
    example: Routine, golden: Callable[[str, bytes], None]
) -> None:
    (file,) = EXPORTER.export(example, CalendarOptions()).files
    assert (file.name, file.media_type) == ("mid-back-release.ics", "text/calendar")
    assert file.about == "calendar of 17 sessions"
    assert EXPORTER.verify(file) == "17 events in 3 series"
    golden("calendar/mid-back-release.ics", file.data)


def test_the_bytes_depend_on_nothing_but_the_routine() -> None:
    one = routine(schedule(slot(remind=(600, 60)), slot("02:30", (6,), "b")))
    expected = hashlib.sha256(data(one)).hexdigest()
    for seed, place in (("1", "C"), ("2", "de_DE.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": place, "TZ": f"X{seed}"}
        env["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run(
            [sys.executable, "-c", HASH],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_listing_the_format_does_not_load_icalendar() -> None:
    code = "import sys, stretchexport.exporters.calendar; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_single_events_are_counted_apart_from_series() -> None:
    plan = schedule(slot(), slot(on=(1,), key="once"), weeks=1)
    (file,) = export(routine(plan)).files
    assert EXPORTER.verify(file) == "3 events in 1 series and 1 single event"
    (file,) = export(routine(schedule(slot(on=(1,)), weeks=1))).files
    assert (EXPORTER.verify(file), file.about) == ("1 single event", "calendar of 1 session")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"\r\nDTSTAMP:20261122T183000Z", b"", "VEVENT without DTSTAMP"),
        (b"VERSION:2.0\r\n", b"", "VCALENDAR without VERSION"),
        (b"\r\nEND:VCALENDAR", b"", "does not parse"),
        (b"\r\n", b"\n", "CRLF"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 70, "octets"),
        (b"SUMMARY:", b"SUMMARY:\xff", "not UTF-8"),
        (b"T073500", b"T073000", "does not end after it starts"),
        (b"UNTIL=20261218T063000Z;", b"UNTIL=20261218T063000;", "do not go together"),
        (b"UNTIL=20261218T063000Z;", b"", "repeats without end"),
        (b"BYDAY=MO,", b"BYDAY=", "does not start on a date of its rule"),
        (b"BYDAY=MO,WE,FR", b"BYDAY=XX", "VEVENT: "),
        (b"TZID:Europe/Berlin", b"TZID:Europe/Vienna", "without a definition"),
        (b".evening.", b".morning.", "same UID"),
    ],
)
def test_a_broken_calendar_does_not_verify(old: bytes, new: bytes, message: str) -> None:
    good = data(routine(schedule(slot(), slot(key="evening"))))
    assert old in good
    file = File("x.ics", good.replace(old, new), EXPORTER.media_type, "")
    with pytest.raises(VerificationError, match=message):
        EXPORTER.verify(file)
