"""A query tree of ours as SQL over the foreign tables of one shard.

Only operators and functions that PostgreSQL has itself are used, since postgres_fdw sends no others to a shard: so matching, scores and order
are computed there. The collation is "C" throughout, for the same reason and so that order and comparison are those of Python.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from dossier.search.engine import DocumentKind, Sort, TreeMatcher
from dossier.search.highlights.spans import matches_text
from dossier.search.nearness import BREAK
from dossier.search.postgres.rows import KINDS, term_of
from dossier.search.scoring import K1, SCORE_DIGITS, TITLE_WEIGHT, B, rarity, scored_leaves
from dossier.search.syntax import AnyOf, Node, Text, Value

LARGEST_REPEAT = 255
"""The largest number of repetitions in PostgreSQL's regular expressions."""
ORDER = {Sort.BEST: "score DESC, day DESC, id", Sort.NEWEST: "day DESC, id", Sort.OLDEST: "day, id"}
TITLE = f"split_part(d.tokens, '{BREAK}', 1)"

VerifyNear = Callable[[str, tuple[str, ...], int], Collection[int]]
"""The documents in whose text or title words are near each other, as the program computes it: field, words, distance."""


@dataclass(frozen=True, slots=True)
class KindStatistics:
    """What BM25 needs to know of all documents of a kind: how many there are, their mean lengths, and in how many texts and titles each
    word of the query occurs.
    """

    documents: int
    mean_length: float
    mean_title_length: float
    frequencies: Mapping[str, tuple[int, int]]

    def weight(self, field: str, word: str) -> float:
        """What a word counts in a field: its rarity, more in a title."""
        frequency = self.frequencies.get(word, (0, 0))[field == "title"]
        return rarity(self.documents, frequency) * (TITLE_WEIGHT if field == "title" else 1.0)


