"""An app that reads the requests by its own rules leads through the timeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import routines, selections
from stretchexport.exporters import hevy, wger
from stretchexport.model import Side
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.wording import words
from trackers.apps import Wger, filled
from trackers.apps import hevy as by_superset
from trackers.led import by_hevy, by_wger, wger_shows
from trackers.standin import Service, document, push

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline
    from stretchexport.variants import Selection
    from trackers.apps import Set
    from trackers.led import Led
    from trackers.standin import Object

SERVICES: dict[str, Any] = {"hevy": hevy.EXPORTER, "wger": wger.EXPORTER}


def led_by(name: str, routine: Routine, selection: Selection) -> tuple[Export, Led]:
    exporter = SERVICES[name]
    export = exporter.export(routine, exporter.options_type(selection=selection))
    return export, by_hevy(export) if name == "hevy" else by_wger(routine, export)


def work(line: Timeline) -> list[tuple[Step, int]]:
    """Every step that is no pause, with the seconds of the pause that follows it."""
    found: list[tuple[Step, int]] = []
    for step in line.steps:
        if step.kind.is_work:
            found.append((step, 0))
        else:
            found[-1] = (found[-1][0], step.seconds)
    return found


def check(routine: Routine, line: Timeline, sets: list[Set]) -> int:
    """Compare; gives by how many seconds the pauses are longer than planned."""
    planned = work(line)
    assert len(sets) == len(planned)
    longer = 0
    say = words(routine.language)
    for (step, pause), done in zip(planned, sets, strict=True):
        assert done.reps == step.reps
        assert done.seconds == (step.seconds if step.reps is None else None)
        longer += done.rest - pause
        last = step.set == step.sets
        assert done.rest == pause or (last and step.sets > 1)
        for side in Side:
            begins = done.label.lower().startswith(say.side(side))
            assert begins is (step.side is side) or step.side is None
    return longer


@pytest.mark.parametrize("name", SERVICES)
@settings(max_examples=60)
@given(st.data())
def test_any_routine_is_done_as_planned_less_what_is_declared(
    name: str, data: st.DataObject
) -> None:
    routine: Routine = data.draw(routines())
    selection = data.draw(selections(routine))
    export, led = led_by(name, routine, selection)
    assert {session for session, _ in led} == set(routine.sessions)
    for (session, week), sets in led.items():
        line = timeline(routine, session, selection, week)
        counted = sum(step.seconds for step in line.steps if step.reps is not None)
        longer = check(routine, line, sets)
        declared = sum(
            loss.seconds for loss in export.losses if (loss.session, loss.week) == (session, week)
        )
        assert longer - counted == declared


@pytest.mark.parametrize("name", SERVICES)
@settings(max_examples=30)
@given(routines(), routines())
def test_a_push_over_another_leaves_what_it_alone_would(
    name: str, before: Routine, after: Routine
) -> None:
    exporter = SERVICES[name]
    first, second = (
        document(exporter.export(replace(one, id="same", title="Same"), exporter.options_type()))
        for one in (before, after)
    )
    service = Service()
    push(first, filled(first, service))
    push(second, filled(second, service))
    over = shown(name, second, service, push(second, service))
    made = service.calls["POST"]
    assert push(second, service)
    assert service.calls["POST"] == made
    alone = Service()
    assert over == shown(name, second, alone, push(second, filled(second, alone)))


def shown(name: str, sent: Object, service: Service, ids: dict[str, int]) -> list[object]:
    """What the app of a service shows of the routines of a file, but for names of exercises.

    An exercise that was there before may have been matched by another of its names.
    """
    routines = [ids[one["id"]] for one in sent["requests"] if one["kind"] == "routine"]
    if name == "hevy":
        return [by_superset(service, one) for one in routines]
    app = Wger(service, sent, ids)
    return [
        (date, one.session, [replace(done, exercise="") for done in one.sets])
        for routine in app.routines()
        if routine["id"] in routines
        for date, sessions in app.dates(routine)
        for one in sessions
    ]


@settings(max_examples=60)
@given(routines(scheduled=True))
def test_wger_has_every_session_on_its_date(routine: Routine) -> None:
    assert routine.schedule is not None
    export = wger.EXPORTER.export(routine, wger.WgerOptions())
    planned = sorted((one.start.date(), one.slot.session) for one in occurrences(routine.schedule))
    shown = sorted((one.date, one.session) for one in wger_shows(routine, export) if one.date)
    if any("skipped or moved" in loss.what for loss in export.losses):
        moved = {(m.date, s.session) for s in routine.schedule.slots for m in s.moved}
        to = {(m.to, s.session) for s in routine.schedule.slots for m in s.moved}
        unmoved = [one for one in planned if one not in to]
        assert set(unmoved) <= set(shown)
        skipped = set(routine.schedule.skip)
        for one in shown:
            assert one in planned or one in moved or one[0] in skipped
    else:
        assert shown == planned


@pytest.mark.parametrize("name", SERVICES)
@settings(max_examples=25)
@given(st.data())
def test_any_file_has_the_shape_of_the_schema(name: str, data: st.DataObject) -> None:
    routine: Routine = data.draw(routines())
    exporter = SERVICES[name]
    for author in ({}, {"licence_author": "A. Person"} if name == "wger" else {}):
        (file,) = exporter.export(routine, exporter.options_type(**author)).files
        assert exporter.verify(file) == file.about
