"""Writing in the user's own editor."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

PLAIN = ("nano", "vi")


def editor_command() -> list[str] | None:
    """The user's editor: $VISUAL, else $EDITOR, else one that is nearly always there; None where none is found."""
    for named in (os.environ.get("VISUAL"), os.environ.get("EDITOR"), *PLAIN):
        words = shlex.split(named) if named else []
        if words and shutil.which(words[0]):
            return words
    return None


def edit_text(app: App[object], text: str) -> str | None:
    """The text after the user has edited it; None where no editor can be opened. The app waits, its terminal given over."""
    command = editor_command()
    if command is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8", delete=False) as file:
        file.write(text)
    path = Path(file.name)
    try:
        with app.suspend():
            subprocess.run([*command, str(path)], check=False)  # noqa: S603  # the user's own editor
        return path.read_text(encoding="utf-8", errors="replace")
    except (OSError, SuspendNotSupported):
        return None
    finally:
        path.unlink(missing_ok=True)
