"""First rows: what the app shows of a dossier while it is being loaded, as the app encodes it, for as long as nothing has changed that it shows."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dossier.errors import DamagedFacts, DossierError
from dossier.model.findings import Findings
from dossier.model.notebook import Entry
from dossier.services.loading.keys import digest, findings_keys
from dossier.services.state import DossierState

if TYPE_CHECKING:
    from dossier.services.query.view import SnapshotView

UNREADABLE = (DamagedFacts, sqlite3.Error, DossierError)


class FirstRows:
    """The first rows of one dossier. `key_of` gives the key of findings that are current, empty for others; `view` what queries show of them;
    `is_in_step` says whether seeds/ does not differ from the index.
    """

    def __init__(
        self,
        state: DossierState,
        key_of: Callable[[Findings], str],
        view: Callable[[], "SnapshotView"],
        is_in_step: Callable[[], bool],
    ) -> None:
        self._state, self._key_of, self._view, self._is_in_step = state, key_of, view, is_in_step

    def read(self) -> bytes | None:
        """The rows that were stored last; None where articles, the notebook or settings have changed since, or anything is doubtful: a file in
        seeds/ that came, went or was edited, a file of the index that something else has written to, damage. Loading the dossier then says more.
        Of what is in seeds/, only sizes and time stamps are read; loading then need not look at them again.
        """
        try:
            with self._state.lock:
                index = self._state.index
                if index.reason or not index.store.soundness.is_sound:
                    return None
                rows = index.store.first_rows.read(self._key(self._findings_key()))
                return rows if rows is not None and self._is_in_step() else None
        except UNREADABLE:
            return None

    def store(self, rows: bytes, findings: Findings, entries: Sequence[Entry]) -> None:
        """Stores rows made from these findings and entries of the notebook. Nothing is stored where others are current by now, or another thread or
        program is writing: this never waits.
        """
        if not self._state.lock.acquire(blocking=False):
            return
        try:
            with self._state.index.lock.attempt(0) as is_free:
                findings_key = self._key_of(findings)
                if not is_free or not findings_key or findings_key != self._findings_key():
                    return
                key = self._key(findings_key)
                if self._shows(entries):
                    store = self._state.index.store
                    with store.transaction():
                        store.first_rows.write(key, rows)
        finally:
            self._state.lock.release()

    def _shows(self, entries: Sequence[Entry]) -> bool:
        """True where the notebook has these entries now, and the lists follow the settings of now."""
        view = self._view()
        return view.notes.entries() == entries and view.actor_counts.watch == self._state.settings.watch

    def _findings_key(self) -> str:
        return findings_keys(self._state, self._state.notebook.corrections())[0]

    def _key(self, findings_key: str) -> str:
        """A hash of all that the rows depend on but read marks, which change as articles are opened."""
        return digest([findings_key, self._state.settings.watch, self._state.notebook.entries()])
