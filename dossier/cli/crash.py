"""What nobody foresaw, told in a sentence; the traceback goes to a file for those who mend the program."""

import errno
import platform
import sqlite3
import traceback

from dossier import __version__
from dossier.layout import state_folder

FULL = {errno.ENOSPC, errno.EDQUOT}


def explained(error: Exception) -> str:
    """A sentence for an error that no part of the program put into words. Keeps a report of it where that may help."""
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
    kept = _report(error)
    told = f" A report lies in {kept}." if kept else ""
    return f"The program failed ({type(error).__name__}: {error}). That is a mistake in it; what was stored stays.{told}"


def _report(error: Exception) -> str:
    """Writes the traceback to the user's private state and returns the path, or nothing where that cannot be written."""
    path = state_folder() / "crash.txt"
    lines = [f"dossier {__version__}, Python {platform.python_version()}, {platform.system()}\n", *traceback.format_exception(error)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return str(path)
