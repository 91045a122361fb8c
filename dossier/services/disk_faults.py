"""A full or failing disk while the index is opened or written, as a sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.errors import DossierError

ERRNOS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})
SQLITE_IOERR, SQLITE_FULL = 10, 13
"""Primary result codes of SQLite (https://sqlite.org/rescode.html)."""


def is_disk_fault(error: BaseException) -> bool:
    """True for an error of the system or of SQLite that says that the disk is full or fails."""
    code = getattr(error, "sqlite_errorcode", None)
    return (isinstance(code, int) and code & 0xFF in {SQLITE_IOERR, SQLITE_FULL}) or (isinstance(error, OSError) and error.errno in ERRNOS)


@contextmanager
def disk_faults(where: Path) -> Iterator[None]:
    """Raises DossierError in place of such an error; any other passes."""
    try:
        yield
    except DossierError:
        raise
    except Exception as error:
        if not is_disk_fault(error):
            raise
        reason = error.strerror if isinstance(error, OSError) else error
        raise DossierError(
            f"The index cannot be written: the disk is full or fails ({reason}).",
            where=str(where),
            do="Free some space, then try again. Your notes and articles are as they were.",
        ) from error
