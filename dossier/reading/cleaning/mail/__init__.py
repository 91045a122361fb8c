"""Mails: their bytes, their headers, mails passed on inside others, and digests."""
