"""Whoosh as the engine of a dossier."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.search.engine import Document, DocumentKind, EngineBase, Match, Sort, write_failure
from dossier.search.lexicon import Lexicon
from dossier.search.scoring import TITLE_WEIGHT, in_order, scored_leaves
from dossier.search.stamp import UntrustedIndex
from dossier.search.syntax import AnyOf, Everything, Node
from dossier.search.whoosh.guard import create_guarded, open_guarded
from dossier.search.whoosh.matcher import NumberMatcher
from dossier.search.whoosh.reader import IndexReader, Numbers
from dossier.search.whoosh.schema import BODIES, our_schema, our_version
from dossier.search.whoosh.table import DocumentTable
from dossier.search.whoosh.writer import write

if TYPE_CHECKING:
    from whoosh.index import FileIndex


def open_engine(folder: Path, tokens: Path) -> "WhooshEngine | UntrustedIndex":
    """Open the index in `folder`, or return the reason why it must be rebuilt. `tokens` is a folder of private user state that records
    which indexes are the user's own.
    """
    index = open_guarded(folder, our_schema(), tokens, our_version())
    return index if isinstance(index, UntrustedIndex) else WhooshEngine(index)


def create_engine(folder: Path, tokens: Path) -> "WhooshEngine":
    """Create an engine over a new, empty index in `folder`, removing an earlier one. Raises DossierError where the folder cannot be
    written.
    """
    try:
        return WhooshEngine(create_guarded(folder, our_schema(), tokens, our_version()))
    except OSError as error:
        raise write_failure(folder, error) from error


class WhooshEngine(EngineBase):
    """An `Engine` over one Whoosh index."""

    def __init__(self, index: "FileIndex") -> None:
        super().__init__(Path(index.storage.folder))
        self._index = index
        self._generation: int = index.latest_generation()
        self._reader = IndexReader(index.searcher())

    def index(
        self,
        documents: Iterable[Document],
        removed: Collection[tuple[DocumentKind, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """See `Engine.index`."""
        try:
            write(self._index, self._digest, documents, removed, progress)
        except OSError as error:
            raise write_failure(self._folder, error, "Nothing was changed.") from error
        self.refresh()

    def refresh(self) -> None:
        """See `Engine.refresh`."""
        with self._reading():
            generation = self._index.latest_generation()
            if generation != self._generation:
                # Not Whoosh's own refresh: it adds the old segments to the new ones, merged or not.
                self._reader.follow(self._index.searcher())
                self._generation, self._lexicon = generation, None

    def digests(self, kind: DocumentKind = DocumentKind.ARTICLE) -> Mapping[str, str]:
        """See `Engine.digests`."""
        with self._reading():
            return {id_: self._table.digests[number] for id_, number in self._table.keys[kind].items()}

    def search(
        self, node: Node, limit: int | None = None, sort: Sort = Sort.BEST, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.search`."""
        with self._reading():
            return self._ordered(node, self._matching(node, kind), limit, sort, kind)

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.rank`."""
        with self._reading():
            numbers = self._table.keys[kind]
            return self._ordered(node, frozenset(numbers[id_] for id_ in ids if id_ in numbers), limit, Sort.BEST, kind)

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """See `Engine.ids`."""
        with self._reading():
            names = self._table.ids[kind]
            return frozenset(names[number] for number in self._matching(node, kind))

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """See `Engine.count`."""
        with self._reading():
            return len(self._table.ids[kind] if node == Everything() else self._matching(node, kind))

    def outlets(self, node: Node) -> Mapping[str, int]:
        """See `Engine.outlets`."""
        with self._reading():
            numbers = self._matching(node, DocumentKind.ARTICLE)
            counts = {outlet: len(numbers & of_outlet) for outlet, of_outlet in self._table.outlets.items()}
            counts[""] = len(numbers) - sum(counts.values())
            return {outlet: count for outlet, count in counts.items() if count}

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            self._reader.close()

    @property
    def _table(self) -> DocumentTable:
        return self._reader.table

    def _digest(self, kind: DocumentKind, id_: str) -> str | None:
        """The digest of an indexed document, None where it is not indexed."""
        with self._reading():
            number = self._table.keys[kind].get(id_)
            return None if number is None else self._table.digests[number]

    def _expand(self, node: Node) -> Node:
        """The expanded tree; the lexicon is read only if the tree needs it."""
        return self.lexicon().expand(node)

    def _document_frequency(self, word: str) -> int:
        return len(self._reader.containing_any(BODIES[DocumentKind.ARTICLE], (word,)))

    def _read_lexicon(self) -> Lexicon:
        return self._reader.lexicon(BODIES[DocumentKind.ARTICLE])

    def _matching(self, node: Node, kind: DocumentKind) -> Numbers:
        """The documents of a kind that match a tree."""
        return NumberMatcher(self._reader, kind).matching(self._expand(node))

    def _ordered(self, node: Node, numbers: Numbers, limit: int | None, sort: Sort, kind: DocumentKind) -> tuple[Match, ...]:
        """These documents in order."""
        scores = dict.fromkeys(numbers, 0.0)
        for part, leaf in scored_leaves(self._expand(node), kind):
            field, weight = ("title", TITLE_WEIGHT) if part == "title" else (BODIES[kind], 1.0)
            # the words of a phrase count where they follow one another
            scored = [(leaf.words, numbers)]
            if isinstance(leaf, AnyOf):
                scored += [(phrase, numbers & self._reader.containing_phrase(field, phrase, None)) for phrase in leaf.phrases]
            for words, documents in scored:
                for number, score in self._reader.scores(field, words, documents, kind):
                    scores[number] += score * weight
        names, days = self._table.ids[kind], self._table.days
        return in_order(((names[number], days[number], score) for number, score in scores.items()), limit, sort)
