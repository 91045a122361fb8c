"""Days that are known only roughly, in words: “late July 2026”, “week of 29 July 2026”, “summer 2025”, “2010s”."""

from datetime import date, timedelta

from dossier.model.query import month_range

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEASONS = ("winter", "spring", "summer", "autumn")
NUMBERS = ("first", "second", "third", "fourth")
PARTS = ("early", "mid", "late")
WEEK, WEEKEND = 7, 2
MONDAY, SATURDAY = 0, 5


def season(day: date) -> str:
    """The season of a day on the northern hemisphere."""
    return SEASONS[day.month % 12 // 3]


def month_of(day: date) -> str:
    """“January 2026”."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def period_words(start: date, end: date, granularity: str) -> str:
    """Days that are given to the week, month, season or year, as they would be said: “week of 29 July 2026”, “late July 2026”, “early
    summer 2025”, “first half of 2026”, “2010s”, “between 3 May and 4 July 2026” where no such word fits.
    """
    words = ""
    if granularity == "week":
        words = _week_words(start, end)
    elif granularity == "month" and (start.year, start.month) == (end.year, end.month):
        words = _with_part(start, end, *month_range(start), month_of(start))
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
        return f"{part} {rest[:3]}" if part in PARTS else part
    if granularity == "season":
        return part if part in (*PARTS, *SEASONS) else f"{part} {rest.partition(' ')[0]}".replace("quarter", "qtr")
    return words


def whole_period(start: date, end: date, granularity: str) -> str:
    """The season or the year that days lie in, without the part of it: “summer 2025”, “2025”."""
    words = period_words(start, end, granularity)
    part, _, rest = words.partition(" ")
    return rest if part in PARTS else words


def _next_month(first: date, months: int = 1) -> date:
    """The first day of the month that many months later."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _with_part(start: date, end: date, first: date, last: date, name: str) -> str:
    """The name of a period, with the third of it that the days lie in; empty where they lie across thirds."""
    if (start, end) == (first, last):
        return name
    length = (last - first).days + 1
    bounds = (length // 3, 2 * length // 3)  # as text.timex divides a period
    thirds = {sum((day - first).days >= bound for bound in bounds) for day in (start, end)}
    return f"{PARTS[thirds.pop()]} {name}" if len(thirds) == 1 and first <= start <= end <= last else ""


def _week_words(start: date, end: date) -> str:
    length, monday = (end - start).days + 1, start - timedelta(days=start.weekday())
    if length == WEEK and start.weekday() == MONDAY:
        return f"week of {start.day} {month_of(start)}"
    if length == WEEKEND and start.weekday() == SATURDAY:
        return f"weekend of {start.day} {month_of(start)}"
    part = _with_part(start, end, monday, monday + timedelta(days=6), "")
    return f"{part.strip()} in the week of {monday.day} {month_of(monday)}" if part else ""


def _season_words(start: date, end: date) -> str:
    """A season, a quarter or a half of a year, or a part of it."""
    for name, first, months in (
        (f"{NUMBERS[(start.month - 1) // 3]} quarter of {start.year}", date(start.year, (start.month - 1) // 3 * 3 + 1, 1), 3),
        (f"{NUMBERS[(start.month - 1) // 6]} half of {start.year}", date(start.year, (start.month - 1) // 6 * 6 + 1, 1), 6),
    ):
        if (start, end) == (first, _next_month(first, months) - timedelta(days=1)):
            return name
    first = _next_month(start.replace(day=1), -(start.month % 3))
    last = _next_month(first, 3) - timedelta(days=1)
    return _with_part(start, end, first, last, f"{season(start)} {(last if first.month == 12 else first).year}")


def _year_words(start: date, end: date) -> str:
    if start.year == end.year:
        return _with_part(start, end, date(start.year, 1, 1), date(start.year, 12, 31), str(start.year))
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole and start.year % 10 == 0 and end.year - start.year == 9:
        return f"{start.year}s"
    return f"{start.year}–{end.year}"


def _between(start: date, end: date) -> str:
    first = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else f"{start.day} {month_of(start)}"
    return f"between {first} and {end.day} {month_of(end)}"
