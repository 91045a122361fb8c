"""Documents of the full-text index: articles, quotations and events as plain text."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.same_objects import changed_objects
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
    links = {link.article for link in changed_objects(before.findings.articles, after.findings.articles)[1]}
    touched = after.articles.changes_since(before.articles)[1].keys()
    dated = {key for key in links | touched if key in after.articles and _day(before, key) != _day(after, key)}
    for key in sorted(touched | dated):
        article, old_article = after.articles[key], before.articles.get(key)
        document = _article_document(after, article)
        if old_article is None or document != _article_document(before, old_article):
            yield document
    quotations = changed_objects(before.findings.quotations, after.findings.quotations)[1]
    redated = (quotation for key in sorted(dated) for quotation in after.quotations_of(key))
    for quotation in {quotation.id: quotation for quotation in (*quotations, *redated)}.values():
        document, old_quotation = _quotation_document(after, quotation), before.quotations.get(quotation.id)
        if old_quotation is None or document != _quotation_document(before, old_quotation):
            yield document
    events = changed_objects(before.findings.events, after.findings.events)[1]
    renamed = events_of(frozenset(_renamed(before, after)), before, after)
    for event in {event.id: event for event in (*events, *renamed)}.values():
        document, old_event = _event_document(after, event), before.events.get(event.id)
        if old_event is None or document != _event_document(before, old_event):
            yield document


def _renamed(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """The actors that are new or gone, or have other names."""
    gone, new = changed_objects(before.findings.actors, after.findings.actors)
    for key in {actor.id for actor in (*gone, *new)}:
        old_actor, actor = before.actors.get(key), after.actors.get(key)
        if old_actor is None or _names(old_actor) != _names(actor):
            yield key


def removed_documents(before: Snapshot, after: Snapshot) -> list[DocumentKey]:
    """The keys of the documents that the snapshot before has alone."""
    tables: Sequence[tuple[DocumentKind, Iterable[Article | Quotation | Event], Container[str]]] = (
        (DocumentKind.ARTICLE, after.articles.changes_since(before.articles)[0].values(), after.articles),
        (DocumentKind.QUOTATION, changed_objects(before.findings.quotations, after.findings.quotations)[0], after.quotations),
        (DocumentKind.EVENT, changed_objects(before.findings.events, after.findings.events)[0], after.events),
    )
    return [(kind, key) for kind, gone, still in tables for key in sorted(item.id for item in gone) if key not in still]


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
