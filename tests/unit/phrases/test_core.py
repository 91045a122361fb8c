"""Words for counts and days."""

from datetime import date

import pytest

from dossier.model.article import DateBasis, PublicationDay
from dossier.model.event import Event, EventKind, Figure, FigureKind, Status
from dossier.model.span import Span
from dossier.phrases.core import (
    FIGURE_WORDS,
    format_event_days,
    format_figure,
    format_publication,
    format_range,
    long_day,
    month_heading,
    pluralize,
    short_day,
)


def event(start: date | None, end: date | None = None, granularity: str = "day", *, sure: bool = True) -> Event:
    """An event of these days."""
    return Event("m", EventKind.MEETING, "", Status.OCCURRED, start, end or start, granularity, sure, "", "", (), None, "", "", (), ())


@pytest.mark.parametrize(
    ("told", "days", "heading"),
    [
        (event(None), "no day given", "No day given"),
        (event(date(2031, 5, 6)), "Tue 6 May 2031", "May 2031"),
        (event(date(2031, 5, 6), sure=False), "~Tue 6 May 2031", "May 2031"),
        (event(date(2031, 5, 6), date(2031, 5, 7)), "Tue 6 – Wed 7 May 2031", "May 2031"),
        (event(date(2031, 5, 31), date(2031, 6, 1)), "Sat 31 May 2031 – Sun 1 June 2031", "May 2031"),
        (event(date(2031, 5, 1), date(2031, 5, 31), "month"), "May 2031", "May 2031"),
        (event(date(2031, 6, 1), date(2031, 8, 31), "season"), "Summer 2031", "Summer 2031"),
        (event(date(2031, 1, 1), date(2031, 12, 31), "year"), "2031", "2031"),
    ],
)
def test_days_of_an_event(told: Event, days: str, heading: str) -> None:
    """As far as they are known, and the month they are listed under."""
    assert (format_event_days(told), month_heading(told)) == (days, heading)


def test_figures_and_counts() -> None:
    """Bounds before the number, thousands parted, every figure has its words."""
    assert format_figure(Figure(FigureKind.KILLED, 7, Span(0, 1), at_least=True)) == "at least 7 killed"
    assert format_figure(Figure(FigureKind.WITHOUT_POWER, 1_200_000, Span(0, 1), about=True)) == "about 1,200,000 without power"
    assert set(FIGURE_WORDS) == set(FigureKind)
    assert [pluralize(n, "article") for n in (0, 1, 2, 1000)] == ["0 articles", "1 article", "2 articles", "1,000 articles"]


def test_days_and_how_they_are_known() -> None:
    """The long and the short form; each basis has words."""
    assert (long_day(date(2031, 5, 6)), short_day(date(2031, 5, 6))) == ("Tue 6 May 2031", "6 May 2031")
    words = {basis: format_publication(PublicationDay(None, basis, "")) for basis in DateBasis}
    assert words[DateBasis.STATED] == "day stated"
    assert words[DateBasis.GIVEN] == "day given"
    assert words[DateBasis.UNKNOWN] == "no day given"
    assert len(set(words.values())) == len(DateBasis)


def test_a_stretch_of_days_is_told_in_few_words() -> None:
    """Months and years where they are whole; what is said twice is said once; open ends by a word."""
    told = {
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
    assert [had for had, wanted in told.items() if had != wanted] == []
