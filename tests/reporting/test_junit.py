"""JUnit XML, read back with an XML parser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from reporting.results import BROKEN, EVERY, FINE, GONE, HOSTILE, NOTED
from stretchexport.reporting.junit import junit_xml

if TYPE_CHECKING:
    from stretchexport.reporting.data import Checked

SUITE = "stretchexport validate"


def suite(*results: Checked) -> ET.Element:
    root = ET.fromstring(junit_xml(results, SUITE))
    assert root.tag == "testsuites"
    (one,) = root
    assert one.tag == "testsuite"
    assert one.attrib == root.attrib
    return one


def case(checked: Checked) -> ET.Element:
    (one,) = suite(checked)
    assert one.tag == "testcase"
    return one


def test_the_suite_counts_files() -> None:
    counted = suite(*EVERY).attrib
    assert (counted["tests"], counted["failures"], counted["errors"]) == ("6", "2", "1")
    assert len(suite(*EVERY)) == 6
    assert suite().attrib["tests"] == "0"


def test_a_failed_file_is_a_failure_that_tells_its_findings() -> None:
    one = case(BROKEN)
    assert one.get("name") == one.get("file") == BROKEN.file
    (failure,) = one
    assert failure.tag == "failure"
    assert failure.get("message") == "1 error, 1 warning"
    assert failure.get("type") == "SE206"
    assert failure.text == (
        "week 1/ä#:,%.yaml:9:1: warning[SE603] the times have no time zone\n"
        'week 1/ä#:,%.yaml:7:3: error[SE206] "1:30" & more, 100 %\n'
        "  help: write 1m30s: a <duration>"
    )


def test_findings_that_fail_nothing_are_output() -> None:
    (output,) = case(NOTED)
    assert output.tag == "system-out"
    assert "note[SE310]" in (output.text or "")
    assert len(case(FINE)) == 0


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    (error,) = case(GONE)
    assert error.tag == "error"
    assert error.get("message") == GONE.problem


def test_characters_that_xml_cannot_hold_are_marked() -> None:
    one = case(HOSTILE)
    assert one.get("name") == "a\ufffd b.yaml"
    assert "\ufffd\ufffd\ufffd" in (one[0].text or "")


def test_the_same_run_gives_the_same_bytes() -> None:
    assert junit_xml(EVERY, SUITE) == junit_xml(EVERY, SUITE)
    assert junit_xml(EVERY, SUITE).startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert junit_xml(EVERY, SUITE).encode()
