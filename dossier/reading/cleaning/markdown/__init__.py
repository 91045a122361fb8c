"""Markdown made plain before its blocks are read: marks of note programs, tables."""
