"""Channels of quotations."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.quotes.channels import find_channel
from dossier.extraction.quotes.cues import find_cues
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Elena Marsh said on her Instagram account that it was over.", "Instagram"),
        ("Elena Marsh said via Twitter that it was over.", "Twitter"),
        ("Elena Marsh said in a post on X that it was over.", "X"),
        ("Elena Marsh said X was over.", ""),
        ("Elena Marsh said the threads were loose.", ""),
        ("Elena Marsh told the Baltic Herald that it was over.", "Baltic Herald"),
        ("Elena Marsh told the Baltic Herald's Tom Barlow that it was over.", "Baltic Herald"),
        ("Elena Marsh said in an interview with the Baltic Herald that it was over.", "Baltic Herald"),
        ("Elena Marsh said at a news conference that it was over.", "news conference"),
        ("Elena Marsh said in an open letter that it was over.", "open letter"),
        ("Elena Marsh said that it was over.", ""),
    ],
)
def test_channels(text: str, channel: str, parsed: "Callable[[str], Doc]") -> None:
    """Platforms, outlets and occasions are channels; everyday words of the same spelling are not."""
    doc, quoted_spans = parsed(text), find_quoted_spans(text)
    segmentation = segment_sentences(doc, quoted_spans)
    (sentence,) = segmentation.sentences
    cue = next(c for c in find_cues(sentence, segmentation) if c.token.text in {"said", "told"})
    assert find_channel(sentence, cue.token, segmentation, CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)) == channel
