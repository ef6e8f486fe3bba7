"""Tests of the plan exporter."""
