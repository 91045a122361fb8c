"""Documents of the full-text index: articles, quotations and events as plain text."""

from collections.abc import Iterator

from dossier.model.actor import Actor
from dossier.search.engine import Document, DocumentKind
from dossier.services.snapshot import Snapshot


def documents(snapshot: Snapshot) -> Iterator[Document]:
    """Every document of a snapshot. Its actors have all their names, so that any alias matches."""
    names = {a.id: _names(a) for a in snapshot.findings.actors}
    within: dict[str, list[str]] = {}
    for actor in snapshot.findings.actors:
        for ident in actor.articles:
            within.setdefault(ident, []).extend(names[actor.id])
    for article in snapshot.articles.values():
        actors, day = tuple(within.get(article.id, ())), snapshot.published(article.id).day
        yield Document(article.id, DocumentKind.ARTICLE, article.title, article.text, article.outlet, actors, day)
    for quotation in snapshot.findings.quotations:
        speaker = names.get(quotation.speaker or "", (quotation.speaker_text,) if quotation.speaker_text else ())
        yield Document(quotation.id, DocumentKind.QUOTATION, "", quotation.text, "", speaker, snapshot.published(quotation.article).day)
    for event in snapshot.findings.events:
        involved = {*event.participants, *(i for i in (event.attacker, *(r.attributed_to for r in event.reports)) if i)}
        actor_names = tuple(name for ident in sorted(involved) for name in names.get(ident, ()))
        body = "\n\n".join((event.place, event.weapon, event.target, *actor_names, *(r.text for r in event.reports)))
        yield Document(event.id, DocumentKind.EVENT, "", body, "", actor_names, event.start)


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *actor.aliases)))
