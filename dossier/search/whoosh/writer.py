"""Documents into and out of a Whoosh index: one commit, or nothing, and never a lock left behind."""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from whoosh.index import TOC

from dossier.search.engine import Document, DocumentKind, other_writer
from dossier.search.whoosh.closing import close_searcher
from dossier.search.whoosh.schema import fields_of, key_of
from dossier.search.whoosh.sums import LOCK, write_sums

if TYPE_CHECKING:
    from whoosh.index import FileIndex
    from whoosh.searching import Searcher
    from whoosh.writing import SegmentWriter

# Words beyond this memory are sorted in files; more takes as long and, with Python's objects, several times as much memory. One commit per import,
# since one every hundred documents doubles the cost.
MEMORY_MB = 32
TABLES = "_MAIN_"
SEGMENTS = "MAIN_"
UNFINISHED = "MAIN.tmp"


def write(
    index: "FileIndex",
    digest_of: Callable[[DocumentKind, str], str | None],
    documents: Iterable[Document],
    removed: Collection[tuple[DocumentKind, str]],
    progress: Callable[[int], None] | None,
) -> None:
    """Add and remove documents in one commit; `digest_of` gives that of an indexed one, which is skipped where unchanged.

    Raises DossierError where another process is writing, OSError for disk errors, and any exception of `progress`; the index is then as it
    was.
    """
    with _writer(index) as writer, _searcher(writer) as searcher:
        changed = 0
        for kind, id_ in removed:
            if digest_of(kind, id_) is not None:
                changed += writer.delete_by_term("key", key_of(kind, id_), searcher)
        written: set[str] = set()
        for count, document in enumerate(documents, 1):
            key, digest = key_of(document.kind, document.id), digest_of(document.kind, document.id)
            if key not in written and digest != document.digest:
                if digest is not None:
                    writer.delete_by_term("key", key, searcher)
                writer.add_document(**fields_of(document))
                changed += 1
            written.add(key)
            if progress:
                progress(count)
        if changed:
            writer.commit()
            write_sums(Path(index.storage.folder))
        else:
            writer.cancel()
            sweep(index)


@contextlib.contextmanager
def _searcher(writer: "SegmentWriter") -> "Iterator[Searcher]":
    """A searcher for the documents to be deleted; Whoosh would open one for each, and leave their files open."""
    searcher = writer.searcher()
    try:
        yield searcher
    finally:
        close_searcher(searcher)


@contextlib.contextmanager
def _writer(index: "FileIndex") -> "Iterator[SegmentWriter]":
    """A writer under a lock that is always released; Whoosh's own lock stays after a commit that failed."""
    lock = index.lock("WRITELOCK")
    if not lock.acquire():
        raise other_writer()
    try:
        sweep(index)
        writer = index.writer(_lk=False, limitmb=MEMORY_MB, procs=1)
        try:
            yield writer
        except BaseException:
            # A writer that failed can often not be closed either; the first failure is the one to report.
            with contextlib.suppress(Exception):
                writer.cancel()
            with contextlib.suppress(Exception):
                sweep(index)
            raise
    finally:
        lock.release()


def sweep(index: "FileIndex") -> None:
    """Remove remains of interrupted writes: unfinished tables, segments that no table lists. Hold the lock."""
    folder = Path(index.storage.folder)
    table = TOC.read(index.storage, index.indexname, schema=index._schema)  # noqa: SLF001 - the one way to pass on our schema
    segments = {segment.segment_id() for segment in table.segments}
    current = TOC._filename(index.indexname, table.generation)  # noqa: SLF001 - Whoosh has no public name for it
    for path in folder.iterdir():
        if path.name == UNFINISHED:
            rmtree(path, ignore_errors=True)
        elif (path.name.startswith(TABLES) and path.name != current) or (
            path.name.startswith(SEGMENTS) and path.name != LOCK and path.name.split(".", 1)[0] not in segments
        ):
            path.unlink(missing_ok=True)
