"""Words that a noun, a colon or a signature attributes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.noun_attribution import announced
from dossier.extraction.segments.quote_marks import find_marks
from dossier.extraction.segments.sentences import lay_out

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
def test_announced_words(text: str, subject: str | None, word: str | None, parsed: "Callable[[str], Doc]"):
    """Possessive or "from" with a noun of speech, a name with a colon or behind a dash, and "in the words of"."""
    layout = lay_out(parsed(text), find_marks(text))
    frame = next(f for f in layout.frames if 0 in f.quotes)
    found = announced(frame, layout.before(frame, 0), layout.after(frame, 0), layout)
    told = (found.subject.text, found.cue.text if found.cue is not None else None) if found is not None else (None, None)
    assert told == (subject, word)
