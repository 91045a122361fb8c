"""Where a query matches a text, in the text's own characters, and the snippets to show of it.

Only true phrases count, and a word counts where the index would find it: index, marks and the count of hits agree.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dossier.model.span import Span
from dossier.search.analysis import tokens, words
from dossier.search.inflection import forms
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


class Part(StrEnum):
    """Which text of an article is marked."""

    TITLE = "title"
    BODY = "body"


def spans(tree: Node, text: str, part: Part = Part.BODY, quoted: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The stretches of `text` that answer to the words of `tree`, in order, none overlapping another.

    What the query takes away is not marked. Words that `plan.scoped` put beside a speaker are marked in `quoted` alone,
    the spans of the quotations that answer. `text` is an article's title or body, as `part` says.
    """
    wanted = list(_wanted(tree, part, beside=False))
    if not wanted:
        return ()
    text_words = _words_of(text)
    found = [
        span for leaf, beside in wanted for span in text_words.find(leaf) if not beside or any(whole.contains(span) for whole in quoted)
    ]
    return _merged(found)


def matches_text(node: Text | Value, text: str) -> bool:
    """True where a short text (a name, a place, an outlet) answers to what a field asks for: its exact words, as a bare
    word has no inflected forms in a name.
    """
    if isinstance(node, Value):
        return words(text) == words(node.text)
    exact = AnyOf((node.text,)) if isinstance(node, Word) else node
    return bool(_words_of(text).find(exact))


def _wanted(tree: Node, part: Part, *, beside: bool) -> Iterable[tuple[Text, bool]]:
    """The text leaves that are marked in this part, each with whether it stands beside a speaker."""
    match tree:
        case And(nodes) | Or(nodes):
            for node in nodes:
                yield from _wanted(node, part, beside=beside)
        case InQuotation(node):
            if part is Part.BODY:
                yield from _wanted(node, part, beside=True)
        case InEvent(node):
            yield from _wanted(node, part, beside=beside)
        case Field(name, asked):
            if not isinstance(asked, Value) and (name == "text" or (name == "title" and part is Part.TITLE)):
                yield asked, False
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() | AnyOf():
            yield tree, beside


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one text: the positions of each, and where each position starts and ends."""

    places: Mapping[str, list[int]]
    starts: "array[int]"
    ends: "array[int]"

    def find(self, leaf: Text) -> list[Span]:
        """Where the leaf matches."""
        if isinstance(leaf, Phrase):
            places = positional_matches([self.places.get(word, []) for word in leaf.words], leaf.near)
        elif isinstance(leaf, Word | AnyOf):
            some = forms(leaf.text) if isinstance(leaf, Word) else leaf.words
            places = [(at, at) for word in some for at in self.places.get(word, ())]
        else:
            fits = _test(leaf)
            places = [(at, at) for word, found in self.places.items() if fits(word) for at in found]
        return [Span(self.starts[first], self.ends[last]) for first, last in places]


@lru_cache(maxsize=512)
def _words_of(text: str) -> _Words:
    """The words of a text, kept for the next letter typed."""
    places: dict[str, list[int]] = {}
    starts, ends = array("l"), array("l")
    for word, position, start, end in tokens(text):
        places.setdefault(word, []).append(position)
        starts.append(start)
        ends.append(end)
    return _Words(places, starts, ends)


def _test(leaf: Prefix | Wildcard | Fuzzy) -> Callable[[str], bool]:
    """Whether a word of a text answers to a leaf with a sign."""
    match leaf:
        case Prefix(text):
            return lambda word: word.startswith(text)
        case Wildcard(pattern):
            shape = wildcard(pattern)
            return lambda word: shape.fullmatch(word) is not None
        case Fuzzy(text, edits):
            return lambda word: distance(text, word, edits) is not None


def _merged(found: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined to one."""
    joined: list[Span] = []
    for span in sorted(found):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
