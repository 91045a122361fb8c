"""The user's corrections: anchors resolved, merges, splits and decisions replayed over the findings."""
