"""Note index: in a long session every search lists the notes that a newly opened dossier does."""

import random
from collections.abc import Mapping

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.query import Query
from dossier.model.span import Span

QUERIES = (
    Query(),
    Query("grain"),
    Query("grain OR harbour"),
    Query("-grain"),
    Query('"ask him"'),
    Query("gra*"),
    Query("tag:verify"),
    Query("has:note drone"),
    Query("type:strike"),
    Query("actor:brandt"),
    Query("title:porto"),
    Query(tags=("verify",)),
    Query(kinds=("strike",)),
    Query("grain", sources=("Harbour Post",)),
)


def anchor(reports: Dossier, chance: random.Random) -> Anchor:
    """An anchor of any kind."""
    snapshot = reports.query.snapshot
    kind = chance.choice(list(AnchorKind))
    if kind is AnchorKind.DOSSIER:
        return reports.notebook.anchor_of(kind)
    if kind is AnchorKind.PASSAGE:
        article = chance.choice(sorted(snapshot.articles))
        start = chance.randrange(40)
        return reports.notebook.anchor_of(kind, article=article, span=Span(start, start + 20))
    items: dict[AnchorKind, Mapping[str, object]] = {
        AnchorKind.ARTICLE: snapshot.articles,
        AnchorKind.ACTOR: snapshot.actors,
        AnchorKind.EVENT: snapshot.events,
        AnchorKind.QUOTATION: snapshot.quotations,
    }
    return reports.notebook.anchor_of(kind, chance.choice(sorted(items[kind])))


def act(reports: Dossier, chance: random.Random) -> None:
    """One random command."""
    entries, notebook = reports.notebook.entries(), reports.notebook
    kind = chance.choice(("note", "note", "bookmark", "tag", "edit", "remove", "hide", "rename", "undo", "redo"))
    if kind == "note":
        notebook.note(anchor(reports, chance), chance.choice(("Ask him about grain.", "Harbour drone?", "Read again.")))
    elif kind == "bookmark":
        notebook.bookmark(anchor(reports, chance))
    elif kind == "tag":
        notebook.tag(anchor(reports, chance), [chance.choice(("verify", "grain"))])
    elif kind == "edit" and (notes := [entry for entry in entries if entry.text]):
        notebook.edit_note(chance.choice(notes).id, text="Ask him again.")
    elif kind == "remove" and entries:
        notebook.remove_entry(chance.choice(entries).id)
    elif kind == "hide":
        notebook.hide(chance.choice(sorted(reports.query.snapshot.events)))
    elif kind == "rename":
        notebook.rename(chance.choice(sorted(reports.query.snapshot.actors)), f"Actor {chance.random()}")
    elif kind == "undo":
        notebook.undo()
    elif kind == "redo":
        notebook.redo()


@pytest.mark.parametrize("seed", range(3))
def test_every_search_lists_the_notes_that_a_new_session_does(reports: Dossier, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    for number in range(60):
        act(reports, chance)
        query = chance.choice(QUERIES)
        notes = reports.query.search(query).notes
        if number % 4 == 3:
            with open_dossier(reports.root) as fresh:
                assert notes == fresh.query.search(query).notes, query
                assert reports.notebook.entries() == fresh.notebook.entries()


def test_a_note_is_found_by_its_new_words_only(reports: Dossier) -> None:
    entry = reports.notebook.note(reports.notebook.anchor_of(AnchorKind.DOSSIER), "Ask the harbour master.")
    assert reports.query.search(Query("harbour master")).notes
    reports.notebook.edit_note(entry.id, text="Ask the pilot.")
    assert not reports.query.search(Query("harbour master")).notes
    assert [note.text for note in reports.query.search(Query("pilot")).notes] == ["Ask the pilot."]
    reports.notebook.remove_entry(entry.id)
    assert not reports.query.search(Query("pilot")).notes


def test_a_correction_moves_a_note_to_the_item_of_now(reports: Dossier) -> None:
    """A note on an actor that is renamed is on no actor, until that is undone."""
    actor = next(actor for actor in reports.query.snapshot.actors.values() if actor.name.endswith("Brandt"))
    reports.notebook.note(reports.notebook.anchor_of(AnchorKind.ACTOR, actor.id), "Call her.")
    assert reports.query.search(Query()).notes[0].target == actor.id
    reports.notebook.merge([actor.id, next(a.id for a in reports.query.snapshot.actors.values() if a.name.endswith("Kerr"))])
    merged = reports.query.search(Query()).notes[0]
    assert reports.query.snapshot.actor(merged.target).name.endswith(("Brandt", "Kerr"))
    reports.notebook.undo()
    assert reports.query.search(Query()).notes[0].target == actor.id
