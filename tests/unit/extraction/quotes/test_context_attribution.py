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


def last_told(text: str, parsed: "Callable[[str], Doc]") -> ContextAttribution | None:
    """What stands beside the last quotation, after those before it were attributed by their own sentences."""
    layout = segment_sentences(parsed(text), find_quoted_spans(text))
    cues = [(frame, find_cues(frame, layout)) for frame in layout.sentences]
    told: dict[int, ContextAttribution] = {}
    for place, (frame, here) in enumerate(cues):
        for quote in frame.quotes:
            found = attribute(frame, quote, here, layout)
            if found is not None:
                told[quote] = ContextAttribution(found.subject, found.cue, found.explanation, place)
    last = len(layout.quotes) - 1
    place = next(i for i, f in enumerate(layout.sentences) if last in f.quotes)
    assert last not in told
    return attribute_from_context(layout, cues, told, place, last)


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
    """A speaker goes on, is introduced, or is told behind; a sentence about something else attributes nothing."""
    found = last_told(text, parsed)
    assert (found.subject.text if found is not None else None) == subject
