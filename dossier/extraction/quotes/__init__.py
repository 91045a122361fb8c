"""Quotations and who they are attributed to."""
