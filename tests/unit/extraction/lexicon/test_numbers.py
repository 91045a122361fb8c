"""Number parsing: digits, words, bounds and ranges."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from dossier.extraction.lexicon.numbers import number_at, quantity_at

VOCAB = English().vocab


def words(text: str) -> Doc:
    """A document of the words of `text`, hyphens as tokens of their own, without a parse."""
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
    number = number_at(words(text), 0, len(words(text)))
    assert number is not None
    assert number[:2] == (value, len(words(text)))


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
    """Bounds are parsed: a range means at least its low end."""
    number = quantity_at(words(text), 0, len(words(text)))
    assert number is not None
    assert (number.value, number.at_least, number.about) == (value, at_least, about)


def test_no_number() -> None:
    """The word "dozens" is a quantity without a number; other words are none."""
    dozens = quantity_at(words("dozens of people"), 0, 3)
    assert dozens is not None
    assert dozens.value is None
    assert quantity_at(words("the mayor"), 0, 2) is None


def test_four_digits_may_be_a_year() -> None:
    """Four digits alone could be a year and are flagged so; with a bound they are not."""
    alone, bounded = quantity_at(words("2019"), 0, 1), quantity_at(words("more than 2019"), 0, 3)
    assert alone is not None
    assert bounded is not None
    assert (alone.bare_year, bounded.bare_year) == (True, False)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_any_number_in_digits(number: int) -> None:
    """Every whole number in digits with thousands separators is parsed back to itself."""
    doc = words(f"{number:,}")
    parsed_number = number_at(doc, 0, len(doc))
    assert parsed_number is not None
    assert parsed_number[0] == number


@given(
    st.lists(
        st.sampled_from(["at", "least", "more", "than", "five", "12", "-", "hundred", "and", "between", "a", "half", "to", "of", "people"])
    )
)
def test_never_beyond_its_end(parts: list[str]) -> None:
    """In any sequence of words a quantity starts at the given token and ends inside the document."""
    doc = Doc(VOCAB, words=parts)
    for i in range(len(doc)):
        number = quantity_at(doc, i, len(doc))
        assert number is None or i == number.first < number.last <= len(doc)


def test_tokens_of_a_parse(parsed: Callable[[str], Doc]) -> None:
    """Tokens of a real parse give the same result as bare words."""
    doc = parsed("At least twenty-five people left.")
    number = quantity_at(doc, 0, len(doc))
    assert number is not None
    assert (number.value, number.at_least) == (25, True)
