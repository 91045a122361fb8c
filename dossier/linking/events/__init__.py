"""Linking event mentions across articles: blocking, scoring, clustering, dating."""
