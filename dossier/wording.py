"""Words for counts and days, the same in the app, the commands and the exports."""

from datetime import date

from dossier.model.article import Basis, PublicationDay
from dossier.model.event import Event, Figure, FigureName

FIGURE_WORDS = {
    FigureName.KILLED: "killed",
    FigureName.WOUNDED: "wounded",
    FigureName.MISSING: "missing",
    FigureName.DETAINED: "detained",
    FigureName.EVACUATED: "evacuated",
    FigureName.WITHOUT_POWER: "without power",
    FigureName.WITHOUT_HEAT: "without heat",
    FigureName.BUILDINGS_DAMAGED: "buildings damaged",
    FigureName.VEHICLES_DAMAGED: "vehicles damaged",
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""English words whatever the locale: the same dossier gives the same bytes everywhere."""


def count_of(number: int, word: str) -> str:
    """“1 article”, “1,204 articles”, “2 entries”."""
    plural = word if number == 1 else f"{word[:-1]}ies" if word.endswith("ry") else f"{word}s"
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


def published_words(told: PublicationDay) -> str:
    """How a publication day is known: “day stated”, “day inferred”, “no day given”."""
    words = {Basis.FILE_NAME: "day from the file name", Basis.GIVEN: "day given", Basis.UNKNOWN: "no day given"}
    return words.get(told.basis, f"day {told.basis.value}")


def event_days(event: Event) -> str:
    """The days of an event as far as they are known: “Fri 23 – Sat 24 January 2026”, “January 2026”, “Summer 2025”, “no day given”."""
    start, end = event.start, event.end
    if start is None or end is None:
        return "no day given"
    if event.granularity == "month":
        return month_of(start)
    if event.granularity == "season":
        return f"{season(start).capitalize()} {(end if start.month == 12 else start).year}"
    if event.granularity == "year":
        return str(start.year)
    told = long_day(start)
    if end != start:
        first = f"{DAYS[start.weekday()]} {start.day}" if (start.year, start.month) == (end.year, end.month) else told
        told = f"{first} – {long_day(end)}"
    return told if event.sure else f"~{told}"


def event_heading(event: Event) -> str:
    """The month that an event is listed under, or what is known instead: “January 2026”, “Summer 2025”, “2025”, “No day given”."""
    if event.start is None:
        return "No day given"
    return event_days(event) if event.granularity in {"season", "year"} else month_of(event.start)


def figure_words(figure: Figure) -> str:
    """“at least 7 killed”, “about 1,200,000 without power”."""
    bound = "at least " if figure.at_least else "about " if figure.about else ""
    return f"{bound}{figure.value:,} {FIGURE_WORDS[figure.name]}"
