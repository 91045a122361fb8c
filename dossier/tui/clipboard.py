"""Copying by the terminal's own clipboard, with a file as the fallback that always works."""

import os

from textual.app import App

from dossier.layout import state_folder

FILE = "copied.txt"
# Terminals that are known to ignore OSC 52.
DEAF = ("Apple_Terminal",)


def copy(app: App[object], what: str, text: str) -> str:
    """Ask the terminal to take a text, and keep it in a file too; the sentence that says so. A terminal never tells whether it
    took it, so the file is named.
    """
    path = state_folder() / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        kept = f"also in {path}"
    except OSError:
        kept = ""
    if os.environ.get("TERM_PROGRAM") in DEAF:
        return f"This terminal takes no copies; {what} is in {path}." if kept else "This terminal takes no copies."
    app.copy_to_clipboard(text)
    return f"Sent {what} to the terminal's clipboard{'; ' + kept if kept else ''}."
