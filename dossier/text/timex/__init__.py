"""TIMEX normalization: from time expressions to calendar days."""
