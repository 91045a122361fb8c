"""Attribution by a noun, a colon or a signature."""

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
def test_attribution_without_a_cue_verb(text: str, subject: str | None, word: str | None, parsed: "Callable[[str], Doc]") -> None:
    """Possessive or "from" with a noun of speech, a name with a colon or after a dash, and "in the words of"."""
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    sentence = next(f for f in segmentation.sentences if 0 in f.quotes)
    attribution = by_noun(sentence, segmentation.before(sentence, 0), segmentation.after(sentence, 0), segmentation)
    words = (
        (attribution.subject.text, attribution.cue.text if attribution.cue is not None else None)
        if attribution is not None
        else (None, None)
    )
    assert words == (subject, word)
