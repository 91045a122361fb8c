"""Writing: one import is one transaction over the coordinator and all shards.

postgres_fdw commits on one shard after the other, so a shard that fails in that moment may leave the others a step ahead. `state.unfinished`,
set before and cleared within the transaction, shows that; statistics are then counted again, and what is missing is indexed by the next
import, since digests are those of the documents themselves.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from itertools import islice

from dossier.errors import DossierError
from dossier.search.engine import Document, DocumentKind
from dossier.search.postgres.connection import Row, Sessions
from dossier.search.postgres.rows import DocumentRow, doc_of, to_row
from dossier.search.postgres.schema import DOCUMENT_COLUMNS

BATCH = 1000
"""Documents that are sent at once, and that share their blocks of postings."""
GROWTH = 0.2
"""Part of all documents that an import must add before the shards update the statistics of their planners; otherwise they do it later by themselves."""
RETURNED = "kind, words, title_words, source, length, title_length"
RECOUNT = """
TRUNCATE terms, outlets, totals;
INSERT INTO terms SELECT kind, word, count(*), sum(CASE WHEN title_frequency > 0 THEN 1 ELSE 0 END) FROM postings GROUP BY kind, word;
INSERT INTO totals SELECT kind, count(*), sum(length), sum(title_length) FROM documents GROUP BY kind;
INSERT INTO outlets SELECT source, count(*) FROM documents WHERE source <> '' GROUP BY source;
"""


@dataclass(slots=True)
class StatisticsChange:
    """What an import adds to the statistics, and takes away."""

    terms: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    titles: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    outlets: Counter[str] = field(default_factory=Counter)
    totals: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def count(self, row: Row, sign: int) -> None:
        """Adds (1) or takes away (-1) a document, as the columns `RETURNED`."""
        kind, words, title_words, source, length, title_length = row
        for counter, keys in ((self.terms[kind], words), (self.titles[kind], title_words)):
            if sign > 0:
                counter.update(keys)
            else:
                counter.subtract(keys)
        if source:
            self.outlets[source] += sign
        total = self.totals[kind]
        for place, value in enumerate((1, length, title_length)):
            total[place] += sign * value

    def added(self) -> int:
        """The number of documents that were added, less those removed."""
        return sum(total[0] for total in self.totals.values())


Digests = dict[tuple[DocumentKind, str], str | None]
"""What an import changed: the digest of each document written, None for one that was removed."""


def lock_key(schema: str) -> int:
    """The number of the lock under which one program at a time writes."""
    return doc_of(DocumentKind.ARTICLE, schema)


def write(
    sessions: Sessions,
    documents: Iterable[Document],
    removed: Collection[tuple[DocumentKind, str]],
    progress: Callable[[int], None] | None,
) -> Digests:
    """Add and remove documents in one transaction. Hold the lock. Raises DossierError, and any exception of `progress`; nothing is changed
    then, unless a shard failed in the moment of the commit.
    """
    sessions.execute("UPDATE state SET unfinished = true")
    digests: Digests = {}
    statistics, is_committing = StatisticsChange(), False
    try:
        with sessions.transaction():
            sessions.execute("SET LOCAL statement_timeout = 0")
            _remove(sessions, removed, statistics)
            digests |= dict.fromkeys(removed)
            count = 0
            for batch in _batches(documents):
                count = _write_batch(sessions, batch, digests, statistics, count, progress)
            _update_statistics(sessions, statistics)
            if statistics.added() > sessions.fetch("SELECT coalesce(sum(documents), 0)::bigint FROM totals")[0][0] * GROWTH:
                for number in range(len(sessions.shard_names)):
                    sessions.execute(f"UPDATE planning_{number} SET imports = imports + 1")  # noqa: S608  a number
            sessions.execute("UPDATE state SET commit = commit + 1, unfinished = false")
            is_committing = True
    except BaseException:
        if not is_committing:
            with suppress(DossierError):
                sessions.execute("UPDATE state SET unfinished = false")
        raise
    return digests


def repair(sessions: Sessions) -> None:
    """Counts the statistics again from the documents on the shards. Hold the lock."""
    with sessions.transaction():
        sessions.execute("SET LOCAL statement_timeout = 0")
        sessions.execute(RECOUNT)
        sessions.execute("UPDATE state SET commit = commit + 1, unfinished = false")


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _write_batch(
    sessions: Sessions,
    batch: Sequence[Document],
    digests: Digests,
    statistics: StatisticsChange,
    count: int,
    progress: Callable[[int], None] | None,
) -> int:
    """Writes those documents of a batch that are new or changed. Returns the number of documents looked at so far."""
    known = _stored_digests(sessions, batch)
    block = secrets.randbits(62)
    rows, replaced = [], []
    for count_, document in enumerate(batch, count + 1):
        key = document.kind, document.id
        stored = known.get(doc_of(*key))
        if digests.get(key) is None and stored != document.digest:
            rows.append(to_row(document, block))
            if stored is not None:
                replaced.append(key)
        digests[key] = digests.get(key) or document.digest
        if progress:
            progress(count_)
    _remove(sessions, replaced, statistics)
    if rows:
        _insert(sessions, rows, statistics)
    return count + len(batch)


def _stored_digests(sessions: Sessions, batch: Sequence[Document]) -> dict[int, str]:
    docs = [doc_of(document.kind, document.id) for document in batch]
    rows = sessions.fetch("SELECT doc, digest FROM documents WHERE doc = ANY ($1::bigint[])", docs)
    return {int(row[0]): str(row[1]) for row in rows}


def _remove(sessions: Sessions, keys: Collection[tuple[DocumentKind, str]], statistics: StatisticsChange) -> None:
    if keys:
        docs = [doc_of(*key) for key in keys]
        deletion = f"DELETE FROM documents WHERE doc = ANY ($1::bigint[]) RETURNING {RETURNED}"  # noqa: S608  a constant
        for row in sessions.fetch(deletion, docs):
            statistics.count(row, -1)


def _insert(sessions: Sessions, rows: Sequence[DocumentRow], statistics: StatisticsChange) -> None:
    sessions.execute("CREATE TEMP TABLE IF NOT EXISTS incoming (LIKE documents) ON COMMIT DROP; TRUNCATE incoming")
    sessions.copy("incoming", tuple(DOCUMENT_COLUMNS), (astuple(row) for row in rows))
    sessions.execute("INSERT INTO documents SELECT * FROM incoming")
    for row in rows:
        statistics.count((row.kind, row.words, row.title_words, row.source, row.length, row.title_length), 1)


def _update_statistics(sessions: Sessions, change: StatisticsChange) -> None:
    """Adds what an import changed to the statistics."""
    terms = [(kind, word, count, change.titles[kind][word]) for kind, words in change.terms.items() for word, count in words.items()]
    terms = sorted(row for row in terms if row[2] or row[3])
    sessions.execute(
        "INSERT INTO terms SELECT * FROM unnest($1::smallint[], $2::text[], $3::integer[], $4::integer[]) "
        "ON CONFLICT (kind, word) DO UPDATE SET documents = terms.documents + excluded.documents, titles = terms.titles + excluded.titles",
        *([row[place] for row in terms] for place in range(4)),
    )
    outlets = [(name, count) for name, count in sorted(change.outlets.items()) if count]
    sessions.execute(
        "INSERT INTO outlets SELECT * FROM unnest($1::text[], $2::integer[]) "
        "ON CONFLICT (name) DO UPDATE SET documents = outlets.documents + excluded.documents",
        [name for name, _ in outlets],
        [count for _, count in outlets],
    )
    for kind, (documents, length, title_length) in change.totals.items():
        sessions.execute(
            "INSERT INTO totals VALUES ($1, $2, $3, $4) ON CONFLICT (kind) DO UPDATE SET documents = totals.documents + excluded.documents, "
            "length = totals.length + excluded.length, title_length = totals.title_length + excluded.title_length",
            kind,
            documents,
            length,
            title_length,
        )
    if any(row[2] < 0 for row in terms) or any(count < 0 for _, count in outlets):
        sessions.execute("DELETE FROM terms WHERE documents = 0; DELETE FROM outlets WHERE documents = 0")
