"""What the written formats share."""

LIMITS = (
    "Drawings, pictures and body maps stay on the cards.",
    "The steps of one way to do a stretch are written; the other ways stay in the routine.",
    "Reminders are not in it.",
)
"""What neither a text nor a page of Markdown holds."""
