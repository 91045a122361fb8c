"""Words for counts and days."""

from datetime import date

import pytest

from dossier.model.article import DateBasis, PublicationDay
from dossier.model.event import Event, Figure, FigureKind, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.span import Span
from dossier.phrases.core import (
    conflict_words,
    day_column,
    figure_label,
    format_candidate_days,
    format_event_days,
    format_figure,
    format_figure_short,
    format_publication,
    format_range,
    long_day,
    month_heading,
    publication_parts,
    short_day,
)
from dossier.phrases.plural import pluralize


def event(start: date | None, end: date | None = None, granularity: str = "day", *, sure: bool = True) -> Event:
    """An event of these days."""
    return Event("m", MEETING.name, "", Status.OCCURRED, start, end or start, granularity, sure, "", "", (), None, "", "", (), ())


@pytest.mark.parametrize(
    ("met", "days", "heading"),
    [
        (event(None), "no day given", "No day given"),
        (event(date(2031, 5, 6)), "Tue 6 May 2031", "May 2031"),
        (event(date(2031, 5, 6), sure=False), "~Tue 6 May 2031", "May 2031"),
        (event(date(2031, 5, 6), date(2031, 5, 7)), "Tue 6 – Wed 7 May 2031", "May 2031"),
        (event(date(2031, 5, 31), date(2031, 6, 1)), "Sat 31 May 2031 – Sun 1 June 2031", "May 2031"),
        (event(date(2031, 5, 1), date(2031, 5, 31), "month"), "May 2031", "May 2031"),
        (event(date(2031, 6, 1), date(2031, 8, 31), "season"), "Summer 2031", "Summer 2031"),
        (event(date(2031, 1, 1), date(2031, 12, 31), "year"), "2031", "2031"),
        (event(date(2019, 7, 21), date(2019, 7, 31), "month"), "Late July 2019", "July 2019"),
        (event(date(2019, 7, 29), date(2019, 8, 4), "week", sure=False), "Week of 29 July 2019", "July 2019"),
        (event(date(2019, 8, 3), date(2019, 8, 4), "week"), "Weekend of 3 August 2019", "August 2019"),
        (event(date(2019, 8, 2), date(2019, 8, 3), "week"), "Late in the week of 29 July 2019", "August 2019"),
        (event(date(2019, 8, 2), date(2019, 8, 6), "week"), "Between 2 August and 6 August 2019", "August 2019"),
        (event(date(2019, 1, 1), date(2019, 6, 30), "season"), "First half of 2019", "First half of 2019"),
        (event(date(2014, 3, 1), date(2016, 3, 1), "year"), "2014–2016", "2014–2016"),
    ],
)
def test_days_of_an_event(met: Event, days: str, heading: str) -> None:
    """As far as they are known, and the month they are listed under."""
    assert (format_event_days(met), month_heading(met)) == (days, heading)


def test_figures_and_counts() -> None:
    """Bounds before the number, thousands parted, every figure has its words."""
    assert format_figure(Figure(FigureKind.KILLED, 7, Span(0, 1), at_least=True)) == "at least 7 killed"
    assert format_figure(Figure(FigureKind.WITHOUT_POWER, 1_200_000, Span(0, 1), about=True)) == "about 1,200,000 without power"
    assert format_figure(Figure(FigureKind.BUILDINGS_DAMAGED, 1, Span(0, 1))) == "1 building damaged"
    assert format_figure_short(Figure(FigureKind.BUILDINGS_DAMAGED, 2, Span(0, 1))) == "2 buildings damaged"
    assert conflict_words(("place", "buildings_damaged")) == "place, buildings damaged"
    assert all(figure_label(name) for name in FigureKind)
    assert [pluralize(n, "article") for n in (0, 1, 2, 1000)] == ["0 articles", "1 article", "2 articles", "1,000 articles"]


def test_days_and_how_they_are_known() -> None:
    """The long and the short form; each basis has words."""
    assert (long_day(date(2031, 5, 6)), short_day(date(2031, 5, 6))) == ("Tue 6 May 2031", "6 May 2031")
    words = {basis: format_publication(PublicationDay(None, basis, "")) for basis in DateBasis}
    assert words[DateBasis.STATED] == "date stated"
    assert words[DateBasis.GIVEN] == "date as published"
    assert words[DateBasis.UNKNOWN] == "no day given"
    assert len(set(words.values())) == len(DateBasis)
    stated = PublicationDay(date(2031, 5, 6), DateBasis.STATED, "")
    assert publication_parts(stated) == ("Tue 6 May 2031", "date stated in the text")
    assert publication_parts(stated, short=True) == ("Tue 6 May 2031", "date stated")
    assert publication_parts(PublicationDay(None, DateBasis.UNKNOWN, "")) == ("", "no day given")


