"""Detection of near-duplicate texts."""

import random
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.linking import near_duplicates
from dossier.linking.near_duplicates import find_near_duplicates, groups_by_article
from dossier.model.article import Article, DateBasis, PublicationDay


def articles(*texts: str) -> dict[str, Article]:
    """Articles whose ids and files are their numbers."""
    return {
        f"{n:02}": Article(f"{n:02}", f"{n:02}.txt", "", "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text)
        for n, text in enumerate(texts)
    }


def prose(seed: int, count: int) -> list[str]:
    """`count` made-up words, the same for a seed."""
    rng = random.Random(seed)  # noqa: S311  made-up words, no secret
    return ["".join(rng.choices(ascii_lowercase, k=5)) for _ in range(count)]


def test_the_same_text_is_found() -> None:
    """Equal texts are one group, case and punctuation aside; a different one is left out."""
    words = prose(1, 80)
    assert find_near_duplicates(articles(" ".join(words), ", ".join(words).upper(), " ".join(prose(2, 80)))) == {
        "00": ("01",),
        "01": ("00",),
    }


def test_wire_copy_with_a_changed_end_is_found() -> None:
    """Three quarters in common are enough."""
    words = prose(1, 200)
    assert find_near_duplicates(articles(" ".join(words), " ".join([*words[:170], *prose(3, 30)]))) == {"00": ("01",), "01": ("00",)}


def test_a_short_version_of_a_long_text_is_found() -> None:
    """A brief that prints the first part of a long report word for word is the same source."""
    words = prose(1, 600)
    assert find_near_duplicates(articles(" ".join(words), " ".join(words[:120]))) == {"00": ("01",), "01": ("00",)}


def test_one_shared_paragraph_is_not_enough() -> None:
    """Texts that share a fifth are two sources."""
    words = prose(1, 200)
    assert find_near_duplicates(articles(" ".join(words), " ".join([*words[:40], *prose(3, 160)]))) == {}


def test_a_crowd_of_copies_is_one_group() -> None:
    """Many more copies than are compared with each other are still one group."""
    text = " ".join(prose(1, 120))
    duplicates = find_near_duplicates(articles(*[text] * 40))
    assert [len(others) for others in duplicates.values()] == [39] * 40


def test_short_and_empty_texts() -> None:
    """Texts shorter than a shingle match only word for word; an empty one matches nothing."""
    assert find_near_duplicates(articles("We wait", "we wait.", "We go", "", "")) == {"00": ("01",), "01": ("00",)}


@given(st.permutations(range(5)))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    """The groups are the same for every order of the articles."""
    words = prose(1, 100)
    texts = [" ".join(words), " ".join(words[:90]), " ".join(prose(2, 100)), " ".join(words[5:]), " ".join(prose(2, 95))]
    by_id = articles(*texts)
    keys = list(by_id)
    assert find_near_duplicates({keys[n]: by_id[keys[n]] for n in order}) == find_near_duplicates(by_id)


def test_an_article_that_came_meanwhile_is_left_out() -> None:
    """Groups read from the index may name an article that another program has just added."""
    order = {"a": ("a.txt", "a"), "b": ("b.txt", "b")}
    assert groups_by_article([("b", "new", "a"), ("new", "gone")], order) == {"a": ("b",), "b": ("a",)}


def test_texts_that_share_a_third_are_not_compared_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their samples say enough: agencies print the same background below every new report of a story."""

    def compare(*_: object) -> bool:
        pytest.fail("They were compared.")

    monkeypatch.setattr(near_duplicates, "_near_duplicates", compare)
    background = prose(1, 200)
    assert find_near_duplicates(articles(*(" ".join([*background, *prose(number, 400)]) for number in range(2, 8)))) == {}
