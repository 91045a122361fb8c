"""What the words between the marks are like: a clause or a fragment, in the first person, in a subhead."""

import re

from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, tokens_in
from dossier.model.article import SENTENCE_END, SUBHEAD_WORDS
from dossier.model.quotation import QuotationKind

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine|[Ww]e|[Oo]urs?|ourselves)\b(?!\.)")
FRAGMENT_WORDS = 4
"""Fewer words are always a fragment."""


def first_person(layout: QuoteSegmentation, quote: int) -> bool:
    """True where the speaker speaks of "I" or "we"."""
    return FIRST_PERSON.search(layout.quotes[quote].inner.of(layout.text)) is not None


def has_words(layout: QuoteSegmentation, quote: int) -> bool:
    """True where letters stand between the marks, and the marks not in a subhead (short, and no sentence)."""
    mark = layout.quotes[quote]
    start, end = layout.text.rfind("\n\n", 0, mark.outer.start) + 1, layout.text.find("\n\n", mark.outer.end)
    paragraph = layout.text[start : end if end >= 0 else len(layout.text)].strip()
    subhead = len(paragraph.split()) <= SUBHEAD_WORDS and not SENTENCE_END.search(paragraph) and (start > 0 or end >= 0)
    return not subhead and any(c.isalpha() for c in mark.inner.of(layout.text))


def classify_quote(layout: QuoteSegmentation, number: int) -> QuotationKind:
    """A clause has a finite verb with a subject, or starts with a capital, has a verb and ends like a sentence."""
    inner = layout.quotes[number].inner
    text = inner.of(layout.text)
    tokens = tokens_in(layout.doc, inner)
    if len(tokens) < FRAGMENT_WORDS:
        return QuotationKind.FRAGMENT
    verbs = [t for t in tokens if t.tag_ in VERB_TAGS | {"MD"}]
    finite = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for t in verbs for c in t.children if inner.start <= c.idx < inner.end)
    starts = tokens[0].text[:1].isupper() or tokens[0].text in {"[", "("} or tokens[0].text[:1].isdigit()
    if starts and ((verbs and finite) or (len(tokens) > FRAGMENT_WORDS and text.rstrip()[-1:] in ".,!?")):
        return QuotationKind.DIRECT
    leads = tokens[0].dep_ in {"nsubj", "nsubjpass", "expl", "det", "poss"} and tokens[0].tag_ in {"PRP", "EX", "DT", "PRP$"}
    return QuotationKind.DIRECT if finite and leads else QuotationKind.FRAGMENT
