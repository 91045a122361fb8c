"""Whoosh as the engine of a dossier."""

import heapq
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.search.engine import ANSWERED, DamagedIndex, Document, DocumentKind, Match, Sort
from dossier.search.lexicon import Lexicon
from dossier.search.spans import matches_text
from dossier.search.syntax import And, AnyOf, DateRange, Everything, Field, InEvent, InQuotation, Leaf, Node, Not, Or, Phrase, Text, Value
from dossier.search.whoosh.guard import UntrustedIndex, create_guarded, open_guarded
from dossier.search.whoosh.reader import IndexSnapshot, Numbers
from dossier.search.whoosh.schema import BODIES, TITLE_WEIGHT, our_schema, our_version
from dossier.search.whoosh.writer import write

if TYPE_CHECKING:
    from whoosh.index import FileIndex


def open_engine(folder: Path, tokens: Path) -> "WhooshEngine | UntrustedIndex":
    """The engine over the index in `folder`, or why it must be built anew. `tokens` is a folder of the user's private
    state that remembers which indexes are theirs.
    """
    index = open_guarded(folder, our_schema(), tokens, our_version())
    return index if isinstance(index, UntrustedIndex) else WhooshEngine(index)


def create_engine(folder: Path, tokens: Path) -> "WhooshEngine":
    """An engine over a new and empty index in `folder`; an earlier one there is removed. Raises DossierError where the
    folder cannot be written.
    """
    try:
        return WhooshEngine(create_guarded(folder, our_schema(), tokens, our_version()))
    except OSError as error:
        raise DossierError(f"The index cannot be written: {error.strerror or error}.", where=str(folder)) from error


