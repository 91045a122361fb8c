"""Time expressions resolved by the publication day, by each other and by printed dates."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.timex.recognizer import find_times
from dossier.linking.dates.resolve_all import resolve_times

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parsed = Callable[[str], "Doc"]


@pytest.mark.parametrize(
    ("text", "expected"), [("They met on last Thursday.", date(2031, 5, 8)), ("They met last Sunday.", date(2031, 5, 11))]
)
def test_last_weekday(parsed: Parsed, text: str, expected: date) -> None:
    """Seen from Friday, last Thursday is that of last week; it is not sure."""
    (time,) = resolve_times(find_times(parsed(text), ()), date(2031, 5, 16))
    assert (expected, False) == (time.resolution.start, time.resolution.sure)


def test_a_printed_date_disambiguates_last_weekday(parsed: Parsed) -> None:
    """If the article also gives the date one candidate, that one is taken, and the explanation says so."""
    text = "They met on last Tuesday in the capital. The May 6 meeting was their first."
    last, _ = resolve_times(find_times(parsed(text), ()), date(2031, 5, 16))
    assert (date(2031, 5, 6), True) == (last.resolution.start, last.resolution.sure)
    assert "2031-05-06" in last.resolution.explanation


def test_times_relative_to_each_other(parsed: Parsed) -> None:
    """A chain of relative expressions is resolved from day to day."""
    text = "The pact was signed on March 3, 2030. The next day it was printed. Two weeks later it was void."
    resolved = resolve_times(find_times(parsed(text), ()), date(2031, 5, 15))
    assert [r.resolution.value for r in resolved] == ["2030-03-03", "2030-03-04", "2030-W12"]


def test_without_a_publication_day_only_full_dates_resolve(parsed: Parsed) -> None:
    """In an article of unknown day, weekdays have no day and full dates have one."""
    resolved = resolve_times(find_times(parsed("They met on Tuesday, and on March 3, 2030."), ()), None)
    assert [r.resolution.value for r in resolved] == [None, "2030-03-03"]


def test_equal_resolutions_are_one_object(parsed: Parsed) -> None:
    """Of many articles they take half the memory that they would otherwise."""
    texts = ("They met on last Thursday.", "On last Thursday she resigned, the paper says.")
    one, other = (resolve_times(find_times(parsed(text), ()), date(2031, 5, 16))[0] for text in texts)
    assert one.expression.span != other.expression.span
    assert one.resolution is other.resolution
