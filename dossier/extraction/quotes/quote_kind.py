"""Classification of quoted words: clause or fragment, first person, subhead."""

import re

from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, tokens_in
from dossier.model.article import SENTENCE_END, SUBHEAD_WORDS
from dossier.model.quotation import QuotationKind

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine|[Ww]e|[Oo]urs?|ourselves)\b(?!\.)")
FRAGMENT_WORDS = 4
"""Fewer words are always a fragment."""


def is_first_person(segmentation: QuoteSegmentation, quote: int) -> bool:
    """True where the quoted words contain "I", "we" or their forms."""
    return FIRST_PERSON.search(segmentation.quotes[quote].inner.of(segmentation.text)) is not None


def has_words(segmentation: QuoteSegmentation, quote: int) -> bool:
    """True where the quoted words contain letters and are not part of a subhead (a short paragraph that is no sentence)."""
    quoted_span = segmentation.quotes[quote]
    start, end = segmentation.text.rfind("\n\n", 0, quoted_span.outer.start) + 1, segmentation.text.find("\n\n", quoted_span.outer.end)
    paragraph = segmentation.text[start : end if end >= 0 else len(segmentation.text)].strip()
    is_subhead = len(paragraph.split()) <= SUBHEAD_WORDS and not SENTENCE_END.search(paragraph) and (start > 0 or end >= 0)
    return not is_subhead and any(c.isalpha() for c in quoted_span.inner.of(segmentation.text))


def classify_quote(segmentation: QuoteSegmentation, quote: int) -> QuotationKind:
    """Kind of a quotation: DIRECT for a clause, else FRAGMENT.

    A clause has a finite verb with a subject, or starts with a capital, has a verb and ends like a sentence.
    """
    inner = segmentation.quotes[quote].inner
    text = inner.of(segmentation.text)
    tokens = tokens_in(segmentation.doc, inner)
    if len(tokens) < FRAGMENT_WORDS:
        return QuotationKind.FRAGMENT
    verbs = [t for t in tokens if t.tag_ in VERB_TAGS | {"MD"}]
    is_finite = any(
        c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for t in verbs for c in t.children if inner.start <= c.idx < inner.end
    )
    starts_sentence = tokens[0].text[:1].isupper() or tokens[0].text in {"[", "("} or tokens[0].text[:1].isdigit()
    if starts_sentence and ((verbs and is_finite) or (len(tokens) > FRAGMENT_WORDS and text.rstrip()[-1:] in ".,!?")):
        return QuotationKind.DIRECT
    starts_with_subject = tokens[0].dep_ in {"nsubj", "nsubjpass", "expl", "det", "poss"} and tokens[0].tag_ in {"PRP", "EX", "DT", "PRP$"}
    return QuotationKind.DIRECT if is_finite and starts_with_subject else QuotationKind.FRAGMENT
