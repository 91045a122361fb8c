"""Cleaning: from a file's raw text to the article's own text, title and day."""
