"""Store of derived facts: articles with their facts, the findings over all of them, and a row for each file in seeds/."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakSet

import msgspec

from dossier.errors import Cancelled, DamagedFacts, reason_of
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from dossier.storage.database import connect
from dossier.storage.derived import first_rows, linker_state, outlines, pairs, shingles, stored_articles
from dossier.storage.derived.changes import changed_articles, last_change
from dossier.storage.derived.findings import Digests, FindingRows, FindingsStage
from dossier.storage.derived.pinned_rows import PinnedRows, RowKind, Soundness
from dossier.storage.derived.sealed import checksum, seal, unseal
from dossier.storage.derived.sources_sum import add_up, change_sum, read_sum
from dossier.storage.derived.stored_items import REOPEN
from dossier.text.span_check import check_facts

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seed (
  file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, article TEXT, note TEXT NOT NULL,
  ctime_ns INTEGER NOT NULL, checksum BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS seed_bytes ON seed (sha256);
CREATE INDEX IF NOT EXISTS seed_article ON seed (article);
CREATE TABLE IF NOT EXISTS change (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, article BLOB NOT NULL, facts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS finding (kind TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, place));
"""
SCHEMAS = SCHEMA + outlines.SCHEMA + stored_articles.SCHEMA + shingles.SCHEMA + pairs.SCHEMA + linker_state.SCHEMA + first_rows.SCHEMA
TABLES = (
    "meta",
    "seed",
    "change",
    "article",
    "article_outline",
    "finding",
    "outline",
    *shingles.TABLES,
    *pairs.TABLES,
    *linker_state.TABLES,
    *first_rows.TABLES,
)
WHOLE = "BEGIN IMMEDIATE", ("ROLLBACK",), "COMMIT"
PART = "SAVEPOINT part", ("ROLLBACK TO part", "RELEASE part"), "RELEASE part"
"""Statements that begin, undo and end a transaction, and a part of one."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file in seeds/ as it was when last read: hash, size in bytes, time stamp, the id of its article, or a note why it has none.

    `ctime_ns` is the time at which the system last saw it changed, which no program can set.
    """

    file: str
    sha256: str
    size: int
    mtime_ns: int
    article: str | None
    note: str = ""
    ctime_ns: int = 0


def is_damage(error: Exception) -> bool:
    """True for an error that shows that the database was damaged, and not that it is busy or the disk full."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return code is None or code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
    return isinstance(error, DamagedFacts | msgspec.MsgspecError | UnicodeError)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The text of an article and its address; nothing else is decoded."""

    text: str
    url: str = ""


