"""The user's acts on the sample, each with its sentence, each undone."""

from datetime import date

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.model.actor import ActorKind
from dossier.model.notebook import AnchorKind, NoteStatus
from dossier.model.query import Query


def test_a_bookmark_is_set_and_taken_away(sample: Dossier) -> None:
    """The same key does both, and undo brings it back."""
    event = sample.query.search(Query()).events[0]
    anchor = sample.notebook.anchor_of(AnchorKind.EVENT, event.id)
    assert sample.notebook.bookmark(anchor).sentence.startswith("Bookmarked")
    assert [e.target for e in sample.notebook.entries()] == [event.id]
    assert sample.notebook.bookmark(anchor).sentence.startswith("Removed")
    assert sample.notebook.entries() == ()
    sample.notebook.undo()
    assert [e.target for e in sample.notebook.entries()] == [event.id]


def test_notes_and_tags_are_found(sample: Dossier) -> None:
    """By their words, their tags, and through the article they hang on."""
    article = sample.query.snapshot.articles_by_day[0]
    quotation = sample.query.snapshot.quotations_of(article.id)[0]
    sample.notebook.note(
        sample.notebook.anchor_of(AnchorKind.QUOTATION, quotation.id), "Zebra: ask the press office", ["verify"], NoteStatus.TO_VERIFY
    )
    assert len(sample.query.search(Query("zebra")).notes) == 1
    assert [h.article for h in sample.query.search(Query("tag:verify")).articles] == [article.id]
    assert [q.id for q in sample.query.search(Query("has:note")).quotations] == [quotation.id]


def test_a_tag_is_removed_from_whichever_entry_has_it(sample: Dossier) -> None:
    """An item is tagged, and a note written on it later: the same tag again is removed, not added to the note, in one step to undo."""
    anchor = sample.notebook.anchor_of(AnchorKind.EVENT, sample.query.search(Query()).events[0].id)
    sample.notebook.tag(anchor, ["verify", "later"])
    sample.notebook.note(anchor, "Ask the harbour master.")
    sample.notebook.tag(anchor, ["verify", "urgent"])
    assert {e.text: e.tags for e in sample.notebook.entries()} == {"Ask the harbour master.": ("urgent",), "": ("verify", "later")}
    assert sample.notebook.tag(anchor, ["verify", "urgent"]).sentence.startswith("Removed #verify #urgent from")
    assert {e.text: e.tags for e in sample.notebook.entries()} == {"Ask the harbour master.": (), "": ("later",)}
    sample.notebook.undo()
    assert {e.text: e.tags for e in sample.notebook.entries()} == {"Ask the harbour master.": ("urgent",), "": ("verify", "later")}


def test_joined_actors_are_one_until_undone(sample: Dossier) -> None:
    """Mentions, events and quotations follow; a rebuild keeps the decision; undo takes it back."""
    people = [r.actor for r in sample.query.search(Query()).actors if r.actor.kind is ActorKind.PERSON]
    first, second = people[0], people[1]
    before = sample.query.snapshot.findings
    sample.notebook.merge([first.id, second.id])
    assert second.name in sample.query.snapshot.actor(first.id).aliases
    assert all(q.speaker != second.id for q in sample.query.snapshot.findings.quotations)
    sample.ingest.rebuild()
    assert second.name in sample.query.snapshot.actor(first.id).aliases
    sample.notebook.undo()
    assert sample.query.snapshot.findings == before


def test_a_person_joined_with_a_body_is_warned_of(sample: Dossier) -> None:
    """The sentence says that the two are not of one kind; of two persons it does not."""
    rows = [r.actor for r in sample.query.search(Query()).actors]
    people = [actor for actor in rows if actor.kind is ActorKind.PERSON]
    body = next(actor for actor in rows if actor.kind is ActorKind.ORGANISATION)
    assert sample.notebook.merge([people[0].id, body.id]).sentence.endswith("Note that they are not of one kind: person, organisation.")
    sample.notebook.undo()
    assert "kind" not in sample.notebook.merge([people[0].id, people[1].id]).sentence


