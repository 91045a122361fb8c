"""Sums of the files of a Whoosh index, which are written once and never changed: a changed byte would give another answer without a word."""

import json
from collections.abc import Mapping
from pathlib import Path

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder
from dossier.search.stamp import file_sum

SUMS = "sums.json"
LARGEST_SUMS = 1_000_000
"""Bytes."""
WRITTEN_ONCE = ("MAIN_", "_MAIN_")
LOCK = "MAIN_WRITELOCK"


def write_sums(folder: Path) -> None:
    """Records the sum of each file; those that are known are not computed again. Hold the lock. Raises OSError."""
    known = _read_sums(folder) or {}
    paths = [path for path in folder.iterdir() if path.name.startswith(WRITTEN_ONCE) and path.name != LOCK and path.is_file()]
    sums = {path.name: known.get(path.name) or file_sum(path) for path in paths}
    SafeFolder(folder.absolute()).replace(Path(SUMS), json.dumps(sums).encode())


def damaged_file(folder: Path) -> str:
    """The name of a file that is not as it was written; empty where all are. A file that another process has just written is not known yet,
    and one that it has merged with others is gone.
    """
    sums = _read_sums(folder)
    if sums is None:
        return SUMS
    return next((name for name, known in sums.items() if (folder / name).is_file() and file_sum(folder / name) != known), "")


def _read_sums(folder: Path) -> Mapping[str, str] | None:
    """The sums by file name; None where they cannot be read."""
    try:
        sums = json.loads(SafeFolder(folder.absolute()).read(Path(SUMS), LARGEST_SUMS))
        return {name: str(known) for name, known in sums.items() if name.startswith(WRITTEN_ONCE) and "/" not in name}
    except (OSError, ValueError, AttributeError, RecursionError, UnsafeFile):
        return None
