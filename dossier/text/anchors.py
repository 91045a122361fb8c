"""Anchors: made from a passage, and located in a text that may have changed."""

from collections.abc import Iterable

from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.span import Span

CONTEXT = 32
"""Characters of context on either side."""


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
    """The span of the anchor's words in `text`: the occurrence whose context agrees best, None where there is none."""
    if not anchor.exact:
        return None
    best: tuple[int, int] | None = None
    start = text.find(anchor.exact)
    while start >= 0:
        end = start + len(anchor.exact)
        before, after = text[max(0, start - len(anchor.prefix)) : start][::-1], text[end : end + len(anchor.suffix)]
        score = _common_prefix(before, anchor.prefix[::-1]) + _common_prefix(after, anchor.suffix)
        if best is None or score > best[0]:
            best = (score, start)
        start = text.find(anchor.exact, start + 1)
    return Span(best[1], best[1] + len(anchor.exact)) if best else None


def event_label(event: Event) -> str:
    """The label of an event in an anchor: kind, place, first day."""
    return ", ".join((event.kind.value, event.place or "no place given", event.start.isoformat() if event.start else "no day given"))


def find_event_at(events: Iterable[Event], article: str, span: Span, label: str) -> Event | None:
    """The event that an article reports in a span, None where there is none.

    Of several events in one sentence it is the best by, in this order: the kind named in `label`, a report of exactly this span,
    the place and the day named in `label`.
    """
    candidates = [e for e in events if any(r.article == article and r.span.overlaps(span) for r in e.reports)]

    def score(event: Event) -> tuple[bool, ...]:
        exact = any(r.article == article and r.span == span for r in event.reports)
        kind, place, day = event.kind.value, event.place or "no place given", event.start.isoformat() if event.start else "no day given"
        return label.startswith(kind), exact, label.removeprefix(f"{kind}, ").startswith(place), label.endswith(day)

    return max(candidates, key=score, default=None)


def _common_prefix(left: str, right: str) -> int:
    """Length of the common prefix of two strings."""
    for i, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return i
    return min(len(left), len(right))
