"""Containers: files that hold several articles, one module a kind."""
