"""Days as a user types them: “2026-01-23”, “23 Jan”, “January 23, 2026”, “23.01.2026”, “Jan 2026”, and ranges of them."""

import re
from calendar import monthrange
from datetime import date, datetime, time

from dossier.errors import DossierError

DAYS_HINT = "2026-01-23, 23 Jan, or 2026-01-23..2026-01-24"
ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
BETWEEN = re.compile(r"\s*(?:\.\.+|[–—]|\b(?:to|until|till|through)\b|(?<=\s)-(?=\s))\s*", re.IGNORECASE)
DAY_OF_MONTH = re.compile(r"\d{1,2}")
DAYS_OF_MONTH = re.compile(r"(?P<before>\D*?)(?P<first>\d{1,2})\s?[-–—]\s?(?P<last>\d{1,2})(?P<after>(?!\d)(?![-./]\d).*)")
"""“23–24 January 2026”, “Jan 23-24, 2026”."""
Days = tuple[date, date]


def parse_typed_days(text: str, near: date | None = None) -> Days:
    """First and last day of a day, month, year, or range of them. A day without a year is one of the year of `near`, or of this one.

    Days before months where both are numbers. Raises DossierError with the forms that are read.
    """
    typed = " ".join(text.split())
    base = near or date.today()  # noqa: DTZ011  the user's own calendar
    within = DAYS_OF_MONTH.fullmatch(typed)
    if within and re.search(r"[^\W\d_]", typed):
        words = within["before"], within["after"]
        first, last = (_period(f"{words[0]}{within[name]}{words[1]}", base, text) for name in ("first", "last"))
    else:
        parts = BETWEEN.split(typed, maxsplit=1)
        last = _period(parts[-1], base, text)
        first = last
        if len(parts) > 1:  # “1 to 2 March”: the first has the month and year of the last
            first = _period(f"{last[0]:%Y-%m}-{parts[0]}" if DAY_OF_MONTH.fullmatch(parts[0]) else parts[0], last[0], text)
    if last[1] < first[0]:
        raise DossierError(f"“{text}” ends before it begins.", do="Give the earlier day first.")
    return first[0], last[1]


def typed_days(start: date | None, end: date | None) -> str:
    """Days as a field for them shows them; empty where none is known."""
    if start is None:
        return ""
    return start.isoformat() if end in {None, start} else f"{start.isoformat()}..{end}"


def _period(text: str, base: date, whole: str) -> Days:
    """First and last day of one day, month or year."""
    match = ISO.fullmatch(text)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            first = date(year or 0, month or 1, day or 1)
        except ValueError as error:
            raise DossierError(f"“{text}” is not a valid date.", do="Check the month and the day.") from error
        if day:
            return first, first
        return first, _end_of_month(first) if month else first.replace(month=12, day=31)
    if any(map(str.isdigit, text)):
        if day_read := _read(text, base, "day", "month"):
            return day_read, day_read
        if re.search(r"\b\d{4}\b", text) and (month_read := _read(text, base, "month", "year")):
            return month_read.replace(day=1), _end_of_month(month_read)
    raise DossierError(f"“{whole}” is not a date.", do=f"Use a form such as {DAYS_HINT}.")


def _read(text: str, base: date, *parts: str) -> date | None:
    from dateparser import parse  # noqa: PLC0415  a tenth of a second, spent only where a day is typed in words

    settings = {
        "DATE_ORDER": "DMY",
        "REQUIRE_PARTS": list(parts),
        "RELATIVE_BASE": datetime.combine(base, time()),
        "PREFER_DATES_FROM": "current_period",
        "PARSERS": ["absolute-time"],
    }
    parsed = parse(text, languages=["en"], settings=settings)
    return parsed.date() if parsed else None


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
