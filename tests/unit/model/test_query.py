"""Query: the days of a month."""

from datetime import date

import pytest

from dossier.model.query import month_range


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2031, 3, 31), 31),
        (date(2032, 2, 1), 29),
        (date(2031, 12, 5), 31),
        (date.max, 31),  # a page may say that it expires on the last day that there is
        (date.min, 31),
    ],
)
def test_a_month_goes_from_its_first_day_to_its_last(day: date, last: int) -> None:
    assert month_range(day) == (day.replace(day=1), day.replace(day=last))
