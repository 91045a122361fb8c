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
SEASONS = {3: "Spring", 6: "Summer", 9: "Autumn", 12: "Winter"}


def count_of(number: int, word: str) -> str:
    """“1 article”, “5 articles”."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def long_day(day: date) -> str:
    """“Mon 26 January 2026”."""
    return f"{day:%a} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """“26 Jan 2026”."""
    return f"{day.day} {day:%b %Y}"


def published_words(told: PublicationDay) -> str:
    """How a publication day is known: “day stated”, “day inferred”, “no day given”."""
    words = {Basis.FILE_NAME: "day from the file name", Basis.GIVEN: "day set by you", Basis.UNKNOWN: "no day given"}
    return words.get(told.basis, f"day {told.basis.value}")


def event_days(event: Event) -> str:
    """The days of an event as far as they are known: “Fri 23 – Sat 24 January 2026”, “January 2026”, “Summer 2025”, “no day given”."""
    start, end = event.start, event.end
    if start is None or end is None:
        return "no day given"
    if event.granularity == "month":
        return f"{start:%B %Y}"
    if event.granularity == "season":
        return f"{SEASONS.get(start.month, 'Season from')} {start.year}"
    if event.granularity == "year":
        return str(start.year)
    told = long_day(start)
    if end != start:
        first = f"{start:%a} {start.day}" if (start.year, start.month) == (end.year, end.month) else told
        told = f"{first} – {long_day(end)}"
    return told if event.sure else f"~{told}"


def event_heading(event: Event) -> str:
    """The month that an event is listed under, or what is known instead: “January 2026”, “Summer 2025”, “2025”, “No day given”."""
    if event.start is None:
        return "No day given"
    return event_days(event) if event.granularity in {"season", "year"} else f"{event.start:%B %Y}"


def figure_words(figure: Figure) -> str:
    """“at least 7 killed”, “about 1,200,000 without power”."""
    bound = "at least " if figure.at_least else "about " if figure.about else ""
    return f"{bound}{figure.value:,} {FIGURE_WORDS[figure.name]}"
