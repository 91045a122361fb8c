"""Questions to the dependency parse: subjects, noun phrases, factuality."""
