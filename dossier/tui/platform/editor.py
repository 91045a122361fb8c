"""Editing a note in the user's own editor: as a file with the note's tags and status on top."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from dossier.model.notebook import NoteStatus
from dossier.runtime.paths import state_dir

PLAIN = ("nano", "vi")
FENCE = "---"
LEFT = "note-left.md"


@dataclass(frozen=True, slots=True)
class EditorBuffer:
    """A note as a file holds it."""

    text: str = ""
    tags: tuple[str, ...] = ()
    status: NoteStatus = NoteStatus.NONE


@dataclass(frozen=True, slots=True)
class Edited:
    """The result: the edited note, or None where nothing is to be saved, and a message where there is one."""

    buffer: EditorBuffer | None
    message: str = ""


def editor_command(environment: Mapping[str, str] = os.environ) -> tuple[list[str] | None, str]:
    """The user's editor and its name: $VISUAL, else $EDITOR, else one that is nearly always installed. None where it is not installed: a
    name that was set is never replaced by another.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    for name in (named,) if named else PLAIN:
        try:
            words = shlex.split(name)
        except ValueError:
            words = []
        if words and shutil.which(words[0], path=environment.get("PATH")):
            return words, Path(words[0]).name
    return None, named


def as_file(buffer: EditorBuffer) -> str:
    """The file of a note, with its tags and status on top."""
    states = ", ".join(status.value for status in NoteStatus if status)
    return f"{FENCE}\ntags: {' '.join(buffer.tags)}\nstatus: {buffer.status.value}\n# status is one of: {states}\n{FENCE}\n{buffer.text}"


def of_file(text: str) -> Edited:
    """The note in a file. Without lines on top all of it is the note's text; an unknown status is reported, and the rest is taken."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE), 0) if lines and lines[0].strip() == FENCE else 0
    if not end:
        return Edited(EditorBuffer(text.strip()))
    fields = dict(line.split(":", 1) for line in lines[1:end] if ":" in line and not line.startswith("#"))
    tags = tuple(fields.get("tags", "").replace(",", " ").replace("#", " ").split())
    status = fields.get("status", "").strip().lower()
    statuses = {known.value: known for known in NoteStatus}
    buffer = EditorBuffer("\n".join(lines[end + 1 :]).strip(), tags, statuses.get(status, NoteStatus.NONE))
    return Edited(buffer, "" if status in statuses else f"Unknown status “{status}”; the note has none.")


def edit(app: App[Any], buffer: EditorBuffer) -> Edited:
    """A note after the user has edited it; the app waits, and gives the terminal to the editor. An empty text changes nothing."""
    command, name = editor_command()
    if command is None:
        missing = f"Editor “{name}” not found" if name else "No editor found"
        return Edited(None, f"{missing}; set EDITOR, or write the note here.")
    try:
        with tempfile.TemporaryDirectory(prefix="dossier-") as folder, app.suspend():
            ended, text = run_editor(command, Path(folder), as_file(buffer))
    except SuspendNotSupported:
        return Edited(None, "Cannot start an editor here; write the note in the app.")
    except OSError as error:
        return Edited(None, f"The editor “{name}” could not be started ({error.strerror}); nothing changed.")
    if ended:
        return Edited(None, f"The editor “{name}” exited with {ended}; nothing changed.{_rescue(text, buffer)}")
    edited = of_file(text)
    if edited.buffer is None or not edited.buffer.text:
        return Edited(None, "The text was empty; nothing changed.")
    return edited


def run_editor(command: Sequence[str], folder: Path, text: str) -> tuple[int, str]:
    """Exit code of an editor, and the text as it left it. It runs in `folder`, where no stranger's settings lie beside the note: editors read
    some from the folder of a file and from the current one.
    """
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    ended = subprocess.run([*command, str(path)], check=False, cwd=folder).returncode  # noqa: S603  # the user's own editor
    return ended, path.read_text(encoding="utf-8", errors="replace")


def _rescue(text: str, before: EditorBuffer) -> str:
    """Save the text of an editor that failed, where it was changed; a sentence with its path."""
    if text.strip() == as_file(before).strip() or not text.strip():
        return ""
    path = state_dir() / LEFT
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return ""
    return f" Your text is in {path}."
