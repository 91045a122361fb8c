"""Style roles, glyphs and themes."""
