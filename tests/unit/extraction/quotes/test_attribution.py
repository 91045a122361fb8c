"""Quotation attribution within a sentence."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.attribution import attribute
from dossier.extraction.quotes.cues import find_cues
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "subject", "cue"),
    [
        ("While Barlow praised it, Marsh called the plan “odd”.", "Marsh", "called"),
        ("Barlow said that Marsh had called the plan “odd”.", "Marsh", "called"),
        ("Barlow said he felt “very well” after the talks but left.", "Barlow", "said"),
        ("“We go,” Barlow, who met Marsh, said.", "Barlow", "said"),
        ("Marsh's claim that “all is well” is untrue.", "Marsh", "claim"),
        ("Marsh recycled a letter it first put out in May: “All is well.”", "Marsh", "recycled"),
        ("Marsh explained the reason to call it so: “All is well.”", "Marsh", "explained"),
        ("The bridge has a “floating” deck.", None, None),
        ("Marsh asked and I said “no”.", None, None),
        ("I think the “floating” deck is odd.", None, None),
    ],
)
def test_the_right_cue_wins(text: str, subject: str | None, cue: str | None, parsed: "Callable[[str], Doc]") -> None:
    """Of several cues the speaker's is selected; the reporter's own thoughts and sentences without a cue attribute nothing."""
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    sentence = next(f for f in segmentation.sentences if 0 in f.quotes)
    attribution = attribute(sentence, 0, find_cues(sentence, segmentation), segmentation)
    words = (
        (attribution.subject.text, attribution.cue.text if attribution.cue is not None else None)
        if attribution is not None
        else (None, None)
    )
    assert words == (subject, cue)


def test_a_name_and_a_colon(parsed: "Callable[[str], Doc]") -> None:
    """A name with a colon introduces words without a cue."""
    text = "Marsh: “We go.”"
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    attribution = attribute(segmentation.sentences[0], 0, find_cues(segmentation.sentences[0], segmentation), segmentation)
    assert attribution is not None
    assert (attribution.subject.text, attribution.cue) == ("Marsh", None)
