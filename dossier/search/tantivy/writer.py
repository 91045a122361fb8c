"""Writing into a tantivy index: one commit over all kinds of documents, or nothing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from filelock import FileLock, Timeout

from dossier.search.analysis import words
from dossier.search.engine import Document, DocumentKind, other_writer
from dossier.search.tantivy.generations import WRITE_LOCK, Generation, begin, folder_of, publish, sweep
from dossier.search.tantivy.schema import IndexEntry, create_index, entry_of, open_index, to_tantivy
from dossier.search.tantivy.snapshot import KindSnapshot

# One thread, so that documents keep their order; as much memory as one segment of some thousand articles takes.
THREADS, MEMORY = 1, 128_000_000
MOST_COUNTED = 100
"""Articles of an import up to which their words are counted; after a larger one, all are read again."""


@dataclass(slots=True)
class Changes:
    """What an import changed, by kind: the numbers of removed documents, and the added ones. `words` has the words of the first articles,
    with the number of articles of each. `number` is that of the generation, 0 where nothing changed.
    """

    number: int = 0
    removed: dict[DocumentKind, set[int]] = field(default_factory=lambda: {kind: set() for kind in DocumentKind})
    added: dict[DocumentKind, list[tuple[int, IndexEntry]]] = field(default_factory=lambda: {kind: [] for kind in DocumentKind})
    words: Counter[str] = field(default_factory=Counter)

    @property
    def has_all_words(self) -> bool:
        """True where `words` has those of all articles that were added."""
        return len(self.added[DocumentKind.ARTICLE]) <= MOST_COUNTED


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """The right to write, for one process at a time. Raises DossierError where another one has it."""
    lock = FileLock(folder / WRITE_LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise other_writer() from error
    try:
        yield
    finally:
        lock.release()


def write(
    folder: Path,
    current: Generation,
    snapshots: Mapping[DocumentKind, KindSnapshot],
    documents: Iterable[Document],
    removed: Collection[tuple[DocumentKind, str]],
    progress: Callable[[int], None] | None,
) -> Changes:
    """Add and remove documents in one commit; `snapshots` are those of `current`, whose documents are skipped where unchanged. Hold the lock.

    Raises OSError for disk errors, and any exception of `progress`; the index is then as it was.
    """
    writer = _GenerationWriter(folder, current, snapshots)
    try:
        for kind, id_ in removed:
            if known := snapshots[kind].find(id_):
                writer.remove(kind, known[0])
        written: set[tuple[DocumentKind, str]] = set()
        for count, document in enumerate(documents, 1):
            key = document.kind, document.id
            if key not in written:
                number, digest = snapshots[document.kind].find(document.id) or (0, "")
                if digest != document.digest:
                    if number:
                        writer.remove(document.kind, number)
                    writer.add(document)
            written.add(key)
            if progress:
                progress(count)
        return writer.commit()
    except BaseException:
        writer.cancel()
        sweep(folder, current)
        raise


class _GenerationWriter:
    """A generation in the making: begun with the first change, and a writer for each kind that changes."""

    def __init__(self, folder: Path, current: Generation, snapshots: Mapping[DocumentKind, KindSnapshot]) -> None:
        self._folder, self._current, self._snapshots = folder, current, snapshots
        self._writers: dict[DocumentKind, tantivy.IndexWriter] = {}
        self._next_numbers = dict(current.next_numbers)
        self._changes = Changes()
        self._number = 0
        sweep(folder, current)

    def add(self, document: Document) -> None:
        """Adds a document."""
        writer, number = self._writer(document.kind), self._next_numbers[document.kind]
        self._next_numbers[document.kind] += 1
        title, body = words(document.title), words(document.body)
        self._changes.added[document.kind].append((number, entry_of(document)))
        if document.kind is DocumentKind.ARTICLE and len(self._changes.added[document.kind]) <= MOST_COUNTED:
            self._changes.words.update({*title, *body})
        with _disk_errors():
            writer.add_document(to_tantivy(number, document, title, body))

    def remove(self, kind: DocumentKind, number: int) -> None:
        """Removes a document that was there before this import."""
        if number not in self._changes.removed[kind]:
            self._changes.removed[kind].add(number)
            # not by term: for numbers the bindings make a term of another type, which no document has
            self._writer(kind).delete_documents_by_query(self._snapshots[kind].with_number(number))

    def commit(self) -> Changes:
        """Writes and publishes the generation, if anything changed."""
        if not self._number:
            return self._changes
        with _disk_errors():
            for writer in self._writers.values():
                writer.commit()
                # merges of segments are part of the commit: files must not change once they are published
                writer.wait_merging_threads()
        publish(self._folder, self._number, self._current, self._next_numbers)
        sweep(self._folder, Generation(self._number, {}))
        self._changes.number = self._number
        return self._changes

    def cancel(self) -> None:
        """Lets go of the writers; their threads end."""
        self._writers.clear()

    def _writer(self, kind: DocumentKind) -> tantivy.IndexWriter:
        if kind not in self._writers:
            if not self._number:
                self._number = begin(self._folder, self._current)
            folder = folder_of(self._folder, self._number, kind)
            with _disk_errors():
                index = open_index(folder) if (folder / "meta.json").exists() else create_index(folder)
                self._writers[kind] = index.writer(MEMORY, THREADS)
        return self._writers[kind]


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Turns the ValueError with which tantivy reports disk errors into OSError."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error
