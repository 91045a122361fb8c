"""Days in the cells of a table."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.reading.containers.table_days import SINCE_1900, SINCE_1904, DayCell, DayOrder, day_orders, is_day, parse_cell


@pytest.mark.parametrize(
    "cell",
    ["2031-10-07", "2031-10-07 12:20:00", "2031-10-07T23:59:00-05:00", "20311007", "20311007T101500Z", "20311007101500", "1949140800",
     "1949140800.0", "1949140800000", "Oct 7, 2031", "October 7, 2031 Tuesday", "Tuesday, October 7, 2031", "7 Oct. 2031", "07-Oct-31", "7-Oct-2031",
     "2031 October 7", "2031-Oct-07", "Tue, 07 Oct 2031 10:00:00 GMT", "07.10.2031", "7.10.31 14:05", "7. Oktober 2031", "2031/10/07", "2031年10月7日"],
)  # fmt: skip
def test_cells_that_leave_one_day(cell: str) -> None:
    """However it is written."""
    assert parse_cell(cell, DayOrder()) == dt.date(2031, 10, 7)
    assert is_day(cell)


@pytest.mark.parametrize(
    "cell", ["", "2031", "October 2031", "10/2031", "yesterday", "31/31/2031", "12345678901234567890", "99999", "1,400"]
)
def test_cells_without_a_day(cell: str) -> None:
    """Years, months, other numbers and words."""
    assert parse_cell(cell, DayOrder()) is None
    assert not is_day(cell)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2060, 12, 31)), st.sampled_from([SINCE_1900, SINCE_1904]))
def test_every_day_survives_its_spellings(day: dt.date, epoch: dt.date) -> None:
    """Day first, month first, with dots, by either count."""
    day_first, month_first, year = f"{day.day}/{day.month}/{day.year}", f"{day.month:02}-{day.day:02}-{day.year}", day.year % 100
    assert parse_cell(day_first, DayOrder(day_first=True)) == day
    assert parse_cell(month_first, DayOrder(day_first=False)) == day
    assert parse_cell(f"{day.day}.{day.month}.{day.year}", DayOrder(day_first=False)) == day
    assert parse_cell(f"{day.day}/{day.month}/{year:02}", DayOrder(day_first=True)) == (
        day if day.year < 2060 else parse_cell(day_first, DayOrder(day_first=True))
    )
    assert parse_cell(str((day - epoch).days), DayOrder(epoch=epoch)) == day


def test_the_order_is_proved_by_column() -> None:
    """A day past twelve, in either place; days with dots and whole dates prove nothing."""
    cells = [
        ("a", "1/2/2031"),
        ("a", "13/2/2031"),
        ("b", "1/2/2031"),
        ("b", "2/13/2031"),
        ("c", "13.2.2031"),
        ("c", "2031-02-13"),
        ("c", "2/2/2031"),
    ]
    orders = day_orders(DayCell(column, text) for column, text in cells)
    assert [orders[column].day_first for column in "abc"] == [True, False, None]
