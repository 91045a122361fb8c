"""Kinds of events, each a declaration: what it is called, how it is recognised, matched, shown and exported."""
