"""Sources side by side, over reports of invented outlets."""

from datetime import date
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.linking.events.conflicts import conflict_points
from dossier.model.comparison import Agreement, Comparison, ComparisonRow, DiffKind
from dossier.model.event import Event
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.query import Query


def event_of(dossier: Dossier, day: date, place: str) -> Event:
    """The event of a day and place."""
    return next(e for e in dossier.query.search(Query()).events if (e.start, e.place) == (day, place))


def compared(dossier: Dossier, ident: str) -> Comparison:
    """Its comparison."""
    comparison = dossier.review.compare(ident)
    assert comparison is not None
    return comparison


def point(comparison: Comparison, name: str) -> ComparisonRow:
    """The point of that name."""
    return next(p for p in comparison.rows if p.name == name)


def marked(row: ComparisonRow) -> list[list[str]]:
    """The marked text of each cell."""
    return [[p.text for line in cell.lines for p in line if p.mark is DiffKind.DIFFERS] for cell in row.cells]


@pytest.fixture
def talks(outlets: Dossier) -> Comparison:
    """The talks at the lake, which a user has merged from three rows that differ in day, place and who came."""
    rows = [
        e.id
        for e in outlets.query.search(Query()).events
        if e.kind == MEETING.name and e.start and date(2031, 5, 6) <= e.start <= date(2031, 5, 7)
    ]
    outlets.notebook.merge(rows)
    return compared(outlets, event_of(outlets, date(2031, 5, 6), "Brennhaven").id)


def test_days_places_and_people_that_differ_are_marked(talks: Comparison) -> None:
    """The odd day and place out, and who is named by one source and not by another."""
    assert [s.outlet for s in talks.sources] == ["Lakeside Herald", "Lakeside Herald", "The Tolmar Gazette", "Evening Ledger"]
    assert marked(point(talks, "Day")) == [[], [], ["Wed 7 May 2031"], []]
    assert marked(point(talks, "Place")) == [[], [], [], ["Orvald"]]
    assert marked(point(talks, "Who came")) == [[], ["Ilse Vantor"], ["Tomas Kerr", "Ilse Vantor"], []]
    assert talks.differing == 3
    assert point(talks, "Figures").agreement is Agreement.NONE
    assert [cell.text for cell in point(talks, "Status").cells] == ["planned", "held", "held", "held"]


def test_the_words_that_tell_the_day_are_brought_out(talks: Comparison, outlets: Dossier) -> None:
    """In the sentence of each source, at the passage that the cell leads to."""
    row = point(talks, "Sentence")
    marked = [[p.text for line in cell.lines for p in line if p.mark is DiffKind.TIME] for cell in row.cells]
    assert marked == [["Tuesday"], ["Tuesday"], ["Wednesday"], ["Tuesday"]]
    for source, cell in zip(talks.sources, row.cells, strict=True):
        assert cell.span is not None
        assert cell.text.startswith(cell.span.of(outlets.query.snapshot.article(source.article).text))


def test_different_lower_bounds_neither_differ_nor_agree(tmp_path: Path) -> None:
    """Both “at least” can be true, but the sources do not say the same."""
    case = tmp_path / "case"
    (case / "seeds").mkdir(parents=True)
    (case / "dossier.toml").write_text('title = "Bounds"\n', encoding="utf-8")
    for name, number in (("first", 17), ("second", 21)):
        text = f"---\ntitle: The {name} report\noutlet: {name}\ndate: 2031-03-12\n---\n"
        text += f"A drone strike on a market in Arica killed at least {number} people and wounded 42 on Tuesday, officials said.\n"
        (case / "seeds" / f"{name}.md").write_text(text, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
        comparison = compared(opened, event_of(opened, date(2031, 3, 11), "Arica").id)
    killed, wounded = point(comparison, "Killed"), point(comparison, "Wounded")
    assert (killed.agreement, killed.remark, wounded.agreement) == (Agreement.OWN, "as reported", Agreement.AGREE)
    assert comparison.differing == 0


def test_each_figure_is_a_point_that_leads_to_its_own_sentence(outlets: Dossier) -> None:
    """Killed and wounded differ, each in the sentence that gives it."""
    comparison = compared(outlets, event_of(outlets, date(2031, 5, 11), "Sarrowmouth").id)
    assert marked(point(comparison, "Killed")) == [["4"], ["at least 6"]]
    assert marked(point(comparison, "Wounded")) == [["12"], ["15"]]
    gazette = point(comparison, "Wounded").cells[1].span
    assert gazette is not None
    assert "wounded 15" in gazette.of(outlets.query.snapshot.article(comparison.sources[1].article).text)
    assert point(comparison, "With").agreement is Agreement.AGREE
    assert [cell.text for cell in point(comparison, "Status").cells] == ["reported", "reported"]


def test_copies_of_one_text_count_once(outlets: Dossier) -> None:
    """Three outlets, one text: the later two say whose it is."""
    comparison = compared(outlets, event_of(outlets, date(2031, 5, 14), "Mirefield").id)
    assert [s.copy_of for s in comparison.sources] == ["", "Northern Wire", "Northern Wire"]
    assert (len(comparison.sources), comparison.independent, comparison.differing) == (3, 1, 0)


def test_the_same_words_are_told_from_the_first_to_print_them(outlets: Dossier) -> None:
    """Whole, trimmed, and with one word changed, in the order of their days."""
    quotation = next(q for q in outlets.query.search(Query("border")).quotations if q.same_as)
    comparison = compared(outlets, quotation.id)
    assert [(s.outlet, s.remark) for s in comparison.sources] == [
        ("Lakeside Herald", "first to publish it"),
        ("The Tolmar Gazette", ""),
        ("Evening Ledger", ""),
    ]
    words = point(comparison, "Words")
    kinds = [[(p.mark, p.text, p.was) for p in cell.lines[0] if p.mark is not DiffKind.NONE] for cell in words.cells]
    assert kinds == [
        [],
        [(DiffKind.DROPPED, "and the guns along the river will stay silent until June", "")],
        [(DiffKind.CHANGED, "border", "river")],
    ]
    assert [cell.text for cell in point(comparison, "Channel").cells] == ["", "reporters", "Facebook"]


def test_one_source_is_not_compared(outlets: Dossier) -> None:
    """Nor is an actor or an article."""
    alone = next(e for e in outlets.query.search(Query()).events if len(e.articles) == 1)
    assert outlets.review.compare(alone.id) is None
    assert outlets.review.compare(alone.reports[0].article) is None


NAMES = {"Day": "day", "Place": "place", "Who came": "who", "Struck by": "who"}
"""The point of a conflict by the row of the comparison; figures are named by their own words."""


@pytest.mark.usefixtures("talks")
def test_the_comparison_differs_exactly_where_the_event_is_in_conflict(outlets: Dossier, sample: Dossier) -> None:
    """One judgement for the mark of the timeline, the conflicts of the exports and the rows of the comparison; attendance counts."""
    points: list[str] = []
    for dossier in (outlets, sample):
        for event in dossier.query.search(Query()).events:
            comparison = dossier.review.compare(event.id)
            differing = {row.name for row in comparison.rows if row.agreement is Agreement.DIFFER} if comparison else set()
            assert {NAMES.get(name, name.lower().replace(" ", "_")) for name in differing} == set(event.conflicts) & set(conflict_points())
            points += event.conflicts
    assert {"day", "who", "killed"} <= set(points)
