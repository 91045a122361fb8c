"""Unexpected errors as one sentence; a crash report goes to a file for the developers."""

import errno
import sqlite3

from dossier.runtime.crash_report import write_crash_report

FULL = {errno.ENOSPC, errno.EDQUOT}


def describe_error(error: Exception) -> str:
    """A sentence for an error that the program does not expect; writes a crash report where that may help."""
    if isinstance(error, OSError) and error.errno in FULL:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}No space left on the device. Saved data is safe; free some space and try again."
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}. Check that the file exists, its permissions and free space. Saved data is safe."
    if isinstance(error, sqlite3.OperationalError):
        return (
            f"The dossier's database could not be used ({error}). Saved data is safe; check free space, permissions and whether "
            "another dossier is using it, then try again."
        )
    path = write_crash_report(error)
    report = f" A report was written to {path}." if path else ""
    return f"The program failed ({type(error).__name__}: {error}). This is a bug. Your data is safe.{report}"
