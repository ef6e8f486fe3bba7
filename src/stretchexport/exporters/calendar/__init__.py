"""The calendar format: RFC 5545, one weekly series for each slot and progression phase.

Nothing here imports ``icalendar``: it takes longer to load than everything else together, and is
only needed once a calendar is made or read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.options import CalendarOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.base import Export, File
    from stretchexport.model import Routine


class CalendarExporter:
    """A routine's schedule as an iCalendar file.

    An :class:`~stretchexport.exporters.base.Exporter`.
    """

    name: str = "calendar"
    title: str = "Calendar"
    suffix: str = ".ics"
    media_type: str = "text/calendar"
    purpose: str = (
        "Puts every session of the schedule into a calendar, with reminders and with what to do "
        "in the description."
    )
    next_step: str = (
        "Open the file, or import it in your calendar's settings. Make a newer one with "
        "stretchexport calendar --update and import it the same way: most calendars then change "
        "the sessions they already have."
    )
    limits: tuple[str, ...] = (
        "One entry is a whole session: its stretches stand in the description.",
        "Drawings, muscles and other ways to do a stretch are not in it.",
        "A session is rounded up to whole minutes.",
        "Sessions that a newer file no longer has stay, unless it was made with --update.",
        "Some calendars keep one reminder of an entry only, or use their own for imported files.",
    )
    options_type: type[CalendarOptions] = CalendarOptions

    def export(self, routine: Routine, options: CalendarOptions) -> Export:
        """One file with the schedule's sessions; none if the routine has nothing to put in it."""
        return self.export_together([routine], options)

    def export_together(self, routines: Sequence[Routine], options: CalendarOptions) -> Export:
        """The schedules of several routines as one calendar; their ids must differ."""
        from stretchexport.exporters.calendar.document import export

        return export(routines, options)

    def verify(self, file: File) -> str:
        """Read the calendar back and count what is in it."""
        from stretchexport.exporters.calendar.readback import verify

        return verify(file)


EXPORTER = CalendarExporter()
