"""Gazetteer: listed names and the states they belong to."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.extraction.lexicon.gazetteer import country_of, match_gazetteer


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("UAE", "United Arab Emirates"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Belgian", "Belgium"),
        ("Islamic Republic of Iran", "Iran"),
        ("Sana’a", "Yemen"),
        ("EU", ""),
        ("Northtown", ""),
    ],
)
def test_country_of_every_name_form(word: str, state: str) -> None:
    """Short forms, long forms, adjectives and capitals in all spellings give the short English name; other words give an empty string."""
    assert country_of(word) == state


def test_longest_name_wins() -> None:
    """A body's name that contains a state's name is matched as the body."""
    (match,) = match_gazetteer("the United Nations Security Council")
    assert (match.entry.label, match.entry.name) == ("body", "United Nations Security Council")


def test_no_match_inside_a_word() -> None:
    """A name inside a longer word is not matched."""
    assert match_gazetteer("Chinatown and Maliciously") == ()


@given(st.text(max_size=200))
def test_spans_are_ordered_and_disjoint(text: str) -> None:
    """In any text, matches lie inside it, in order, without overlap."""
    matches = match_gazetteer(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in matches)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(matches))


def test_an_abbreviation_in_a_line_of_capitals_is_a_word() -> None:
    """The abbreviation "IS" is the group's name, but not among words in capitals."""
    assert [m.entry.name for m in match_gazetteer("Fighters of IS fled.")] == ["Islamic State"]
    assert match_gazetteer("WAR IS OVER") == ()
