"""Queries: results, completions, filters and exports' selection over one snapshot."""
