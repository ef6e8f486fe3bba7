"""A routine's calendar kept up to date on a CalDAV server (RFC 4791).

What is ours there is found by its UID, compared with what the routine says now, and only what
differs is written, each object on the condition that nobody has changed it meanwhile. Everything
that needs the extra ``caldav`` is imported here and nowhere else.
"""
