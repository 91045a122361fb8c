"""Adjacent words of a query that are one word elsewhere: "cease fire" is looked for as "ceasefire" too, "12 500" as "12500"."""

from collections.abc import Callable

from dossier.model.span import Span
from dossier.search.lexicon import Lexicon
from dossier.search.syntax import And, Node, Not, Or, Word, all_of
from dossier.search.variants import joins, word_variants

MOST_JOINED = 4
NEXT = 1
"""Characters between words that are adjacent."""


def join_adjacent(tree: Node, lexicon: Callable[[], Lexicon]) -> Node:
    """The tree with the joined word beside adjacent bare words, where the articles have it. The lexicon is asked for such words only."""
    match tree:
        case And(nodes):
            return all_of(_joined([join_adjacent(node, lexicon) for node in nodes], lexicon))
        case Or(nodes):
            return Or(tuple(join_adjacent(node, lexicon) for node in nodes))
        case Not(node):
            return Not(join_adjacent(node, lexicon))
    return tree


def _joined(nodes: list[Node], lexicon: Callable[[], Lexicon]) -> list[Node]:
    parts: list[Node] = []
    while nodes:
        size, word = _longest_join(_adjacent_words(nodes), lexicon)
        parts.append(Or((And(tuple(nodes[:size])), word)) if word else nodes[0])
        nodes = nodes[size:]
    return parts


def _adjacent_words(nodes: list[Node]) -> list[Word]:
    """The bare words at the beginning of `nodes` with nothing but a blank between them."""
    words: list[Word] = []
    for node in nodes[:MOST_JOINED]:
        if not isinstance(node, Word) or (words and node.at.start - words[-1].at.end != NEXT):
            break
        words.append(node)
    return words


def _longest_join(words: list[Word], lexicon: Callable[[], Lexicon]) -> tuple[int, Word | None]:
    """How many of the words are one word of the articles when joined, and that word; 1 and None where none are."""
    for size in range(len(words), 1, -1):
        whole = next((parts[0] for parts in joins([word.text for word in words[:size]]) if len(parts) == 1), "")
        if whole and any(variant in lexicon().counts for variant in word_variants(whole).words):
            return size, Word(whole, Span(words[0].at.start, words[size - 1].at.end))
    return 1, None
