"""Phrase and proximity matching."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from dossier.search.nearness import BREAK, are_near, positional_matches

TEXT = st.lists(st.sampled_from("abcx"), max_size=12)


def test_a_phrase_stands_in_order_without_gaps() -> None:
    """`a b` in `a b x b a`."""
    assert positional_matches([[0, 4], [1, 3]], None) == [(0, 1)]


def test_near_words_stand_in_any_order_with_few_among_them() -> None:
    """At most so many other words, and nothing found twice."""
    assert positional_matches([[0, 4], [2]], 1) == [(0, 2)]
    assert positional_matches([[4], [2]], 1) == [(2, 4)]
    assert positional_matches([[0], [3]], 1) == []


def test_a_word_that_is_missing_leaves_nothing() -> None:
    """All words count."""
    assert positional_matches([[1], []], None) == []
    assert positional_matches([[1], []], 3) == []
    assert positional_matches([], None) == []


def test_near_words_stand_in_one_part() -> None:
    """Both in the title or both in the text; for the field of titles, in the title only."""
    joined = f"ferry grain {BREAK} harbour ferry"
    assert are_near(joined, "title", ("grain", "ferry"), 0)
    assert are_near(joined, "text", ("grain", "ferry"), 0)
    assert are_near(joined, "text", ("ferry", "harbour"), 0)
    assert not are_near(joined, "title", ("ferry", "harbour"), 9)
    assert not are_near(joined, "text", ("grain", "harbour"), 9)


@given(TEXT, st.lists(st.sampled_from("abc"), min_size=2, max_size=3), st.integers(0, 4))
def test_near_finds_a_place_exactly_where_there_is_one(text: list[str], phrase: list[str], near: int) -> None:
    """Against every choice of positions; repeated words need a place each."""
    positions = [[at for at, word in enumerate(text) if word == required] for required in phrase]
    present = any(len(set(some)) == len(some) and max(some) - min(some) + 1 - len(some) <= near for some in product(*positions))
    matches = positional_matches(positions, near)
    assert bool(matches) == present
    assert all(a[1] < b[0] for a, b in pairwise(matches))
