"""Watching: the addresses that a dossier follows, and what a check of them found."""
