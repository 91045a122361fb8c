"""The user's notebook: bookmarks, notes, corrections, saved searches."""
