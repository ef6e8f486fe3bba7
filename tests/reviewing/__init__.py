"""Tests of the review and the watch they share."""