class FactsStore:
    """The database of facts at one path, which is created if missing unless `create` is False. Damage raises sqlite3 or msgspec errors; the
    caller then rebuilds the index. `soundness` says whether all rows were checked.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path, self.soundness = path, Soundness()
        self.connection = connect(path, durable=False, create=create)
        self.connection.executescript(SCHEMAS)
        self._pinned: WeakSet[PinnedRows] = WeakSet()
        self.shingles = shingles.StoredShingles(self.connection)
        self.pairs = pairs.StoredPairs(self.connection)
        self.linker_state = linker_state.StoredLinkerState(self.connection)
        self.first_rows = first_rows.StoredFirstRows(self.connection)
        self._rows = {stage: FindingRows(self.connection, stage) for stage in FindingsStage}

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Deletes all rows and stores those that come inside, in one transaction: others see the rows from before until its end. If it is cancelled,
        what was stored stays; any other error brings the rows from before back.
        """
        cancelled: Cancelled | None = None
        with self.transaction() as db:
            for table in TABLES:
                db.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own
            _note_change(db, "")
            try:
                yield
            except Cancelled as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()
        for pinned in tuple(self._pinned):
            pinned.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction, rolled back on any error; inside another one, a part of that."""
        begin, undo, end = PART if self.connection.in_transaction else WHOLE
        self.connection.execute(begin)
        try:
            yield self.connection
        except BaseException:
            # SQLite itself ends a transaction for which the disk is too full
            if self.connection.in_transaction:
                for statement in undo:
                    self.connection.execute(statement)
            raise
        self.connection.execute(end)

    def source_files(self) -> dict[str, SourceFile]:
        """The row of each file, by name."""
        return {row[0]: _source_file(row) for row in self.connection.execute("SELECT * FROM seed ORDER BY file")}

    def source_file(self, file: str) -> SourceFile | None:
        """The row of one file, None where there is none."""
        row = self.connection.execute("SELECT * FROM seed WHERE file = ?", (file,)).fetchone()
        return _source_file(row) if row else None

    def source_of(self, sha256: str) -> SourceFile | None:
        """The row of the last file with these bytes, None where there is none."""
        row = self.connection.execute("SELECT * FROM seed WHERE sha256 = ? ORDER BY file DESC LIMIT 1", (sha256,)).fetchone()
        return _source_file(row) if row else None

    def files_of(self, article: str) -> tuple[str, ...]:
        """The names of the files of an article, in order."""
        return tuple(row[0] for row in self.connection.execute("SELECT file FROM seed WHERE article = ? ORDER BY file", (article,)))

    def find_duplicate(self, sha256: str, file: str) -> SourceFile | None:
        """The first other file with the same bytes that has an article."""
        query = "SELECT * FROM seed WHERE sha256 = ? AND file <> ? AND article IS NOT NULL ORDER BY file LIMIT 1"
        row = self.connection.execute(query, (sha256, file)).fetchone()
        return _source_file(row) if row else None

    def save(self, seed: SourceFile, article: Article | None = None, facts: Facts | None = None) -> None:
        """Saves the row of a file and, if it has one, its article with the facts, in one transaction."""
        with self.transaction() as db:
            if article is not None and facts is not None:
                _put_article(db, article, facts)
            change_sum(db, seed.file, seed.article)
            row = (seed.file, seed.sha256, seed.size, seed.mtime_ns, seed.article, seed.note, seed.ctime_ns)
            db.execute("INSERT OR REPLACE INTO seed VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, checksum(msgspec.json.encode(row))))

    def save_facts(self, facts: Facts) -> None:
        """Replaces the facts of a stored article."""
        with self.transaction() as db:
            if (article := self.article(facts.article)) is not None:
                _put_article(db, article, facts)
            _discard_findings(db)

    def save_article(self, article: Article, facts: Facts) -> None:
        """Replaces a stored article, read by another method, with its facts."""
        with self.transaction() as db:
            if db.execute("SELECT 1 FROM article WHERE id = ?", (article.id,)).fetchone():
                _put_article(db, article, facts)
            _discard_findings(db)

    def delete(self, file: str) -> None:
        """Deletes the row of a file, and its article where no other file has the same bytes."""
        with self.transaction() as db:
            articles = [row[0] for row in db.execute("SELECT article FROM seed WHERE file = ?", (file,))]
            change_sum(db, file, None)
            db.execute("DELETE FROM seed WHERE file = ?", (file,))
            for article in articles:
                if article and not db.execute("SELECT 1 FROM seed WHERE article = ?", (article,)).fetchone():
                    for table in ("article", "article_outline"):
                        db.execute(f"DELETE FROM {table} WHERE id = ?", (article,))  # noqa: S608  names of our own
                    self.first_rows.delete()
                    _note_change(db, article)

    def last_change(self) -> int:
        """The number of the last change of an article; it grows with each. Raises DamagedFacts where changes are missing."""
        return last_change(self.connection.execute)

    def changed_articles(self, after: int) -> tuple[str, ...]:
        """The ids of the articles that were saved or deleted after the change of that number, in order; "" where all were deleted. Raises
        DamagedFacts where a change is missing.
        """
        return changed_articles(self.connection.execute, after)

    def pin(self) -> PinnedRows:
        """The rows as they are now, for as long as something refers to them."""
        pinned = PinnedRows(self.path, self.soundness)
        self._pinned.add(pinned)
        return pinned

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        """Notes a damage of a row that is read inside, so that the index is rebuilt when it is opened next. Raises DamagedFacts for it."""
        try:
            yield
        except (DamagedFacts, sqlite3.Error, msgspec.MsgspecError) as error:
            if not is_damage(error):
                raise
            self.soundness.doubt()
            raise DamagedFacts(f"The index is damaged ({reason_of(error)}).", do=REOPEN) from error

    def page(self, article: str) -> ArticlePage | None:
        """The text and the address of an article, without decoding the rest; None where it is gone."""
        with self._noting_damage():
            row = self.connection.execute("SELECT article FROM article WHERE id = ?", (article,)).fetchone()
            return msgspec.json.decode(unseal(row[0]), type=ArticlePage) if row else None

    def articles(self) -> tuple[Article, ...]:
        """Every article, in order of id."""
        with self._noting_damage():
            return tuple(_article(*row) for row in self.connection.execute("SELECT id, article FROM article ORDER BY id"))

    def article(self, ident: str) -> Article | None:
        """One article as it was read, without the user's corrections."""
        with self._noting_damage():
            row = self.connection.execute("SELECT article FROM article WHERE id = ?", (ident,)).fetchone()
            return _article(ident, row[0]) if row else None

    def facts(self, article: str) -> Facts | None:
        """The facts of one article."""
        with self._noting_damage():
            row = self.connection.execute("SELECT id, article, facts FROM article WHERE id = ?", (article,)).fetchone()
            return _checked_facts(*row) if row else None

    def check_file(self) -> None:
        """Reads the whole file. Raises sqlite3.DatabaseError where it is damaged, DamagedFacts as `check_rows` does."""
        if self.connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        self.check_rows()

    def check_rows(self) -> None:
        """Reads the rows of all files. Raises DamagedFacts where one was changed, where files and articles do not belong together, or where the
        schema has triggers or views, which are not ours.
        """
        if self.connection.execute("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchone():
            raise DamagedFacts("The database has code of its own.")
        named = {source.article for source in self.source_files().values() if source.article}
        if named != {row[0] for row in self.connection.execute("SELECT id FROM article")}:
            raise DamagedFacts("Files and articles do not belong together.")
        if read_sum(self.connection) != add_up(self.connection):
            raise DamagedFacts("The rows of files are not those that were added up.")

    def sources_fingerprint(self, extra: str = "") -> str:
        """A hash over all files with an article and `extra` (a digest of the user's metadata): the key of the linked findings."""
        return hashlib.sha256(f"{read_sum(self.connection):x}|{extra}".encode()).hexdigest()

    def save_findings(self, findings: Findings, fingerprint: str, stage: FindingsStage = FindingsStage.CORRECTED) -> None:
        """Replaces the findings of one stage, in one transaction; only rows that differ are written."""
        try:
            with self.transaction():
                digests = self._rows[stage].write(findings, _digests(self, stage))
                self.set_meta(stage.value, fingerprint)
                for name, digest in zip(_digest_names(stage), digests, strict=True):
                    self.set_meta(name, digest)
        except BaseException:
            self._rows[stage] = FindingRows(self.connection, stage)
            raise

    def has_findings(self, fingerprint: str, stage: FindingsStage = FindingsStage.CORRECTED) -> bool:
        """True where the findings of a stage were made for `fingerprint`."""
        return self.meta(stage.value) == fingerprint

    def findings(
        self, fingerprint: str, lengths: Callable[[], Mapping[str, int]], stage: FindingsStage = FindingsStage.CORRECTED
    ) -> Findings | None:
        """The findings of a stage made for `fingerprint`, None where they were made for another one. `lengths` gives those of the articles' texts
        by id, where rows have to be checked. Raises DamagedFacts where a row is missing, doubled or in another place, or a span lies outside of its text.
        """
        # both from one moment: another process may write between two, and the digest shows whether the rows are those of the fingerprint
        pinned = self.pin()
        if self.soundness.needs_check(RowKind.FINDINGS):
            self._check_findings(pinned, lengths(), (stage, fingerprint))
            self.soundness.note_checked(RowKind.FINDINGS)
        if pinned.meta(stage.value) != fingerprint:
            return None
        if (digests := _digests(pinned, stage)) is None:
            raise DamagedFacts("The digests of the findings are missing.")
        return self._rows[stage].read(pinned, digests)

    def linked_findings(self) -> tuple[Findings, Mapping[str, Mapping[str, bytes]]] | None:
        """The linked findings that are stored, whatever they were made for, with the checksums of their rows by kind and id; None where there are
        none. An object is that of the corrected findings where these were read or written last in this process and no correction has changed it.
        Raises DamagedFacts.
        """
        pinned = self.pin()
        digests = _digests(pinned, FindingsStage.LINKED)
        if pinned.meta(FindingsStage.LINKED.value) is None or digests is None:
            return None
        corrected, linked = self._rows[FindingsStage.CORRECTED], self._rows[FindingsStage.LINKED]
        checksums = linked.checksums(pinned.read)
        same = corrected.unchanged_items(pinned.read, _digests(pinned, FindingsStage.CORRECTED), checksums)
        return linked.read(pinned, digests, same), checksums

    def linked_checksums(self) -> Mapping[str, Mapping[str, bytes]]:
        """The checksums of the rows of the linked findings, by kind and id."""
        return self._rows[FindingsStage.LINKED].checksums(self.connection.execute)

    def _check_findings(self, pinned: PinnedRows, lengths: Mapping[str, int], current: tuple[FindingsStage, str]) -> None:
        """Reads the findings of both stages. Raises DamagedFacts as `findings` does; only findings of the stage and fingerprint that are `current`
        must be of articles that are there.
        """
        for stage, rows in self._rows.items():
            if (fingerprint := pinned.meta(stage.value)) is None:
                continue
            if (digests := _digests(pinned, stage)) is None:
                raise DamagedFacts("The digests of the findings are missing.")
            rows.check(pinned, digests, lengths, outdated=(stage, fingerprint) != current)

    def meta(self, name: str) -> str | None:
        """A named value, None where it is not set."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Sets a named value."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _digest_names(stage: FindingsStage) -> tuple[str, str]:
    """The names of the values that hold the digests of a stage's rows and of their outlines."""
    return f"{stage.value} digest", f"{stage.value} outlines digest"


def _digests(named: "FactsStore | PinnedRows", stage: FindingsStage) -> Digests | None:
    """The stored digests of a stage, None where there are none."""
    rows, outline_rows = map(named.meta, _digest_names(stage))
    return None if rows is None or outline_rows is None else Digests(rows, outline_rows)


def _put_article(db: sqlite3.Connection, article: Article, facts: Facts) -> None:
    """Stores an article with its facts, over what is stored of it, and notes the change."""
    db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (article.id, seal(article), seal(facts)))
    db.execute("INSERT OR REPLACE INTO article_outline VALUES (?, ?)", (article.id, stored_articles.article_outline(article, facts)))
    _note_change(db, article.id)


