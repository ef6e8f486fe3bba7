"""Calendar, plan and watch agree with the timeline, whatever the routine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.readers import READERS
from strategies import routines, selections
from stretchexport.exporters import registry
from stretchexport.schedule import phases
from stretchexport.timeline import timeline

if TYPE_CHECKING:
    from stretchexport.model import Routine

FAST = ("plan", "fit", "garmin-connect", "intervals-icu", "jawt", "pwf", "timer")
"""A calendar is read here only where its events can be told apart; see tests/ics for its dates."""


@pytest.mark.parametrize("name", FAST)
@settings(max_examples=40)
@given(st.data())
def test_any_routine_takes_as_long_as_its_timeline_says(name: str, data: st.DataObject) -> None:
    routine: Routine = data.draw(routines())
    selection = data.draw(selections(routine))
    exporter = registry.get(name)
    export = exporter.export(routine, exporter.options_type(selection=selection))
    totals = READERS[name](routine, export).totals
    assert {session for session, _ in totals} == set(routine.sessions)
    for (session, week), seconds in totals.items():
        declared = sum(
            loss.seconds for loss in export.losses if (loss.session, loss.week) == (session, week)
        )
        assert seconds == timeline(routine, session, selection, week).seconds + declared


@settings(max_examples=25)
@given(routines(scheduled=True))
def test_any_calendar_entry_is_as_long_as_a_session(routine: Routine) -> None:
    assert routine.schedule is not None
    exporter = registry.get("calendar")
    export = exporter.export(routine, exporter.options_type())
    lengths = {
        timeline(routine, session, week=phase.first).seconds
        + sum(o.seconds for o in export.losses if (o.session, o.week) == (session, phase.first))
        for session in routine.sessions
        for phase in phases(routine.schedule)
    }
    for file in export.files:
        calendar: Any = icalendar.Calendar.from_ical(file.data)
        for event in calendar.walk("VEVENT"):
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            if start.tzinfo is not None:
                start, end = start.timestamp(), end.timestamp()
                assert end - start in lengths
            else:
                assert (end - start).total_seconds() in lengths
