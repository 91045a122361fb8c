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
    event = sample.answer(Query()).events[0]
    anchor = sample.desk.anchor_of(AnchorKind.EVENT, event.id)
    assert sample.desk.bookmark(anchor).sentence.startswith("Bookmarked")
    assert [e.target for e in sample.desk.entries()] == [event.id]
    assert sample.desk.bookmark(anchor).sentence.startswith("Removed")
    assert sample.desk.entries() == ()
    sample.desk.undo()
    assert [e.target for e in sample.desk.entries()] == [event.id]


def test_notes_and_tags_are_found(sample: Dossier) -> None:
    """By their words, their tags, and through the article they hang on."""
    article = sample.articles()[0]
    quotation = sample.quotations_of(article.id)[0]
    sample.desk.note(
        sample.desk.anchor_of(AnchorKind.QUOTATION, quotation.id), "Zebra: ask the press office", ["verify"], NoteStatus.TO_VERIFY
    )
    assert len(sample.answer(Query("zebra")).notes) == 1
    assert [h.article for h in sample.answer(Query("tag:verify")).articles] == [article.id]
    assert [q.id for q in sample.answer(Query("has:note")).quotations] == [quotation.id]


def test_joined_actors_are_one_until_undone(sample: Dossier) -> None:
    """Mentions, events and quotations follow; a rebuild keeps the decision; undo takes it back."""
    people = [r.actor for r in sample.answer(Query()).actors if r.actor.kind is ActorKind.PERSON]
    first, second = people[0], people[1]
    before = sample.findings()
    sample.desk.merge([first.id, second.id])
    assert second.name in sample.actor(first.id).aliases
    assert all(q.speaker != second.id for q in sample.findings().quotations)
    sample.rebuild()
    assert second.name in sample.actor(first.id).aliases
    sample.desk.undo()
    assert sample.findings() == before


def test_an_event_is_dated_placed_hidden_and_split(sample: Dossier) -> None:
    """Each correction shows at once and is undone."""
    before = sample.findings()
    event = next(e for e in before.events if len(e.articles) > 1)
    sample.desk.set_day(event.id, date(2031, 1, 2))
    assert sample.event(event.id).start == date(2031, 1, 2)
    sample.desk.set_place(event.id, "Nowhere")
    assert sample.event(event.id).place == "Nowhere"
    sample.desk.hide(event.id)
    assert event.id not in {e.id for e in sample.answer(Query()).events}
    for _ in range(3):
        sample.desk.undo()
    sample.desk.split(event.id, event.articles[-1])
    assert len(sample.event(event.id).articles) == len(event.articles) - 1
    sample.desk.undo()
    assert sample.findings() == before


def test_a_speaker_is_set(sample: Dossier) -> None:
    """The quotation moves to the actor named."""
    quotation = sample.findings().quotations[0]
    other = next(a for a in sample.findings().actors if a.kind is ActorKind.PERSON and a.id != quotation.speaker)
    sample.desk.set_speaker(quotation.id, other.name)
    assert sample.quotation(quotation.id).speaker == other.id
    assert "You set" in sample.quotation(quotation.id).explanation
    sample.desk.undo()


def test_impossible_acts_are_refused_in_a_sentence(sample: Dossier) -> None:
    """Nothing is kept of them."""
    event = sample.answer(Query()).events[0]
    with pytest.raises(DossierError, match="Two or more"):
        sample.desk.merge([event.id])
    with pytest.raises(DossierError, match="last day"):
        sample.desk.set_day(event.id, date(2031, 1, 2), date(2031, 1, 1))
    with pytest.raises(DossierError, match="Nothing here has the id"):
        sample.desk.hide("nothing")
    one, other = (r.actor for r in sample.answer(Query()).actors[:2])
    with pytest.raises(DossierError, match="Another actor is called"):
        sample.desk.rename(one.id, other.name)
    for refused in (
        lambda: sample.desk.rename(one.id, " "),
        lambda: sample.desk.set_place(event.id, ""),
        lambda: sample.desk.split(one.id, "No Such"),
    ):
        with pytest.raises(DossierError):
            refused()
    assert sample.desk.history() == ()
    assert sample.desk.undo().sentence == "There is nothing to undo."


def test_every_id_can_be_shortened_and_explained(sample: Dossier) -> None:
    """Articles, actors, events and quotations are found by a prefix of their id, and each says why."""
    held = sample.findings()
    for ident in (sample.articles()[0].id, held.actors[0].id, held.events[0].id, held.quotations[0].id):
        assert sample.find(ident[:9]).id == ident
        assert sample.why(ident).rows


def test_a_bookmark_that_is_removed_tells_the_tags_that_go_with_it(sample: Dossier) -> None:
    """A tag makes a bookmark; who takes that away again reads what is lost, and undo brings it back."""
    anchor = sample.desk.anchor_of(AnchorKind.ARTICLE, sample.articles()[0].id)
    sample.desk.tag(anchor, ["verify", "later"])
    assert sample.desk.bookmark(anchor).sentence.endswith(", tagged #verify #later.")
    sample.desk.undo()
    assert sample.desk.entries()[0].tags == ("verify", "later")
