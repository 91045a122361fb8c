"""Date syntax of queries: 2026, 2026-02, 2026-02-04, ranges and bounds."""

import re
from calendar import monthrange
from datetime import date, timedelta

PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
FORMS = "2026, 2026-02 or 2026-02-04"


class BadDateError(Exception):
    """A date that cannot be searched for; its message is a sentence for the user that shows how to write one."""


def days(text: str) -> tuple[date | None, date | None]:
    """First and last day of a `date:` value; None leaves that side open.

    The value is a period, `a..b` with either side left out, or one of `<` `>` `<=` `>=` before a period. `<` and `>` exclude the period
    itself. Raises BadDateError for anything else.
    """
    if ".." in text:
        return _range(*text.split("..", 1))
    for sign, bound in (("<=", upto), (">=", since), ("<", before), (">", after)):
        if text.startswith(sign):
            return bound(text.removeprefix(sign))
    return period(text)


def before(text: str) -> tuple[date | None, date | None]:
    """All days before a period."""
    start, _ = period(text)
    if start == date.min:
        raise BadDateError(f"There are no dates before {text}.")
    return None, start - timedelta(days=1)


def after(text: str) -> tuple[date | None, date | None]:
    """All days after a period."""
    _, end = period(text)
    if end == date.max:
        raise BadDateError(f"There are no dates after {text}.")
    return end + timedelta(days=1), None


def upto(text: str) -> tuple[date | None, date | None]:
    """All days up to the end of a period."""
    return None, period(text)[1]


def since(text: str) -> tuple[date | None, date | None]:
    """All days from the start of a period."""
    return period(text)[0], None


def period(text: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day. Raises BadDateError for anything else."""
    match = PERIOD.fullmatch(text)
    if not match or not text.isascii():
        raise BadDateError(f"Write dates as {FORMS}." if text else f"Add a date: {FORMS}.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise BadDateError(f"{text} is not in the calendar.") from None
    if day:
        return first, first
    if month:
        return first, first.replace(day=monthrange(first.year, month)[1])
    return first, first.replace(month=12, day=31)


def _range(first: str, last: str) -> tuple[date | None, date | None]:
    """`a..b`, either side of which may be missing."""
    if not first and not last:
        raise BadDateError(f"A range needs a date ({FORMS}) on at least one side of the two dots.")
    start = period(first)[0] if first else None
    end = period(last)[1] if last else None
    if start and end and end < start:
        raise BadDateError(f"The range {first}..{last} ends before it begins.")
    return start, end
