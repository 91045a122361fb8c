"""Numbers as news prints them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from dossier.extraction.lexicon.numbers import number_at, quantity_at

VOCAB = English().vocab


def words(text: str) -> Doc:
    """The words of `text` as tokens, hyphens apart, without a parse."""
    return Doc(VOCAB, words=text.replace("-", " - ").split())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("4,000", 4000),
        ("1.2 million", 1_200_000),
        ("twenty-five", 25),
        ("one hundred and twelve", 112),
        ("two thousand three hundred", 2300),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
    ],
)
def test_digits_and_words(text: str, value: int) -> None:
    """Digits, words and multipliers give the same whole number."""
    found = number_at(words(text), 0, len(words(text)))
    assert found is not None
    assert found[:2] == (value, len(words(text)))


@pytest.mark.parametrize(
    ("text", "value", "at_least", "about"),
    [
        ("at least seven", 7, True, False),
        ("more than one million", 1_000_000, True, False),
        ("no fewer than 30", 30, True, False),
        ("nearly 1.2 million", 1_200_000, False, True),
        ("up to 20", 20, False, True),
        ("15 to 20", 15, True, False),
        ("15–20", 15, True, False),
        ("between 10 and 15", 10, True, False),
        ("forty or more", 40, True, False),
    ],
)
def test_bounds(text: str, value: int, at_least: bool, about: bool) -> None:  # noqa: FBT001  the columns of the table above
    """Bounds and ranges keep their meaning: a range is at least its low end."""
    found = quantity_at(words(text), 0, len(words(text)))
    assert found is not None
    assert (found.value, found.at_least, found.about) == (value, at_least, about)


def test_no_number() -> None:
    """The word "dozens" is a quantity without a number; other words are none."""
    dozens = quantity_at(words("dozens of people"), 0, 3)
    assert dozens is not None
    assert dozens.value is None
    assert quantity_at(words("the mayor"), 0, 2) is None


def test_year_like() -> None:
    """Four digits alone could be a year, and say so; with a bound they cannot."""
    assert quantity_at(words("2019"), 0, 1).bare_year  # type: ignore[union-attr]
    assert not quantity_at(words("more than 2019"), 0, 3).bare_year  # type: ignore[union-attr]


@given(st.integers(min_value=0, max_value=999_999_999))
def test_any_number_in_digits(number: int) -> None:
    """Every whole number in digits with thousands marks reads back as itself."""
    doc = words(f"{number:,}")
    found = number_at(doc, 0, len(doc))
    assert found is not None
    assert found[0] == number


@given(
    st.lists(
        st.sampled_from(["at", "least", "more", "than", "five", "12", "-", "hundred", "and", "between", "a", "half", "to", "of", "people"])
    )
)
def test_never_beyond_its_end(parts: list[str]) -> None:
    """Whatever the words are, a quantity starts where it was asked for and ends inside the words."""
    doc = Doc(VOCAB, words=parts)
    for i in range(len(doc)):
        found = quantity_at(doc, i, len(doc))
        assert found is None or i == found.first < found.last <= len(doc)


def test_parse_and_words_agree(parsed: Callable[[str], Doc]) -> None:
    """The parse's own tokens are read alike."""
    doc = parsed("At least twenty-five people left.")
    found = quantity_at(doc, 0, len(doc))
    assert found is not None
    assert (found.value, found.at_least) == (25, True)
