"""Ingest: from named files and addresses to indexed articles."""
