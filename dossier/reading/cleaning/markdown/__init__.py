"""Markdown: front matter read and written, marks of note programs, tables."""
