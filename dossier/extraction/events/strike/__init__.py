"""Strikes: triggers, arguments, factuality and coreference within an article."""
