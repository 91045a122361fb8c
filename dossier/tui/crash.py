"""The end of the app after an exception: the open note saved, a crash report written, a message printed."""

import sys
from contextlib import suppress
from pathlib import Path

from dossier.runtime.crash_report import crash_message, write_crash_report
from dossier.tui.state.note_draft import NoteDraft


def report_crash(error: Exception, unsaved_note: NoteDraft | None, root: Path) -> None:
    """Save the note that was being written, write a crash report, and print a message where the app was."""
    if unsaved_note is not None:
        with suppress(Exception):  # the report matters more than why the last letters could not be saved
            unsaved_note.save()
    message = crash_message(error, write_crash_report(error), root)
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(message.encode(encoding, "replace").decode(encoding))
