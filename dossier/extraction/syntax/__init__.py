"""Dependency syntax: subjects, noun phrases, factuality."""
