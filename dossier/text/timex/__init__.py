"""Normalization of time expressions: from the words to calendar days."""
