"""Interval timers for phones: apps that count every step down and say aloud what it is."""
