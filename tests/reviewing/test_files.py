"""Files that are damaged, hostile, twice there, or something else altogether."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import export, hold, routine, workouts
from reviewing.recorder import Did, Planned, Watch, as_planned, encode, fit_seconds, timer
from stretchexport.model import Item
from stretchexport.reporting.reviews import review_data, review_text
from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.log import Weight, activities, gather
from stretchexport.reviewing.messages import NotFitError
from stretchexport.reviewing.picture import HTML, SVG, drawn
from stretchexport.reviewing.reading import NotAnActivityError, read
from stretchexport.reviewing.review import review

if TYPE_CHECKING:
    from pathlib import Path

    from stretchexport.reviewing.recording import Recording

NOON = dt.datetime(2026, 12, 7, 12, 0)
ROUTINE = routine(items=(Item("one", hold(30), sets=2, rest=15),))
WORKOUT = workouts(export(ROUTINE))[0].data
WHOLE = Watch().record(WORKOUT, NOON)


def told(recordings: tuple[Recording, ...]) -> None:
    """Everything there is to tell of recordings can be told."""
    made = review(ROUTINE, recordings, log=True)
    review_text(made, colour=True)
    review_data(made, ())
    drawn(made, SVG)
    drawn(made, HTML)


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes_and_says_so(size: int) -> None:
    try:
        found = read(WHOLE[:size], "cut.fit")
    except (NotFitError, NotAnActivityError):
        return
    (whole,), (part,) = read(WHOLE, "whole.fit"), found
    assert part.problem
    assert part.efforts == whole.efforts[: len(part.efforts)]
    told(found)


def test_only_what_comes_after_the_cut_is_lost() -> None:
    (part,) = read(WHOLE[:-100], "cut.fit")
    assert len(part.efforts) > 3
    (one,) = review(ROUTINE, (part,)).sessions
    assert one.share > 0.4


@given(st.data())
def test_any_wrong_bytes_are_no_reason_to_stop(data: st.DataObject) -> None:
    raw = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read(bytes(raw), "wrong.fit")
    except (NotFitError, NotAnActivityError):
        return
    told(found)


@given(st.binary(max_size=300))
def test_bytes_behind_a_header_are_no_reason_to_stop(data: bytes) -> None:
    header = b"\x0e\x10\xd0\x52" + len(data).to_bytes(4, "little") + b".FIT\0\0"
    with suppress(NotAnActivityError):
        told(read(header + data, "noise.fit"))


def test_a_wrong_checksum_is_told_and_the_rest_is_read() -> None:
    (one,) = read(WHOLE[:-1] + bytes([WHOLE[-1] ^ 1]), "sum.fit")
    assert one.problem == "its checksum is wrong, so some of it may be wrong"
    assert len(one.efforts) == len(read(WHOLE, "whole.fit")[0].efforts)


@pytest.mark.parametrize("data", [b"", b"schema: stretch-routine/v1\n", b"\x0e\x10", b"\0" * 500])
def test_what_is_not_fit_is_said_to_be_not(data: bytes) -> None:
    with pytest.raises(NotFitError):
        read(data, "x.fit")


def test_a_workout_and_a_settings_file_are_no_activities() -> None:
    with pytest.raises(NotAnActivityError, match="a workout file"):
        read(WORKOUT, "workout.fit")
    head = {"type": "settings", "manufacturer": "garmin", "product": 1, "serial_number": 5}
    with pytest.raises(NotAnActivityError, match="a settings file"):
        read(encode([("FILE_ID", head)]), "settings.fit")


def test_an_activity_in_which_nothing_was_recorded_says_so() -> None:
    head = {"type": "activity", "manufacturer": "garmin", "product": 1, "serial_number": 5}
    with pytest.raises(NotAnActivityError, match="nothing was recorded"):
        read(encode([("FILE_ID", head)]), "empty.fit")


def test_names_cannot_steer_the_terminal_or_the_page() -> None:
    bad = "\x1b[31mred\x07 \u202e<script>alert(1)</script>"
    (one,) = read(Watch(keeps=(), sport=(1, 0)).record(WORKOUT, NOON, name=bad), "\x1b[2J.fit")
    made = review(ROUTINE, (one,), log=True)
    text = review_text(made, colour=False)
    assert "red" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    hostile = routine(title="<b>&\x1b", items=(Item("one", hold(30)),))
    for kind in (SVG, HTML):
        page = drawn(review(hostile, (one,), log=True), kind).data.decode()
        assert "<b>" not in page


def test_a_workout_that_repeats_itself_without_end_is_not_run() -> None:
    steps = [
        {"message_index": 0, "duration_type": "time", "duration_value": 1000},
        *(
            {
                "message_index": n,
                "duration_type": "repeat_until_steps_cmplt",
                "duration_value": 0,
                "target_value": 4_000_000_000,
            }
            for n in range(1, 40)
        ),
    ]
    begin = fit_seconds(NOON)
    head = {"type": "activity", "manufacturer": "garmin", "product": 1, "serial_number": 5}
    messages = [("FILE_ID", head), *(("WORKOUT_STEP", one) for one in steps)]
    found = read(encode([*messages, timer("start", begin)]), "endless.fit")
    assert found[0].workout.steps == ()


def test_more_sets_than_anybody_does_are_cut_and_told() -> None:
    limit = facts().limits.efforts

    def person(step: Planned) -> Did | None:
        return None if step.place else Did(1.0, times=limit + 5)

    (one,) = read(Watch().record(WORKOUT, NOON, person), "many.fit")
    assert len(one.efforts) == limit
    assert f"more than {limit}" in one.problem


def test_two_sessions_in_one_file_are_two() -> None:
    begin = fit_seconds(NOON)
    head = {"type": "activity", "manufacturer": "garmin", "product": 1, "serial_number": 5}
    messages = [("FILE_ID", head)]
    sessions = []
    for start in (begin, begin + 3600):
        for n in range(3):
            times = {"start_time": start + 40 * n, "timestamp": start + 40 * n + 30}
            messages.append(("SET", times | {"duration": 30.0, "set_type": 1}))
        total = {"total_timer_time": 110.0, "total_elapsed_time": 110.0, "sport": 10}
        sessions.append(("SESSION", {"timestamp": start + 110, "start_time": start, **total}))
    found = read(encode(messages + sessions), "two.fit")
    assert [(len(one.efforts), one.number) for one in found] == [(3, 0), (3, 1)]
    assert (found[1].start - found[0].start) == dt.timedelta(hours=1)


def test_the_same_activity_counts_once_and_a_whole_copy_before_a_damaged_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.fit").write_bytes(WHOLE[:-60])
    (tmp_path / "b.fit").write_bytes(WHOLE)
    (tmp_path / "c.FIT").write_bytes(WHOLE)
    (tmp_path / "notes.txt").write_bytes(WHOLE)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "d.fit").write_bytes(Watch(serial=6).record(WORKOUT, NOON, as_planned))
    log = gather(activities([str(tmp_path)]).items())
    assert [one.file.rpartition("/")[2] for one in log.recordings] == ["b.fit", "d.fit"]
    assert [one.file.rpartition("/")[2] for one in log.troubles] == ["c.FIT", "a.fit"]
    assert {one.weight for one in log.troubles} == {Weight.NOTE}


def test_other_files_of_a_watch_in_a_folder_are_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "workout.fit").write_bytes(WORKOUT)
    (one,) = gather(activities([str(tmp_path)]).items()).troubles
    assert (one.weight, "a workout file" in one.what) == (Weight.NOTE, True)
    (one,) = gather(activities([str(tmp_path / "workout.fit")]).items()).troubles
    assert one.weight is Weight.WRONG
