"""Fetching pages and feeds over the network."""
