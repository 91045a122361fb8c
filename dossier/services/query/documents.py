"""Documents of the full-text index: articles, quotations and events as plain text."""

from collections.abc import Iterator

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.search.engine import Document, DocumentKind
from dossier.services.snapshot import Snapshot

DocumentKey = tuple[DocumentKind, str]


def documents(snapshot: Snapshot) -> Iterator[Document]:
    """Every document of a snapshot. Its actors have all their names, so that any alias matches."""
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
    those with an actor whose names or articles changed.
    """
    pairs = {key: (before.actors.get(key), after.actors.get(key)) for key in before.actors.keys() | after.actors.keys()}
    changed = {key: (old, new) for key, (old, new) in pairs.items() if old is not new}
    renamed = {key for key, (old, new) in changed.items() if _names(old) != _names(new)}
    touched = {article for old, new in changed.values() for article in _articles(old) ^ _articles(new)}
    touched |= {article for key in renamed for article in _articles(after.actors.get(key))}
    touched |= {key for key, article in after.articles.items() if before.articles.get(key) is not article}
    dated = {key for key in after.articles if key not in before.articles or before.published(key).day != after.published(key).day}
    for key in sorted((touched | dated) & after.articles.keys()):
        article, old_article = after.articles[key], before.articles.get(key)
        document = _article_document(after, article)
        if old_article is None or document != _article_document(before, old_article):
            yield document
    for quotation in after.findings.quotations:
        if before.quotations.get(quotation.id) is not quotation or quotation.speaker in renamed or quotation.article in dated:
            document, old_quotation = _quotation_document(after, quotation), before.quotations.get(quotation.id)
            if old_quotation is None or document != _quotation_document(before, old_quotation):
                yield document
    for event in after.findings.events:
        if before.events.get(event.id) is not event or (renamed and renamed & _involved(event)):
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
    names = {name for key in snapshot.actors_in.get(article.id, ()) for name in _names(snapshot.actors[key])}
    day = snapshot.published(article.id).day
    return Document(article.id, DocumentKind.ARTICLE, article.title, article.text, article.outlet, tuple(sorted(names)), day)


def _quotation_document(snapshot: Snapshot, quotation: Quotation) -> Document:
    speaker = _names(snapshot.actors.get(quotation.speaker or "")) or ((quotation.speaker_text,) if quotation.speaker_text else ())
    return Document(quotation.id, DocumentKind.QUOTATION, "", quotation.text, "", speaker, snapshot.published(quotation.article).day)


def _event_document(snapshot: Snapshot, event: Event) -> Document:
    names = tuple(name for key in sorted(_involved(event)) for name in _names(snapshot.actors.get(key)))
    body = "\n\n".join((event.place, event.weapon, event.target, *names, *(r.text for r in event.reports)))
    return Document(event.id, DocumentKind.EVENT, "", body, "", names, event.start)


def _involved(event: Event) -> set[str]:
    """The ids of the actors that take part in an event, or that a report is attributed to."""
    return {*event.participants, *(i for i in (event.attacker, *(r.attributed_to for r in event.reports)) if i)}


def _names(actor: Actor | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *actor.aliases))) if actor else ()


def _articles(actor: Actor | None) -> set[str]:
    return set(actor.articles) if actor else set()
