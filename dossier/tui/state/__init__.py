"""State of the app: list contents, labels, history, the note being written."""
