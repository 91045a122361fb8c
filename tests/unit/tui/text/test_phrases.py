"""Words for days, figures, people and counts."""

from datetime import date

import pytest

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, EventKind, Figure, FigureKind, SourceReport, Status
from dossier.model.span import Span
from dossier.phrases.core import month_heading, pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.text import phrases

SPAN = Span(0, 1)


def report(
    article: str = "a", *, figures: tuple[Figure, ...] = (), status: Status = Status.OCCURRED, granularity: str = "day"
) -> SourceReport:
    """A report with nothing in it but what is given."""
    return SourceReport(article, SPAN, "x", status, date(2026, 1, 20), None, granularity, "", (), None, "", figures, None)


def event(start: date | None, end: date | None = None, granularity: str = "day", reports: tuple[SourceReport, ...] = ()) -> Event:
    """A meeting with nothing in it but its days and reports."""
    told = reports or (report(),)
    return Event("e", EventKind.MEETING, "", Status.OCCURRED, start, end, granularity, True, "", "", (), None, "", "", (), told)  # noqa: FBT003  # the model's own order


@pytest.mark.parametrize(
    ("number", "thing", "told"), [(1, "quote", "1 quote"), (0, "article", "0 articles"), (1204, "article", "1,204 articles")]
)
def test_counts(number: int, thing: str, told: str) -> None:
    """Proves singular, plural and the thousands' comma."""
    assert pluralize(number, thing) == told


@pytest.mark.parametrize(
    ("start", "end", "granularity", "column", "heading"),
    [
        (date(2026, 1, 20), None, "day", "Tue 20", "January 2026"),
        (date(2026, 1, 23), date(2026, 1, 24), "day", "Fri 23–24", "January 2026"),
        (date(2026, 1, 31), date(2026, 2, 1), "day", "Sat 31–1", "January 2026"),
        (date(2026, 1, 1), date(2026, 1, 31), "month", "January", "January 2026"),
        (date(2025, 6, 1), date(2025, 8, 31), "season", "summer", "Summer 2025"),
        (date(2025, 12, 1), date(2026, 2, 28), "season", "winter", "Winter 2026"),
        (date(2025, 1, 1), date(2025, 12, 31), "year", "2025", "2025"),
        (None, None, "day", "–", "No day given"),
    ],
)
def test_days_of_the_timeline(start: date | None, end: date | None, granularity: str, column: str, heading: str) -> None:
    """Proves what stands in the day column, which holds ten cells, and the group it stands under."""
    told = event(start, end, granularity)
    assert phrases.day_column(told) == column
    assert len(column) <= 10
    assert month_heading(told) == heading


@pytest.mark.parametrize(
    ("start", "end", "granularity", "told"),
    [
        (date(2026, 1, 23), date(2026, 1, 24), "day", "Fri 23 – Sat 24 January 2026"),
        (date(2026, 1, 31), date(2026, 2, 1), "day", "Sat 31 January – Sun 1 February 2026"),
        (date(2025, 12, 31), date(2026, 1, 1), "day", "Wed 31 December 2025 – Thu 1 January 2026"),
        (date(2026, 1, 26), None, "day", "Mon 26 January 2026"),
        (date(2026, 1, 1), date(2026, 1, 31), "month", "January 2026"),
        (None, None, "day", "no day given"),
    ],
)
def test_days_in_full(start: date | None, end: date | None, granularity: str, told: str) -> None:
    """Proves that month and year are told once where they are the same."""
    assert phrases.full_days(start, end, granularity) == told


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure(FigureKind.KILLED, 2, SPAN), "2 killed"),
        (Figure(FigureKind.KILLED, 7, SPAN, at_least=True), "at least 7 killed"),
        (Figure(FigureKind.WOUNDED, 30, SPAN, about=True), "about 30 wounded"),
        (Figure(FigureKind.WITHOUT_POWER, 1_000_000, SPAN, at_least=True), "over 1m without power"),
        (Figure(FigureKind.WITHOUT_POWER, 1_200_000, SPAN, about=True), "~1.2m without power"),
        (Figure(FigureKind.EVACUATED, 12_500, SPAN), "12,500 evacuated"),
    ],
)
def test_figures(figure: Figure, told: str) -> None:
    """Proves bounds and large numbers."""
    assert phrases.figure_words(figure) == told


def test_the_main_figure_counts_the_dead_first() -> None:
    """Proves that of several figures the gravest is told, as the report with the highest has it."""
    two, four = Figure(FigureKind.KILLED, 2, SPAN), Figure(FigureKind.KILLED, 4, SPAN)
    wounded = Figure(FigureKind.WOUNDED, 90, SPAN)
    told = event(date(2026, 1, 1), reports=(report(figures=(wounded, two)), report("b", figures=(four,))))
    assert phrases.main_figure(told) == "4 killed"
    assert phrases.main_figure(event(None)) == ""


def test_the_best_report_is_the_open_one_else_one_that_tells_it_as_held_to_the_day() -> None:
    """Proves which sentence a row of the timeline leads to."""
    vague, planned, exact = report("a", granularity="month"), report("b", status=Status.PLANNED), report("c")
    told = event(date(2026, 1, 1), reports=(vague, planned, exact))
    assert phrases.best_report(told) is exact
    assert phrases.best_report(told, "b") is planned


def test_an_untitled_text_is_called_by_its_first_words() -> None:
    """Proves what stands for a title where there is none, and for an article that is gone."""
    unknown = PublicationDay(None, DateBasis.UNKNOWN, "")
    untitled = Article("i", "f", "s", "", "", "", "en", unknown, "The envoys of both towns met at dawn")
    assert phrases.title_of(untitled, 3) == "‹The envoys of…›"
    assert phrases.title_of(None) == "an article no longer here"
    assert phrases.outlet_of(untitled) == "no outlet named"
    assert phrases.published_words(unknown) == ("", "no day given")


def test_parties_are_parted_by_side() -> None:
    """Proves that two sides meet each other, and that more are told one after the other."""
    names = Labels(short_names={"a": "Orlo", "b": "Brand", "c": "Vey"})
    assert phrases.parties(("a", "b"), names) == "Orlo with Brand"
    assert phrases.parties(("a", "b", "c"), names) == "Orlo, Brand, Vey"
    assert phrases.parties((), names) == ""
