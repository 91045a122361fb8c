"""Quotation extraction and attribution."""
