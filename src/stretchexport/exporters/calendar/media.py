"""The media types of a calendar in JSON."""

from __future__ import annotations

JCAL = "application/calendar+json"
"""RFC 7265 section 6."""

JSCALENDAR = "application/jscalendar+json;type=group"
"""RFC 8984 section 6."""
