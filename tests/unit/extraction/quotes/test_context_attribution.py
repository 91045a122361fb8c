"""Attribution by the sentences and paragraphs around a quotation."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.attribution import attribute
from dossier.extraction.quotes.context_attribution import ContextAttribution, attribute_from_context
from dossier.extraction.quotes.cues import find_cues
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


def last_attribution(text: str, parsed: "Callable[[str], Doc]") -> ContextAttribution | None:
    """Attribution from context of the last quotation, after the earlier ones were attributed by their own sentences."""
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    cues = [(sentence, find_cues(sentence, segmentation)) for sentence in segmentation.sentences]
    attributions: dict[int, ContextAttribution] = {}
    for index, (sentence, sentence_cues) in enumerate(cues):
        for quote in sentence.quotes:
            attribution = attribute(sentence, quote, sentence_cues, segmentation)
            if attribution is not None:
                attributions[quote] = ContextAttribution(attribution.subject, attribution.cue, attribution.explanation, index)
    last = len(segmentation.quotes) - 1
    index = next(i for i, f in enumerate(segmentation.sentences) if last in f.quotes)
    assert last not in attributions
    return attribute_from_context(segmentation, cues, attributions, index, last)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("“We go now,” Marsh said. “We must all go.”", "Marsh"),
        ("“We go now,” Marsh said.\n\n“We must all go together.”", "Marsh"),
        ("Marsh explained the delay. “The ice came early.”", "Marsh"),
        ("Marsh sent them a few words:\n\n“The ice came early.”", "Marsh"),
        ("“The ice came early this year.” Marsh added that it would stay.", "Marsh"),
        ("“We go now,” Marsh said. What pleased her was “to be asked again”.", "Marsh"),
        ("“We go now,” Marsh said. The deck is “of the floating sort”.", None),
        ("The deck is new. “The ice came early this year.”", None),
    ],
)
def test_the_neighbourhood(text: str, subject: str | None, parsed: "Callable[[str], Doc]") -> None:
    """A speaker continues, is introduced, or is named afterwards; a sentence about something else attributes nothing."""
    attribution = last_attribution(text, parsed)
    assert (attribution.subject.text if attribution is not None else None) == subject
