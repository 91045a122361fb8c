"""SQLite: the derived facts and the user's notebook."""
