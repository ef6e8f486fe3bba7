"""Pushing to stand-ins of the services."""
