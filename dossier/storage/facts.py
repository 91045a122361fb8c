"""The derived facts: articles with what extraction found, findings of the whole, and what is known of each file in seeds/."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.quotation import Quotation
from dossier.storage.database import connect

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seed (
  file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, article TEXT, note TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS seed_bytes ON seed (sha256);
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, article BLOB NOT NULL, facts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS finding (kind TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, place));
"""
ROWS: Mapping[str, type] = {"articles": ArticleLinks, "actors": Actor, "events": Event, "quotations": Quotation}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file in seeds/ as it was when last read: hash, size in bytes, time stamp, the article it gave or why it gave none."""

    file: str
    sha256: str
    size: int
    mtime_ns: int
    article: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Of an article's facts only the sentences, as they are stored."""

    sentences: msgspec.Raw


class FactsStore:
    """The database of facts at one path. Anything doubtful in it raises sqlite3 or msgspec errors, upon which the caller rebuilds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = connect(path, durable=False)
        self.connection.executescript(SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def source_files(self) -> dict[str, SourceFile]:
        """What is known of each file, by name."""
        rows = self.connection.execute("SELECT file, sha256, size, mtime_ns, article, note FROM seed ORDER BY file")
        return {row[0]: SourceFile(*row) for row in rows}

    def source_file(self, file: str) -> SourceFile | None:
        """What is known of one file."""
        row = self.connection.execute("SELECT file, sha256, size, mtime_ns, article, note FROM seed WHERE file = ?", (file,)).fetchone()
        return SourceFile(*row) if row else None

    def find_duplicate(self, sha256: str, file: str) -> SourceFile | None:
        """The first other file of these bytes that gave an article."""
        query = "SELECT file, sha256, size, mtime_ns, article, note FROM seed WHERE sha256 = ? AND file <> ? AND article IS NOT NULL"
        row = self.connection.execute(f"{query} ORDER BY file LIMIT 1", (sha256, file)).fetchone()
        return SourceFile(*row) if row else None

    def save(self, seed: SourceFile, article: Article | None = None, facts: Facts | None = None) -> None:
        """Keeps a file's standing and, where it gave one, its article with the facts, in one transaction."""
        with self.transaction() as db:
            if article is not None and facts is not None:
                body = (article.id, msgspec.json.encode(article), msgspec.json.encode(facts))
                db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", body)
            row = (seed.file, seed.sha256, seed.size, seed.mtime_ns, seed.article, seed.note)
            db.execute("INSERT OR REPLACE INTO seed VALUES (?, ?, ?, ?, ?, ?)", row)

    def save_facts(self, facts: Facts) -> None:
        """Replaces the facts of an article that is there."""
        with self.transaction() as db:
            db.execute("UPDATE article SET facts = ? WHERE id = ?", (msgspec.json.encode(facts), facts.article))
            db.execute("DELETE FROM meta WHERE name = 'findings'")

    def save_article(self, article: Article, facts: Facts) -> None:
        """Replaces an article that is there, read in another way, with its facts."""
        with self.transaction() as db:
            body = (msgspec.json.encode(article), msgspec.json.encode(facts), article.id)
            db.execute("UPDATE article SET article = ?, facts = ? WHERE id = ?", body)
            db.execute("DELETE FROM meta WHERE name = 'findings'")

    def delete(self, file: str) -> None:
        """Forgets a file, and its article where no other file holds the same bytes."""
        with self.transaction() as db:
            db.execute("DELETE FROM seed WHERE file = ?", (file,))
            db.execute("DELETE FROM article WHERE id NOT IN (SELECT article FROM seed WHERE article IS NOT NULL)")

    def articles_with_facts(self) -> tuple[tuple[Article, Facts], ...]:
        """Every article with its facts, in order of id."""
        rows = self.connection.execute("SELECT article, facts FROM article ORDER BY id")
        return tuple((msgspec.json.decode(a, type=Article), msgspec.json.decode(f, type=Facts)) for a, f in rows)

    def articles_only(self) -> tuple[tuple[Article, bool], ...]:
        """Every article with whether sentences were found in its text, in order of id: a fraction of the time that the facts take."""
        rows = self.connection.execute("SELECT article, facts FROM article ORDER BY id")
        outline = msgspec.json.Decoder(Outline)
        return tuple((msgspec.json.decode(a, type=Article), bytes(outline.decode(f).sentences) != b"[]") for a, f in rows)

    def articles(self) -> tuple[Article, ...]:
        """Every article, in order of id."""
        return tuple(
            msgspec.json.decode(row[0], type=Article) for row in self.connection.execute("SELECT article FROM article ORDER BY id")
        )

    def facts(self, article: str) -> Facts | None:
        """The facts of one article."""
        row = self.connection.execute("SELECT facts FROM article WHERE id = ?", (article,)).fetchone()
        return msgspec.json.decode(row[0], type=Facts) if row else None

    def fingerprint(self, extra: str = "") -> str:
        """A hash over the articles there are and `extra` (the corrections): findings made for another one are out of date."""
        ids = ",".join(row[0] for row in self.connection.execute("SELECT id FROM article ORDER BY id"))
        return hashlib.sha256(f"{ids}|{extra}".encode()).hexdigest()

    def save_findings(self, findings: Findings, fingerprint: str) -> None:
        """Replaces the findings, in one transaction."""
        with self.transaction() as db:
            db.execute("DELETE FROM finding")
            for kind in ROWS:
                db.executemany("INSERT INTO finding VALUES (?, ?, ?, ?)", _rows(kind, getattr(findings, kind)))
            db.executemany(
                "INSERT INTO finding VALUES (?, ?, '', ?)", (("unfit", i, s.encode()) for i, s in enumerate(findings.stale_corrections))
            )
            db.execute("INSERT OR REPLACE INTO meta VALUES ('findings', ?)", (fingerprint,))

    def findings(self, fingerprint: str) -> Findings | None:
        """The findings made for `fingerprint`, None where they are of another time."""
        if self.meta("findings") != fingerprint:
            return None
        query = "SELECT body FROM finding WHERE kind = ? ORDER BY place"
        parts: dict[str, Any] = {
            k: tuple(msgspec.json.decode(row[0], type=t) for row in self.connection.execute(query, (k,))) for k, t in ROWS.items()
        }
        unfit = tuple(row[0].decode() for row in self.connection.execute(query, ("unfit",)))
        return Findings(**parts, stale_corrections=unfit)

    def meta(self, name: str) -> str | None:
        """A named value, None where it was never set."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Sets a named value."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _rows(kind: str, things: Iterable[ArticleLinks | Actor | Event | Quotation]) -> Iterator[tuple[str, int, str, bytes]]:
    for place, thing in enumerate(things):
        yield kind, place, thing.article if isinstance(thing, ArticleLinks) else thing.id, msgspec.json.encode(thing)
