"""Resolves anchors of corrections in findings that may have changed since."""

from collections.abc import Mapping

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event, SourceReport
from dossier.model.findings import Findings
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.quotation import Quotation
from dossier.text.actor_lookup import find_actor
from dossier.text.anchors import find_event_at, locate

ByHash = Mapping[str, Article]
"""Articles by the sha256 of their file, as anchors refer to them."""


def actor_named(findings: Findings, name: str) -> Actor | None:
    """The actor of that name, else the first with that alias; case is ignored."""
    number = find_actor(findings.actors, name)
    return None if number is None else findings.actors[number]


def event_at(findings: Findings, anchor: Anchor, by_hash: ByHash) -> Event | None:
    """The event reported at an anchor's words; where there are several, the one that its label describes."""
    article = by_hash.get(anchor.sha256)
    span = locate(anchor, article.text) if article else None
    if article is None or span is None:
        return None
    return find_event_at(findings.events, article.id, span, anchor.label)


def reports_at(event: Event, anchors: tuple[Anchor, ...], by_hash: ByHash) -> tuple[SourceReport, ...]:
    """The reports of an event whose sentence overlaps any of the anchors."""
    spans = [(article.id, span) for a in anchors if (article := by_hash.get(a.sha256)) and (span := locate(a, article.text))]
    return tuple(r for r in event.reports if any(r.article == article and r.span.overlaps(span) for article, span in spans))


def quotation_at(findings: Findings, anchor: Anchor, by_hash: ByHash) -> Quotation | None:
    """The quotation that overlaps an anchor's words."""
    article = by_hash.get(anchor.sha256)
    span = locate(anchor, article.text) if article else None
    if article is None or span is None:
        return None
    return next((q for q in findings.quotations if q.article == article.id and q.span.overlaps(span)), None)


def resolve_anchor(findings: Findings, anchor: Anchor, by_hash: ByHash) -> Actor | Event | None:
    """The actor or event that an anchor refers to."""
    return actor_named(findings, anchor.exact) if anchor.kind is AnchorKind.ACTOR else event_at(findings, anchor, by_hash)
