"""One actor's page, over reports of invented outlets."""

from datetime import date

from dossier.api import Dossier
from dossier.model.notebook import AnchorKind
from dossier.model.profile import Profile


def page(dossier: Dossier, name: str) -> Profile:
    """The page of the actor of that name."""
    return dossier.review.profile(dossier.query.snapshot.find_item(name).id)


def test_names_and_roles_are_listed_with_where_they_are_printed(outlets: Dossier) -> None:
    """Counts add up to the mentions, and each role stands at its own words, once an article."""
    profile = page(outlets, "Orla Brandt")
    assert {n.text for n in profile.names} == {"Orla Brandt", "Brandt"}
    assert sum(n.count for n in profile.names) == len(profile.actor.mentions)
    roles = {r.text: r.printed for r in profile.roles}
    assert len(roles["Karvenian Foreign Minister"]) == 3
    for text, printed in roles.items():
        assert len({w.article for w in printed}) == len(printed)
        assert all(" ".join(w.span.of(outlets.query.snapshot.article(w.article).text).split()) == text for w in printed)


def test_two_people_of_one_surname_have_pages_of_their_own(outlets: Dossier) -> None:
    """The mayor's words are not the minister's."""
    mayor, minister = page(outlets, "Henrik Brandt"), page(outlets, "Orla Brandt")
    assert [q.text for q in mayor.quotations] == ["They burned bread, not guns,", "I did not want an apology, I wanted her to smell it,"]
    assert not {q.id for q in mayor.quotations} & {q.id for q in minister.quotations}
    assert [c.actor.name for c in mayor.co_occurrences if c.actor.name == "Orla Brandt"] == ["Orla Brandt"]


def test_events_say_as_what_the_actor_has_part_in_them(outlets: Dossier) -> None:
    """The mayor met the envoy, and reported the attack."""
    told = page(outlets, "Henrik Brandt")
    assert [(p.event.start, p.role) for p in told.events] == [(date(2031, 5, 11), "reported it"), (date(2031, 5, 19), "took part")]
    for part in told.events:
        assert "Brandt" in part.occurrence.span.of(outlets.query.snapshot.article(part.occurrence.article).text)


def test_company_counts_sentences_events_and_articles(outlets: Dossier) -> None:
    """The closest come first, each with a sentence that names both."""
    profile = page(outlets, "Ilse Vantor")
    first = profile.co_occurrences[0]
    assert first.actor.name == "Orla Brandt"
    assert min(first.sentences, first.events, first.articles) >= 2
    for other in profile.co_occurrences:
        text = other.together.span.of(outlets.query.snapshot.article(other.together.article).text)
        assert not other.sentences or "Vantor" in text or "her" in text
    weights = [c.sentences + c.events for c in profile.co_occurrences]
    assert weights == sorted(weights, reverse=True)


def test_what_others_said_of_an_actor_is_found(outlets: Dossier) -> None:
    """A name inside somebody else's quotation; one's own words are not said of oneself."""
    assert [(q.speaker_text, q.text) for q in page(outlets, "Ilse Vantor").quotations_about] == [
        ("Orla Brandt", "Ilse Vantor never raised her voice at the table,")
    ]
    assert page(outlets, "Orla Brandt").quotations_about == ()


def test_days_and_sources_are_those_of_the_articles(outlets: Dossier) -> None:
    """First and last publication day; outlets with their counts."""
    profile = page(outlets, "Anselm Rook")
    assert (profile.first, profile.last) == (date(2031, 5, 15), date(2031, 5, 16))
    assert [(s.outlet, s.articles) for s in profile.sources] == [("Evening Ledger", 1), ("Lakeside Herald", 1), ("Northern Wire", 1)]


def test_notes_on_an_actor_and_on_its_words_are_there(outlets: Dossier) -> None:
    """Not those on anybody else's."""
    profile = page(outlets, "Tomas Kerr")
    desk = outlets.notebook
    desk.note(desk.anchor_of(AnchorKind.ACTOR, profile.actor.id), "Ask his office.")
    desk.bookmark(desk.anchor_of(AnchorKind.QUOTATION, profile.quotations[0].id))
    desk.note(desk.anchor_of(AnchorKind.ACTOR, outlets.query.snapshot.find_item("Marek Dolan").id), "Not his.")
    assert sorted(e.text for e in page(outlets, "Tomas Kerr").entries) == ["", "Ask his office."]
