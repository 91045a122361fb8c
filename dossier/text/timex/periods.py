"""Calendar periods (day, week, month, season, year) with first and last day and TIMEX3 value."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season: the meteorological seasons of the northern hemisphere, three whole months each."""
UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
GRANULARITY = {"quarter": "season", "half": "season", "weekend": "week", "decade": "year", "century": "year", "hour": "day"}
FIRST_YEAR, LAST_YEAR = 2, 9998  # a year less on either side than `date` supports
HOLIDAY = re.compile(r"(?P<month>\d+)-(?P<nth>-?\d+)(?:-(?P<weekday>\d))?|easter(?P<offset>[+-]\d+)")


@dataclass(frozen=True, slots=True)
class Period:
    """A range of whole days: its TIMEX3 value, first and last day, and granularity (day, week, month, season, year)."""

    value: str
    start: date
    end: date
    granularity: str

    def part(self, modifier: str) -> "Period":
        """The first ("START"), middle ("MID") or last ("END") third of a period longer than a day; the value stays."""
        days = (self.end - self.start).days + 1
        if days < 3 or modifier not in {"START", "MID", "END"}:
            return self
        first = {"START": 0, "MID": days // 3, "END": 2 * days // 3}[modifier]
        last = {"START": days // 3 - 1, "MID": 2 * days // 3 - 1, "END": days - 1}[modifier]
        return Period(self.value, self.start + timedelta(days=first), self.start + timedelta(days=last), self.granularity)


def day_period(day: date, clock: str = "") -> Period:
    """One day, with a time of day in its value where `clock` names one."""
    return Period(day.isoformat() + (f"T{clock}" if clock else ""), day, day, "day")


def period(unit: str, day: date) -> Period:
    """The day, week (Monday first), weekend, month, quarter, half, year, decade or century that contains `day`."""
    if unit == "week":
        year, week, weekday = day.isocalendar()
        start = day - timedelta(days=weekday - 1)
        return Period(f"{year}-W{week:02}", start, start + timedelta(days=6), "week")
    if unit == "weekend":
        whole = period("week", day)
        return Period(f"{whole.value}-WE", whole.start + timedelta(days=5), whole.end, "week")
    if unit == "decade":
        return Period(f"{day.year // 10}", date(max(day.year // 10 * 10, 1), 1, 1), date(day.year // 10 * 10 + 9, 12, 31), "year")
    if unit == "century":
        return Period(f"{day.year // 100:02}", date(max(day.year // 100 * 100, 1), 1, 1), date(day.year // 100 * 100 + 99, 12, 31), "year")
    if unit in {"month", "quarter", "half", "year"}:
        return _months(unit, day)
    return day_period(day)


def season(name: str, year: int) -> Period:
    """The season `name` (SP, SU, FA, WI) that starts in `year`; a winter runs into the next."""
    start = date(year, SEASONS[name], 1)
    end = shift(start, "month", 3) - timedelta(days=1)
    return Period(f"{year}-{name}", start, end, "season")


def shift(day: date, unit: str, amount: int) -> date:
    """`amount` units after `day` (before it where negative); the 31st becomes the last day of a shorter month.

    A result outside FIRST_YEAR to LAST_YEAR is moved to the nearest day in them.
    """
    if unit in UNIT_MONTHS:
        count = day.year * 12 + day.month - 1 + amount * UNIT_MONTHS[unit]
        year = min(max(count // 12, FIRST_YEAR), LAST_YEAR)
        month = count % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    days = amount * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1)
    if unit == "hour":
        days = int(amount / 24)
    nearest = min(max(day.toordinal() + days, date(FIRST_YEAR, 1, 1).toordinal()), date(LAST_YEAR, 12, 31).toordinal())
    return date.fromordinal(nearest)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday in `year`: "12-25", "11-4-3" (fourth Thursday of November; -1 is the last), "easter+1".

    Raises ValueError for a rule of another form, and for a day that the year does not have.
    """
    match = HOLIDAY.fullmatch(rule)
    if match is None:
        raise ValueError(f"no rule of a holiday: {rule}")
    if match["offset"]:
        return easter(year) + timedelta(days=int(match["offset"]))
    month, nth = int(match["month"]), int(match["nth"])
    if not match["weekday"]:
        return date(year, month, nth)
    weekday = int(match["weekday"])
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, in Butcher's Ecclesiastical Calendar)."""
    century, rest = divmod(year, 100)
    leaps = century // 4
    moon = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _months(unit: str, day: date) -> Period:
    """The month, quarter, half or year that contains `day`."""
    length = UNIT_MONTHS[unit]
    number = (day.month - 1) // length
    start = date(day.year, number * length + 1, 1)
    end = date(day.year, start.month + length - 1, monthrange(day.year, start.month + length - 1)[1])
    name = {"month": f"-{day.month:02}", "quarter": f"-Q{number + 1}", "half": f"-H{number + 1}", "year": ""}[unit]
    return Period(f"{day.year:04}{name}", start, end, GRANULARITY.get(unit, unit))