def _note_change(db: sqlite3.Connection, article: str) -> None:
    """Appends an article to the list of changes; what is computed from articles by difference reads it."""
    db.execute("INSERT INTO change (article) VALUES (?)", (article,))


def _discard_findings(db: sqlite3.Connection) -> None:
    """Marks the findings of both stages as out of date."""
    db.executemany("DELETE FROM meta WHERE name = ?", [(stage.value,) for stage in FindingsStage])


def _source_file(row: tuple[Any, ...]) -> SourceFile:
    """The row of a file. Raises DamagedFacts where it does not fit its checksum."""
    *fields, known = row
    if known != checksum(msgspec.json.encode(fields)):
        raise DamagedFacts("The row of a file does not match its checksum.")
    return SourceFile(*fields)


def _article(ident: str, blob: bytes) -> Article:
    article = msgspec.json.decode(unseal(blob), type=Article)
    if article.id != ident:
        raise DamagedFacts("An article is stored under another one's ID.")
    return article


def _checked_facts(ident: str, article_blob: bytes, facts_blob: bytes) -> Facts:
    data = unseal(facts_blob)
    check_facts(data, len(_article(ident, article_blob).text))
    facts = msgspec.json.decode(data, type=Facts)
    if facts.article != ident:
        raise DamagedFacts("Facts are stored under another article's ID.")
    return facts
