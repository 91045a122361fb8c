"""Watch of seeds/: files that a file manager or another command puts there, changes or removes are read while the app runs.

The folder is looked at every few seconds. Polling works on every file system, network shares among them, and needs nothing else.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.model.ingest import SyncStatus
    from dossier.runtime.safe_files import SafeFolder

EVERY = 2.0
"""Seconds between two checks."""
SHARE = 0.02
"""The largest share of its time that the app spends on looking: a folder that takes long is looked at less often."""
AGAIN = 60.0
"""Seconds after which the same differences are read again, where reading them has not settled them."""

Fingerprint = tuple[tuple[str, int, int], ...]


class SeedLook(NamedTuple):
    """One look at seeds/: the differences from the index, and the sizes and time stamps of the new and changed files."""

    status: SyncStatus
    fingerprint: Fingerprint = ()


def look_at_seeds(dossier: Dossier) -> SeedLook:
    """Compare seeds/ with the index. To be called in a worker."""
    status = dossier.ingest.sync_status()
    files: SafeFolder = dossier.paths.files
    stats = ((name, files.lstat(dossier.paths.seeds / name)) for name in (*status.new, *status.changed))
    return SeedLook(status, tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats if stat))


class SeedWatch:
    """Decides when differences are to be read: once two checks agree, so that no file is read while it is being copied."""

    def __init__(self) -> None:
        self._last: SeedLook | None = None
        self._tried: tuple[SeedLook, float] | None = None
        self._next = 0.0

    def is_due(self) -> bool:
        """True where it is time to look again."""
        return monotonic() >= self._next

    def take(self, look: SeedLook, seconds: float) -> bool:
        """Take a look that took some seconds; true where its differences are to be read now."""
        self._next = monotonic() + seconds / SHARE
        is_stable, self._last = look == self._last, look
        if not look.status.any or not is_stable:
            return False
        if self._tried is not None and self._tried[0] == look and monotonic() - self._tried[1] < AGAIN:
            return False
        self._tried = (look, monotonic())
        return True
