"""Calendars to subscribe to: a folder of routines as read-only feeds over HTTP.

``tokens`` makes the addresses, ``files`` looks into the folder and never out of it, ``feeds``
builds a calendar, ``library`` keeps the last good one of each, ``watching`` picks up changes,
``app`` and its helpers answer requests, and ``running`` starts the server.
"""
