"""How likely matches are, for their review."""
