"""Named items: what a field finds by the names of actors is what a look at every item finds."""

from dataclasses import replace

import pytest

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.search.engine import DocumentKind
from dossier.search.highlights.spans import matches_text
from dossier.search.syntax import Prefix, Text, Value, Word
from dossier.services.query.documents import changed_documents
from dossier.services.query.named_items import NamedItems, involved
from dossier.services.snapshot import Snapshot


def looked_through(snapshot: Snapshot, kind: DocumentKind, name: Text | Value) -> set[str]:
    """The items of a kind, each looked at by itself."""

    def matches(ident: str | None) -> bool:
        actor = snapshot.actors.get(ident or "")
        return actor is not None and any(matches_text(name, each) for each in (actor.name, *actor.aliases))

    if kind is DocumentKind.ARTICLE:
        actors = snapshot.findings.actors
        return {key for key in snapshot.articles if any(matches(actor.id) for actor in actors if key in actor.articles)}
    if kind is DocumentKind.EVENT:
        return {event.id for event in snapshot.findings.events if any(map(matches, involved(event)))}
    quotations = snapshot.findings.quotations
    unlinked = {q.id for q in quotations if q.speaker not in snapshot.actors and q.speaker_text and matches_text(name, q.speaker_text)}
    return unlinked | {q.id for q in quotations if matches(q.speaker)}


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_items_of_every_actor_are_found(reports: Dossier, kind: DocumentKind) -> None:
    """By a word, the beginning of one and the whole of each name, and by how the text calls a speaker who is no actor."""
    snapshot = reports.query.snapshot
    texts = {actor.name for actor in snapshot.findings.actors} | {q.speaker_text for q in snapshot.findings.quotations if q.speaker_text}
    named, total = NamedItems(snapshot), 0
    for text in sorted(texts):
        word = text.casefold().split()[-1]
        for name in (Word(word), Prefix(word[:3]), Value(text.casefold())):
            items = named.find(kind, name)
            assert items == looked_through(snapshot, kind, name)
            total += len(items)
    assert total


def test_a_renamed_actor_is_found_by_its_new_name_and_no_article_is_indexed_again(reports: Dossier) -> None:
    """Articles and quotations are found by the name at once; of the full-text index only events change, whose words have the name in them."""
    before = reports.query.snapshot
    actor = max(before.findings.actors, key=lambda each: len(each.articles))
    speaks = any(q.speaker == actor.id for q in before.findings.quotations)
    after = Snapshot(
        "",
        before.articles.values(),
        replace(before.findings, actors=tuple(replace(a, name="Zora Zabel") if a is actor else a for a in before.findings.actors)),
    )
    assert NamedItems(after).find(DocumentKind.ARTICLE, Word("zabel")) == set(actor.articles)
    assert bool(NamedItems(after).find(DocumentKind.QUOTATION, Word("zabel"))) is speaks
    documents = list(changed_documents(before, after))
    assert {document.id for document in documents} == {e.id for e in after.findings.events if actor.id in involved(e)}
    assert all("Zora Zabel" in document.body for document in documents)


def test_a_query_finds_a_renamed_actor(reports: Dossier) -> None:
    """Through the whole program."""
    actor = max(reports.query.snapshot.findings.actors, key=lambda each: len(each.articles))
    reports.notebook.rename(actor.id, "Zora Zabel")
    result = reports.query.search(Query("actor:zabel"))
    assert {hit.article for hit in result.articles} == set(actor.articles)
    reports.notebook.undo()
    assert not reports.query.search(Query("actor:zabel")).articles
