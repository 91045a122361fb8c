"""Words for counts and days, the same in the app, the commands and the exports."""

from datetime import date, datetime, timedelta

from dossier.model.article import DateBasis, PublicationDay
from dossier.model.event import Event, Figure, FigureKind

FIGURE_WORDS = {
    FigureKind.KILLED: "killed",
    FigureKind.WOUNDED: "wounded",
    FigureKind.MISSING: "missing",
    FigureKind.DETAINED: "detained",
    FigureKind.EVACUATED: "evacuated",
    FigureKind.WITHOUT_POWER: "without power",
    FigureKind.WITHOUT_HEAT: "without heat",
    FigureKind.BUILDINGS_DAMAGED: "buildings damaged",
    FigureKind.VEHICLES_DAMAGED: "vehicles damaged",
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""English words whatever the locale: the same dossier gives the same bytes everywhere."""


def pluralize(number: int, word: str) -> str:
    """“1 article”, “1,204 articles”, “2 entries”, “3 searches”."""
    plural = word if number == 1 else f"{word[:-1]}ies" if word.endswith("ry") else f"{word}{'es' if word.endswith('ch') else 's'}"
    return f"{number:,} {plural}"


def season(day: date) -> str:
    """The season of the northern year that a day begins or lies in."""
    return ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]


def month_of(day: date) -> str:
    """“January 2026”."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def long_day(day: date) -> str:
    """“Mon 26 January 2026”."""
    return f"{DAYS[day.weekday()]} {day.day} {month_of(day)}"


def short_day(day: date) -> str:
    """“26 Jan 2026”."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def format_range(first: date, last: date) -> str:
    """Several days in a few words: “Jan 2026”, “Jan – Mar 2026”, “2026”, “20 – 26 Jan 2026”, “from 3 Feb 2026”, “until Feb 2026”."""
    if first == date.min and last == date.max:
        return "any day"
    if first == date.min or last == date.max:
        begins = first.day == 1
        ends = (last + timedelta(days=1)).day == 1 if last < date.max else False
        whole = begins if last == date.max else ends
        day = first if last == date.max else last
        return f"{'from' if last == date.max else 'until'} {_short_month(day) if whole else short_day(day)}"
    months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if months and (first.month, last.month, first.year) == (1, 12, last.year):
        return str(first.year)
    shown = _short_month if months else short_day
    start, end = shown(first), shown(last)
    if start == end:
        return end
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if not months and first.month == last.month:
            start = str(first.day)
    return f"{start} – {end}"


def _short_month(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def format_publication(told: PublicationDay) -> str:
    """How a publication day is known: “day stated”, “day inferred”, “no day given”."""
    words = {DateBasis.FILE_NAME: "day from the file name", DateBasis.GIVEN: "day given", DateBasis.UNKNOWN: "no day given"}
    return words.get(told.basis, f"day {told.basis.value}")


def format_time(moment: datetime) -> str:
    """A moment by the clock of this machine: “5 Feb 2026 14:03”."""
    here = moment.astimezone()
    return f"{here.day} {MONTHS[here.month - 1][:3]} {here.year} {here:%H:%M}"


def format_event_days(event: Event) -> str:
    """The days of an event as far as they are known: “Fri 23 – Sat 24 January 2026”, “January 2026”, “Summer 2025”, “no day given”."""
    if event.start is None or event.end is None:
        return "no day given"
    told = format_days(event.start, event.end, event.granularity)
    return told if event.sure or event.granularity in {"month", "season", "year"} else f"~{told}"


def format_days(start: date, end: date, granularity: str = "day") -> str:
    """“Fri 23 – Sat 24 January 2026”, “January 2026”, “Summer 2025”, “2025”."""
    if granularity == "month":
        return month_of(start)
    if granularity == "season":
        return f"{season(start).capitalize()} {(end if start.month == 12 else start).year}"
    if granularity == "year":
        return str(start.year)
    told = long_day(start)
    if end == start:
        return told
    first = f"{DAYS[start.weekday()]} {start.day}" if (start.year, start.month) == (end.year, end.month) else told
    return f"{first} – {long_day(end)}"


def month_heading(event: Event) -> str:
    """The month that an event is listed under, or what is known instead: “January 2026”, “Summer 2025”, “2025”, “No day given”."""
    if event.start is None:
        return "No day given"
    return format_event_days(event) if event.granularity in {"season", "year"} else month_of(event.start)


def format_figure(figure: Figure) -> str:
    """“at least 7 killed”, “about 1,200,000 without power”."""
    bound = "at least " if figure.at_least else "about " if figure.about else ""
    return f"{bound}{figure.value:,} {FIGURE_WORDS[figure.name]}"
