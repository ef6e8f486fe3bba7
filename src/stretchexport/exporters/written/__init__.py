"""Routines written out for people: a plain text, a page in Markdown, and a table of steps (CSV)."""
