"""Findings as JUnit XML, which build servers show as tests: a file is a test case.

There is no standard; this keeps to what Jenkins, GitLab and GitHub's report actions all read. A
file that failed is a failure with its findings as the text, one that could not be read an error;
findings that fail nothing are the output of a test that passed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from stretchexport.findings import Severity
from stretchexport.reporting.text import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.reporting.data import Checked

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document can hold, not even as a reference (its section 2.2)."""


def junit_xml(results: Sequence[Checked], suite_name: str) -> str:
    """The whole run as one document with one test suite, called ``suite_name``."""
    unreadable = sum(bool(one.problem) for one in results)
    failures = sum(one.failed and not one.problem for one in results)
    numbers = {"tests": len(results), "failures": failures, "errors": unreadable, "skipped": 0}
    attributes = {"name": suite_name, **{key: str(value) for key, value in numbers.items()}}
    root = ET.Element("testsuites", attributes)
    suite = ET.SubElement(root, "testsuite", attributes)
    for one in results:
        name = _possible(one.name)
        case = ET.SubElement(suite, "testcase", name=name, classname=suite_name, file=name)
        _outcome(case, one)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _outcome(case: ET.Element, checked: Checked) -> None:
    text = _possible("\n".join(_lines(checked)))
    if checked.problem:
        ET.SubElement(case, "error", message=_possible(checked.problem), type="unreadable")
    elif checked.failed:
        worst = min(checked.findings, key=lambda one: list(Severity).index(one.severity))
        failure = ET.SubElement(case, "failure", message=summary(checked.findings), type=worst.code)
        failure.text = text
    elif checked.findings:
        ET.SubElement(case, "system-out").text = text


def _lines(checked: Checked) -> Iterator[str]:
    for finding in checked.findings:
        place = f"{checked.name}:{finding.span.line}:{finding.span.column}"
        yield f"{place}: {finding.severity}[{finding.code}] {finding.message}"
        if finding.help:
            yield f"  help: {finding.help}"


def _possible(text: str) -> str:
    """``text`` with a mark for every character that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