def test_a_stretch_of_days_in_few_words() -> None:
    """Months and years where they are whole; what is said twice is said once; open ends by a word."""
    ranges = {
        format_range(date(2031, 3, 1), date(2031, 3, 31)): "Mar 2031",
        format_range(date(2031, 3, 1), date(2031, 4, 30)): "Mar – Apr 2031",
        format_range(date(2030, 12, 1), date(2031, 1, 31)): "Dec 2030 – Jan 2031",
        format_range(date(2031, 1, 1), date(2031, 12, 31)): "2031",
        format_range(date(2031, 3, 5), date(2031, 3, 5)): "5 Mar 2031",
        format_range(date(2031, 3, 5), date(2031, 3, 9)): "5 – 9 Mar 2031",
        format_range(date(2031, 3, 5), date(2031, 4, 9)): "5 Mar – 9 Apr 2031",
        format_range(date(2031, 3, 1), date.max): "from Mar 2031",
        format_range(date.min, date(2031, 3, 5)): "until 5 Mar 2031",
        format_range(date.min, date.max): "any day",
    }
    assert [had for had, wanted in ranges.items() if had != wanted] == []


@pytest.mark.parametrize(
    ("number", "noun", "words"), [(1, "quote", "1 quote"), (0, "article", "0 articles"), (1204, "article", "1,204 articles")]
)
def test_counts(number: int, noun: str, words: str) -> None:
    """Proves singular, plural and the thousands' comma."""
    assert pluralize(number, noun) == words


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
        (date(2019, 7, 21), date(2019, 7, 31), "month", "late Jul", "July 2019"),
        (date(2019, 9, 11), date(2019, 9, 20), "month", "mid Sep", "September 2019"),
        (date(2019, 7, 29), date(2019, 8, 4), "week", "week of 29", "July 2019"),
        (date(2019, 8, 31), date(2019, 9, 1), "week", "weekend 31", "August 2019"),
        (date(2019, 8, 1), date(2019, 8, 4), "week", "Thu 1–4", "August 2019"),
        (date(2019, 5, 15), date(2019, 8, 15), "month", "May–Aug", "May 2019"),
        (date(2025, 8, 1), date(2025, 8, 31), "season", "late", "Summer 2025"),
        (date(2025, 1, 1), date(2025, 3, 31), "season", "first qtr", "First quarter of 2025"),
        (date(2025, 9, 1), date(2025, 12, 31), "year", "late 2025", "2025"),
        (date(2010, 1, 1), date(2019, 12, 31), "year", "2010s", "2010s"),
        (None, None, "day", "–", "No day given"),
    ],
)
def test_days_of_the_timeline(start: date | None, end: date | None, granularity: str, column: str, heading: str) -> None:
    """Proves what stands in the day column, which holds ten cells, and the group it stands under."""
    met = event(start, end, granularity)
    assert day_column(met) == column
    assert len(column) <= 10
    assert month_heading(met) == heading


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 1, 23), date(2026, 1, 24), "Fri 23 – Sat 24 January 2026"),
        (date(2026, 1, 31), date(2026, 2, 1), "Sat 31 January – Sun 1 February 2026"),
        (date(2025, 12, 31), date(2026, 1, 1), "Wed 31 December 2025 – Thu 1 January 2026"),
        (date(2026, 1, 26), None, "Mon 26 January 2026"),
    ],
)
def test_candidate_days(start: date, end: date | None, words: str) -> None:
    """Proves that month and year stand once where they are the same."""
    assert format_candidate_days(start, end) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(FigureKind.KILLED, 2, Span(0, 1)), "2 killed"),
        (Figure(FigureKind.KILLED, 7, Span(0, 1), at_least=True), "at least 7 killed"),
        (Figure(FigureKind.WOUNDED, 30, Span(0, 1), about=True), "about 30 wounded"),
        (Figure(FigureKind.WITHOUT_POWER, 1_000_000, Span(0, 1), at_least=True), "over 1m without power"),
        (Figure(FigureKind.WITHOUT_POWER, 1_200_000, Span(0, 1), about=True), "~1.2m without power"),
        (Figure(FigureKind.EVACUATED, 12_500, Span(0, 1)), "12,500 evacuated"),
    ],
)
def test_figures_in_lists(figure: Figure, words: str) -> None:
    """Proves bounds and large numbers."""
    assert format_figure_short(figure) == words
