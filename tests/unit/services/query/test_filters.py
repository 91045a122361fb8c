"""Narrowing: what every list shows for days, kinds, outlets, tags and several actors, on four made-up reports."""

from datetime import date

import pytest

from dossier.api import Dossier
from dossier.errors import UsageError
from dossier.model.notebook import AnchorKind
from dossier.model.query import Filter, FilterKind, Query, month_range
from dossier.services.query.filters import parse_days

MARCH, APRIL = month_range(date(2031, 3, 1)), month_range(date(2031, 4, 1))


def files(reports: Dossier, query: Query) -> list[str]:
    return sorted(reports.query.snapshot.article(hit.article).file for hit in reports.query.search(query).articles)


def places(reports: Dossier, query: Query) -> list[str]:
    return [event.place.split(",")[0] for event in reports.query.search(query).events]


def quoted_words(reports: Dossier, query: Query) -> list[str]:
    return sorted(quotation.text.split()[0] for quotation in reports.query.search(query).quotations)


def actor(reports: Dossier, name: str) -> str:
    return next(a.id for a in reports.query.snapshot.findings.actors if a.name == name)


def test_days_ask_for_what_happened_then_and_what_was_written_then(reports: Dossier) -> None:
    """An article of April that reports on March again is among March; its words of April are not."""
    assert places(reports, Query(days=MARCH)) == ["Lisbon", "Bergen"]
    assert files(reports, Query(days=MARCH)) == ["bergen.md", "later.md", "lisbon.md"]
    assert quoted_words(reports, Query(days=MARCH)) == ["This", "We"]
    assert [q.text for q in reports.query.search(Query(days=MARCH)).quotations if q.text.startswith("We expect")] == []
    assert files(reports, Query(days=APRIL)) == ["later.md", "porto.md"]


def test_days_beside_a_kind_are_those_of_one_event(reports: Dossier) -> None:
    """Articles that report a strike of April, not those that report a strike, and something else of April."""
    query = Query(kinds=("strike",), days=APRIL)
    assert places(reports, query) == ["Narvik"]
    assert files(reports, query) == ["later.md"]
    assert files(reports, Query("type:strike", days=APRIL)) == ["later.md"]
    assert files(reports, Query(kinds=("strike",), days=MARCH)) == ["bergen.md", "later.md"]


def test_kinds_narrow_every_list_as_the_field_does(reports: Dossier) -> None:
    """Several of them ask for any; the answers are those of `type:`."""
    for chosen, text in (
        (("strike",), "type:strike"),
        (("meeting",), "type:meeting"),
        (("strike", "meeting"), "type:strike OR type:meeting"),
    ):
        by_chip, by_words = reports.query.search(Query(kinds=chosen)), reports.query.search(Query(text))
        assert {h.article for h in by_chip.articles} == {h.article for h in by_words.articles}
        assert (by_chip.events, by_chip.quotations) == (by_words.events, by_words.quotations)


def test_outlets_ask_for_any_of_them(reports: Dossier) -> None:
    """One gives its articles, their events and quotations; both give all."""
    assert files(reports, Query(sources=("Harbour Post",))) == ["lisbon.md", "porto.md"]
    assert places(reports, Query(sources=("Harbour Post",))) == ["Lisbon", "Porto"]
    assert len(files(reports, Query(sources=("Harbour Post", "Northern Wire")))) == 4


def test_several_actors_are_asked_for_together_and_their_words_kept(reports: Dossier) -> None:
    """Articles and events with all of them; what any of them says there."""
    brandt, aker = actor(reports, "Orla Brandt"), actor(reports, "Nils Aker")
    both = Query(actors=(brandt, aker))
    assert files(reports, both) == ["porto.md"]
    assert places(reports, both) == ["Porto"]
    assert quoted_words(reports, both) == ["Nobody"]
    assert len(quoted_words(reports, Query(actors=(aker,)))) == 3
    assert reports.query.search(Query(actors=("nobody",))).articles == ()


def test_notes_follow_days_and_kinds(reports: Dossier) -> None:
    """A note on a strike is shown with the strikes, one on a meeting or on the dossier is not."""
    meeting, strike = (next(e for e in reports.query.snapshot.findings.events if e.kind == kind) for kind in ("meeting", "strike"))
    for ident in (meeting, strike):
        reports.notebook.note(reports.notebook.anchor_of(AnchorKind.EVENT, ident.id), ident.kind)
    reports.notebook.note(reports.notebook.anchor_of(AnchorKind.DOSSIER), "all of it")
    assert [n.text for n in reports.query.search(Query(kinds=("strike",))).notes] == ["strike"]
    assert {n.text for n in reports.query.search(Query(days=MARCH)).notes} == {"meeting", "strike"}
    assert reports.query.search(Query(days=APRIL)).notes == ()


def test_the_tally_counts_what_the_lists_show(reports: Dossier) -> None:
    """For every way to narrow."""
    for query in (Query(), Query("drone"), Query(days=MARCH), Query("grain", kinds=("strike",)), Query(sources=("Harbour Post",))):
        counts, answer = reports.query.result_counts(query), reports.query.search(query)
        assert (counts.articles, counts.events, counts.quotations) == (len(answer.articles), len(answer.events), len(answer.quotations))


def test_days_are_written_as_in_the_query_language() -> None:
    """A month, a year, a range, an open end; anything else is refused with an example."""
    assert parse_days("2031-03") == MARCH
    assert parse_days("2031-03-05..2031-03-07") == (date(2031, 3, 5), date(2031, 3, 7))
    assert parse_days("2031-03..") == (date(2031, 3, 1), date.max)
    with pytest.raises(UsageError, match="For example"):
        parse_days("last spring")


def test_months_beside_one_another_are_one_stretch() -> None:
    """A month more is joined on, an end is taken off, one in the middle is left alone, the last takes the narrowing away."""
    march, april, june = (Filter(FilterKind.DAYS, "..".join(map(str, month_range(date(2031, m, 1))))) for m in (3, 4, 6))
    query = Query().toggled(march).toggled(june)
    assert query.days == (date(2031, 3, 1), date(2031, 6, 30))
    assert query.covers(april)
    assert query.toggled(april).days == APRIL
    assert query.toggled(march).days == (date(2031, 4, 1), date(2031, 6, 30))
    assert query.toggled(june).days == (date(2031, 3, 1), date(2031, 5, 31))
    assert Query().toggled(march).toggled(march) == Query()


def test_every_narrowing_can_be_taken_away_alone() -> None:
    """The others stay."""
    whole = Query("talks", ("a", "b"), ("strike",), MARCH, ("Harbour Post", ""), ("verify",))
    assert len(whole.filters) == 7
    for filter_ in whole.filters:
        assert [n for n in whole.filters if n != filter_] == list(whole.without_filter(filter_).filters)
        assert whole.without_filter(filter_).text == "talks"
        assert filter_.kind is FilterKind.DAYS or whole.without_filter(filter_).toggled(filter_).covers(filter_)