class WhooshEngine:
    """An `Engine` over one Whoosh index."""

    def __init__(self, index: "FileIndex") -> None:
        self._index = index
        self._reading = threading.RLock()
        self._number: int = index.latest_generation()
        self._now = IndexSnapshot(index.searcher())
        self._words: Lexicon | None = None

    def index(
        self,
        documents: Iterable[Document],
        removed: Collection[tuple[DocumentKind, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """See `Engine.index`."""
        known = {kind: self.digests(kind) for kind in DocumentKind}
        try:
            write(self._index, known, documents, removed, progress)
        except OSError as error:
            raise DossierError(
                f"The index cannot be written: {error.strerror or error}.", where=str(self._index.storage.folder), do="Nothing was changed."
            ) from error
        self.refresh()

    def refresh(self) -> None:
        """See `Engine.refresh`."""
        with self._asking():
            if self._index.latest_generation() != self._number:
                # Not Whoosh's own refresh: it adds the segments of before to those of now, merged or not.
                before = self._now
                self._number, self._now, self._words = self._index.latest_generation(), IndexSnapshot(self._index.searcher()), None
                before.searcher.close()

    def digests(self, kind: DocumentKind = DocumentKind.ARTICLE) -> Mapping[str, str]:
        """See `Engine.known`."""
        with self._asking():
            return {id_: self._now.digests[number] for id_, number in self._now.keys[kind].items()}

    def search(
        self, node: Node, limit: int | None = None, sort: Sort = Sort.BEST, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.search`."""
        with self._asking():
            return self._ordered(node, self._numbers(self._expand(node), kind), limit, sort, kind)

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.rank`."""
        with self._asking():
            numbers = self._now.keys[kind]
            return self._ordered(node, frozenset(numbers[id_] for id_ in ids if id_ in numbers), limit, Sort.BEST, kind)

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """See `Engine.ids`."""
        with self._asking():
            names = self._now.ids[kind]
            return frozenset(names[number] for number in self._numbers(self._expand(node), kind))

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """See `Engine.count`."""
        with self._asking():
            return len(self._numbers(self._expand(node), kind))

    def complete(self, prefix: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
        """See `Engine.complete`."""
        with self._asking():
            counted = [(word, self._holding(word)) for word, _ in self.lexicon().complete(prefix, limit)]
        return tuple(sorted((pair for pair in counted if pair[1]), key=lambda pair: (-pair[1], pair[0])))

    def nearest(self, word: str) -> tuple[str, int] | None:
        """See `Engine.nearest`."""
        with self._asking():
            for other, _ in self.lexicon().suggest(word):
                if articles := self._holding(other):
                    return other, articles
        return None

    def lexicon(self) -> Lexicon:
        """See `Engine.lexicon`."""
        with self._asking():
            if self._words is None:
                self._words = Lexicon.of(self._now.frequencies(BODIES[DocumentKind.ARTICLE]))
            return self._words

    def close(self) -> None:
        """See `Engine.close`."""
        with self._reading:
            self._now.searcher.close()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One question at a time; whatever broken files raise is one error."""
        with self._reading:
            try:
                yield
            except (DossierError, NotImplementedError):
                raise
            except Exception as error:
                raise DamagedIndex(
                    "The index is damaged.", where=str(self._index.storage.folder), do="Build it anew: dossier index --rebuild."
                ) from error

    def _expand(self, node: Node) -> Node:
        """The tree in plain words; the lexicon is only read where something asks for it."""
        return self.lexicon().expand(node)

    def _holding(self, word: str) -> int:
        """How many articles hold exactly this word."""
        return len(self._now.having(BODIES[DocumentKind.ARTICLE], (word,)))

    def _numbers(self, node: Node, kind: DocumentKind) -> Numbers:
        """The documents of a kind that answer to an expanded tree."""
        match node:
            case Everything():
                return frozenset(self._now.ids[kind])
            case And(nodes):
                return frozenset.intersection(*(self._numbers(each, kind) for each in nodes))
            case Or(nodes):
                return frozenset.union(*(self._numbers(each, kind) for each in nodes))
            case Not(inner):
                return frozenset(self._now.ids[kind]) - self._numbers(inner, kind)
            case InQuotation(inner) | InEvent(inner):
                return self._numbers(inner, kind)
        return self._leaf(node, kind)

    def _leaf(self, leaf: Leaf, kind: DocumentKind) -> Numbers:
        """The documents of a kind that answer to a leaf."""
        match leaf:
            case DateRange(start, end):
                first, last = start.toordinal() if start else 1, end.toordinal() if end else 10_000_000
                found = frozenset(number for number, day in self._now.days.items() if first <= day <= last)
            case Field("title", asked) if not isinstance(asked, Value):
                return self._texts("title", asked) if kind is DocumentKind.ARTICLE else frozenset()
            case Field("text", asked) if not isinstance(asked, Value):
                return self._texts(BODIES[kind], asked)
            case Field(name, asked):
                found = self._named(name, asked)
            case _:
                return self._texts(BODIES[kind], leaf)
        return found.intersection(self._now.ids[kind])

    def _texts(self, field: str, leaf: Text) -> Numbers:
        """The documents whose words answer to an expanded leaf."""
        if isinstance(leaf, Phrase):
            return self._now.together(field, leaf.words, leaf.near)
        return self._now.having(field, leaf.words) if isinstance(leaf, AnyOf) else frozenset()

    def _named(self, name: str, asked: Text | Value) -> Numbers:
        """The documents with such an outlet or actor. Raises NotImplementedError for a field that engines do not answer
        for.
        """
        if name not in ANSWERED:
            raise NotImplementedError(f"{name}: is not asked of an engine")
        values = self._now.sources if name == "source" else self._now.actors
        return frozenset().union(*(numbers for value, numbers in values.items() if matches_text(asked, value)))

    def _ordered(self, node: Node, numbers: Numbers, limit: int | None, sort: Sort, kind: DocumentKind) -> tuple[Match, ...]:
        """These documents in order."""
        scores = dict.fromkeys(numbers, 0.0)
        for field, leaf in _asked(self._expand(node), BODIES[kind]):
            weight = TITLE_WEIGHT if field == "title" else 1.0
            for number, score in self._now.scores(field, leaf.words, numbers, kind):
                scores[number] += score * weight
        names, days = self._now.ids[kind], self._now.days
        direction = -1 if sort is Sort.OLDEST else 1

        def place(number: int) -> tuple[float, int, str]:
            first = -round(scores[number], 6) if sort is Sort.BEST else 0
            return first, -direction * days[number], names[number]

        ordered = sorted(numbers, key=place) if limit is None else heapq.nsmallest(limit, numbers, key=place)
        return tuple(Match(names[number], round(scores[number], 6)) for number in ordered)


def _asked(node: Node, body: str) -> list[tuple[str, AnyOf | Phrase]]:
    """The words that a tree asks for and does not take away, each with the index field to weigh them in; words of an
    article weigh in its title as well.
    """
    match node:
        case And(nodes) | Or(nodes):
            return [pair for each in nodes for pair in _asked(each, body)]
        case InQuotation(inner) | InEvent(inner):
            return _asked(inner, body)
        case Field("title", AnyOf() | Phrase() as asked):
            return [("title", asked)]
        case Field("text", AnyOf() | Phrase() as asked):
            return _asked(asked, body)
        case AnyOf() | Phrase():
            return [(body, node), ("title", node)] if body == BODIES[DocumentKind.ARTICLE] else [(body, node)]
    return []
