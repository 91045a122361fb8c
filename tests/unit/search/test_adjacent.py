"""Adjacent words of a query that are one word in the articles."""

import pytest

from dossier.search.adjacent import join_adjacent
from dossier.search.lexicon import Lexicon
from dossier.search.parser import parse
from dossier.search.syntax import And, Node, Not, Or, Word

LEXICON = Lexicon.of({"airstrikes": 2, "ceasefire": 1, "12500": 1, "talks": 3, "eastfront": 1})


def joined(query: str) -> Node:
    """The tree of a query with its adjacent words joined."""
    return join_adjacent(parse(query).tree, lambda: LEXICON)


def both(first: str, last: str) -> Node:
    """Two words, or the one that they make."""
    return Or((And((Word(first), Word(last))), Word(first + last)))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("cease fire", both("cease", "fire")),
        ("talks air strike", And((Word("talks"), both("air", "strike")))),
        ("12 500", both("12", "500")),
        ("-(cease fire) talks", And((Not(both("cease", "fire")), Word("talks")))),
    ],
)
def test_adjacent_words_are_one_word_too(query: str, tree: Node) -> None:
    """Where the articles have it in some form, at any place of the query."""
    assert joined(query) == tree


@pytest.mark.parametrize(
    "query", ['"cease" fire', "cease  fire", "cease AND fire", "fire cease", "said:cease fire", "peace talks", "50 012", "cease OR fire"]
)
def test_other_words_stay_as_they_are(query: str) -> None:
    """Exact, apart, in a field, unknown as one word, or no figure when joined."""
    assert joined(query) == parse(query).tree


def test_the_lexicon_is_asked_for_adjacent_words_only() -> None:
    """It may have to be read first."""

    def fail() -> Lexicon:
        raise AssertionError

    for query in ("", "ceasefire", "title:cease date:2026", '"cease fire"'):
        join_adjacent(parse(query).tree, fail)
