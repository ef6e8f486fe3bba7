"""Calendar files of any origin, taken apart and put together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.exporters.calendar.identity.content import MalformedCalendarError, calendars
from stretchexport.exporters.calendar.identity.objects import objects

EVENT = (
    b"BEGIN:VEVENT\r\n"
    b"UID:one@example\r\n"
    b'ATTENDEE;CN="Doe; Jane: \xc3\xa4":mailto:jane@example.org\r\n'
    b"DESCRIPTION:Half a character \xc3\r\n \xa4 and a tab\r\n\tis folded\r\n"
    b"BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"
    b"END:VEVENT\r\n"
)


def wrapped(*parts: bytes) -> bytes:
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + b"".join(parts) + b"END:VCALENDAR\r\n"


def test_a_component_keeps_its_bytes() -> None:
    (calendar,) = calendars(wrapped(EVENT))
    assert calendar.raw == wrapped(EVENT)
    assert objects(wrapped(EVENT))["one@example"].data == EVENT


def test_a_line_is_unfolded_before_it_is_read() -> None:
    (event,) = calendars(wrapped(EVENT))[0].children
    assert event.value("DESCRIPTION") == "Half a character ä and a tabis folded"
    attendee = event.get("ATTENDEE")
    assert attendee is not None
    assert (attendee.parameter("CN"), attendee.value) == ("Doe; Jane: ä", "mailto:jane@example.org")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda data: data.replace(b"\r\n", b"\n"), "line feeds alone"),
        (lambda data: b"\xef\xbb\xbf" + data, "a byte order mark"),
        (lambda data: data.removesuffix(b"\r\n"), "no last line break"),
        (lambda data: data + b"\r\n\r\n", "empty lines at the end"),
        (lambda data: data.replace(b"BEGIN:V", b"begin:v"), "small letters"),
        (lambda data: data.replace(b"BEGIN:VE", b"\r\n  \n \nBEGIN:VE"), "lines of blanks"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_odd_files_are_read_all_the_same(change: object, name: str) -> None:
    assert name
    assert callable(change)
    found = objects(change(wrapped(EVENT)))
    assert found["one@example"].data.upper() == EVENT.upper()


def test_a_series_and_its_overrides_are_one_object_wherever_they_stand() -> None:
    override = b"BEGIN:VEVENT\r\nUID:one@example\r\nRECURRENCE-ID:20261207\r\nEND:VEVENT\r\n"
    other = b"BEGIN:VTODO\r\nUID:two@example\r\nEND:VTODO\r\n"
    found = objects(wrapped(EVENT, other, override))
    assert list(found) == ["one@example", "two@example"]
    assert found["one@example"].data == EVENT + override
    assert [one.kind for one in found.values()] == ["VEVENT", "VTODO"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "line 1: a calendar begins with BEGIN:VCALENDAR"),
        (b"schema: stretch-routine/v1\n", "line 1: a calendar begins with BEGIN:VCALENDAR"),
        (b"%PDF-1.7\n\x00\xff", "line 1: a calendar begins with BEGIN:VCALENDAR"),
        (b"\xff\xfeB\x00E\x00", "line 1: a calendar begins with BEGIN:VCALENDAR"),
        (b"BEGIN:VCALENDAR\nVERSION\n", "line 2: this is no line of a calendar (NAME:value)"),
        (
            b"BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n",
            "line 3: a calendar begins with BEGIN:VCALENDAR",
        ),
        (
            b"BEGIN:VCALENDAR\n" * 700_000,
            "line 1: the file is larger than 10,485,760 bytes (10 MiB)",
        ),
        (b"BEGIN:VEVENT\nEND:VEVENT\n", "line 1: a calendar begins with BEGIN:VCALENDAR"),
        (
            wrapped(EVENT).removesuffix(b"END:VCALENDAR\r\n"),
            "line 12: the file is cut off: BEGIN:VCALENDAR in line 1 has no end",
        ),
        (
            wrapped(EVENT)[:60],
            "line 4: the file is cut off: BEGIN:VEVENT in line 3 has no end",
        ),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            "line 3: END:VCALENDAR, but BEGIN:VEVENT in line 2 is still open",
        ),
        (
            b"BEGIN:VCALENDAR\n" * 2,
            "line 2: BEGIN:VCALENDAR inside of a calendar",
        ),
        (
            b"BEGIN:VCALENDAR\n" + b"BEGIN:X-A\n" * 100_000,
            "line 9: more than 8 components in each other",
        ),
        (b"END:VCALENDAR\n", "line 1: a calendar begins with BEGIN:VCALENDAR"),
        (
            wrapped(b"X-A:1\r\n\r\n X-B:2\r\n"),
            "line 5: this is no line of a calendar (NAME:value)",
        ),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(MalformedCalendarError) as caught:
        calendars(data)
    assert str(caught.value) == message


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for whole in (data, wrapped(data), wrapped(b"BEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\n")):
        try:
            read = calendars(whole)
        except MalformedCalendarError:
            continue
        assert read


def test_quotes_that_never_close_are_refused_at_once() -> None:
    with pytest.raises(MalformedCalendarError):
        calendars(b"BEGIN:VCALENDAR\n" + b'X;A="b";' * 100_000 + b'"\n')
