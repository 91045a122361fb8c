"""Texts of the app: phrases, borders, placeholders, the reader's layout."""
