"""Days as a user types them."""

from datetime import date

import pytest

from dossier.errors import DossierError
from dossier.text.typed_days import parse_typed_days, typed_days

NEAR = date(2031, 5, 4)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2031-01-23", "2031-01-23", "2031-01-23"),
        ("2031-1-3", "2031-01-03", "2031-01-03"),
        ("2031-01-23..2031-01-24", "2031-01-23", "2031-01-24"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("3 jan", "2031-01-03", "2031-01-03"),
        ("Jan. 3", "2031-01-03", "2031-01-03"),
        ("January 3, 2030", "2030-01-03", "2030-01-03"),
        ("Mon 3 February 2031", "2031-02-03", "2031-02-03"),
        ("3rd of March 2031", "2031-03-03", "2031-03-03"),
        ("03.02.2031", "2031-02-03", "2031-02-03"),
        ("3/2/2031", "2031-02-03", "2031-02-03"),
        ("Feb 2031", "2031-02-01", "2031-02-28"),
        ("23–24 January 2031", "2031-01-23", "2031-01-24"),
        ("Jan 23-24, 2031", "2031-01-23", "2031-01-24"),
        ("30 Jan to 2 Feb 2030", "2030-01-30", "2030-02-02"),
        ("1 to 2 March 2030", "2030-03-01", "2030-03-02"),
        ("30 Jan - 2 Feb", "2031-01-30", "2031-02-02"),
    ],
)
def test_days_in_many_forms(text: str, first: str, last: str) -> None:
    """As articles print them; the year that is not typed is that of the day shown before."""
    assert parse_typed_days(text, NEAR) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "soon", "yesterday", "2031-02-30", "2031-13", "32 May", "2020-01-023 jan", "24..23 May 2031"])
def test_what_is_no_day_says_what_is(text: str) -> None:
    """Never a guess; the message shows a form or what is wrong."""
    with pytest.raises(DossierError) as raised:
        parse_typed_days(text, NEAR)
    assert raised.value.do


def test_the_field_shows_what_it_reads() -> None:
    """What is shown is read as the same days."""
    for first, last in ((NEAR, NEAR), (NEAR, date(2031, 5, 6))):
        assert parse_typed_days(typed_days(first, last)) == (first, last)
    assert typed_days(None, None) == ""
