"""A query tree of ours as a query of tantivy's, for the documents of one kind."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import permutations

from tantivy import FieldType, Occur, Query

from dossier.search.engine import ANSWERED, DocumentKind
from dossier.search.scoring import TITLE_WEIGHT, scored_leaves
from dossier.search.spans import matches_text
from dossier.search.syntax import And, AnyOf, DateRange, Everything, Field, InEvent, InQuotation, Leaf, Node, Not, Or, Phrase, Text, Value
from dossier.search.tantivy.snapshot import KindSnapshot

FIRST_DAY, LAST_DAY = 1, 10_000_000
"""Ordinals; documents without a day have 0."""
MANY_WORDS = 50
"""Number of words from which tantivy is faster when it walks its whole dictionary once for all."""


class QueryBuilder:
    """Builds tantivy's queries for expanded trees over one snapshot."""

    def __init__(self, snapshot: KindSnapshot, kind: DocumentKind) -> None:
        self._snapshot, self._schema, self._kind = snapshot, snapshot.schema, kind

    def matching(self, node: Node) -> Query:
        """The query that matches the documents of an expanded tree."""
        match node:
            case Everything():
                return Query.all_query()
            case And(nodes):
                return Query.boolean_query([(Occur.Must, self.matching(child)) for child in nodes])
            case Or(nodes):
                return Query.boolean_query([(Occur.Should, self.matching(child)) for child in nodes])
            case Not(inner):
                return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self.matching(inner))])
            case InQuotation(inner) | InEvent(inner):
                return self.matching(inner)
        return self._leaf(node)

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

    def _leaf(self, leaf: Leaf) -> Query:
        match leaf:
            case DateRange(start, end):
                first, last = start.toordinal() if start else FIRST_DAY, end.toordinal() if end else LAST_DAY
                return Query.range_query(self._schema, "day", FieldType.Integer, first, last)
            case Field("title", text) if not isinstance(text, Value):
                return self._text("title", text) if self._kind is DocumentKind.ARTICLE else Query.empty_query()
            case Field("text", text) if not isinstance(text, Value):
                return self._text("text", text)
            case Field(name, text):
                return self._named(name, text)
        return self._text("text", leaf)

    def _text(self, field: str, leaf: Text) -> Query:
        """The query for the words of an expanded leaf."""
        if isinstance(leaf, Phrase):
            return self._phrase(field, leaf.words, leaf.near)
        if not isinstance(leaf, AnyOf):
            return Query.empty_query()
        words = self._any_word(field, leaf.words)
        if not leaf.phrases:
            return words
        phrases = [self._phrase(field, phrase, None) for phrase in leaf.phrases]
        return Query.boolean_query([(Occur.Should, query) for query in (words, *phrases)])

    def _any_word(self, field: str, words: Sequence[str]) -> Query:
        """The query for any of these words."""
        if len(words) >= MANY_WORDS:
            return Query.term_set_query(self._schema, field, list(words))
        return Query.boolean_query([(Occur.Should, self._word(field, word)) for word in words])

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
        required = [Query.boolean_query([(Occur.Should, query) for query in either]) for either in orders]
        required += [self._word(field, word) for word in set(words)]
        candidates = Query.boolean_query([(Occur.Must, query) for query in required])
        if len(words) > 2 or not pairs:
            return self.numbered(self._snapshot.verify_near(field, words, near, self._snapshot.matching(candidates)))
        if field == "title":
            return candidates
        # the words may be near each other across the end of the title
        in_title = self._any_word("title", words)
        doubtful = self._snapshot.matching(Query.boolean_query([(Occur.Must, candidates), (Occur.Must, in_title)]))
        wrong = set(doubtful) - self._snapshot.verify_near(field, words, near, doubtful)
        return Query.boolean_query([(Occur.Must, candidates), (Occur.MustNot, self.numbered(wrong))]) if wrong else candidates

    def _named(self, name: str, text: Text | Value) -> Query:
        """The query for an outlet or actor. Raises NotImplementedError for a field that engines cannot search."""
        if name not in ANSWERED:
            raise NotImplementedError(f"{name}: is not asked of an engine")
        field = "source" if name == "source" else "actor"
        return Query.term_set_query(self._schema, field, [value for value in self._values[field] if matches_text(text, value)])

    @cached_property
    def _values(self) -> Mapping[str, tuple[str, ...]]:
        """The outlets and the names of actors."""
        return {field: tuple(value for value, _ in self._snapshot.terms(field) if value) for field in ("source", "actor")}

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
