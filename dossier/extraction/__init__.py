"""Extraction: an Article becomes Facts (actors, times, quotations, meetings, strikes)."""
