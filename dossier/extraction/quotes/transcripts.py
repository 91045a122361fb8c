"""Speakers of a transcript: each quotation begins with a name in capitals and a colon (“ROE: We go.”)."""

import re
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import QuoteSegmentation, tokens_in
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LABEL = re.compile(r"(?:[A-Z][A-Z.'’-]* ){0,3}[A-Z][A-Z'’-]{2,}(?=: )")


def transcript_speaker(segmentation: QuoteSegmentation, quote: int) -> "Token | None":
    """The last word of the label that the quotation begins with, or None."""
    inner = segmentation.quotes[quote].inner
    label = LABEL.match(inner.of(segmentation.text))
    if label is None or set(label[0].split()) & word_set("cues", "labels"):
        return None
    tokens = tokens_in(segmentation.doc, Span(inner.start, inner.start + label.end()))
    return tokens[-1] if tokens else None