class ShardQuery(TreeMatcher[str]):
    """Builds one query, with its values; what matches is a condition. `outlets` gives the names of all outlets."""

    def __init__(self, kind: DocumentKind, outlets: Callable[[], Collection[str]], verify_near: VerifyNear) -> None:
        super().__init__(kind)
        self._outlets, self._verify_near = outlets, verify_near
        self.values: list[object] = []

    def rows(self, condition: str, columns: str) -> str:
        """The query for these columns of the documents `d` of the kind that meet a condition."""
        return f"SELECT {columns} FROM documents_{{shard}} d WHERE d.kind = {KINDS[self._kind]} AND ({condition})"  # noqa: S608  values are apart

    def ordered(self, condition: str, sort: Sort, limit: int | None, node: Node, statistics: KindStatistics) -> str:
        """The query for id, day and score of the documents that meet a condition, in order."""
        weighted = self._weighted(node, statistics)
        tail = f" ORDER BY {ORDER[sort]}" + ("" if limit is None else f" LIMIT {int(limit)}")
        if weighted is None:
            return self.rows(condition, "d.id, d.day, 0.0::numeric AS score") + tail.replace("score DESC, ", "")
        words, score = weighted
        total = f"round(CASE WHEN sum({score}) IS NULL THEN 0::float8 ELSE sum({score}) END::numeric, {SCORE_DIGITS}) AS score"
        kind, known = KINDS[self._kind], self.value(words, "text[]")
        join = f"LEFT JOIN postings_{{shard}} p ON p.doc = d.doc AND p.kind = {kind} AND p.word = ANY ({known})"
        return (
            f"SELECT d.id, d.day, {total} FROM documents_{{shard}} d {join} "  # noqa: S608  values are apart
            f"WHERE d.kind = {kind} AND ({condition}) GROUP BY d.doc, d.id, d.day{tail}"
        )

    def value(self, value: object, type_: str) -> str:
        """A parameter of the query."""
        self.values.append(value)
        return f"${len(self.values)}::{type_}"

    def _everything(self) -> str:
        return "true"

    def _all(self, parts: Sequence[str]) -> str:
        return " AND ".join(f"({part})" for part in parts) or "true"

    def _any(self, parts: Sequence[str]) -> str:
        return " OR ".join(f"({part})" for part in parts) or "false"

    def _without(self, part: str) -> str:
        return f"NOT ({part})"

    def _between(self, first: int, last: int) -> str:
        return f"d.day BETWEEN {first} AND {last}"

    def _from_outlet(self, text: Text | Value) -> str:
        return f"d.source = ANY ({self.value([name for name in self._outlets() if matches_text(text, name)], 'text[]')})"

    def _any_word(self, field: str, words: Sequence[str]) -> str:
        return self._words(field, "&&", words)

    def _words(self, field: str, operator: str, words: Sequence[str]) -> str:
        """The condition for any (&&) or all (@>) of these words."""
        column = "d.title_words" if field == "title" else "d.words"
        return f"{column} {operator} {self.value([term_of(word) for word in words], 'text[]')}"

    def _phrase(self, field: str, words: tuple[str, ...], near: int | None) -> str:
        if len(words) == 1:
            return self._words(field, "@>", words)
        if near is None:
            return f"({self._words(field, '@>', words)} AND {self._in_sequence(field, words)})"
        apart = near + len(words)
        if len(set(words)) < len(words) or apart > LARGEST_REPEAT:
            return f"d.doc = ANY ({self.value(list(self._verify_near(field, words, near)), 'bigint[]')})"
        window = _window([re.escape(term_of(word)) for word in words], apart - 2)
        return f"({self._words(field, '@>', words)} AND {_part(field)} ~ {self.value(window, 'text')})"

    def _in_sequence(self, field: str, words: Sequence[str]) -> str:
        """The condition for words one after the other."""
        return f"strpos({_part(field)}, {self.value(' ' + ' '.join(map(term_of, words)) + ' ', 'text')}) > 0"

    def _weighted(self, node: Node, statistics: KindStatistics) -> tuple[list[str], str] | None:
        """The words that count, and the score of one posting `p` of a document `d`; None for a tree without words."""
        leaves, words = scored_leaves(node, self._kind), scored_words(node, self._kind)
        if not words:
            return None
        parts = []
        for field in ("text", "title"):
            counts = Counter(term_of(word) for name, leaf in leaves if name == field for word in leaf.words)
            phrases = [phrase for name, leaf in leaves if name == field and isinstance(leaf, AnyOf) for phrase in leaf.phrases]
            if not counts and not phrases:
                continue
            weights = [self._weights(field, words, counts, statistics)]
            # the words of a phrase count where they follow one another
            weights += [
                f"CASE WHEN {self._in_sequence(field, phrase)} "
                f"THEN {self._weights(field, words, Counter(map(term_of, phrase)), statistics)} ELSE 0::float8 END"
                for phrase in phrases
            ]
            parts.append(f"({' + '.join(weights)}) * {_saturation(field, statistics)}")
        return words, " + ".join(parts)

    def _weights(self, field: str, words: Sequence[str], counts: Mapping[str, int], statistics: KindStatistics) -> str:
        """The weight of the posting's word: its rarity, as often as it is in `counts`."""
        weights = {word: counts.get(word, 0) * statistics.weight(field, word) for word in words}
        return f"({self.value(json.dumps(weights, ensure_ascii=False), 'jsonb')} -> p.word)::float8"


def scored_words(node: Node, kind: DocumentKind) -> list[str]:
    """The words of an expanded tree that count, those of its phrases as well, as they are indexed."""
    leaves = [leaf for _, leaf in scored_leaves(node, kind)]
    phrases = [phrase for leaf in leaves if isinstance(leaf, AnyOf) for phrase in leaf.phrases]
    return sorted({term_of(word) for words in (*(leaf.words for leaf in leaves), *phrases) for word in words})


def _window(words: Sequence[str], others: int) -> str:
    """The regular expression for different words in any order in one part of a text, the last at most so many words after the first."""
    between = f"([^ {BREAK}]+ ){{0,{others}}}"
    alternatives = []
    for first in words:
        rest = [f"{between}{word} " for word in words if word != first]
        # looking ahead takes twice as long, and is not needed for the last word
        alternatives.append("".join([f"{first} ", *(f"(?={ahead})" for ahead in rest[:-1]), rest[-1]]))
    return f" ({'|'.join(alternatives)})"


def _part(field: str) -> str:
    return TITLE if field == "title" else "d.tokens"


def _saturation(field: str, statistics: KindStatistics) -> str:
    """BM25's factor for the frequency of a word and the length of the document."""
    if field == "title":
        frequency, length, mean = "p.title_frequency", "d.title_step", statistics.mean_title_length
    else:
        frequency, length, mean = "p.frequency", "d.length_step", statistics.mean_length
    fixed, per_word = K1 * (1 - B), K1 * B / (mean or 1.0)
    return f"({frequency} * {K1 + 1}::float8 / ({frequency} + {fixed!r}::float8 + {per_word!r}::float8 * {length}))"
