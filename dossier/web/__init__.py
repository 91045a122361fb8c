"""The app in a browser: a server of Textual's makers, behind a gate of our own."""
