"""Days of a table: cells of one column to days, in the order and by the count that the column's other rows prove."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.reading.cleaning.publication_date import parse_day, parse_metadata

EMPTY = frozenset(["", "-", "–", "—", "?", "nan", "nat", "none", "null", "n/a", "#n/a", "n.d.", "nd", "unknown", "0000-00-00"])
"""Cells, in lower case, by which programs and people say that there is no value."""
CLOCK = r"(?:[T\s,]+\d{1,2}[:.h]\d{2}.*)?"
NUMBERS = re.compile(rf"\s*(?:[^\W\d_]{{2,12}}\.?,?\s+)?(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){CLOCK}$")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d{2})?(?:\.\d+)?Z?)?$")
MOMENT = re.compile(r"(\d{10})(?:\d{3}|\d{6})?(?:\.\d+)?$")
SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?$")
FIRST_SERIAL, LAST_SERIAL = 15_000, 75_000
"""Numbers that spreadsheets give to days of 1941 to 2105, by either count."""
SINCE_1900, SINCE_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
"""Day 0 of the two counts: of Excel (whose count holds a 29 February 1900) and LibreOffice, and of Excel for early Macs and Numbers."""
YEAR_FIRST = re.compile(r"(\d{4})[-\s.,]+([^\W\d_]{3,12})\.?[-\s]+(\d{1,2})(?!\d)")
SHORT_YEAR = re.compile(r"(\d{1,2})[-\s.]+([^\W\d_]{3,12})\.?[-\s]+['’]?(\d{2})(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
LONGEST = 50
"""Characters of a cell that is a day and nothing else."""
CENTURY = 69
"""The first two-digit year of the last century, as POSIX reads them."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A cell with a day: its column, its words, and the rest of the row as evidence."""

    column: str
    text: str
    address: str = ""
    row_text: str = ""


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How a column writes its days. `day_first` is None where no row proves it, `contradiction` true where rows prove both orders;
    `epoch` is day 0 of its spreadsheet's count.
    """

    day_first: bool | None = None
    contradiction: bool = False
    epoch: dt.date = SINCE_1900


def is_empty(cell: str) -> bool:
    """True for a cell without a value."""
    return cell.strip().casefold() in EMPTY


def is_day(cell: str) -> bool:
    """True for a cell that is a day in some order or count, and nothing longer."""
    return len(cell) <= LONGEST and (any(_readings(cell)) or parse_cell(cell, DayOrder()) is not None)


def day_orders(cells: Iterable[DayCell]) -> dict[str, DayOrder]:
    """Column -> how it writes its days, from all of its cells."""
    orders: dict[str, set[bool]] = {}
    counts: dict[str, int] = {}
    for cell in cells:
        orders.setdefault(cell.column, set()).update(_proved_order(cell))
        counts[cell.column] = counts.get(cell.column, 0) + _vote_for_1904(cell)
    return {
        column: DayOrder(
            next(iter(proved)) if len(proved) == 1 else None,
            contradiction=len(proved) > 1,
            epoch=SINCE_1904 if counts[column] > 0 else SINCE_1900,
        )
        for column, proved in orders.items()
    }


def parse_cell(cell: str, order: DayOrder) -> dt.date | None:
    """The day of a cell; None where it has none, or where its order is open."""
    cell = cell.strip()
    if match := COMPACT.match(cell):
        return parse_day("-".join(match.groups()))
    if match := MOMENT.match(cell):
        return dt.datetime.fromtimestamp(int(match[1]), tz=dt.UTC).date()
    if match := SERIAL.match(cell):
        number = int(match[1])
        return order.epoch + dt.timedelta(days=number) if FIRST_SERIAL <= number <= LAST_SERIAL else None
    if NUMBERS.match(cell):
        day_first, month_first = _readings(cell)
        if day_first == month_first or not (day_first and month_first):
            return day_first or month_first
        return {True: day_first, False: month_first, None: None}[order.day_first]
    cell = YEAR_FIRST.sub(r"\3 \2 \1", cell)
    cell = SHORT_YEAR.sub(lambda match: f"{match[1]} {match[2]} {_year(match[3])}", cell)
    stated = parse_metadata(cell, "")
    return stated.day if stated else None


def why_no_day(cell: str, column: str, order: DayOrder) -> str:
    """The sentence on a cell whose day is not understood."""
    day_first, month_first = _readings(cell) if NUMBERS.match(cell.strip()) else (None, None)
    if day_first and month_first:
        proof = "the other rows prove both orders" if order.contradiction else "no other row proves the order"
        return f"The day “{cell}” ({column}) is ambiguous: it can mean {day_first} or {month_first}, and {proof}."
    return f"The day “{cell[:40]}” ({column}) was not recognised."


def _readings(cell: str) -> tuple[dt.date | None, dt.date | None]:
    """A day in numbers read day first, then month first; with dots both are day first where that makes a day."""
    match = NUMBERS.match(cell.strip())
    if not match:
        return None, None
    first, sign, second, year = match[1], match[2], match[3], _year(match[4])
    day_first, month_first = parse_day(f"{year}-{second}-{first}"), parse_day(f"{year}-{first}-{second}")
    return (day_first, day_first) if sign == "." and day_first else (day_first, month_first)


def _year(digits: str) -> int:
    """A year of two digits in full."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= CENTURY else 2000)


def _proved_order(cell: DayCell) -> set[bool]:
    """The order that one cell proves: by a number past twelve, or by the day in the row's address. A day with dots proves nothing."""
    day_first, month_first = _readings(cell.text)
    if day_first == month_first:
        return set()
    if not (day_first and month_first):
        return {day_first is not None}
    in_address = {parse_day("-".join(match.groups())) for match in IN_ADDRESS.finditer(cell.address)}
    return {day == day_first for day in (day_first, month_first) if day in in_address}


def _vote_for_1904(cell: DayCell) -> int:
    """1 where the row names the year by the count since 1904 and not by that since 1900, -1 the other way round, else 0."""
    if not SERIAL.match(cell.text.strip()):
        return 0
    by_1900, by_1904 = (parse_cell(cell.text, DayOrder(epoch=epoch)) for epoch in (SINCE_1900, SINCE_1904))
    years = {int(year) for year in YEAR.findall(f"{cell.address} {cell.row_text}")}
    named_1900, named_1904 = (bool(day and day.year in years) for day in (by_1900, by_1904))
    return named_1904 - named_1900
