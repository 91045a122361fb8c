"""What the search engine indexes of a dossier: articles, quotations and events as plain documents."""

from collections.abc import Iterator

from dossier.model.actor import Actor
from dossier.search.engine import Document, DocumentKind
from dossier.services.snapshot import Snapshot


def documents(held: Snapshot) -> Iterator[Document]:
    """Every document. Names are those of the findings, so that any alias finds an actor."""
    names = {a.id: _names(a) for a in held.findings.actors}
    within: dict[str, list[str]] = {}
    for actor in held.findings.actors:
        for article in actor.articles:
            within.setdefault(article, []).extend(names[actor.id])
    for told in held.articles.values():
        day = held.published(told.id).day
        yield Document(told.id, DocumentKind.ARTICLE, told.title, told.text, told.outlet, tuple(within.get(told.id, ())), day)
    for quotation in held.findings.quotations:
        speaker = names.get(quotation.speaker or "", (quotation.speaker_text,) if quotation.speaker_text else ())
        yield Document(quotation.id, DocumentKind.QUOTATION, "", quotation.text, "", speaker, held.published(quotation.article).day)
    for event in held.findings.events:
        involved = {*event.participants, *(i for i in (event.attacker, *(r.attributed_to for r in event.reports)) if i)}
        who = tuple(name for ident in sorted(involved) for name in names.get(ident, ()))
        body = "\n\n".join((event.place, event.weapon, event.target, *who, *(r.text for r in event.reports)))
        yield Document(event.id, DocumentKind.EVENT, "", body, "", who, event.start)


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *actor.aliases)))
