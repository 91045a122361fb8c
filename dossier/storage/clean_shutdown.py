"""Clean-shutdown marker: what the system said of a database's file when this program closed it.

As long as it says the same, nothing else has written to it since it was closed, and it need not be read as a whole to look for damage. A value
that the disk itself has changed is noticed by its checksum when it is read.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

TICK = 20_000_000
"""Nanoseconds within which two changes of a file may get the same time stamp."""
SECOND = 1_000_000_000


def mark_clean(database: Path, marker: Path) -> None:
    """Writes the marker of a database that was sound and has just been closed; one that is right already stays. There is none where it cannot be
    written or would not show the next change, or where another program has the database open and has written to it.
    """
    if is_clean(database, marker):
        return
    with suppress(OSError):
        marker.unlink(missing_ok=True)
        state = database.stat()
        # on some file systems stamps have whole seconds
        step = TICK if state.st_mtime_ns % SECOND else 2 * SECOND
        wait = max(state.st_mtime_ns, state.st_ctime_ns) + step - time.time_ns()
        if wait > TICK or _has_log(database):
            return
        if wait > 0:
            time.sleep(wait / SECOND)
        part = marker.with_name(f"{marker.name}.{os.getpid()}.part")
        part.write_text(_describe(state), encoding="ascii")
        part.replace(marker)


def is_clean(database: Path, marker: Path) -> bool:
    """True where the database's file is as it was when it was closed."""
    try:
        return marker.read_text(encoding="ascii") == _describe(database.stat()) and not _has_log(database)
    except (OSError, ValueError):
        return False


def _has_log(database: Path) -> bool:
    """True where SQLite's log has something that is not in the file yet."""
    with suppress(OSError):
        return database.with_name(f"{database.name}-wal").stat().st_size > 0
    return False


def _describe(state: os.stat_result) -> str:
    return " ".join(map(str, (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)))
