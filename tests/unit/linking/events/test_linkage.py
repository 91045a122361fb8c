"""Average linkage of records by the probabilities of their pairs."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.events.linkage import average_linkage


def test_the_likeliest_are_joined_first_and_what_is_missing_counts() -> None:
    """A chain of three articles is broken where the pair at its ends is unlikely."""
    assert average_linkage("abc", {(0, 1): 0.9, (1, 2): 0.5}, 0.3) == [[0, 1], [2]]
    assert average_linkage("abc", {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}, 0.3) == [[0, 1, 2]]
    assert average_linkage("ab", {}, 0.3) == [[0], [1]]


def test_two_articles_count_once() -> None:
    """Two records of one article join the event of another article, though only one of them is like it; records apart do not."""
    pairs = {(0, 2): 0.9, (1, 2): 0.4}
    assert average_linkage("aab", pairs, 0.3) == [[0, 1, 2]]
    assert average_linkage("aab", pairs, 0.3, {(0, 1)}) == [[0, 2], [1]]


def test_what_is_never_one_is_not_joined_over_a_third() -> None:
    """Two records that both are like a third record stay in two clusters where they are never one."""
    pairs = {(0, 2): 0.9, (1, 2): 0.8}
    assert average_linkage("aab", pairs, 0.3, never={(0, 1)}) == [[0, 2], [1]]
    assert average_linkage("abc", pairs | {(0, 1): 0.9}, 0.3, never={(0, 1)}) == [[0, 2], [1]]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([0.2, 0.4, 0.6, 0.8])), max_size=20), st.randoms())
def test_the_order_of_the_pairs_does_not_matter(triples: list[tuple[int, int, float]], random: Random) -> None:
    """Every number is in one cluster, the same one in whatever order the pairs come."""
    pairs = {(min(i, j), max(i, j)): probability for i, j, probability in triples if i // 2 != j // 2}
    articles = [number // 2 for number in range(8)]
    shuffled = list(pairs.items())
    random.shuffle(shuffled)
    clusters = average_linkage(articles, pairs, 0.3)
    assert clusters == average_linkage(articles, dict(shuffled), 0.3)
    assert sorted(number for cluster in clusters for number in cluster) == list(range(8))
