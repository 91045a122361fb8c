"""Full-text sync: the full-text index is brought in step with a snapshot before a query uses it."""

from threading import Lock

from dossier.search.engine import DocumentKind, Engine
from dossier.search.syntax import Everything
from dossier.services.disk_faults import disk_faults
from dossier.services.loading import LoadedSnapshot
from dossier.services.query.documents import changed_documents, documents, removed_documents
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

    def engine(self, loaded: LoadedSnapshot) -> Engine:
        """The search engine, after indexing what is new or changed and dropping what is gone."""
        with self._lock, disk_faults(self._state.paths.index):
            index = self._state.index
            engine = index.engine()
            indexed = index.store.meta(INDEXED)
            is_empty = not engine.count(Everything())
            if indexed != loaded.key or is_empty:
                if self._indexed is not None and indexed == self._indexed.key and not is_empty:
                    changed = list(changed_documents(self._indexed.snapshot, loaded.snapshot))
                    removed = removed_documents(self._indexed.snapshot, loaded.snapshot)
                else:
                    changed = list(documents(loaded.snapshot))
                    wanted = {(document.kind, document.id) for document in changed}
                    stored = ((kind, ident) for kind in DocumentKind for ident in engine.digests(kind))
                    removed = [key for key in stored if key not in wanted]
                with index.writing() as may_write:
                    if not may_write:
                        # ids that are in one of the two only match nothing
                        return engine
                    if changed or removed:
                        engine.index(changed, removed)
                    index.store.set_meta(INDEXED, loaded.key)
                    index.suggest_engine(len(loaded.snapshot.articles))
            self._indexed = loaded
            return engine
