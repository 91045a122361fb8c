"""Engine interface: full-text search over a dossier's documents. `search/whoosh/` and `search/tantivy/` implement it.

Engines search words, titles, outlets, names and days of plain documents. Query parts about events, tags and notes are evaluated above them
(`evaluate.select`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

from dossier.errors import DossierError
from dossier.search.lexicon import Lexicon
from dossier.search.syntax import Node

# Fields that an engine can search; a query for another is a programming error.
ANSWERED = frozenset({"text", "title", "source", "actor", "said"})


class DamagedIndex(DossierError):
    """The index cannot be read; rebuilding it repairs it."""


class DocumentKind(StrEnum):
    """Kind of record that a document represents."""

    ARTICLE = "article"
    QUOTATION = "quotation"
    EVENT = "event"


class Sort(StrEnum):
    """Order of search results."""

    BEST = "best first"
    NEWEST = "newest first"
    OLDEST = "oldest first"


@dataclass(frozen=True, slots=True)
class Document:
    """Document to be indexed: an article, a quotation's words, or an event's reports.

    `id` is unique within its kind. `actors` are names and aliases: those in an article or event, the speaker's of a quotation. Only `title`
    and `body` are searched as words.
    """

    id: str
    kind: DocumentKind = DocumentKind.ARTICLE
    title: str = ""
    body: str = ""
    source: str = ""
    actors: tuple[str, ...] = ()
    day: date | None = None

    @property
    def digest(self) -> str:
        """Equal for documents that an engine need not index again."""
        parts = (self.title, self.body, self.source, *self.actors, self.day.isoformat() if self.day else "")
        return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Match:
    """Search hit: the id of a document; `score` is higher for a better match, 0 where the query has no words."""

    id: str
    score: float


class Engine(Protocol):
    """A search engine over one dossier. All methods may be called from any thread, and raise DamagedIndex where the index files turn out
    to be broken.
    """

    def index(
        self,
        documents: Iterable[Document],
        removed: Collection[tuple[DocumentKind, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Add documents, replacing those of the same kind and id, and remove others, in one transaction.

        Documents with a known digest are skipped; of one that comes twice the first counts. `progress` is called with the number of
        documents looked at; an exception from it rolls everything back. Raises DossierError where the index cannot be written or another
        process is writing it.
        """

    def digests(self, kind: DocumentKind = DocumentKind.ARTICLE) -> Mapping[str, str]:
        """The digest of every document of a kind, by id."""

    def search(
        self, node: Node, limit: int | None = None, sort: Sort = Sort.BEST, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """The matching documents, in order; ties newest first, then by id."""

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """All of `ids`, best first by the words anywhere in `node`."""

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """The ids of the matching documents."""

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """The number of matching documents."""

    def complete(self, prefix: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
        """The most frequent words of articles with this prefix, each with its document frequency."""

    def nearest(self, word: str) -> tuple[str, int] | None:
        """The word of the articles with the nearest spelling, with its document frequency."""

    def lexicon(self) -> Lexicon:
        """The words of all articles."""

    def refresh(self) -> None:
        """Read the newest commit, also one by another process."""

    def close(self) -> None:
        """Let go of all files."""
