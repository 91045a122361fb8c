"""Counts of people, buildings and vehicles."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.counts import Count, CountedClass, count_at, counted_class_of

Parsed = Callable[[str], Doc]


def first_count(doc: Doc, word: str) -> Count | None:
    """The count that begins at the first token printed as `word`."""
    start = next(t.i for t in doc if t.text == word)
    return count_at(doc, start, len(doc))


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("The blast killed a married couple and their 34-year-old neighbour.", "a", 3),
        ("The blast killed a father and two children.", "a", 3),
        ("The blast killed two people, a man and a woman, on Monday.", "two", 2),
        ("The blast killed a family of five in their car.", "a", 5),
        ("The blast killed two adults and three children.", "two", 5),
        ("The blast killed two of the nine guards.", "two", 2),
        ("The blast killed General Peter Brown and seven others.", "General", 8),
        ("The blast killed a teacher, Anna Brown, and wounded two.", "a", 1),
        ("The blast killed John Smith, 23, and Anna Brown, 25.", "John", 2),
    ],
)
def test_lists(parsed: Parsed, text: str, word: str, value: int) -> None:
    """Lists are summed; one that only details the first number is not added to it."""
    count = first_count(parsed(text), word)
    assert count is not None
    assert (count.value, count.counted_class) == (value, CountedClass.PEOPLE)


def test_people_without_a_number_make_a_bound(parsed: Parsed) -> None:
    """Three soldiers and dozens of others are at least three."""
    count = first_count(parsed("It killed three soldiers and dozens of civilians."), "three")
    assert count is not None
    assert (count.value, count.at_least) == (3, True)


@pytest.mark.parametrize(
    "text",
    [
        "It lies 30 km away.",
        "It cost 12 dollars.",
        "It grew 40 percent.",
        "It took 12 hours.",
        "He was aged 57 then.",
        "Of note: 3 - 1 wins.",
    ],
)
def test_measures(parsed: Parsed, text: str) -> None:
    """Distances, money, shares, times, ages and results are no counts."""
    doc = parsed(text)
    assert not any(c for t in doc if (c := count_at(doc, t.i, len(doc))) and c.value)


def test_next_clause_is_left_alone(parsed: Parsed) -> None:
    """A list item with its own verb is not part of the count."""
    count = first_count(parsed("It killed five people and twelve others were injured."), "five")
    assert count is not None
    assert count.value == 5


def test_kinds(parsed: Parsed) -> None:
    """People, buildings and vehicles are distinct classes; other nouns have none."""
    doc = parsed("The villagers left their houses and a bus near the river.")
    classes = {t.text: counted_class_of(t) for t in doc if t.pos_ == "NOUN"}
    assert classes == {"villagers": CountedClass.PEOPLE, "houses": CountedClass.BUILDINGS, "bus": CountedClass.VEHICLES, "river": None}
