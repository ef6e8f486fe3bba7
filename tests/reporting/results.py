"""A run of ``validate`` with something of everything, for the reports to tell."""

from __future__ import annotations

from stretchexport.checks.silences import Silenced
from stretchexport.findings import Finding, Related, Span
from stretchexport.reporting.data import Checked

HOLD = ("sessions", "desk/break", "items", 0, "hold")

ERROR = Finding(
    "SE206",
    '"1:30" & more, 100 %',
    Span(7, 3, 7, 7),
    HOLD,
    "write 1m30s: a <duration>",
    (Related("the first one", Span(2, 1, 2, 5)),),
)
WARNING = Finding("SE603", "the times have no time zone", Span(9, 1, 12, 4), ("schedule",))
NOTE = Finding("SE310", "a session nobody uses", Span(1, 1, 1, 1))

BROKEN = Checked("week 1/ä#:,%.yaml", failed=True, findings=(WARNING, ERROR))
FINE = Checked("fine.yaml", failed=False)
NOTED = Checked(
    "noted.yaml", failed=False, findings=(NOTE,), silenced=(Silenced(WARNING, "We travel."),)
)
GONE = Checked("gone.yaml", failed=True, problem="gone.yaml: no such file or directory")
STDIN = Checked("-", failed=False, findings=(WARNING,))
HOSTILE = Checked(
    "a\x1b\nb.yaml",
    failed=True,
    findings=(Finding("SE201", "there is no key \x00\ud800\ufffe here\r\n::error::x", NOTE.span),),
)

EVERY = (BROKEN, FINE, NOTED, GONE, STDIN, HOSTILE)
