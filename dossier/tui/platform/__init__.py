"""The terminal and the system around the app: clipboard, editor, cursor, garbage collection, browser."""
