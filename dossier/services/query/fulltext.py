"""Full-text sync: the full-text index is brought in step with a snapshot before a query uses it."""

from collections.abc import Iterable
from threading import Lock

from dossier.search.engine import Document, DocumentKind, Engine
from dossier.search.syntax import Everything
from dossier.services.disk_faults import disk_faults
from dossier.services.loading import LoadedSnapshot
from dossier.services.query.documents import changed_documents, document_keys, documents, removed_documents
from dossier.services.state import DossierState

INDEXED = "words"
"""The name under which the store of facts keeps the key of the findings that are indexed."""


class FullTextSync:
    """Brings the full-text index in step with the findings. Remembers the snapshot that is indexed, so that after a correction only the
    documents that changed are written.
    """

    def __init__(self, state: DossierState) -> None:
        self._state = state
        self._lock = Lock()
        self._indexed: LoadedSnapshot | None = None

    @property
    def may_wait(self) -> bool:
        """True where the index was in step with an earlier snapshot: what a correction changed is written by the first query that needs
        the index.
        """
        return self._indexed is not None

    def note_in_step(self, loaded: LoadedSnapshot) -> bool:
        """Notes that the index on disk is of these findings, so that it need not be opened before a query looks for words. Returns False, with
        nothing noted, where it is not.
        """
        with self._lock:
            if not loaded.key or self._state.index.store.meta(INDEXED) != loaded.key:
                return False
            self._indexed = loaded
            return True

    def engine(self, loaded: LoadedSnapshot) -> Engine:
        """The search engine, after indexing what is new or changed and dropping what is gone."""
        with self._lock, disk_faults(self._state.paths.index):
            index = self._state.index
            engine = index.engine()
            if not loaded.key or index.store.meta(INDEXED) != loaded.key or _is_empty(engine):
                with index.writing() as may_write:
                    if not may_write:
                        # ids that are in one of the two only match nothing
                        return engine
                    # another program may have written, or dropped, the index while this one waited
                    engine = index.engine()
                    self._write(engine, loaded)
            self._indexed = loaded
            return engine

    def _write(self, engine: Engine, loaded: LoadedSnapshot) -> None:
        """Writes what differs from what is indexed. Hold the lock."""
        store = self._state.index.store
        indexed, before = store.meta(INDEXED), self._indexed
        if before is not None and before.key and indexed == before.key and not _is_empty(engine):
            changed: Iterable[Document] = list(changed_documents(before.snapshot, loaded.snapshot))
            removed = removed_documents(before.snapshot, loaded.snapshot)
        else:
            changed = documents(loaded.snapshot)  # made one by one: all of their texts at once would take more memory than anything else
            wanted = document_keys(loaded.snapshot)
            stored = ((kind, ident) for kind in DocumentKind for ident in engine.digests(kind))
            removed = [key for key in stored if key not in wanted]
        if changed or removed:
            # a program that ends between the two must not leave the key of what was there before
            store.set_meta(INDEXED, "")
            engine.index(changed, removed)
        store.set_meta(INDEXED, loaded.key)
        self._state.index.suggest_engine(len(loaded.snapshot.articles))


def _is_empty(engine: Engine) -> bool:
    return not engine.count(Everything())
