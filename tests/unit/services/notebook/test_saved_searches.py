"""Saved searches: kept with their narrowing, found by name, asked of the dossier as it is now."""

from datetime import date

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError, UsageError
from dossier.model.query import Query

MARCH = (date(2031, 3, 1), date(2031, 3, 31))


def actor(reports: Dossier, name: str) -> str:
    return next(a.id for a in reports.query.snapshot.findings.actors if a.name == name)


def test_a_search_comes_back_with_its_narrowing_and_counts(reports: Dossier) -> None:
    """Under its name, capitals aside; the actors again by id."""
    query = Query("grain", (actor(reports, "Orla Brandt"),), ("meeting",), MARCH, ("Harbour Post",))
    assert reports.notebook.searches.save("  Grain   talks ", query).sentence == "Saved the search “Grain talks”."
    assert reports.notebook.searches.named("grain TALKS").query == query
    (news,) = reports.notebook.searches.news()
    assert (news.search.name, news.counts) == ("Grain talks", reports.query.result_counts(query))
    assert reports.notebook.searches.save("Grain talks", query).sentence == "A search called “Grain talks” is already saved."


def test_actors_are_kept_by_name(reports: Dossier) -> None:
    """A search follows an actor that is renamed, and says nothing where nobody bears the name."""
    brandt = actor(reports, "Orla Brandt")
    reports.notebook.searches.save("her", Query(actors=(brandt,)))
    assert reports._state.notebook.searches()[0].query.actors == ("Orla Brandt",)
    reports.notebook.rename(brandt, "Someone Else")
    assert [h.article for h in reports.query.search(reports.notebook.searches.named("her").query).articles]
    reports.notebook.undo()
    reports._state.notebook.add_search("gone", Query(actors=("Nobody Here",)), "Saved.")
    assert reports.notebook.searches.named("gone").query.actors == ("Nobody Here",)
    assert reports.query.search(reports.notebook.searches.named("gone").query).articles == ()


def test_saving_under_a_name_again_writes_over_and_is_undone(reports: Dossier) -> None:
    """As is every act on them."""
    reports.notebook.searches.save("one", Query("grain"))
    reports.notebook.searches.save("One", Query("drone"))
    assert [s.query.text for s in reports.notebook.searches.all()] == ["drone"]
    reports.notebook.undo()
    assert [(s.name, s.query.text) for s in reports.notebook.searches.all()] == [("one", "grain")]
    reports.notebook.searches.rename("one", "two")
    assert reports.notebook.searches.names() == ("two",)
    reports.notebook.searches.remove("two")
    assert reports.notebook.searches.names() == ()
    assert reports.notebook.undo().sentence == "Undone: Removed the search “two”."
    assert reports.notebook.searches.names() == ("two",)


def test_what_cannot_be_is_said(reports: Dossier) -> None:
    """Nothing asked, no name, a name that is taken, one that is not there."""
    searches = reports.notebook.searches
    searches.save("harbour", Query("grain"))
    searches.save("other", Query("drone"))
    for act, message in (
        (lambda: searches.save("x", Query("  ")), "Enter a search first"),
        (lambda: searches.save(" ", Query("grain")), "a name"),
        (lambda: searches.rename("other", "Harbour"), "Another saved search"),
        (lambda: searches.rename("other", " "), "a name"),
        (lambda: searches.named("harbor"), "Did you mean “harbour”"),
        (lambda: searches.remove("zzz"), "See “dossier searches”"),
    ):
        with pytest.raises(DossierError, match=message):
            act()


def test_a_command_adds_words_days_and_actors(reports: Dossier) -> None:
    """To a saved search or to nothing; an OR stays what it was."""
    searches, brandt = reports.notebook.searches, actor(reports, "Orla Brandt")
    searches.save("either", Query("grain OR winter"))
    assert searches.build_query("said:aker", saved="either").text == "(grain OR winter) said:aker"
    assert searches.build_query("", days="2031-03", actors=("Brandt",)) == Query(actors=(brandt,), days=MARCH)
    assert searches.build_query("", actors=(brandt[:6],)) == Query(actors=(brandt,))
    with pytest.raises(UsageError, match="No actor here"):
        searches.build_query("", actors=("Zebra",))


def test_a_query_is_told_in_words(reports: Dossier) -> None:
    """Words, days, outlets, kinds, tags, actors."""
    query = Query("grain", (actor(reports, "Orla Brandt"),), ("strike",), MARCH, ("Harbour Post", ""), ("verify",))
    assert reports.notebook.searches.describe(query) == "grain · Mar 2031 · Harbour Post · no outlet named · strike · #verify · Orla Brandt"
