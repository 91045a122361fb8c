"""First rows: what the app shows of a dossier while it is being loaded, as the app encodes it, for as long as nothing has changed that it shows."""

import sqlite3
from collections.abc import Callable

from dossier.errors import DamagedFacts, DossierError
from dossier.model.findings import Findings
from dossier.services.loading.keys import digest, findings_keys
from dossier.services.state import DossierState

UNREADABLE = (DamagedFacts, sqlite3.Error, DossierError)


class FirstRows:
    """The first rows of one dossier. Reading them takes as long in a large dossier as in a small one. `key_of` gives the key of findings that are
    current, empty for others.
    """

    def __init__(self, state: DossierState, key_of: Callable[[Findings], str]) -> None:
        self._state, self._key_of = state, key_of

    def read(self) -> bytes | None:
        """The rows that were stored last; None where articles, the notebook or settings have changed since, or anything is doubtful: files in the
        folder seeds/ that came or went, a file of the index that something else has written to, damage. Loading the dossier then says more.
        """
        try:
            with self._state.lock:
                index = self._state.index
                if index.reason or not index.store.soundness.is_sound:
                    return None
                return index.store.first_rows.read(self._key(self._findings_key()))
        except UNREADABLE:
            return None

    def store(self, rows: bytes, findings: Findings) -> None:
        """Stores rows made from these findings. Nothing is stored where others are current by now, or another thread or program is writing: this
        never waits.
        """
        if not self._state.lock.acquire(blocking=False):
            return
        try:
            with self._state.index.lock.attempt(0) as is_free:
                key = self._key_of(findings)
                if is_free and key and key == self._findings_key():
                    store = self._state.index.store
                    with store.transaction():
                        store.first_rows.write(self._key(key), rows)
        finally:
            self._state.lock.release()

    def _findings_key(self) -> str:
        return findings_keys(self._state, self._state.notebook.corrections())[0]

    def _key(self, findings_key: str) -> str:
        """A hash of all that the rows depend on but read marks, which change as articles are opened."""
        folder = self._state.paths.files.lstat(self._state.paths.seeds)
        stamp, watched = folder.st_mtime_ns if folder else 0, self._state.settings.watch
        return digest([findings_key, watched, stamp, self._state.notebook.entries()])
