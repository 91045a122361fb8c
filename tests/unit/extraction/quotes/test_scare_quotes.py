"""Scare quotes: marked words that nobody said."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.scare_quotes import is_scare_quote
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The so-called “green line” divides it.", True),
        ("The ship, nicknamed “big fish”, sank.", True),
        ("She named it “Operation Silver Dawn”.", True),
        ("Tom “Lucky” Barlow won.", True),
        ("She read from “The Long Way Home” on Monday.", True),
        ("The vote (“the ballot”) is on Monday.", True),
        ("She said, “Good Morning Everyone.”", False),
        ("“Long Live Freedom,” she shouted.", False),
        ("She called it “a mess”.", False),
        ("Barlow said “odd”.", False),
    ],
)
def test_names_are_no_words_said(text: str, name: bool, parsed: "Callable[[str], Doc]") -> None:  # noqa: FBT001  a table of cases
    """Naming words, nicknames, glosses and titles are names; sentences and plain fragments are not."""
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    sentence = next(f for f in segmentation.sentences if 0 in f.quotes)
    assert is_scare_quote(sentence, 0, segmentation) is name
