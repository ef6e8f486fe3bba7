"""``stretchexport new`` writes a routine with nothing to find fault with, whatever it is told."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stretchexport import starting
from stretchexport.anatomy.muscles import resolve
from stretchexport.anatomy.verdict import Verdict, verdict
from stretchexport.figure.of_stretch import pose_of
from stretchexport.figure.solving import solve
from stretchexport.loading import load, load_bytes
from stretchexport.model import Routine, StaticDose, Weekly
from stretchexport.resources import resource
from stretchexport.starting import Answers, compose, problems, zone
from stretchexport.starting.questions import QUESTIONS, AnswerError
from stretchexport.starting.quoting import quoted
from stretchexport.variants import Choice, Reason

ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "schemas" / "stretch-routine.schema.json"
CLI = (sys.executable, "-m", "stretchexport", "new")
MONDAY, BEFORE = dt.date(2026, 12, 7), dt.date(2026, 11, 22)
FIXED = ("--starts", "2026-12-07", "--updated", "2026-11-22", "--timezone", "Europe/Berlin")
REGIONS = starting.regions()
TITLES = (
    "Upper back",
    'Say "hold"',
    "it's: a #1 stretch # really",
    "two\nlines",
    "- {a: [b], *c, &d, !e}",
    "yes",
    "null",
    "2026",
    "07:30",
    "---",
    "%TAG",
    "tab\there",
    "back\\slash",
    "Dehnen für Füße",
    "肩のストレッチ",
    "🧘 stretch",
    "@{id} $id",
    "con",
    "a" * 300,
)


def new(
    *arguments: str | Path, cwd: Path, zone_name: str = "Europe/Berlin"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CLI, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "TZ": zone_name},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def answers(**changes: object) -> Answers:
    return Answers(**{"starts": MONDAY, "updated": BEFORE, **changes})  # type: ignore[arg-type]


def routine(text: str) -> Routine:
    loaded = load_bytes(text.encode(), "routine.yaml")
    assert loaded.findings == ()
    assert loaded.routine is not None
    return loaded.routine


@pytest.mark.parametrize("region", REGIONS)
def test_every_stretch_to_start_from_is_drawn_in_every_way(region: str) -> None:
    text = resource(f"starter/regions/{region}.yaml").read_bytes()
    routine = load_bytes(text, f"{region}.yaml").routine
    assert routine is not None
    for stretch in routine.stretches.values():
        for variant in stretch.variants or (None,):
            choice = Choice(stretch, variant, Reason.ASKED)
            pose = pose_of(choice, routine.id)
            assert pose is not None, choice.name
            assert solve(pose).faults == ()


@pytest.mark.parametrize(
    "chosen",
    [*itertools.chain.from_iterable(itertools.combinations(REGIONS, n) for n in (1, 2)), REGIONS],
    ids=",".join,
)
def test_every_choice_of_regions_gives_a_routine_without_a_finding(chosen: tuple[str, ...]) -> None:
    assert problems(answers(regions=chosen)) == ()


@pytest.mark.parametrize("region", REGIONS)
def test_the_stretches_of_a_region_lengthen_their_targets_and_can_be_done_with_nothing(
    region: str,
) -> None:
    path = ROOT / "src/stretchexport/data/starter/regions" / f"{region}.yaml"
    loaded = load(path)
    assert loaded.findings == ()
    assert loaded.routine is not None
    for stretch in loaded.routine.stretches.values():
        for target in (*stretch.targets, *stretch.also):
            verdicts = {verdict(muscle, stretch.motions) for muscle in resolve(target)}
            assert verdicts == {Verdict.LENGTHENS}, (stretch.id, target)
        ways = [variant.equipment for variant in stretch.variants] or [stretch.equipment]
        assert () in ways, stretch.id
        assert stretch.stop_if, stretch.id
        assert stretch.avoid_if, stretch.id
    (session,) = loaded.routine.sessions.values()
    assert {item.stretch for item in session.items} == set(loaded.routine.stretches)
    for item in session.items:
        assert isinstance(item.dose, StaticDose)
        assert (item.sets, item.dose.hold.seconds) == (2, 30)


def test_no_two_regions_have_a_stretch_of_the_same_id() -> None:
    made = routine(compose(answers(regions=REGIONS)))
    one_by_one = [routine(compose(answers(regions=(region,)))).stretches for region in REGIONS]
    assert len(made.stretches) == sum(map(len, one_by_one))


@pytest.mark.parametrize("key", ["revision", "audience", "transition", "skip", "progression"])
def test_what_stands_in_a_comment_may_be_uncommented(key: str) -> None:
    text = compose(answers(regions=REGIONS))
    open_ = re.sub(rf"^( *)# ({key}:.*)\n(?: *# (  - .*)\n)?", r"\1\2\n\1\3\n", text, flags=re.M)
    assert open_ != text
    routine(open_)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_as_it_was_typed(title: str) -> None:
    text = compose(answers(title=title))
    loaded = load_bytes(text.encode(), "routine.yaml")
    assert loaded.routine is not None, loaded.findings
    assert loaded.routine.title == title
    assert yaml.safe_load(text)["title"] == title
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", loaded.routine.id)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_quoting_means_exactly_the_text_or_is_refused_by_the_reader(text: str) -> None:
    loaded = load_bytes(f"title: {quoted(text)}  # a comment\n".encode(), "routine.yaml")
    if loaded.document is None:
        assert {finding.code for finding in loaded.findings} == {"SE103"}
    else:
        assert loaded.document.data == {"title": text}


def test_the_next_monday_is_after_today() -> None:
    for day in range(14):
        today = BEFORE + dt.timedelta(days=day)
        monday = starting.next_monday(today)
        assert monday.weekday() == 0
        assert 1 <= (monday - today).days <= 7


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("days", "Monday wed, FRI", "days", ("mon", "wed", "fri")),
        ("days", "fri,mon", "days", ("mon", "fri")),
        ("at", "7:30", "at", "07:30"),
        ("weeks", " 8 ", "weeks", 8),
        ("for", "Neck, hips,neck", "regions", ("neck", "hips")),
        ("title", "  Calm ", "title", "Calm"),
    ],
)
def test_an_answer_may_be_written_as_people_do(
    name: str, text: str, field: str, value: object
) -> None:
    (question,) = [one for one in QUESTIONS if one.name == name]
    assert getattr(question.answered(answers(), text), field) == value


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("for", "nek", "did you mean neck?"),
        ("for", " , ", "choose from chest, hips"),
        ("title", "  ", "at least one letter"),
        ("title", "a\u202eb", "right-to-left override"),
        ("title", "a\x00b", "NUL"),
        ("title", "a\udcffb", "half of a character"),
        ("title", "a" * 20_000, "at most 10000"),
        ("days", "mon,someday", "there is no weekday someday"),
        ("days", "", "name the weekdays"),
        ("at", "25:00", "two digits each, 24 hours"),
        ("at", "half past seven", "two digits each, 24 hours"),
        ("at", '07:30", x: "', "two digits each, 24 hours"),
        ("weeks", "six", "whole number"),
        ("weeks", "0", "at least 1"),
        ("weeks", "999", "at most 260"),
        ("timezone", "Berlin", "did you mean Europe/Berlin?"),
        ("timezone", "x: y", "a time zone is a name"),
        ("starts", "2026-02-30", "year-month-day"),
        ("starts", "2099-12-28", "use fewer weeks"),
        ("updated", "tomorrow", "year-month-day"),
    ],
)
def test_a_wrong_flag_says_what_would_do_and_writes_nothing(
    name: str, text: str, says: str, tmp_path: Path
) -> None:
    if "\0" in text or len(text) > 1000:  # no system hands these to a program as arguments
        with pytest.raises(AnswerError, match=says):
            next(one for one in QUESTIONS if one.name == name).answered(answers(), text)
        return
    result = new("--yes", *FIXED, f"--{name}", text, cwd=tmp_path)
    assert result.returncode == 2
    assert says in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_time_that_the_clocks_skip_is_told_before_anything_is_written(tmp_path: Path) -> None:
    result = new(
        "--yes", *FIXED, "--days", "sat,sun", "--weeks", "20", "--at", "02:30", cwd=tmp_path
    )
    assert result.returncode == 2
    assert "--at 02:30" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_one_day_a_week_is_taken_as_meant_and_the_person_is_told(tmp_path: Path) -> None:
    result = new("--yes", *FIXED, "--days", "sat", "a.yaml", cwd=tmp_path)
    assert result.returncode == 0
    assert "at least 2 to 3 days a week, this is 1; the file says that it is meant" in result.stderr
    loaded = load(tmp_path / "a.yaml")
    assert loaded.findings == ()
    assert [one.finding.code for one in loaded.silenced] == ["SE415"]
    assert new("--yes", *FIXED, "--days", "sat,sun", "b.yaml", cwd=tmp_path).stderr == ""


def test_flags_alone_give_the_same_bytes_every_day(tmp_path: Path) -> None:
    arguments = ("--yes", *FIXED, "--for", "neck", "--for", "legs", "--days", "tue,sat", "a.yaml")
    assert new(*arguments, cwd=tmp_path).returncode == 0
    first = (tmp_path / "a.yaml").read_bytes()
    assert new(*arguments, "--force", cwd=tmp_path, zone_name="Asia/Tokyo").returncode == 0
    assert (tmp_path / "a.yaml").read_bytes() == first
    made = routine(first.decode())
    assert made.title == "Neck and legs"
    assert made.id == "neck-and-legs"
    assert made.schedule is not None
    assert made.schedule.starts == MONDAY
    assert made.schedule.timezone == "Europe/Berlin"
    assert made.schedule.slots[0].days == Weekly((1, 5))


def test_the_file_is_called_after_the_title_and_leads_editors_to_the_schema(tmp_path: Path) -> None:
    result = new("--yes", "--title", "Quiet: evening", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"quiet-evening.routine.yaml", SCHEMA.name}
    text = (tmp_path / "quiet-evening.routine.yaml").read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={SCHEMA.name}\n")
    assert (tmp_path / SCHEMA.name).read_bytes() == SCHEMA.read_bytes()
    made = routine(text)
    assert made.schedule is not None
    assert made.schedule.starts > dt.date.today()
    assert "stretchexport show quiet-evening.routine.yaml" in result.stdout


def test_without_a_schema_beside_it_no_line_leads_there(tmp_path: Path) -> None:
    assert new("--yes", "--no-schema", "a.yaml", cwd=tmp_path).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert "$schema" not in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    printed = new("--yes", "-", cwd=tmp_path).stdout
    assert printed == (tmp_path / "a.yaml").read_text(encoding="utf-8")


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    mine = tmp_path / "a.yaml"
    mine.write_text("mine\n")
    (tmp_path / "dangling.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / SCHEMA.name).write_text("{}")
    for name in ("a.yaml", "dangling.yaml", "."):
        assert new("--yes", name, cwd=tmp_path).returncode == 3
    assert mine.read_text() == "mine\n"
    result = new("--yes", "--force", "a.yaml", cwd=tmp_path)
    assert result.returncode == 0
    assert "stays as it is" in result.stdout
    assert (tmp_path / SCHEMA.name).read_text() == "{}"
    routine(mine.read_text(encoding="utf-8"))


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_in_place_of_a_file_is_told(force: list[str], tmp_path: Path) -> None:
    result = new("--yes", *force, tmp_path, cwd=tmp_path)
    assert result.returncode == 3
    assert f"{tmp_path}: this is a folder; name a file in it" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_exits_with_3(tmp_path: Path) -> None:
    result = new("--yes", tmp_path / "none" / "a.yaml", cwd=tmp_path)
    assert result.returncode == 3
    assert "there is no folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_json_is_refused_because_it_holds_no_comments(tmp_path: Path) -> None:
    result = new("--yes", "a.json", cwd=tmp_path)
    assert result.returncode == 2
    assert ".yaml" in result.stderr


def test_without_a_terminal_nothing_waits_for_an_answer(tmp_path: Path) -> None:
    result = new("--weeks", "2", cwd=tmp_path)
    assert result.returncode == 2
    assert "no answer to --for, --title, --days, --at; add for example --for" in result.stderr
    (example,) = re.findall("for example (.*), or --yes", result.stderr)
    assert new("--weeks", "2", *shlex.split(example), cwd=tmp_path).returncode == 0
    everything = (
        "--for",
        "neck",
        "--title",
        "A",
        "--days",
        "mon,fri",
        "--weeks",
        "2",
        "--at",
        "9:00",
    )
    assert new(*everything, *FIXED, cwd=tmp_path).returncode == 0


def asked(
    folder: Path, typed: str, *arguments: str, zone_name: str = "Europe/Berlin"
) -> tuple[int, str]:
    """The exit code and the screen of ``new`` with somebody who types ``typed``."""
    main, secondary = pty.openpty()
    with subprocess.Popen(
        [*CLI, *arguments],
        cwd=folder,
        env={**os.environ, "TZ": zone_name, "TERM": "dumb"},
        stdin=secondary,
        stdout=secondary,
        stderr=secondary,
    ) as process:
        os.close(secondary)
        os.write(main, typed.encode())
        screen = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:  # Linux says EIO when the other end is closed
                break
            if not part:
                break
            screen += part
    os.close(main)
    return process.returncode, screen.decode()


def test_on_a_terminal_the_questions_are_asked_and_enter_takes_what_is_suggested(
    tmp_path: Path,
) -> None:
    code, screen = asked(tmp_path, "hips, neck\n\nmon, thursday\n4\n18:00\n")
    assert code == 0, screen
    made = routine((tmp_path / "hips-and-neck.routine.yaml").read_text(encoding="utf-8"))
    assert made.schedule is not None
    assert made.schedule.weeks == 4
    assert made.schedule.timezone == "Europe/Berlin"
    assert made.schedule.slots[0].at == dt.time(18)
    assert "time zone [" not in screen


def test_a_wrong_answer_is_explained_and_asked_again(tmp_path: Path) -> None:
    typed = 'leg\nlegs\nA: "b" #c\nmon\nmon,tue\n\n25:00\n7:15\n'
    code, screen = asked(tmp_path, typed, "a.yaml", "--no-schema")
    assert code == 0, screen
    assert "did you mean" in screen
    assert "24 hours" in screen
    made = routine((tmp_path / "a.yaml").read_text(encoding="utf-8"))
    assert made.title == 'A: "b" #c'
    assert made.schedule is not None
    assert made.schedule.slots[0].at == dt.time(7, 15)


def test_the_zone_is_asked_for_where_the_system_does_not_know_it(tmp_path: Path) -> None:
    code, screen = asked(tmp_path, "\n\n\n\nAsia/Tokyo\n\n", "a.yaml", zone_name="CET-1CEST")
    assert code == 0, screen
    made = routine((tmp_path / "a.yaml").read_text(encoding="utf-8"))
    assert made.schedule is not None
    assert made.schedule.timezone == "Asia/Tokyo"


def test_leaving_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    code, screen = asked(tmp_path, "neck\n\x04")
    assert code == 2
    assert "nothing is written" in screen
    assert list(tmp_path.iterdir()) == []


def test_the_zone_of_the_system_is_its_name_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, file = tmp_path / "localtime", tmp_path / "timezone"
    monkeypatch.setattr(zone, "LOCALTIME", link)
    monkeypatch.setattr(zone, "TIMEZONE", file)
    for given_zone, name in (
        (":America/New_York", "America/New_York"),
        ("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
        ("CET-1CEST", None),
        ("", None),
    ):
        monkeypatch.setenv("TZ", given_zone)
        assert zone.system_zone() == name
    monkeypatch.delenv("TZ")
    assert zone.system_zone() is None
    file.write_text("Europe/Paris\n")
    assert zone.system_zone() == "Europe/Paris"
    link.symlink_to("../usr/share/zoneinfo/posix/Africa/Cairo")
    assert zone.system_zone() == "Africa/Cairo"
