"""Watching: feeds and pages are checked from time to time, and what is new or was edited is added."""
