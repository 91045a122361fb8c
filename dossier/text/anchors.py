"""Anchors: made from a passage, and located in a text that may have changed."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.span import Span

CONTEXT = 32
"""Characters of context on either side."""
NEIGHBOUR = 12
"""Characters of context by which words that were edited are located; shorter words are not looked for."""
ALIKE = 0.6
"""The least similarity (0 to 1) of edited words to those of the anchor."""
MOST_SPANS = 20
"""Spans that are compared with the anchor's words."""


def make_anchor(article: Article, span: Span, kind: AnchorKind, label: str) -> Anchor:
    """An anchor on the words of `span`, with their context."""
    text = article.text
    return Anchor(
        kind,
        sha256=article.sha256,
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        label=label,
    )


def locate(anchor: Anchor, text: str) -> Span | None:
    """The span of the anchor's words in `text`: the occurrence whose context agrees best. Where the text breaks its lines or paragraphs
    elsewhere now, the words are located all the same; where they were edited, it is what stands between their neighbours, if it is still
    similar to them; else None.
    """
    if not anchor.exact:
        return None
    spans = _occurrences(anchor.exact, text) or _occurrences_in_other_lines(anchor.exact, text)
    return max(spans, key=lambda span: _agreement(anchor, text, span)) if spans else _locate_edited(anchor, text)


def _occurrences(words: str, text: str) -> list[Span]:
    """Where a text has exactly these words, also where they overlap."""
    spans, start = [], text.find(words)
    while start >= 0:
        spans.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return spans


def _occurrences_in_other_lines(words: str, text: str) -> list[Span]:
    """Where a text has these words with other blanks or line ends between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []


def _agreement(anchor: Anchor, text: str, span: Span) -> int:
    """Characters of context on both sides that agree with the anchor's."""
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return _common_prefix(before[::-1], anchor.prefix[::-1]) + _common_prefix(after, anchor.suffix)


def _locate_edited(anchor: Anchor, text: str) -> Span | None:
    """The span between the anchor's context on both sides that is most like its words; None where none is similar enough."""
    before, after = anchor.prefix[-NEIGHBOUR:], anchor.suffix[:NEIGHBOUR]
    if len(anchor.exact) < NEIGHBOUR or 0 < len(before) < NEIGHBOUR or 0 < len(after) < NEIGHBOUR:
        return None
    # without context on a side, the words were at that end of the text
    starts = [span.end for span in _occurrences(before, text)] if before else [0]
    ends = [span.start for span in _occurrences(after, text)] if after else [len(text)]
    longest = 2 * len(anchor.exact)
    spans = [Span(start, end) for start in starts for end in ends if start < end <= start + longest]
    likeness = {span: SequenceMatcher(None, anchor.exact, span.of(text), autojunk=False).ratio() for span in spans[:MOST_SPANS]}
    best = max(likeness, key=lambda span: likeness[span], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def event_label(event: Event) -> str:
    """The label of an event in an anchor: kind, place, first day."""
    return ", ".join((event.kind, event.place or "no place given", event.start.isoformat() if event.start else "no day given"))


def find_event_at(events: Iterable[Event], article: str, span: Span, label: str) -> Event | None:
    """The event that an article reports in a span, None where there is none.

    Of several events in one sentence it is the best by, in this order: the kind named in `label`, a report of exactly this span,
    the place and the day named in `label`.
    """
    candidates = [e for e in events if any(r.article == article and r.span.overlaps(span) for r in e.reports)]

    def score(event: Event) -> tuple[bool, ...]:
        exact = any(r.article == article and r.span == span for r in event.reports)
        kind, place, day = event.kind, event.place or "no place given", event.start.isoformat() if event.start else "no day given"
        return label.startswith(kind), exact, label.removeprefix(f"{kind}, ").startswith(place), label.endswith(day)

    return max(candidates, key=score, default=None)


def _common_prefix(left: str, right: str) -> int:
    """Length of the common prefix of two strings."""
    for i, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return i
    return min(len(left), len(right))
