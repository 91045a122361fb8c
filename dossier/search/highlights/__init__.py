"""The matches of a query in a text, and the passages that show them."""