def test_an_event_is_dated_placed_hidden_and_split(sample: Dossier) -> None:
    """Each correction shows at once and is undone."""
    before = sample.query.snapshot.findings
    event = next(e for e in before.events if len(e.articles) > 1)
    sample.notebook.set_day(event.id, date(2031, 1, 2))
    assert sample.query.snapshot.event(event.id).start == date(2031, 1, 2)
    sample.notebook.set_place(event.id, "Nowhere")
    assert sample.query.snapshot.event(event.id).place == "Nowhere"
    sample.notebook.hide(event.id)
    assert event.id not in {e.id for e in sample.query.search(Query()).events}
    for _ in range(3):
        sample.notebook.undo()
    sample.notebook.split(event.id, event.articles[-1])
    assert len(sample.query.snapshot.event(event.id).articles) == len(event.articles) - 1
    sample.notebook.undo()
    assert sample.query.snapshot.findings == before


def test_a_speaker_is_set(sample: Dossier) -> None:
    """The quotation moves to the actor named."""
    quotation = sample.query.snapshot.findings.quotations[0]
    other = next(a for a in sample.query.snapshot.findings.actors if a.kind is ActorKind.PERSON and a.id != quotation.speaker)
    sample.notebook.set_speaker(quotation.id, other.name)
    assert sample.query.snapshot.quotation(quotation.id).speaker == other.id
    assert "You set" in sample.query.snapshot.quotation(quotation.id).explanation
    sample.notebook.undo()


def test_impossible_acts_are_refused_in_a_sentence(sample: Dossier) -> None:
    """Nothing is kept of them."""
    event = sample.query.search(Query()).events[0]
    with pytest.raises(DossierError, match="two or more"):
        sample.notebook.merge([event.id])
    with pytest.raises(DossierError, match="last date"):
        sample.notebook.set_day(event.id, date(2031, 1, 2), date(2031, 1, 1))
    with pytest.raises(DossierError, match="Nothing here has the ID"):
        sample.notebook.hide("nothing")
    actor, other = (r.actor for r in sample.query.search(Query()).actors[:2])
    with pytest.raises(DossierError, match="Another actor is already called"):
        sample.notebook.rename(actor.id, other.name)
    with pytest.raises(DossierError):
        sample.notebook.rename(actor.id, " ")
    with pytest.raises(DossierError):
        sample.notebook.set_place(event.id, "")
    with pytest.raises(DossierError):
        sample.notebook.split(actor.id, "No Such")
    assert sample.notebook.history() == ()
    assert sample.notebook.undo().sentence == "Nothing to undo."


def test_every_id_can_be_shortened_and_explained(sample: Dossier) -> None:
    """Articles, actors, events and quotations are found by a prefix of their id, and each says why."""
    findings = sample.query.snapshot.findings
    for ident in (sample.query.snapshot.articles_by_day[0].id, findings.actors[0].id, findings.events[0].id, findings.quotations[0].id):
        assert sample.query.snapshot.find_item(ident[:9]).id == ident
        assert sample.review.explain(ident).rows


def test_a_note_that_is_removed_names_its_tags(sample: Dossier) -> None:
    """A tag set on an item may be on its note, and is removed with it."""
    anchor = sample.notebook.anchor_of(AnchorKind.EVENT, sample.query.search(Query()).events[0].id)
    note = sample.notebook.note(anchor, "Ask the harbour master.")
    sample.notebook.tag(anchor, ["verify"])
    assert sample.notebook.remove_entry(note.id).sentence.endswith(", tagged #verify.")


def test_a_bookmark_that_is_removed_tells_the_tags_that_go_with_it(sample: Dossier) -> None:
    """A tag makes a bookmark; who takes that away again reads what is lost, and undo brings it back."""
    anchor = sample.notebook.anchor_of(AnchorKind.ARTICLE, sample.query.snapshot.articles_by_day[0].id)
    sample.notebook.tag(anchor, ["verify", "later"])
    assert sample.notebook.bookmark(anchor).sentence.endswith(", tagged #verify #later.")
    sample.notebook.undo()
    assert sample.notebook.entries()[0].tags == ("verify", "later")
