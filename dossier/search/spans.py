"""Where a query matches a text, in the text's own characters, and the snippets to show of it.

Only true phrases count, and a word counts where the index would find it: index, marks and the count of hits agree.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.span import Span
from dossier.search.analysis import Token, tokens, words
from dossier.search.inflection import forms
from dossier.search.lexicon import wildcard
from dossier.search.places import runs
from dossier.search.spelling import distance
from dossier.search.syntax import (
    And,
    AnyOf,
    Field,
    Fuzzy,
    Node,
    OneEvent,
    OneQuotation,
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
    text_words = _Words(tokens(text))
    found = [
        span for leaf, beside in wanted for span in text_words.find(leaf) if not beside or any(whole.contains(span) for whole in quoted)
    ]
    return _merged(found)


def holds(node: Text | Value, text: str) -> bool:
    """True where a short text (a name, a place, an outlet) answers to what a field asks for: its exact words, as a bare
    word has no inflected forms in a name.
    """
    if isinstance(node, Value):
        return words(text) == words(node.text)
    exact = AnyOf((node.text,)) if isinstance(node, Word) else node
    return bool(_Words(tokens(text)).find(exact))


def _wanted(tree: Node, part: Part, *, beside: bool) -> Iterable[tuple[Text, bool]]:
    """The text leaves that are marked in this part, each with whether it stands beside a speaker."""
    match tree:
        case And(nodes) | Or(nodes):
            for node in nodes:
                yield from _wanted(node, part, beside=beside)
        case OneQuotation(node):
            if part is Part.BODY:
                yield from _wanted(node, part, beside=True)
        case OneEvent(node):
            yield from _wanted(node, part, beside=beside)
        case Field(name, asked):
            if not isinstance(asked, Value) and (name == "text" or (name == "title" and part is Part.TITLE)):
                yield asked, False
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy() | AnyOf():
            yield tree, beside


@dataclass(slots=True)
class _Words:
    """The tokens of one text, by word."""

    tokens: list[Token]
    places: dict[str, list[int]]

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.places = {}
        for token in found:
            self.places.setdefault(token.text, []).append(token.position)

    def find(self, leaf: Text) -> list[Span]:
        """Where the leaf matches."""
        if isinstance(leaf, Phrase):
            places = runs([self.places.get(word, []) for word in leaf.words], leaf.near)
            return [Span(self.tokens[first].start, self.tokens[last].end) for first, last in places]
        fits = _test(leaf)
        return [Span(self.tokens[at].start, self.tokens[at].end) for word, some in self.places.items() if fits(word) for at in some]


def _test(leaf: Word | Prefix | Wildcard | Fuzzy | AnyOf) -> Callable[[str], bool]:
    """Whether a word of a text answers to a leaf."""
    match leaf:
        case Word(text):
            return frozenset(forms(text)).__contains__
        case AnyOf(some):
            return frozenset(some).__contains__
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
