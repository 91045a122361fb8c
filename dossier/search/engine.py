"""Engine interface: full-text search over a dossier's documents, and what its implementations share.

Engines search words, titles, outlets and days of plain documents. Query parts about actors, events, tags and notes are evaluated above them
(`evaluate.select`).
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from dossier.errors import DossierError
from dossier.search.lexicon import Lexicon
from dossier.search.syntax import And, AnyOf, DateRange, Everything, Field, InEvent, InQuotation, Leaf, Node, Not, Or, Phrase, Text, Value

ENGINE_FIELDS = frozenset({"text", "title", "source"})
"""Fields that an engine can search; a query for another is a programming error."""
FIRST_DAY, LAST_DAY = 1, 10_000_000
"""Ordinals of days; documents without a day have 0."""
M = TypeVar("M")


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

    `id` is unique within its kind; `source` is the outlet. Only `title` and `body` are searched as words.
    """

    id: str
    kind: DocumentKind = DocumentKind.ARTICLE
    title: str = ""
    body: str = ""
    source: str = ""
    day: date | None = None

    @property
    def digest(self) -> str:
        """Equal for documents that an engine need not index again."""
        parts = (self.title, self.body, self.source, self.day.isoformat() if self.day else "")
        return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def ordinal(self) -> int:
        """The day as a number, 0 where there is none."""
        return self.day.toordinal() if self.day else 0


class Match(NamedTuple):
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

    def outlets(self, node: Node) -> Mapping[str, int]:
        """The number of matching articles of each outlet; those without one count for the empty name."""

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


class EngineBase(ABC):
    """Base of an `Engine` over the index in one folder: its lock, its lexicon, and damage as DamagedIndex. A subclass sets `_lexicon` to None
    when it reads another commit.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._lexicon: Lexicon | None = None

    def complete(self, prefix: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
        """See `Engine.complete`."""
        with self._reading():
            frequencies = [(word, self._document_frequency(word)) for word, _ in self.lexicon().complete(prefix, limit)]
        return tuple(sorted((pair for pair in frequencies if pair[1]), key=lambda pair: (-pair[1], pair[0])))

    def nearest(self, word: str) -> tuple[str, int] | None:
        """See `Engine.nearest`."""
        with self._reading():
            for other, _ in self.lexicon().suggest(word):
                if articles := self._document_frequency(other):
                    return other, articles
        return None

    def lexicon(self) -> Lexicon:
        """See `Engine.lexicon`."""
        with self._reading():
            if self._lexicon is None:
                self._lexicon = self._read_lexicon()
            return self._lexicon

    @abstractmethod
    def _document_frequency(self, word: str) -> int:
        """The number of articles that contain exactly this word."""

    @abstractmethod
    def _read_lexicon(self) -> Lexicon:
        """The words of the articles; removed documents may count."""

    def _comes_from_files(self, error: BaseException) -> bool:
        """True for an exception that a broken index may cause."""
        return isinstance(error, Exception)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Serialize reads; turn any exception of broken files into DamagedIndex."""
        with self._lock:
            try:
                yield
            except (DossierError, NotImplementedError):
                raise
            except BaseException as error:
                if not self._comes_from_files(error):
                    raise
                raise DamagedIndex(
                    "The index is damaged.", where=str(self._folder), do="Rebuild it with dossier index --rebuild."
                ) from error


class TreeMatcher(ABC, Generic[M]):
    """Base of what matches the documents of one kind with an expanded tree. `M` is what an engine matches with: a query of its own, a
    condition, or the documents themselves. Fields of words are "text" and "title".
    """

    def __init__(self, kind: DocumentKind) -> None:
        self._kind = kind

    def matching(self, node: Node) -> M:
        """What matches the documents of an expanded tree. Raises NotImplementedError for a field that engines cannot search."""
        match node:
            case Everything():
                return self._everything()
            case And(nodes):
                return self._all([self.matching(child) for child in nodes])
            case Or(nodes):
                return self._any([self.matching(child) for child in nodes])
            case Not(inner):
                return self._without(self.matching(inner))
            case InQuotation(inner) | InEvent(inner):
                return self.matching(inner)
        return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> M:
        match leaf:
            case DateRange(start, end):
                return self._between(start.toordinal() if start else FIRST_DAY, end.toordinal() if end else LAST_DAY)
            case Field("title", text) if not isinstance(text, Value):
                return self._text("title", text) if self._kind is DocumentKind.ARTICLE else self._any([])
            case Field("text", text) if not isinstance(text, Value):
                return self._text("text", text)
            case Field("source", text):
                return self._from_outlet(text)
            case Field(name):
                raise NotImplementedError(f"{name}: is not asked of an engine")
        return self._text("text", leaf)

    def _text(self, field: str, leaf: Text) -> M:
        """What matches the words of an expanded leaf."""
        if isinstance(leaf, Phrase):
            return self._phrase(field, leaf.words, leaf.near)
        if not isinstance(leaf, AnyOf):
            return self._any([])
        alternatives = [self._phrase(field, phrase, None) for phrase in leaf.phrases]
        if leaf.words:
            alternatives.insert(0, self._any_word(field, leaf.words))
        return alternatives[0] if len(alternatives) == 1 else self._any(alternatives)

    @abstractmethod
    def _everything(self) -> M:
        """What matches every document."""

    @abstractmethod
    def _all(self, parts: Sequence[M]) -> M:
        """What matches where all of these do."""

    @abstractmethod
    def _any(self, parts: Sequence[M]) -> M:
        """What matches where one of these does."""

    @abstractmethod
    def _without(self, part: M) -> M:
        """What matches where this does not."""

    @abstractmethod
    def _between(self, first: int, last: int) -> M:
        """What matches documents with a day from the first to the last, as ordinals."""

    @abstractmethod
    def _from_outlet(self, text: Text | Value) -> M:
        """What matches documents of an outlet with such a name."""

    @abstractmethod
    def _any_word(self, field: str, words: Sequence[str]) -> M:
        """What matches documents with at least one of these words."""

    @abstractmethod
    def _phrase(self, field: str, words: tuple[str, ...], near: int | None) -> M:
        """What matches documents with these words as a phrase."""


def write_failure(folder: Path, error: OSError, do: str = "") -> DossierError:
    """The error for the user where an index cannot be written."""
    return DossierError(f"The index cannot be written: {error.strerror or error}.", where=str(folder), do=do)


def other_writer() -> DossierError:
    """The error for the user where another process is writing the index."""
    return DossierError("Another program is writing the index.", do="Wait until it is done, then try again.")
