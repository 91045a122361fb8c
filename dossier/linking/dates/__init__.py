"""Publication days that no article states, and time expressions resolved by them."""
