"""Days that are known only roughly, in words: “late July 2026”, “week of 29 July 2026”, “summer 2025”, “2010s”."""

from datetime import date, timedelta

from dossier.text.timex.periods import UNIT_MONTHS, Period, period, shift

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEASONS = ("winter", "spring", "summer", "autumn")
NUMBERS = ("first", "second", "third", "fourth")
PARTS = {"START": "early", "MID": "mid", "END": "late"}
"""TIMEX3 modifier -> the word for that third of a period."""


def season(day: date) -> str:
    """The season of a day on the northern hemisphere."""
    return SEASONS[day.month % 12 // 3]


def month_of(day: date) -> str:
    """“January 2026”."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def period_words(start: date, end: date, granularity: str) -> str:
    """Days that are known only to the week, month, season or year, in words: “week of 29 July 2026”, “late July 2026”, “early
    summer 2025”, “first half of 2026”, “2010s”, “between 3 May and 4 July 2026” where no such word fits.
    """
    words = ""
    if granularity == "week":
        words = _week_words(start, end)
    elif granularity == "month" and (start.year, start.month) == (end.year, end.month):
        words = _with_part(start, end, period("month", start), month_of(start))
    elif granularity == "season":
        words = _season_words(start, end)
    elif granularity == "year":
        words = _year_words(start, end)
    return words or _between(start, end)


def period_column(start: date, end: date, granularity: str) -> str:
    """The same under the heading of its month, season or year, in at most ten cells: “week of 29”, “late Jul”, “July”, “early”, “2025”;
    empty where only the days themselves say it.
    """
    words = period_words(start, end, granularity)
    if words.startswith("between"):
        return "" if granularity == "week" else f"{MONTHS[start.month - 1][:3]}–{MONTHS[end.month - 1][:3]}"
    part, _, rest = words.partition(" ")
    if granularity == "week":
        return f"{part} of {start.day}" if part == "week" else f"{part} {start.day}" if part == "weekend" else f"{part} week"
    if granularity == "month":
        return f"{part} {rest[:3]}" if part in PARTS.values() else part
    if granularity == "season":
        return part if part in (*PARTS.values(), *SEASONS) else f"{part} {rest.partition(' ')[0]}".replace("quarter", "qtr")
    return words


def whole_period(start: date, end: date, granularity: str) -> str:
    """The season or the year that days lie in, without the part of it: “summer 2025”, “2025”."""
    words = period_words(start, end, granularity)
    part, _, rest = words.partition(" ")
    return rest if part in PARTS.values() else words


def _with_part(start: date, end: date, whole: Period, name: str) -> str:
    """The name of a period, with the third of it that the days lie in; empty where they lie across thirds."""
    if (start, end) == (whole.start, whole.end):
        return name
    thirds = ((whole.part(modifier), word) for modifier, word in PARTS.items())
    return next((f"{word} {name}" for third, word in thirds if third.start <= start <= end <= third.end), "")


def _week_words(start: date, end: date) -> str:
    week = period("week", start)
    for whole, name in ((week, "week"), (period("weekend", start), "weekend")):
        if (start, end) == (whole.start, whole.end):
            return f"{name} of {start.day} {month_of(start)}"
    part = _with_part(start, end, week, "")
    return f"{part.strip()} in the week of {week.start.day} {month_of(week.start)}" if part else ""


def _season_words(start: date, end: date) -> str:
    """A season, a quarter or a half of a year, or a part of it."""
    for unit in ("quarter", "half"):
        whole = period(unit, start)
        if (start, end) == (whole.start, whole.end):
            return f"{NUMBERS[(start.month - 1) // UNIT_MONTHS[unit]]} {unit} of {start.year}"
    first = shift(start.replace(day=1), "month", -(start.month % 3))
    last = shift(first, "quarter", 1) - timedelta(days=1)
    name = f"{season(start)} {(last if first.month == 12 else first).year}"
    return _with_part(start, end, Period("", first, last, "season"), name)


def _year_words(start: date, end: date) -> str:
    if start.year == end.year:
        return _with_part(start, end, period("year", start), str(start.year))
    decade = period("decade", start)
    return f"{start.year}s" if (start, end) == (decade.start, decade.end) else f"{start.year}–{end.year}"


def _between(start: date, end: date) -> str:
    first = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else f"{start.day} {month_of(start)}"
    return f"between {first} and {end.day} {month_of(end)}"
