"""A saved page: its markup, blocks, title and names."""
