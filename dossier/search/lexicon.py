"""The dossier's vocabulary in memory, with document frequencies: completion, inflected forms, near spellings.

Engines never evaluate prefixes, wildcards or near spellings; those are expanded to plain words here.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from dossier.model.persistent.blocks import Blocks
from dossier.model.persistent.layered_map import LayeredMap
from dossier.search.spelling import distance, letters
from dossier.search.syntax import And, AnyOf, Field, Fuzzy, InEvent, InQuotation, Node, Not, Or, Phrase, Prefix, Text, Value, Wildcard, Word
from dossier.search.variants import compound_variants, word_variants

FORMS = 16
# Shorter words are near to everything; longer ones can differ by two edits and still be recognised.
SHORTEST, LONG = 3, 6
# More words than this behind one prefix do not help a reader, and each costs an engine a posting list.
EXPANSIONS = 1024
FEW_WORDS = 1000


@dataclass(frozen=True)
class Lexicon:
    """Words with their document frequency. `ordered` are the words by letters."""

    counts: LayeredMap[str, int]
    ordered: Blocks[str]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Lexicon":
        """The lexicon of these words and frequencies."""
        return cls(LayeredMap(counts), Blocks.of(sorted(counts)))

    def with_changes(self, added: Iterable[Mapping[str, int]], removed: Iterable[Mapping[str, int]] = ()) -> "Lexicon":
        """This lexicon with the words and frequencies of further articles, and without those of others."""
        more: Counter[str] = Counter()
        for frequencies in added:
            more.update(frequencies)
        for frequencies in removed:
            more.subtract(frequencies)
        changed = {word: self.counts.get(word, 0) + count for word, count in more.items() if count}
        if len(changed) > FEW_WORDS:
            return Lexicon.of({word: count for word, count in (dict(self.counts) | changed).items() if count})
        after, ordered = {word: count for word, count in changed.items() if count}, self.ordered
        for word in changed:
            is_known = word in self.counts
            if is_known != (word in after):
                at = bisect_left(ordered, word)
                ordered = ordered.replaced(at, at + is_known, () if is_known else (word,))
        return Lexicon(self.counts.following(changed.keys(), after), ordered)

    @property
    def masks(self) -> Iterator[int]:
        """The letters of each word as bits, which are computed when near spellings are first looked for."""
        return chain.from_iterable(self.ordered.by_block(_masks))

    def beginning(self, prefix: str) -> tuple[str, ...]:
        """Every word that begins so, by letters."""
        start = bisect_left(self.ordered, prefix)
        end = bisect_left(self.ordered, prefix + "\U0010ffff", start)
        return self.ordered[start:end]

    def complete(self, prefix: str, limit: int = 8) -> tuple[tuple[str, int], ...]:
        """The most frequent words that begin so, with their counts."""
        return tuple((word, self.counts[word]) for word in self._most_frequent(self.beginning(prefix), limit))

    def forms(self, word: str) -> tuple[str, ...]:
        """The word itself and those of its inflected forms and spellings that the dossier contains, at most `FORMS`; the word itself comes
        first.
        """
        existing = [form for form in word_variants(word).words[1:] if form in self.counts]
        return (word, *self._most_frequent(existing, FORMS - 1))

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Every word of this shape, `*` for any letters, by letters."""
        shape = wildcard(pattern)
        return tuple(word for word in self.beginning(pattern.split("*", 1)[0]) if shape.fullmatch(word))

    def near(self, word: str, edits: int) -> tuple[tuple[str, int], ...]:
        """Every word at most `edits` away with its distance, nearest first, then the most frequent."""
        word_letters, size = letters(word), len(word)
        neighbours = []
        for other, mask in zip(self.ordered, self.masks, strict=True):
            # One edit changes at most two of the letters that two words do not share.
            if (mask ^ word_letters).bit_count() > 2 * edits or abs(len(other) - size) > edits:
                continue
            edits_away = distance(word, other, edits)
            if edits_away is not None:
                neighbours.append((other, edits_away))
        return tuple(sorted(neighbours, key=lambda pair: (pair[1], -self.counts[pair[0]], pair[0])))

    def suggest(self, word: str) -> tuple[tuple[str, int], ...]:
        """Spelling suggestions for a word that no article contains, nearest first, then the most frequent, with their document
        frequencies.
        """
        if len(word) < SHORTEST:
            return ()
        near = self.near(word, 1 if len(word) < LONG else 2)
        return tuple((other, self.counts[other]) for other, edits_away in near if edits_away)

    def _most_frequent(self, words: tuple[str, ...] | list[str], limit: int) -> list[str]:
        """At most `limit` of these words, the most frequent first."""
        return sorted(words, key=lambda word: (-self.counts[word], word))[:limit]

    def expand(self, node: Node) -> Node:
        """Query expansion: bare words, prefixes, wildcards and near spellings become AnyOf.

        Fields of names (`said:`, `place:`, ...) are left unchanged: names are not in the lexicon.
        """
        match node:
            case And(nodes):
                return And(tuple(self.expand(child) for child in nodes))
            case Or(nodes):
                return Or(tuple(self.expand(child) for child in nodes))
            case Not(inner):
                return Not(self.expand(inner))
            case InQuotation(inner):
                return InQuotation(self.expand(inner))
            case InEvent(inner):
                return InEvent(self.expand(inner))
            case Field("text" | "title" as name, text) if not isinstance(text, Value):
                return Field(name, self.words_for(text))
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self.words_for(node)
        return node

    def words_for(self, leaf: Text) -> Text:
        """A leaf with words for its signs; an exact phrase stays as it is."""
        match leaf:
            case Word(text, at):
                return AnyOf(self.forms(text), word_variants(text).phrases(self.counts), at)
            case Phrase(words, None, at, False):
                variants = compound_variants(words)
                return AnyOf(tuple(word for word in variants.words if word in self.counts), variants.phrases(self.counts), at)
            case Prefix(text, at):
                return AnyOf(self._limit_expansion(self.beginning(text)), at=at)
            case Wildcard(pattern, at):
                return AnyOf(self._limit_expansion(self.matching(pattern)), at=at)
            case Fuzzy(text, edits, at):
                return AnyOf(self._limit_expansion(tuple(word for word, _ in self.near(text, edits))), at=at)
        return leaf

    def _limit_expansion(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words, or the most frequent of them where they are too many."""
        return words if len(words) <= EXPANSIONS else tuple(self._most_frequent(words, EXPANSIONS))


def _masks(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(map(letters, words))


def wildcard(pattern: str) -> re.Pattern[str]:
    """A pattern with stars as a regular expression for whole words; it cannot run away, since its parts are literal."""
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")))
