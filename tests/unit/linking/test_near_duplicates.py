"""Near-duplicate texts."""

import random
from string import ascii_lowercase

from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.near_duplicates import find_near_duplicates
from dossier.model.article import Article, DateBasis, PublicationDay


def articles(*texts: str) -> dict[str, Article]:
    """Articles whose ids and files are their numbers."""
    return {
        f"{n:02}": Article(f"{n:02}", f"{n:02}.txt", "", "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text)
        for n, text in enumerate(texts)
    }


def prose(seed: int, count: int) -> list[str]:
    """So many made-up words, the same for a seed."""
    rng = random.Random(seed)  # noqa: S311  made-up words, no secret
    return ["".join(rng.choices(ascii_lowercase, k=5)) for _ in range(count)]


def test_the_same_text_is_found() -> None:
    """Equal texts, however cased and pointed, are one group; an unlike one is left out."""
    one = prose(1, 80)
    assert find_near_duplicates(articles(" ".join(one), ", ".join(one).upper(), " ".join(prose(2, 80)))) == {"00": ("01",), "01": ("00",)}


def test_wire_copy_with_a_changed_end_is_found() -> None:
    """Three quarters in common are enough."""
    one = prose(1, 200)
    assert find_near_duplicates(articles(" ".join(one), " ".join([*one[:170], *prose(3, 30)]))) == {"00": ("01",), "01": ("00",)}


def test_a_short_version_held_by_a_long_one_is_found() -> None:
    """A brief that prints the first part of a long report word for word is the same source."""
    one = prose(1, 600)
    assert find_near_duplicates(articles(" ".join(one), " ".join(one[:120]))) == {"00": ("01",), "01": ("00",)}


def test_one_shared_paragraph_is_not_enough() -> None:
    """Texts that share a fifth are two sources."""
    one = prose(1, 200)
    assert find_near_duplicates(articles(" ".join(one), " ".join([*one[:40], *prose(3, 160)]))) == {}


def test_a_crowd_of_copies_is_one_group() -> None:
    """Far more copies than are compared with each other still come together."""
    one = " ".join(prose(1, 120))
    found = find_near_duplicates(articles(*[one] * 40))
    assert [len(others) for others in found.values()] == [39] * 40


def test_short_and_empty_texts() -> None:
    """Texts shorter than a shingle match only word for word; an empty one matches nothing."""
    assert find_near_duplicates(articles("We wait", "we wait.", "We go", "", "")) == {"00": ("01",), "01": ("00",)}


@given(st.permutations(range(5)))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    """The same groups whatever the order in which articles come."""
    one = prose(1, 100)
    texts = [" ".join(one), " ".join(one[:90]), " ".join(prose(2, 100)), " ".join(one[5:]), " ".join(prose(2, 95))]
    made = articles(*texts)
    keys = list(made)
    assert find_near_duplicates({keys[n]: made[keys[n]] for n in order}) == find_near_duplicates(made)
