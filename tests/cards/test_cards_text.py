"""What stands on the cards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
import zxingcpp

from cards.pdf import by_title, cards, plain
from cards.routines import HOLD, made, pdf, routine, stretch
from stretchexport.exporters.cards import EXPORTER
from stretchexport.exporters.cards.doses import unbroken
from stretchexport.loading import load
from stretchexport.model import (
    Amount,
    AvoidIf,
    Change,
    Dose,
    DynamicDose,
    Item,
    MassageDose,
    NotFeel,
    PnfDose,
    Schedule,
    Session,
    Slot,
    Source,
    StaticDose,
    Stretch,
    StretchType,
    Variant,
    Video,
    Weekly,
)
from stretchexport.variants import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine


@pytest.mark.parametrize("sheet", ["a6", "large"])
def test_the_example_says_all_it_has_to(
    example: Routine, golden: Callable[[str, bytes], None], sheet: str
) -> None:
    parts = by_title(cards(pdf(example, sheet=sheet), sheet))
    text = "".join(
        f"== {number}, part {index}\n{card.text}\n"
        for number, of_one in parts.items()
        for index, card in enumerate(of_one, start=1)
    )
    golden(f"cards/mid-back-release-{sheet}.txt", text.encode())


def test_a_card_has_everything_the_stretch_has() -> None:
    full = stretch(
        name="Reach",
        aka=("long reach",),
        also=("calves",),
        feel="Between the blades.",
        not_feel=(NotFeel("In the joint", "Lower the arm."),),
        stop_if=("Sharp pain", "Numbness"),
        avoid_if=(AvoidIf("A strain", "ask-clinician"),),
        equipment=("wall",),
        video=Video("https://example.org/film", 45),
    )
    sources = (Source("A talk", "Somebody", "https://example.org/talk"),)
    parts = by_title(cards(pdf(routine(full, sources=sources))))["1"]
    text = " ".join(card.text for card in parts)
    for expected in (
        "Reach long reach 3 × 30 s each side rest 15 s between sets",
        "1 Go there slowly. 2 Stay and breathe.",
        "Feel it Between the blades.",
        "Not here In the joint → Lower the arm.",
        "Stop if Sharp pain · Numbness",
        "Take care if A strain: ask a clinician first",
        "You need a wall",
        "Hamstrings",
        "Also: Calves",
        "https://example.org/film Start at 45 s.",
        "Source: A talk, Somebody, https://example.org/talk",
        "Stretch to a mild pull, never into pain.",
    ):
        assert expected in text


def test_the_variant_chosen_and_the_others_in_a_line() -> None:
    variants = (
        Variant("cable", ("cable-machine",), name="At the cable", steps=("Pull.",)),
        Variant("self-hug", (), fits="Always.", steps=("Hug.",)),
        Variant("own", ("thing",), steps=("Own.",)),
    )
    one = routine(stretch(variants=variants), equipment={"thing": "a big blue thing"})
    free = cards(pdf(one))[1].text
    assert "This way Self hug – no equipment. Always." in free
    assert "Other ways At the cable – a cable machine · Own – a big blue thing" in free
    assert "Hug." in free
    assert "Pull." not in free
    asked = cards(pdf(one, selection=Selection(variants=(("stretch-1", "cable"),))))[1].text
    assert "At the cable Stretch 1" in asked
    assert "Pull." in asked


@pytest.mark.parametrize(
    ("kind", "dose", "expected"),
    [
        (StretchType.STATIC, HOLD, "3 × 30 s"),
        (StretchType.STATIC, StaticDose(Amount(25, 5)), "3 × 5 breaths each side about 25 s each"),
        (StretchType.DYNAMIC, DynamicDose(10, 2), "3 × 10 reps each side 2 s a repetition"),
        (StretchType.DYNAMIC, DynamicDose(10), "3 × 10 reps each side about 40 s a set"),
        (
            StretchType.PNF,
            PnfDose(Amount(6), Amount(2), Amount(20)),
            "3 cycles each side push 6 s, let go 2 s, stretch 20 s",
        ),
        (StretchType.SELF_MASSAGE, MassageDose(Amount(30)), "3 × 30 s each side on each spot"),
    ],
)
def test_a_dose_is_short_and_an_estimate_is_marked(
    kind: StretchType, dose: Dose, expected: str
) -> None:
    card = cards(pdf(routine(stretch(type=kind), dose=dose)))[1]
    assert expected in card.text


def test_the_dose_is_the_largest_text_after_the_name_or_larger() -> None:
    card = cards(pdf(routine(stretch())))[1]
    by_size = sorted(card.runs, key=lambda run: -run.size)
    assert {plain(run.text) for run in by_size[:2]} == {"Stretch 1", "3 × 30 s"}


def weeks(number: int, *changes: Change) -> Schedule:
    slot = Slot("slot", "day", Weekly((0, 2)), dt.time(7, 30))
    return Schedule(dt.date(2026, 12, 7), number, (slot,), progression=changes)


def test_a_progression_stands_on_the_card_and_its_times_on_the_plan() -> None:
    schedule = weeks(6, Change(3, hold=Amount(45)), Change(5, sets=4))
    plan, card = cards(pdf(routine(stretch(each_side=False), schedule=schedule)))
    assert "from week 3: 3 × 45 s · from week 5: 4 × 45 s" in card.text
    assert "Every day 2 min Mon, Wed 07:30 from week 3: 2 min 45 s" in plan.text
    assert "6 weeks from 7 December 2026" in plan.text


def test_many_changes_move_from_the_badge_into_the_body() -> None:
    schedule = weeks(12, *(Change(week, hold=Amount(30 + week)) for week in range(2, 12)))
    card = cards(pdf(routine(stretch(), schedule=schedule)))[1]
    assert "Later" in card.text
    for week in range(2, 12):
        assert f"from week {week}: 3 × {30 + week} s" in card.text


def test_a_stretch_of_several_sessions_has_one_card_with_every_dose() -> None:
    sessions = {
        "am": Session("am", "Morning", (Item("stretch-1", HOLD, sets=2),)),
        "pm": Session(
            "pm", "Evening", (Item("stretch-1", StaticDose(Amount(60))), Item("stretch-1", HOLD, 2))
        ),
    }
    found = by_title(cards(pdf(routine(stretch(), sessions=sessions))))
    assert set(found) == {"plan", "1"}
    text = found["1"][0].text
    assert "Morning; Evening 2 × 30 s" in text
    assert "Evening 1 × 1 min" in text


def test_a_stretch_done_twice_in_a_session_says_so() -> None:
    items = (Item("stretch-1", HOLD, note="Before."), Item("stretch-1", HOLD, note="After."))
    text = cards(pdf(routine(stretch(), sessions={"day": Session("day", "Day", items)})))[1].text
    assert "Day, 2 times 1 × 30 s" in text
    assert "Before." in text
    assert "After." in text


def test_two_ways_to_do_a_stretch_are_two_cards() -> None:
    variants = (Variant("a", name="First way", steps=("A.",)), Variant("b", name="Other way"))
    items = (Item("stretch-1", HOLD), Item("stretch-1", HOLD, variant="b"))
    sessions = {"day": Session("day", "Day", items)}
    found = by_title(cards(pdf(routine(stretch(variants=variants), sessions=sessions))))
    assert found["1"][0].size("First way") > 14
    assert found["2"][0].size("Other way") > 14


def test_cards_come_in_the_order_of_first_use_and_the_unused_are_named() -> None:
    stretches = [stretch(number) for number in (1, 2, 3)]
    items = (Item("stretch-3", HOLD), Item("stretch-1", HOLD))
    export = made(routine(*stretches, sessions={"day": Session("day", "Day", items)}))
    found = by_title(cards(export.files[0].data))
    assert "Stretch 3" in found["1"][0].text
    assert "Stretch 1" in found["2"][0].text
    assert [(loss.where, loss.what) for loss in export.losses] == [
        ("stretch stretch-2", "is in no session and has no card")
    ]


def test_the_plan_has_a_box_for_every_day_and_starts_with_the_first() -> None:
    schedule = replace(weeks(6), starts=dt.date(2026, 12, 9))
    plan = cards(pdf(routine(stretch(), schedule=schedule)))[0]
    assert "Week W T F S S M T 1 2 3 Week W T F S S M T 4 5 6" in plan.text


def filmed(video: Video) -> Stretch:
    return stretch(video=video)


@pytest.mark.parametrize(
    ("url", "start", "expected"),
    [
        ("https://example.org/film", 45, "https://example.org/film"),
        ("https://youtu.be/abc", 45, "https://youtu.be/abc?t=45"),
        ("https://www.youtube.com/watch?v=abc", 90, "https://www.youtube.com/watch?v=abc&t=90"),
        ("https://www.youtube.com/watch?v=abc&t=5", 90, "https://www.youtube.com/watch?v=abc&t=5"),
        ("https://vimeo.com/1", 45, "https://vimeo.com/1#t=45s"),
        ("https://youtu.be/abc", 0, "https://youtu.be/abc"),
        ("https://[not-an-address/x", 5, "https://[not-an-address/x"),
        ("https://example.org/" + "long/" * 100, 0, "https://example.org/" + "long/" * 100),
    ],
)
def test_the_qr_code_leads_to_the_film_and_the_address_is_printed(
    url: str, start: int, expected: str
) -> None:
    data = pdf(routine(filmed(Video(url, start))))
    codes = [
        code.text
        for page in pdfium.PdfDocument(data)
        for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    ]
    assert codes == [expected]
    assert url in "".join(card.text.replace(" ", "") for card in cards(data))


def test_an_address_that_is_too_long_for_a_code_is_printed_and_named() -> None:
    url = "https://example.org/" + "x" * 2900
    export = made(routine(filmed(Video(url))))
    assert [loss.where for loss in export.losses] == ["stretch stretch-1"]
    assert "too long for a QR code" in export.losses[0].what


def test_only_web_addresses_become_codes_and_links() -> None:
    export = made(routine(filmed(Video("javascript:alert(1)"))))
    assert "no web address" in export.losses[0].what
    assert b"/Annots" not in export.files[0].data
    assert "javascript:alert(1)" in cards(export.files[0].data)[1].text


@pytest.mark.parametrize("option", [{"sheet": "a7"}, {"theme": "pink"}])
def test_an_unknown_sheet_or_theme_is_refused_with_those_there_are(
    option: dict[str, str],
) -> None:
    with pytest.raises(ValueError, match=r"a6, a5, large|colour, grey"):
        made(routine(stretch()), **option)


def test_the_file_says_what_it_is() -> None:
    (file,) = made(routine(stretch(1), stretch(2))).files
    assert file.name == "routine-cards.pdf"
    assert file.about == "cards of 2 stretches and the plan, sheet a6"
    assert EXPORTER.verify(file).startswith("1 page with ")


def test_a_dose_is_not_broken_between_its_sets_and_its_time() -> None:
    assert unbroken("from week 5: 4 × 45 s") == "from week 5: 4\u00a0×\u00a045\u00a0s"


def test_lower_pictures_save_a_card_a_second_part() -> None:
    german = load("examples/schreibtisch-nacken.yaml").routine
    assert german is not None
    foot = {"clinic": "Praxis Rückenwind, Hauptstraße 12, 10115 Berlin", "patient": "Jane Doe"}
    export = made(german, sheet="a5", note_line=True, **foot)
    assert [fit.cards for fit in export.fits] == [1, 1, 1]


def test_a_summary_without_room_under_the_title_comes_first_in_the_body() -> None:
    summary = "Quiet minutes for the muscles between the shoulder blades, before and after work."
    one = replace(routine(stretch()), summary=summary)
    text = " ".join(card.text for card in cards(pdf(one, sheet="poker"), "poker")[:2])
    assert "Also called" not in text
    assert text.index("after work.") < text.index("1 Stretch 1")
