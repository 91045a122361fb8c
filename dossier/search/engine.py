"""What a search engine does for a dossier: the interface that Whoosh stands behind, and others may.

Engines answer for words, titles, outlets, names and days of plain documents. What a query asks of events, tags and notes
is decided above them (`plan.select`).
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

# Fields that an engine answers for; asking it for another is a fault of the program.
ANSWERED = frozenset({"text", "title", "source", "actor", "said"})


class DamagedIndex(DossierError):
    """The index cannot be read where it was asked; building it anew mends it."""


class DocumentKind(StrEnum):
    """What a document stands for."""

    ARTICLE = "article"
    QUOTATION = "quotation"
    EVENT = "event"


class Sort(StrEnum):
    """The order of what is found."""

    BEST = "best first"
    NEWEST = "newest first"
    OLDEST = "oldest first"


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine indexes: an article, a quotation's words, or an event's reports.

    `id` is unique within its kind. `actors` are names and aliases: those in an article or event, the speaker's of a
    quotation. Only `title` and `body` are searched as words.
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
    """A document that answers; `score` is higher for a better answer, 0 where no word was asked for."""

    id: str
    score: float


class Engine(Protocol):
    """A search engine over one dossier. All methods may be called from any thread, and raise DamagedIndex where the files
    behind them turn out to be broken.
    """

    def index(
        self,
        documents: Iterable[Document],
        removed: Collection[tuple[DocumentKind, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Take documents in, in place of those of the same kind and id, and others out, all or nothing.

        Documents whose digest is known are passed over; one that comes twice counts as it came first. `progress` is told how many were looked at; what it raises
        cancels everything. Raises DossierError where the index cannot be written or somebody else writes it.
        """

    def digests(self, kind: DocumentKind = DocumentKind.ARTICLE) -> Mapping[str, str]:
        """The digest of every document of a kind, by id."""

    def search(
        self, node: Node, limit: int | None = None, sort: Sort = Sort.BEST, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """The documents that answer, in order; equal ones newest first, then by id."""

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """All of `ids`, best first by the words that `node` asks for anywhere in it."""

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """The ids of the documents that answer."""

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """How many documents answer."""

    def complete(self, prefix: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
        """The most frequent words of articles that begin so, each with the number of articles that hold it."""

    def nearest(self, word: str) -> tuple[str, int] | None:
        """The word of the articles spelled most like this one, with the number of articles that hold it."""

    def lexicon(self) -> Lexicon:
        """The words of all articles."""

    def refresh(self) -> None:
        """Answer from what was written last, also by another program."""

    def close(self) -> None:
        """Let go of all files."""
