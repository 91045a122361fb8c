"""Unexpected errors as one sentence; a crash report goes to a file for the developers."""

import errno
import sqlite3

from dossier.runtime.crash_report import write_crash_report

FULL = {errno.ENOSPC, errno.EDQUOT}


def describe_error(error: Exception) -> str:
    """A sentence for an error that the program does not expect; writes a crash report where that may help."""
    if isinstance(error, OSError) and error.errno in FULL:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}There is no space left on the device. What was stored before stays; make room and run it again."
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}. Check that it is there, its permissions and free space; what was stored before stays."
    if isinstance(error, sqlite3.OperationalError):
        return (
            f"The dossier's database could not be used ({error}). What was stored before stays; "
            "check free space and permissions, and that no other dossier works on it, then run it again."
        )
    path = write_crash_report(error)
    report = f" A report lies in {path}." if path else ""
    return f"The program failed ({type(error).__name__}: {error}). That is a mistake in it; what was stored stays.{report}"
