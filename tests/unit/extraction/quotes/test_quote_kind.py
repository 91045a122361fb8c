"""Classification of quoted words."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.quote_kind import classify_quote, has_words, is_first_person
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import QuoteSegmentation, segment_sentences
from dossier.model.quotation import QuotationKind

if TYPE_CHECKING:
    from spacy.tokens import Doc


def segmented(text: str, parsed: "Callable[[str], Doc]") -> QuoteSegmentation:
    """The text segmented into sentences and quotations."""
    return segment_sentences(parsed(text), find_quoted_spans(text))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("They need to stand by us", QuotationKind.DIRECT),
        ("Let us hope that it changes.", QuotationKind.DIRECT),
        ("it is late for that now", QuotationKind.DIRECT),
        ("whether we like it or not", QuotationKind.FRAGMENT),
        ("a very important condition", QuotationKind.FRAGMENT),
        ("Overall,", QuotationKind.FRAGMENT),
    ],
)
def test_kinds(words: str, kind: QuotationKind, parsed: "Callable[[str], Doc]") -> None:
    """A main clause is direct; a phrase, a word or a dependent clause is a fragment."""
    assert classify_quote(segmented(f"Elena Marsh said “{words}”", parsed), 0) is kind


@pytest.mark.parametrize(("words", "expected"), [("I go", True), ("for our boats", True), ("the U.S. did", False), ("his boats", False)])
def test_first_person(words: str, expected: bool, parsed: "Callable[[str], Doc]") -> None:  # noqa: FBT001  a table of cases
    """I, we, my and our are the first person; other words are not."""
    assert is_first_person(segmented(f"Elena Marsh said “{words}”.", parsed), 0) is expected


def test_words_to_quote(parsed: "Callable[[str], Doc]") -> None:
    """Quoted words need letters and must not be part of a subhead."""
    segmentation = segmented("She wrote “42” and “no”.\n\n“Yes and no”\n\n“Yes and no.”", parsed)
    assert [has_words(segmentation, quote) for quote in range(4)] == [False, True, False, True]
