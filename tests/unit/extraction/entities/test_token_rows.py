"""Chunking: paragraphs as rows of chunks. All people are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.token_rows import chunk_paragraphs
from dossier.extraction.lexicon.titles import role_nouns, singular

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Norway’s president, Olav Brandt, spoke.", "S'r,NN,v."),
        ("They met US Secretary of State Carl Whitlock.", "nvSRNN."),
        ("They met Omar bin Said al-Harbi.", "nvNpNphN."),
        ("The Kremlin met NATO in Kyiv.", "dBvBiK."),
        ("She wrote to the Harbour Council on Monday.", "nvfdLOi#."),
        ("They met ex-president Dana Pruitt.", "nvmhrNN."),
    ],
)
def test_classes_of_a_sentence(parsed: Parsed, text: str, classes: str) -> None:
    """Listed names, long titles, particles, hyphens, possessives and dates have classes of their own."""
    (paragraph,) = chunk_paragraphs(parsed(text))
    assert paragraph.classes == classes


def test_chunks_cover_all_tokens(parsed: Parsed) -> None:
    """Each paragraph is a row; its chunks cover all tokens except white space, in order, without overlap."""
    doc = parsed("Ann Roe spoke.\n\nThe UK’s envoy, (Foreign Minister) Bob Doe, left the U.S.-backed talks.")
    paragraphs = chunk_paragraphs(doc)
    assert len(paragraphs) == 2
    covered = [i for paragraph in paragraphs for c in paragraph.chunks for i in range(c.start, c.end)]
    assert covered == [t.i for t in doc if not t.is_space]


def test_trade_as_a_given_name(parsed: Parsed) -> None:
    """A word that is also a trade is a name word where the model labels a person."""
    (paragraph,) = chunk_paragraphs(parsed("Governor Tyler Carpenter and his wife, Brooke Carpenter, left early."))
    assert "RNN" in paragraph.classes
    assert "NN," in paragraph.classes


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("envoys", "envoy"),
        ("Representatives", "Representative"),
        ("chairmen", "chairman"),
        ("secretaries", "secretary"),
        ("envoy", "envoy"),
    ],
)
def test_role_nouns_in_singular_and_plural(plural: str, expected: str) -> None:
    """Plural and singular are role nouns; `singular` gives the singular of both."""
    assert plural.lower() in role_nouns()
    assert singular(plural) == expected
