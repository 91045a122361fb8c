"""Facets: what a query can be narrowed to, each count that of the list it would give."""

from collections import Counter
from dataclasses import replace
from datetime import date

from dossier.api import Dossier
from dossier.model.facet import Facet
from dossier.model.notebook import AnchorKind
from dossier.model.query import FilterKind, Query, month_range
from dossier.services.query.filters import NO_OUTLET


def of(reports: Dossier, by: FilterKind, query: Query | None = None) -> dict[str, Facet]:
    return {f.name: f for f in reports.query.facets(query or Query()) if f.filter.kind is by}


def test_each_count_is_that_of_the_list_it_would_give(reports: Dossier) -> None:
    """For all facets, with and without words."""
    for query in (Query(), Query("drone"), Query("said:aker"), Query("type:strike"), Query("Brandt", kinds=("meeting",))):
        for facet in reports.query.facets(query):
            if query.covers(facet.filter):
                continue
            by_kind = facet.filter.kind is FilterKind.KIND
            answer = reports.query.search((replace(query, kinds=()) if by_kind else query).toggled(facet.filter))
            there = {"article": len(answer.articles), "event": len(answer.events)}
            assert {word: number for number, word in facet.counts}.items() <= there.items(), facet


def test_months_come_in_order_with_what_happened_and_what_was_written(reports: Dossier) -> None:
    """Two numbers each; an article counts in the month in which it was written and in those of the events that it reports."""
    assert [(f.name, f.counts) for f in of(reports, FilterKind.DAYS).values()] == [
        ("March 2031", ((2, "event"), (3, "article"))),
        ("April 2031", ((2, "event"), (2, "article"))),
    ]


def test_where_any_will_do_the_others_keep_their_counts(reports: Dossier) -> None:
    """A chosen outlet leaves the other one choosable; a chosen actor leaves those who appear beside it."""
    chosen = of(reports, FilterKind.SOURCE, Query(sources=("Harbour Post",)))
    assert {n: (f.counts[0][0], f.chosen) for n, f in chosen.items()} == {"Harbour Post": (2, True), "Northern Wire": (2, False)}
    brandt = next(a.id for a in reports.query.snapshot.findings.actors if a.name == "Orla Brandt")
    beside = of(reports, FilterKind.ACTOR, Query(actors=(brandt,)))
    assert {n: f.counts[0][0] for n, f in beside.items()} == {"Orla Brandt": 2, "Nils Aker": 1, "Tomas Kerr": 1}
    assert next(iter(beside)) == "Orla Brandt"


def test_what_is_chosen_stays_in_sight_though_nothing_is_left(reports: Dossier) -> None:
    """So that it can be given up again."""
    query = Query("zebra", kinds=("strike",), sources=("Harbour Post",), tags=("later",), days=(date(2031, 3, 2), date(2031, 3, 9)))
    assert {f.name for f in reports.query.facets(query) if f.chosen} == {"strike", "Harbour Post", "later", "2 – 9 Mar 2031"}


def test_all_months_of_a_stretch_are_chosen(reports: Dossier) -> None:
    """Days from March to April choose both."""
    query = Query(days=(month_range(date(2031, 3, 1))[0], month_range(date(2031, 4, 1))[1]))
    assert [f.chosen for f in of(reports, FilterKind.DAYS, query).values()] == [True, True]


def test_tags_count_what_carries_them(reports: Dossier) -> None:
    """A tag on an event counts while the event is shown."""
    strike = next(e for e in reports.query.snapshot.findings.events if e.kind == "strike")
    reports.notebook.tag(reports.notebook.anchor_of(AnchorKind.EVENT, strike.id), ["verify"])
    assert of(reports, FilterKind.TAG)["verify"].counts == ((1, "entry"),)
    assert "verify" not in of(reports, FilterKind.TAG, Query("said:brandt"))


def test_outlets_are_counted_the_same_with_and_without_the_search_engine(reports: Dossier) -> None:
    """The engine counts queries of words; what asks for speakers or days is counted from the articles."""
    for text in ("", "drone", "talks OR drone", "-drone", 'source:"Harbour Post"', "said:aker", "brandt date:2031-03"):
        counts = {name: facet.counts[0][0] for name, facet in of(reports, FilterKind.SOURCE, Query(text)).items()}
        articles = [reports.query.snapshot.articles[hit.article] for hit in reports.query.search(Query(text)).articles]
        assert counts == Counter(article.outlet or NO_OUTLET for article in articles)
