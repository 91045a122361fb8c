"""Words that a noun, a colon or a signature attributes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.noun_attribution import by_noun
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "subject", "word"),
    [
        ("Elena Marsh's claim that “all is well” is untrue.", "Marsh", "claim"),
        ("A warning from Elena Marsh that “all is lost” came late.", "Marsh", "warning"),
        ("Elena Marsh's “basket” remark hurt her.", "Marsh", "remark"),
        ("Elena Marsh: “All is well.”", "Marsh", None),
        ("“All is well.” — Elena Marsh, mayor", "Marsh", None),
        ("It was a “mess”, in the words of Elena Marsh.", "Marsh", "words"),
        ("The day was “good”, in the word that both sides used for it.", "sides", "word"),
        ("The global risk assessment rose from “moderate” at once.", None, None),
        ("The bridge has a “floating” deck.", None, None),
    ],
)
def test_announced_words(text: str, subject: str | None, word: str | None, parsed: "Callable[[str], Doc]") -> None:
    """Possessive or "from" with a noun of speech, a name with a colon or behind a dash, and "in the words of"."""
    layout = segment_sentences(parsed(text), find_quoted_spans(text))
    frame = next(f for f in layout.sentences if 0 in f.quotes)
    found = by_noun(frame, layout.before(frame, 0), layout.after(frame, 0), layout)
    told = (found.subject.text, found.cue.text if found.cue is not None else None) if found is not None else (None, None)
    assert told == (subject, word)
