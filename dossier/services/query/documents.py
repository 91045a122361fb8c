"""Documents of the full-text index: articles, quotations and events as plain text."""

from collections.abc import Iterator
from datetime import date

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.search.engine import Document, DocumentKind
from dossier.services.query.named_items import events_of, involved
from dossier.services.snapshot import Snapshot

DocumentKey = tuple[DocumentKind, str]


def documents(snapshot: Snapshot) -> Iterator[Document]:
    """Every document of a snapshot. Those of events have all names of their actors in them, so that a word of any alias matches; the actors of
    articles and quotations are looked up by `NamedItems`.
    """
    for article in snapshot.articles.values():
        yield _article_document(snapshot, article)
    for quotation in snapshot.findings.quotations:
        yield _quotation_document(snapshot, quotation)
    for event in snapshot.findings.events:
        yield _event_document(snapshot, event)


def document_keys(snapshot: Snapshot) -> set[DocumentKey]:
    """The keys of these documents."""
    tables = (
        (DocumentKind.ARTICLE, snapshot.articles),
        (DocumentKind.QUOTATION, snapshot.quotations),
        (DocumentKind.EVENT, snapshot.events),
    )
    return {(kind, ident) for kind, table in tables for ident in table}


def changed_documents(before: Snapshot, after: Snapshot) -> Iterator[Document]:
    """The documents that are new or differ from those of the snapshot before. Compared are those of items that are other objects now, and of
    events with an actor whose names changed.
    """
    pairs = ((old, after.actors.get(key)) for key, old in before.actors.items())
    renamed = {old.id for old, new in pairs if old is not new and _names(old) != _names(new)} | (after.actors.keys() - before.actors.keys())
    with_renamed = {event.id for event in events_of(frozenset(renamed), before, after)}
    links = {key for key, link in after.links.items() if before.links.get(key) is not link}
    touched = {key for key, article in after.articles.items() if before.articles.get(key) is not article}
    dated = {key for key in links | touched if key in after.articles and _day(before, key) != _day(after, key)}
    for key in sorted(touched | dated):
        article, old_article = after.articles[key], before.articles.get(key)
        document = _article_document(after, article)
        if old_article is None or document != _article_document(before, old_article):
            yield document
    for quotation in after.findings.quotations:
        if before.quotations.get(quotation.id) is not quotation or quotation.article in dated:
            document, old_quotation = _quotation_document(after, quotation), before.quotations.get(quotation.id)
            if old_quotation is None or document != _quotation_document(before, old_quotation):
                yield document
    for event in after.findings.events:
        if before.events.get(event.id) is not event or event.id in with_renamed:
            document, old_event = _event_document(after, event), before.events.get(event.id)
            if old_event is None or document != _event_document(before, old_event):
                yield document


def removed_documents(before: Snapshot, after: Snapshot) -> list[DocumentKey]:
    """The keys of the documents that the snapshot before has alone."""
    tables = (
        (DocumentKind.ARTICLE, before.articles, after.articles),
        (DocumentKind.QUOTATION, before.quotations, after.quotations),
        (DocumentKind.EVENT, before.events, after.events),
    )
    return [(kind, key) for kind, old, new in tables for key in sorted(old.keys() - new.keys())]


def _article_document(snapshot: Snapshot, article: Article) -> Document:
    day = snapshot.published(article.id).day
    return Document(article.id, DocumentKind.ARTICLE, article.title, article.text, article.outlet, day=day)


def _quotation_document(snapshot: Snapshot, quotation: Quotation) -> Document:
    return Document(quotation.id, DocumentKind.QUOTATION, body=quotation.text, day=snapshot.published(quotation.article).day)


def _event_document(snapshot: Snapshot, event: Event) -> Document:
    names = tuple(name for key in sorted(involved(event)) for name in _names(snapshot.actors.get(key)))
    body = "\n\n".join((event.place, event.weapon, event.target, *names, *(r.text for r in event.reports)))
    return Document(event.id, DocumentKind.EVENT, body=body, day=event.start)


def _names(actor: Actor | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *actor.aliases))) if actor else ()


def _day(snapshot: Snapshot, article: str) -> date | None:
    return snapshot.published(article).day if article in snapshot.articles else None
