"""Review: merge candidates, comparisons, explanations, profiles."""
