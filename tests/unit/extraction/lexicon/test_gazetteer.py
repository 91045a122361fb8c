"""Names that the world lists hold."""

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
def test_every_name_of_a_state_leads_to_it(word: str, state: str) -> None:
    """Short forms, long forms, adjectives and capitals in their spellings lead to the short English name; others to nothing."""
    assert country_of(word) == state


def test_the_longest_name_is_taken() -> None:
    """A body's name that holds a state's is the body, not the state."""
    (found,) = match_gazetteer("the United Nations Security Council")
    assert (found.known.label, found.known.name) == ("body", "United Nations Security Council")


def test_a_name_inside_a_word_is_none() -> None:
    """Letters inside a longer word name no one."""
    assert match_gazetteer("Chinatown and Maliciously") == ()


@given(st.text(max_size=200))
def test_spans_are_in_order_and_apart(text: str) -> None:
    """Whatever the text, found names lie inside it, in order, without overlap."""
    found = match_gazetteer(text)
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
