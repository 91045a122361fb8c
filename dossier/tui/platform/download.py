"""Handing a file that was written to whoever looks at the app in a browser."""

from pathlib import Path

from textual.app import App


def deliver(app: App[object], path: Path) -> str:
    """Sends a file to the browser as a download; the words that say so. In a terminal, and for a folder, nothing is sent or said."""
    if not app.is_web or not path.is_file():
        return ""
    app.deliver_binary(path, save_filename=path.name)
    return " Your browser was sent a copy."
