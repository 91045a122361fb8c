"""Snapshot source: the current snapshot of a dossier, shared by its services and replaced when articles or corrections change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import msgspec

from dossier.errors import DamagedFacts
from dossier.model.findings import Findings
from dossier.model.ingest import Progress
from dossier.services import loading
from dossier.services.callbacks import CancelCheck, ProgressCallback
from dossier.services.disk_faults import disk_faults
from dossier.services.ingest.sync import SeedSync
from dossier.services.loading.keys import findings_keys
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState
from dossier.storage.facts import is_damage

DAMAGED = (DamagedFacts, sqlite3.Error, msgspec.MsgspecError, UnicodeError)


class SnapshotSource:
    """Loads the current snapshot on first use. While articles are added, it is the one from before."""

    def __init__(self, state: DossierState, sync: SeedSync) -> None:
        self._state, self._sync = state, sync
        self._loaded: loading.LoadedSnapshot | None = None
        self._previous: loading.LoadedSnapshot | None = None

    @cached_property
    def _loader(self) -> loading.SnapshotLoader:
        return loading.SnapshotLoader(self._state)

    @property
    def snapshot(self) -> Snapshot:
        """The current snapshot."""
        return self.current().snapshot

    def current(self, progress: ProgressCallback = None, cancelled: CancelCheck = None) -> loading.LoadedSnapshot:
        """The current snapshot with its keys. Loading it first brings the index in step with seeds/, except after a correction, which
        changes no file, where the index is complete and still the one that was opened; where a stored value was changed by something
        else, the index is rebuilt. Raises Cancelled.
        """
        if (loaded := self._loaded) is not None:
            return loaded
        with self._state.lock, disk_faults(self._state.paths.index):
            if self._loaded is None:
                if self._previous is None or self._state.index.reason or self._state.index.is_replaced:
                    self._read_changes(progress, cancelled)
                try:
                    self._loaded = self._loader.load(self._previous)
                except DAMAGED as error:
                    if not is_damage(error):
                        raise
                    self._loaded = self._load_again(progress, cancelled)
                self._previous = None
            return self._loaded

    def _read_changes(self, progress: ProgressCallback, cancelled: CancelCheck) -> None:
        """Brings the index in step with seeds/ where they differ."""
        if self._sync.is_in_step():
            return
        index = self._state.index
        if progress and (holder := index.lock.other_holder()):
            progress(Progress(0, 0, str(holder), "waiting for"))
        with index.writing() as may_write:
            if may_write or not index.store.source_files():
                self._sync.refresh(progress, cancelled)
                index.mark_rebuilt()

    def _load_again(self, progress: ProgressCallback, cancelled: CancelCheck) -> loading.LoadedSnapshot:
        """The current snapshot after an error. Another process may have been replacing the index; what fails again while none can write is
        damage, and the index is rebuilt.
        """
        with self._state.index.lock:
            try:
                self._read_changes(progress, cancelled)
                return self._loader.load()
            except DAMAGED as error:
                if not is_damage(error):
                    raise
            self._state.index.rebuild_damaged()
            self._read_changes(progress, cancelled)
            return self._loader.load()

    def invalidate(self) -> None:
        """Drops the snapshot: files or articles have changed."""
        with self._state.lock:
            self._loaded = self._previous = None

    def invalidate_findings(self) -> None:
        """Drops the findings after a correction; the articles are used again where they are unchanged."""
        with self._state.lock:
            self._loaded, self._previous = None, self._loaded or self._previous

    @contextmanager
    def correcting(self) -> Iterator[frozenset[int]]:
        """The numbers of the corrections that the current findings show, for a new one. The findings are dropped at its end, also where it
        is refused since another program was faster: the next look shows both.
        """
        known = self.current().corrections
        try:
            yield known
        finally:
            self.invalidate_findings()

    def key_of(self, findings: Findings) -> str:
        """The key of the current snapshot where it has these findings; empty where it has others, none is loaded, or its key is not known."""
        loaded = self._loaded
        return loaded.key if loaded is not None and loaded.snapshot.findings is findings else ""

    def is_outdated(self) -> bool:
        """True where a snapshot is loaded and another process has changed articles or corrections since."""
        if (loaded := self._loaded) is None:
            return False
        return loaded.key != findings_keys(self._state, self._state.notebook.corrections())[0]
