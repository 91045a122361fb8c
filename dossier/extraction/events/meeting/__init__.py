"""Meetings: triggers, participants and coreference within an article."""
