"""Days of strike mentions, compared."""

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.days import ArticleDays, is_long_before
from dossier.extraction.timex.recognizer import find_times

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "same", "other"),
    [
        ("It fell on Saturday. It fell on September 3.", True, False),
        ("It fell on Saturday. It fell on September 1.", False, True),
        ("It fell on Saturday night. It fell on September 4.", False, False),
        ("It fell on Saturday. It fell earlier this month.", False, False),
    ],
)
def test_days_of_a_dated_article(parsed: Parsed, text: str, same: bool, other: bool) -> None:  # noqa: FBT001  columns of the table
    """With the publication day, a weekday and a date are the same day or another; nights and months contradict less."""
    days = ArticleDays(find_times(parsed(text), ()), date(2016, 9, 5))
    assert (days.share_day([0], [1]), days.contradict([0], [1])) == (same, other)


def test_without_publication_day(parsed: Parsed) -> None:
    """Without it a weekday contradicts another weekday, but no date."""
    days = ArticleDays(find_times(parsed("It fell on Saturday, Friday, and on September 1."), ()))
    assert days.contradict([0], [1])
    assert not days.contradict([0], [2])
    assert days.share_day([1], [1])


def test_a_birthday_is_long_before_the_news(parsed: Callable[[str], Doc]) -> None:
    """A date with its year months before the article dates no news; one of the last weeks, or without a year, may."""
    text = "She was born on June 23, 1941, moved on May 3, 2031, and left on 4 May."
    times = find_times(parsed(text), ())
    assert [is_long_before(time, date(2031, 5, 14)) for time in times] == [True, False, False]
    assert not any(is_long_before(time, None) for time in times)
