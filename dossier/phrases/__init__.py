"""Phrases that the app, the commands and the exports share: counts, days, figures."""
