"""A query tree of ours as a query of tantivy's, for the documents of one kind."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import permutations

from tantivy import FieldType, Occur, Query

from dossier.search.engine import DocumentKind, TreeMatcher
from dossier.search.highlights.spans import matches_text
from dossier.search.scoring import TITLE_WEIGHT, scored_leaves
from dossier.search.syntax import AnyOf, Node, Phrase, Text, Value
from dossier.search.tantivy.snapshot import KindSnapshot

MANY_WORDS = 50
"""Number of words from which tantivy is faster when it walks its whole dictionary once for all."""


class QueryBuilder(TreeMatcher[Query]):
    """Builds tantivy's queries for expanded trees over one snapshot."""

    def __init__(self, snapshot: KindSnapshot, kind: DocumentKind) -> None:
        super().__init__(kind)
        self._snapshot, self._schema = snapshot, snapshot.schema

    def scoring(self, node: Node, filter_query: Query | None = None) -> Query | None:
        """The query that scores documents by the words of an expanded tree, among those of `filter_query` only if there is one; None for a
        tree without words.
        """
        words = [query for field, leaf in scored_leaves(node, self._kind) for query in self._scored(field, leaf)]
        clauses = [(Occur.Should, query) for query in words]
        if filter_query is not None:
            clauses.insert(0, (Occur.Must, Query.const_score_query(filter_query, 0.0)))
        return Query.boolean_query(clauses) if words else None

    def numbered(self, numbers: Iterable[int]) -> Query:
        """The query that matches documents by number."""
        return Query.term_set_query(self._schema, "number", list(numbers))

    def _everything(self) -> Query:
        return Query.all_query()

    def _all(self, parts: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Must, query) for query in parts])

    def _any(self, parts: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Should, query) for query in parts])

    def _without(self, part: Query) -> Query:
        return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, part)])

    def _between(self, first: int, last: int) -> Query:
        return Query.range_query(self._schema, "day", FieldType.Integer, first, last)

    def _from_outlet(self, text: Text | Value) -> Query:
        return Query.term_set_query(self._schema, "source", [outlet for outlet in self._outlets if matches_text(text, outlet)])

    def _any_word(self, field: str, words: Sequence[str]) -> Query:
        if len(words) >= MANY_WORDS:
            return Query.term_set_query(self._schema, field, list(words))
        return self._any([self._word(field, word) for word in words])

    def _word(self, field: str, word: str) -> Query:
        return Query.term_query(self._schema, field, word, index_option="freq")

    def _phrase(self, field: str, words: tuple[str, ...], near: int | None) -> Query:
        if len(words) == 1:
            return self._word(field, words[0])
        if near is None:
            return Query.phrase_query(self._schema, field, list(words))
        return self._near(field, words, near)

    def _near(self, field: str, words: tuple[str, ...], near: int) -> Query:
        """The query for near words. What tantivy allows between the words of a phrase is exact for two different words in one text; all else
        is narrowed down by pairs and verified.
        """
        pairs = [(words[0], other) for other in words[1:] if other != words[0]]
        apart = near + len(words) - 2
        orders = [[Query.phrase_query(self._schema, field, list(order), apart) for order in permutations(pair)] for pair in pairs]
        candidates = self._all([*map(self._any, orders), *(self._word(field, word) for word in set(words))])
        if len(words) > 2 or not pairs:
            return self.numbered(self._snapshot.verify_near(field, words, near, self._snapshot.matching(candidates)))
        if field == "title":
            return candidates
        # the words may be near each other across the end of the title
        in_title = self._any_word("title", words)
        doubtful = self._snapshot.matching(self._all([candidates, in_title]))
        wrong = set(doubtful) - self._snapshot.verify_near(field, words, near, doubtful)
        return Query.boolean_query([(Occur.Must, candidates), (Occur.MustNot, self.numbered(wrong))]) if wrong else candidates

    @cached_property
    def _outlets(self) -> tuple[str, ...]:
        """The names of all outlets."""
        return tuple(outlet for outlet, _ in self._snapshot.terms("source") if outlet)

    def _scored(self, field: str, leaf: AnyOf | Phrase) -> Iterable[Query]:
        """A query for each word, with its weight; the words of a phrase count where they follow one another."""
        for word in leaf.words:
            yield self._weighted(field, word)
        for phrase in leaf.phrases if isinstance(leaf, AnyOf) else ():
            clauses = [(Occur.Should, self._weighted(field, word)) for word in phrase]
            yield Query.boolean_query([(Occur.Must, Query.const_score_query(self._phrase(field, phrase, None), 0.0)), *clauses])

    def _weighted(self, field: str, word: str) -> Query:
        """The query for a word; its score is that of BM25, twice that in a title."""
        weight = self._snapshot.rarity_correction(field, word) * (TITLE_WEIGHT if field == "title" else 1.0)
        query = self._word(field, word)
        return query if weight == 1.0 else Query.boost_query(query, weight)
