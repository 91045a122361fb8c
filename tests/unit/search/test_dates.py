"""Days in queries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search.dates import BadDateError, after, before, days

JAN_20, JAN_26, JAN_31 = date(2031, 1, 20), date(2031, 1, 26), date(2031, 1, 31)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2031", (date(2031, 1, 1), date(2031, 12, 31))),
        ("2032-02", (date(2032, 2, 1), date(2032, 2, 29))),
        ("2031-01-20", (JAN_20, JAN_20)),
        ("2031-01-20..2031-01-26", (JAN_20, JAN_26)),
        ("2031-01-20..2031-01", (JAN_20, JAN_31)),
        ("2031-01-20..", (JAN_20, None)),
        ("..2031-01-26", (None, JAN_26)),
        ("<2031-02", (None, JAN_31)),
        (">2031-01", (date(2031, 2, 1), None)),
        ("<=2031-01", (None, JAN_31)),
        (">=2031-01-20", (JAN_20, None)),
    ],
)
def test_a_date_names_its_first_and_last_day(typed: str, expected: tuple[date | None, date | None]) -> None:
    """Years, months, days, ranges and bounds; < and > leave the named period out."""
    assert days(typed) == expected


def test_before_and_after_leave_the_named_period_out() -> None:
    """The month itself belongs to neither."""
    assert before("2031-02") == (None, JAN_31)
    assert after("2031-01") == (date(2031, 2, 1), None)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2",
        "2031-",
        "2031-0",
        "2031-1",
        "2031-13",
        "2031-02-30",
        "0000",
        "..",
        "2031..x",
        "2031-02..2031-01",
        "<",
        "<0001",
        ">9999",
        "٢٠٣١",
        "1..2..3",
    ],
)
def test_what_is_no_date_says_how_to_write_one(typed: str) -> None:
    """Half-typed and impossible dates raise the one error, with a sentence."""
    with pytest.raises(BadDateError, match=r"\.$"):
        days(typed)


@given(st.text(alphabet="0123456789-.<>=", max_size=24))
def test_anything_typed_is_a_range_or_the_one_error(typed: str) -> None:
    """No other exception, and no range that ends before it begins."""
    try:
        start, end = days(typed)
    except BadDateError:
        return
    assert start is None or end is None or start <= end
