"""The tantivy engine, and the generations of its files."""
