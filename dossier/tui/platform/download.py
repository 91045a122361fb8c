"""Download of a written file by the browser that shows the app."""

from pathlib import Path
from typing import Any

from textual.app import App


def deliver(app: App[Any], path: Path) -> str:
    """Send a file to the browser as a download; the sentence that says so. In a terminal, and for a folder, nothing is sent or said."""
    if not app.is_web or not path.is_file():
        return ""
    app.deliver_binary(path, save_filename=path.name)
    return " Sent a copy to your browser."
