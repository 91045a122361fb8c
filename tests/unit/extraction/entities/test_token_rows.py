"""Sentences as rows of units. All people are made up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.entities.token_rows import chunk_paragraphs
from dossier.extraction.lexicon.titles import role_nouns, singular

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Norway’s president, Olav Brandt, spoke.", "S'r,NN,v."),
        ("They met US Secretary of State Carl Whitlock.", "nvSRNN."),
        ("They met Omar bin Said al-Harbi.", "nvNpNphN."),
        ("The Kremlin met NATO in Kyiv.", "dBvBiK."),
        ("She wrote to the Harbour Council on Monday.", "nvfdLOi#."),
        ("They met ex-president Dana Pruitt.", "nvmhrNN."),
    ],
)
def test_a_sentence_becomes_one_letter_a_unit(parsed: Parse, text: str, letters: str) -> None:
    """Listed names, long titles, particles, hyphens, possessives and dates each have their letter."""
    (row,) = chunk_paragraphs(parsed(text))
    assert row.classes == letters


def test_each_paragraph_is_a_row_and_no_token_is_lost(parsed: Parse) -> None:
    """Units cover all tokens but the spaces, in order, without overlap."""
    doc = parsed("Ann Roe spoke.\n\nThe UK’s envoy, (Foreign Minister) Bob Doe, left the U.S.-backed talks.")
    table = chunk_paragraphs(doc)
    assert len(table) == 2
    covered = [i for row in table for u in row.chunks for i in range(u.start, u.end)]
    assert covered == [t.i for t in doc if not t.is_space]


def test_a_trade_that_is_a_given_name_is_part_of_the_name(parsed: Parse) -> None:
    """A word that is also a trade or a place is a name word where the model reads a person."""
    (row,) = chunk_paragraphs(parsed("Governor Tyler Carpenter and his wife, Brooke Carpenter, left early."))
    assert "RNN" in row.classes
    assert "NN," in row.classes


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("envoys", "envoy"),
        ("Representatives", "Representative"),
        ("chairmen", "chairman"),
        ("secretaries", "secretary"),
        ("envoy", "envoy"),
    ],
)
def test_role_nouns_are_known_in_both_numbers(plural: str, one: str) -> None:
    """Plural and singular are role nouns, and the singular is found."""
    assert plural.lower() in role_nouns()
    assert singular(plural) == one
