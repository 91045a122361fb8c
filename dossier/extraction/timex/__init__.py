"""Recognition of time expressions (TIMEX)."""
