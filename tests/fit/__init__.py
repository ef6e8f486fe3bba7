"""Tests of the fit exporter and what they share."""
