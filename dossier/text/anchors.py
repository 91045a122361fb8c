"""Anchors: made from a passage, found again in a text that may have changed."""

from collections.abc import Iterable

from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.span import Span

CONTEXT = 32


def make_anchor(article: Article, span: Span, kind: AnchorKind, label: str) -> Anchor:
    """An anchor on the words of `span`, with 32 characters on either side."""
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
    """Where the anchor's words stand in `text` now: the place whose surroundings fit best, None where they are gone."""
    if not anchor.exact:
        return None
    best: tuple[int, int] | None = None
    at = text.find(anchor.exact)
    while at >= 0:
        fit = _alike(text[:at][::-1], anchor.prefix[::-1]) + _alike(text[at + len(anchor.exact) :], anchor.suffix)
        if best is None or fit > best[0]:
            best = (fit, at)
        at = text.find(anchor.exact, at + 1)
    return Span(best[1], best[1] + len(anchor.exact)) if best else None


def event_label(event: Event) -> str:
    """The short name that an event is anchored by: kind, place, first day."""
    return ", ".join((event.kind.value, event.place or "no place given", event.start.isoformat() if event.start else "no day given"))


def find_event_at(events: Iterable[Event], article: str, place: Span, label: str) -> Event | None:
    """The event that an article tells at a place. Where one sentence tells several, it is the one whose report stands there exactly and
    whose kind, place and day the anchor's label names, in this order of weight; None where none is told.
    """
    told = [e for e in events if any(r.article == article and r.span.overlaps(place) for r in e.reports)]

    def fit(event: Event) -> tuple[bool, ...]:
        exact = any(r.article == article and r.span == place for r in event.reports)
        kind, where, day = event.kind.value, event.place or "no place given", event.start.isoformat() if event.start else "no day given"
        return label.startswith(kind), exact, label.removeprefix(f"{kind}, ").startswith(where), label.endswith(day)

    return max(told, key=fit, default=None)


def _alike(text: str, wanted: str) -> int:
    """How many characters agree before the first that does not."""
    for i, (a, b) in enumerate(zip(text, wanted, strict=False)):
        if a != b:
            return i
    return min(len(text), len(wanted))
