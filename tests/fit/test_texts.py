"""The texts of a workout: what they say, and that any text at all arrives or is reported."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import export, hold, read, routine, stretch
from fit.watch import by_fitdecode, by_sdk, run, titles
from stretchexport.model import Amount, AvoidIf, DynamicDose, Item, NotFeel, StaticDose, StretchType

LIMIT = 254
ANY_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n"), min_size=1
).filter(str.strip)
SCRIPTS = ["x", "ü", "伸", "e\u0301", "\U0001f9d8", "\U0001f9d8\u200d\u2640\ufe0f", "\u202eع"]


def one_line(text: str) -> str:
    """As a watch shows it: one line, single spaces; other white space stays."""
    return " ".join(filter(None, re.split(r"[ \t]+", " ".join(text.splitlines()))))


def size(text: str) -> int:
    return len(text.encode())


def notes(**values: Any) -> list[str]:
    return run(read(routine(stretch(each_side=False, **values))))[0].notes.split("\n")


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_arrives_as_text(name: str, cue: str) -> None:
    one = stretch(name, each_side=False, steps=(cue,), feel=cue)
    made = export(routine(one, title=name, summary=cue))
    (file,) = made.files
    messages = by_fitdecode(file.data)
    assert messages == by_sdk(file.data)
    (done,) = run(messages)
    workout = messages["workout"][0]
    assert done.name == workout["wkt_name"] == one_line(name)
    assert done.notes == f"{one_line(cue)}\nFeel it: {one_line(cue)}"
    assert list(titles(messages).values()) == [one_line(name)]
    assert workout["wkt_description"].startswith(one_line(cue))


@pytest.mark.parametrize("char", SCRIPTS)
@pytest.mark.parametrize("over", [-1, 0, 1, 2, 3, 5000])
def test_texts_around_the_limit_arrive_whole_or_are_cut_and_reported(char: str, over: int) -> None:
    length = LIMIT + over
    name = (char * (length // size(char))).rjust(length - size(char) * (length // size(char)), "x")
    name += "x" * (length - size(name))
    one = stretch(name, each_side=False, steps=(name,))
    made = export(routine(one, title=name, summary=name))
    messages = by_fitdecode(made.files[0].data)
    assert messages == by_sdk(made.files[0].data)
    (done,) = run(messages)
    workout = messages["workout"][0]
    (shown,) = titles(messages).values()
    for text in (done.name, done.notes, shown, workout["wkt_name"]):
        assert size(text) <= LIMIT
        assert (text == name) == (over <= 0)
        assert "\ufffd" not in text
    cut = {loss.what.partition(" cut to ")[0] for loss in made.losses if " cut to " in loss.what}
    assert cut >= ({"its name", "its notes"} if over > 0 else set())


def test_an_endless_text_never_pushes_out_when_to_stop() -> None:
    lines = notes(steps=("Reach. " * 900,), feel="There. " * 900, stop_if=("Sharp pain",))
    assert lines[-1] == "Stop if: Sharp pain"
    assert size("\n".join(lines)) <= LIMIT


def test_notes_say_side_dose_note_cues_feel_and_stop_in_this_order() -> None:
    one = stretch(feel="In the back.", stop_if=("Pain", "Tingling"))
    item = Item("one", StaticDose(Amount(25, 5)), note="Slowly.")
    made = export(routine(one, items=(item,)))
    (left, _, right) = run(by_fitdecode(made.files[0].data))
    assert left.notes.split("\n") == [
        "Left side",
        "5 breaths (about 25 s)",
        "Slowly.",
        "Cross the arms.",
        "Feel it: In the back.",
        "Stop if: Pain; Tingling",
    ]
    assert right.notes.startswith("Right side\n")
    assert any("breaths are not counted: 5 of them are 25 s" in loss.what for loss in made.losses)


def test_the_tempo_of_repetitions_is_in_the_notes() -> None:
    one = stretch(type=StretchType.DYNAMIC, each_side=False)
    (done,) = run(read(routine(one, dose=DynamicDose(8, 6))))
    assert done.notes.split("\n")[0] == "8 repetitions, 6 s each"


def test_the_way_to_a_new_stretch_says_what_is_needed_and_how() -> None:
    other = stretch(
        "Strap pull", id="two", equipment=("strap",), steps=("Loop it.",), each_side=False
    )
    before, way, _ = run(read(routine(stretch(each_side=False), other)))
    assert before.name == "Self-hug"
    assert way.name == "Next: Strap pull"
    assert way.notes.split("\n")[0].startswith("You need: ")
    assert way.notes.split("\n")[1] == "Loop it."


def test_a_pause_within_a_stretch_has_no_notes() -> None:
    item = Item("one", hold(30), sets=2, rest=15)
    pauses = [done for done in run(read(routine(items=(item,)))) if done.exercise is None]
    assert [done.name for done in pauses] == [
        "Rest, then left",
        "Next: R · Self-hug",
        "Rest, then right",
    ]
    assert {done.notes for done in pauses} == {""}


def test_the_description_says_what_is_needed_and_when_to_ask_first() -> None:
    one = stretch(equipment=("strap",), avoid_if=(AvoidIf("A torn muscle", "skip"),))
    messages = read(routine(one, summary="Short."))
    lines = messages["workout"][0]["wkt_description"].split("\n")
    assert lines[0] == "Short."
    assert lines[1].startswith("You need: ")
    assert lines[2] == "Take care if: A torn muscle: leave this one out"
    assert lines[3].startswith("Stretch to a mild pull, never into pain.")


def test_what_no_watch_shows_is_reported() -> None:
    one = stretch(not_feel=(NotFeel("Knee", "Bend less"),), pose={"view": "back"})
    what = [loss.what for loss in export(routine(one)).losses]
    assert "not on the watch, look at the card: where not to feel it, its drawing" in what
    assert any("“Self-hug” is not in Garmin's list of exercises" in text for text in what)


def test_a_stretch_in_two_sessions_and_phases_is_reported_once(example: Any) -> None:
    losses = export(example).losses
    assert len(set(losses)) == len(losses)


def test_repetitions_say_how_much_time_they_leave_out() -> None:
    one = stretch(type=StretchType.DYNAMIC, each_side=False)
    items = (Item("one", DynamicDose(8), sets=2, rest=10), Item("one", hold(30)))
    made = export(routine(one, items=items))
    (loss,) = [loss for loss in made.losses if loss.seconds]
    assert (loss.seconds, loss.session, loss.week) == (-64, "break", 1)
    assert made.files[0].about == "workout of 5 steps, 50 s and 2 × repetitions"


def test_more_steps_than_watches_run_are_reported_with_what_helps() -> None:
    items = (Item("one", hold(30), sets=26, rest=10),)
    what = routine(stretch(each_side=False), items=items)
    assert not any("many watches" in loss.what for loss in export(what).losses)
    (loss,) = [loss for loss in export(what, unroll=True).losses if "many watches" in loss.what]
    assert loss.what == "51 steps, and many watches run at most 50: leave the repeats on would help"
