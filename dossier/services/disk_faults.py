"""A full or failing disk while the index is opened or written, as a sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.errors import DossierError

ERRNOS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})
SQLITE_IOERR, SQLITE_FULL = 10, 13
"""Primary result codes of SQLite (https://sqlite.org/rescode.html); its module is not imported before the first screen."""


def is_disk_fault(error: BaseException) -> bool:
    """True for an error of the system or of SQLite that says that the disk is full or fails, also as the cause of one for the user."""
    if isinstance(error, DossierError) and error.__cause__ is not None:
        return is_disk_fault(error.__cause__)
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    return primary in {SQLITE_IOERR, SQLITE_FULL} or (isinstance(error, OSError) and error.errno in ERRNOS)


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
