"""What is served while files come, change, break, clash and go."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from serving.served import MISTAKE, Served, routine
from stretchexport.exporters.calendar.features import LARGE
from stretchexport.serving.feeds import Builder
from stretchexport.serving.files import MovingError, read_inside, signature
from stretchexport.serving.library import Library
from stretchexport.serving.looking import REST
from stretchexport.serving.telling import changes
from stretchexport.variants import NOTHING_SAID, Selection

if TYPE_CHECKING:
    from pathlib import Path


def what(served: Served) -> list[str]:
    return [f"{one.file} {one.what}" for one in served.library.shelf.troubles]


def title(served: Served, routine_id: str = "plain") -> str:
    response = served.get(routine_id)
    assert response.status_code == 200
    return str(Calendar.from_ical(response.content)["X-WR-CALNAME"])


def test_a_new_file_appears_and_a_changed_one_is_taken_up(served: Served) -> None:
    served.look()
    assert served.get().status_code == 404
    served.write("a/plain.yaml")
    served.look()
    assert title(served) == "Plain"
    served.write("a/plain.yaml", routine(title="Other"))
    served.look()
    assert title(served) == "Other"


def test_a_file_is_left_alone_until_nobody_writes_to_it(served: Served) -> None:
    served.write("plain.yaml")
    assert served.library.refresh().waiting
    assert served.get().status_code == 404
    assert not served.look().waiting
    served.late = 0
    served.write("plain.yaml", routine(title="Half"))
    assert served.library.refresh().waiting
    assert title(served) == "Plain"
    served.look()
    assert title(served) == "Half"


def test_an_invalid_file_keeps_serving_the_last_good_calendar_and_says_so(served: Served) -> None:
    served.write("plain.yaml")
    served.look()
    before = served.get()
    served.write("plain.yaml", routine(title="Newer").replace(*MISTAKE))
    served.look()
    after = served.get()
    assert after.content == before.content
    assert after.headers["etag"] == before.headers["etag"]
    assert after.headers["last-modified"] == before.headers["last-modified"]
    assert what(served) == ["plain.yaml has mistakes"]
    assert "Not the newest version" in served.page()
    served.write("plain.yaml", routine(title="Mended"))
    served.look()
    assert title(served) == "Mended"
    assert what(served) == []


@pytest.mark.parametrize("text", ["", "sche", "schema: stretch-routine/v1\nid: plain\n", "\0\0"])
def test_a_half_written_file_changes_nothing(served: Served, text: str) -> None:
    served.write("plain.yaml")
    served.look()
    before = served.get()
    served.write("plain.yaml", text)
    served.look()
    assert served.get().content == before.content
    assert what(served) == ["plain.yaml has mistakes"]


def test_a_file_that_is_invalid_at_the_start_is_not_served_yet(served: Served) -> None:
    served.write("plain.yaml", routine().replace(*MISTAKE))
    served.look()
    assert served.get().status_code == 404
    assert "Not served" in served.page()
    assert "1:30" in served.page()
    served.write("plain.yaml")
    served.look()
    assert title(served) == "Plain"


def test_a_routine_without_dates_is_told_and_the_last_calendar_stays(served: Served) -> None:
    bare = routine().partition("schedule:")[0]
    served.write("bare.yaml", bare.replace("id: plain", "id: bare"))
    served.write("plain.yaml")
    served.look()
    served.write("plain.yaml", bare)
    served.look()
    assert [one.partition(" has ")[2] for one in what(served)] == [
        "no dates, so there is nothing to subscribe to"
    ] * 2
    assert served.get("bare").status_code == 404
    assert title(served) == "Plain"


def test_a_calendar_of_any_size_is_one_feed(served: Served) -> None:
    item = "      - {stretch: swing, reps: 8, tempo: 2s, note: " + "A long note. " * 30 + "}\n"
    slots = [f'{{id: s{n}, session: short, on: [mon], at: "07:{n:02}"}}' for n in range(60)]
    large = routine("large").replace("schedule:", item * 60 + "schedule:")
    large = large.replace("  slots:\n", "  slots:\n" + "".join(f"    - {one}\n" for one in slots))
    served.write("large.yaml", large)
    served.look()
    body = served.get("large").content
    assert len(body) > LARGE
    assert len({str(one["UID"]) for one in Calendar.from_ical(body).events}) >= 60


def test_a_file_that_is_gone_is_served_for_one_more_look(served: Served) -> None:
    path = served.write("plain.yaml")
    served.look()
    path.unlink()
    served.look()
    assert title(served) == "Plain"
    path.write_text(routine(title="Saved anew"), encoding="utf-8")
    served.look()
    assert title(served) == "Saved anew"
    path.unlink()
    served.look()
    served.look()
    assert served.get().status_code == 404


def test_a_renamed_file_is_the_same_feed(served: Served) -> None:
    path = served.write("plain.yaml")
    served.look()
    before = served.get().headers
    path.rename(served.folder / "renamed.yaml")
    for _ in range(3):
        served.look()
        assert served.get().headers["etag"] == before["etag"]
        assert served.get().headers["last-modified"] == before["last-modified"]
        assert what(served) == []


def test_of_two_files_with_the_same_id_neither_is_served(served: Served) -> None:
    served.write("a.yaml", routine(title="A"))
    served.write("b.yaml", routine(title="B"))
    served.look()
    assert what(served) == [
        "a.yaml and b.yaml have the same id (plain): give each an id of its own"
    ]
    assert served.get().status_code == 404


def test_a_second_file_with_the_same_id_does_not_change_what_is_served(served: Served) -> None:
    first = served.write("b.yaml", routine(title="B"))
    served.look()
    served.write("a.yaml", routine(title="A"))
    served.look()
    assert title(served) == "B"
    assert len(what(served)) == 1
    served.write("b.yaml", routine(title="B changed"))
    served.look()
    assert title(served) == "B"
    first.unlink()
    served.look()
    assert title(served) == "A"
    assert what(served) == []


def test_at_the_start_the_older_of_two_files_does_not_win(served: Served) -> None:
    served.write("b.yaml", routine(title="B"))
    fresh = served.write("a.yaml", routine(title="A"))
    soon = time.time() + 60
    os.utime(fresh, (soon, soon))
    served.late = 60 + REST / 2
    served.library.open()
    assert served.get().status_code == 404
    assert len(what(served)) == 1


def test_one_file_under_two_names_is_one_routine(served: Served) -> None:
    served.write("plain.yaml")
    (served.folder / "link.yaml").symlink_to("plain.yaml")
    served.look()
    assert title(served) == "Plain"
    assert what(served) == []


def test_a_changed_id_is_another_feed(served: Served) -> None:
    served.write("plain.yaml")
    served.look()
    served.write("plain.yaml", routine("other"))
    served.look()
    assert served.get("plain").status_code == 404
    assert title(served, "other") == "Plain"


def test_other_files_are_nobodys_business(served: Served) -> None:
    served.write("notes.yaml", "a: b\n")
    served.write("plain.txt")
    served.write(".hidden.yaml")
    shelf = served.look()
    assert (shelf.feeds, shelf.troubles) == ({}, ())


def test_links_that_leave_the_folder_are_not_followed(served: Served, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "plain.yaml").write_text(routine(), encoding="utf-8")
    (served.folder / "file.yaml").symlink_to(outside / "plain.yaml")
    (served.folder / "folder").symlink_to(outside, target_is_directory=True)
    served.look()
    assert served.get().status_code == 404
    assert what(served) == [
        "file.yaml is a link that leads out of the folder: put the file itself here"
    ]


def test_a_file_that_becomes_a_link_out_keeps_its_last_calendar(
    served: Served, tmp_path: Path
) -> None:
    path = served.write("plain.yaml")
    served.look()
    outside = tmp_path / "outside.yaml"
    outside.write_text(routine(title="Secret"), encoding="utf-8")
    path.unlink()
    path.symlink_to(outside)
    served.look()
    served.look()
    assert title(served) == "Plain"


def test_pipes_folders_and_dead_links_are_passed_by(served: Served) -> None:
    os.mkfifo(served.folder / "pipe.yaml")
    (served.folder / "folder.yaml").mkdir()
    (served.folder / "dead.yaml").symlink_to("nowhere.yaml")
    (served.folder / "self.yaml").symlink_to("self.yaml")
    served.write("plain.yaml")
    served.look()
    assert title(served) == "Plain"


def test_a_folder_that_is_gone_for_a_while_changes_nothing(served: Served) -> None:
    served.write("plain.yaml")
    served.look()
    away = served.folder.rename(served.folder.with_name("away"))
    for _ in range(3):
        served.look()
        assert title(served) == "Plain"
    assert "cannot be looked into" in what(served)[0]
    away.rename(served.folder)
    served.look()
    assert what(served) == []


def test_the_folder_may_be_a_link_that_is_turned_to_another(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plain.yaml").write_text(routine(title=name), encoding="utf-8")
    link = tmp_path / "current"
    link.symlink_to("one", target_is_directory=True)
    served = Served(link)
    served.look()
    assert title(served) == "one"
    (tmp_path / "next").symlink_to("two", target_is_directory=True)
    (tmp_path / "next").replace(link)
    served.look()
    assert title(served) == "two"


def test_a_folder_that_becomes_a_circle_of_links_leaves_the_calendars(served: Served) -> None:
    served.write("plain.yaml")
    served.look()
    away = served.folder.with_name("away")
    served.folder.rename(away)
    served.folder.symlink_to(served.folder)
    served.look()
    assert title(served) == "Plain"
    assert "cannot be looked into" in what(served)[0]


def test_a_file_that_is_only_touched_keeps_its_time_stamp(served: Served) -> None:
    path = served.write("plain.yaml")
    served.look()
    before = served.get().headers
    path.write_text(f"# a comment\n{routine()}", encoding="utf-8")
    served.look()
    assert served.get().headers["last-modified"] == before["last-modified"]


def test_workers_come_to_the_same_time_whenever_they_look(served: Served) -> None:
    served.write("plain.yaml")
    builder = Builder(NOTHING_SAID, served.addresses)
    for started in (0.0, time.time() + 100):
        times = {
            Library(served.folder, builder, started, clock).refresh().feeds["plain"].modified
            for clock in (lambda: time.time() + 5, lambda: time.time() + 500)
        }
        assert len(times) == 1


def test_every_other_calendar_is_later_even_if_the_clock_goes_back(served: Served) -> None:
    served.write("plain.yaml")
    served.look()
    first = served.library.shelf.feeds["plain"].modified
    served.write("plain.yaml", routine(title="Newer"))
    served.late -= 3600  # now the file lies in the future, and is read at once
    served.library.refresh()
    assert served.library.shelf.feeds["plain"].modified > first


def test_a_variant_that_a_changed_file_no_longer_has_is_told(tmp_path: Path) -> None:
    served = Served(tmp_path, Selection(variants=(("reach", "doorway"),)))
    served.write("plain.yaml")
    served.look()
    served.write("plain.yaml", routine().replace("- {id: doorway, equipment: [doorway]}\n", "\n"))
    served.look()
    assert what(served) == ["plain.yaml has no variant doorway of reach, which --variant asks for"]
    assert title(served) == "Plain"


def test_what_changes_between_the_look_and_the_reading_is_not_read(served: Served) -> None:
    path = served.write("plain.yaml")
    seen = signature(path)
    served.write("plain.yaml", "other")
    with pytest.raises(MovingError):
        read_inside(served.folder, path, seen)


def test_the_terminal_hears_of_every_change_once(served: Served) -> None:
    def told() -> list[str]:
        before = served.library.shelf
        return [line.splitlines()[0] for line in changes(before, served.look(), colour=False)]

    path = served.write("plain.yaml")
    assert told() == ["serving Plain (plain): calendar of 11 sessions"]
    assert told() == []
    path.write_text(routine(title="New\x1b[2J"), encoding="utf-8")
    assert told() == ["plain.yaml has mistakes; the last good calendar is still served"]
    assert told() == []
    path.write_text(routine(title="New"), encoding="utf-8")
    assert told() == [
        "updated New (plain): calendar of 11 sessions",
        "mended or gone: plain.yaml",
    ]
    path.unlink()
    assert told() == []
    assert told() == ["no longer serving New (plain): its file is gone"]


def test_what_the_terminal_hears_holds_no_address(served: Served) -> None:
    before = served.library.shelf
    served.write("plain.yaml")
    token = served.addresses.tokens.feed("plain")
    assert token not in "\n".join(changes(before, served.look(), colour=False))
