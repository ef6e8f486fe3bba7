"""Tests of the cards exporter and what they share."""
