"""Persistent data structures: sequences and mappings of which a changed one shares with the one before what has not changed."""
