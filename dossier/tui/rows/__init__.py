"""Rows of the lists: what each row holds and how it is drawn."""
