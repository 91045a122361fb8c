"""Highlighting: the spans of a text that match a query, in the text's own characters.

Only true phrases count, and a word counts where the index would find it: index, highlights and hit counts agree.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dossier.model.span import Span
from dossier.search.analysis import fold, word_spans, words
from dossier.search.highlights.occurrences import Place, prepare, probe_of
from dossier.search.lexicon import wildcard
from dossier.search.nearness import positional_matches
from dossier.search.spelling import distance
from dossier.search.syntax import (
    And,
    AnyOf,
    Field,
    Fuzzy,
    InEvent,
    InQuotation,
    Node,
    Or,
    Phrase,
    Prefix,
    Text,
    Value,
    Wildcard,
    Word,
)
from dossier.search.variants import compound_variants, name_variants, word_variants


class Part(StrEnum):
    """Which text of an article is marked."""

    TITLE = "title"
    BODY = "body"


def spans(tree: Node, text: str, part: Part = Part.BODY, quoted: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The spans of `text` that match the words of `tree`, in order, not overlapping.

    Negated words are not marked. Words that `evaluate.add_scopes` put under InQuotation are marked in `quoted` only, the spans of the
    matching quotations. `text` is an article's title or body, as `part` says.
    """
    marked_leaves = list(_marked_leaves(tree, part, in_quotations=False))
    if not marked_leaves:
        return ()
    matches = [
        (start, end)
        for leaf, in_quotations in marked_leaves
        for start, end in _places(leaf, text)
        if not in_quotations or any(quotation.start <= start and end <= quotation.end for quotation in quoted)
    ]
    return _merge(matches)


def matches_text(node: Text | Value, text: str) -> bool:
    """True where a short text (a name, a place, an outlet) matches a field's value: its words in any spelling; names have no inflected
    forms.
    """
    if isinstance(node, Value):
        return words(text) == words(node.text)
    if isinstance(node, Word) or (isinstance(node, Phrase) and not node.exact):
        variants = name_variants((node.text,) if isinstance(node, Word) else node.words)
        index = _index_text(text)
        return bool(index.find(AnyOf(variants.words, variants.phrases(index.positions))))
    return bool(_index_text(text).find(node))


def _marked_leaves(tree: Node, part: Part, *, in_quotations: bool) -> Iterable[tuple[Text, bool]]:
    """The text leaves to be marked in this part, each with whether it is marked in quotations only."""
    match tree:
        case And(nodes) | Or(nodes):
            for node in nodes:
                yield from _marked_leaves(node, part, in_quotations=in_quotations)
        case InQuotation(node):
            if part is Part.BODY:
                yield from _marked_leaves(node, part, in_quotations=True)
        case InEvent(node):
            yield from _marked_leaves(node, part, in_quotations=in_quotations)
        case Field(name, text):
            if not isinstance(text, Value) and (name == "text" or (name == "title" and part is Part.TITLE)):
                yield text, False
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() | AnyOf():
            yield tree, in_quotations


def _places(leaf: Text, text: str) -> list[Place]:
    """Where a leaf matches a text, in any order; the text is split into words only if it must be."""
    probe = probe_of(leaf)
    prepared = prepare(text) if probe else None
    return prepared.find(probe) if prepared and probe else _index_text(text).find(leaf)


@dataclass(frozen=True, slots=True)
class _TextIndex:
    """The words of one text: the positions of each, and where each position starts and ends."""

    positions: Mapping[str, list[int]]
    starts: "array[int]"
    ends: "array[int]"

    def find(self, leaf: Text) -> list[Place]:
        """Where the leaf matches."""
        if isinstance(leaf, Phrase) and leaf.exact:
            matches = self._phrase(leaf.words, leaf.near)
        elif isinstance(leaf, AnyOf):
            matches = self._any_of(leaf.words, leaf.phrases)
        elif isinstance(leaf, Word | Phrase):
            variants = word_variants(leaf.text) if isinstance(leaf, Word) else compound_variants(leaf.words)
            matches = self._any_of(variants.words, variants.phrases(self.positions))
        else:
            fits = word_test(leaf)
            matches = [(at, at) for word, positions in self.positions.items() if fits(word) for at in positions]
        return [(self.starts[first], self.ends[last]) for first, last in matches]

    def _any_of(self, words: Sequence[str], phrases: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
        """First and last position of each of these words and phrases."""
        matches = [(at, at) for word in words for at in self.positions.get(word, ())]
        return matches + [match for phrase in phrases for match in self._phrase(phrase)]

    def _phrase(self, phrase: Sequence[str], near: int | None = None) -> list[tuple[int, int]]:
        """First and last position of each match of a phrase."""
        return positional_matches([self.positions.get(word, []) for word in phrase], near)


@lru_cache(maxsize=512)
def _index_text(text: str) -> _TextIndex:
    """The words of a text, cached for the next keystroke."""
    positions: dict[str, list[int]] = {}
    places = word_spans(text)
    for position, (start, end) in enumerate(places):
        positions.setdefault(fold(text[start:end]), []).append(position)
    return _TextIndex(positions, array("l", [start for start, _ in places]), array("l", [end for _, end in places]))


def word_test(leaf: Prefix | Wildcard | Fuzzy) -> Callable[[str], bool]:
    """Predicate for words that match a prefix, wildcard or fuzzy leaf."""
    match leaf:
        case Prefix(text):
            return lambda word: word.startswith(text)
        case Wildcard(pattern):
            shape = wildcard(pattern)
            return lambda word: shape.fullmatch(word) is not None
        case Fuzzy(text, edits):
            return lambda word: distance(text, word, edits) is not None


def _merge(matches: Iterable[Place]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined to one."""
    merged: list[Place] = []
    for start, end in sorted(matches):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)
