"""Phrases for counts, days and figures, in one place for the app, the commands and the exports."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dossier.model.article import DateBasis, PublicationDay
from dossier.model.event import CumulativeFigure, Event, Figure, Status
from dossier.model.event_kinds.registry import event_kinds, figure_words, find_kind, kind_names
from dossier.phrases.periods import MONTHS, month_of, period_column, period_words, whole_period

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""English words whatever the locale: the same dossier gives the same bytes everywhere."""
NO_DAY = "no day given"


def figure_label(name: str, value: int = 0) -> str:
    """The label of a figure, which follows its number: “without power” for `without_power`."""
    words = figure_words()[name]
    return (words.label_of_one if value == 1 else "") or words.label


def conflict_words(points: Sequence[str]) -> str:
    """The points on which the sources of an event differ: “place, buildings damaged”."""
    return ", ".join(point.replace("_", " ") for point in points)


def status_word(kind: str, status: Status) -> str:
    """Whether an event of the kind of that name took place, in the words used for its kind: a meeting is “held” or “planned”, a strike “reported” or
    “planned”.
    """
    return find_kind(kind).occurred_word if status is Status.OCCURRED else status.value


def legend_roles() -> tuple[str, ...]:
    """The roles of events in a legend: each kind, with “planned” after the first whose plans have a sign of their own."""
    roles = list(kind_names())
    first = next((at for at, kind in enumerate(event_kinds()) if kind.shows_planned), len(roles))
    return (*roles[: first + 1], "planned", *roles[first + 1 :])


def long_day(day: date) -> str:
    """“Mon 26 January 2026”."""
    return f"{DAYS[day.weekday()]} {day.day} {month_of(day)}"


def short_day(day: date) -> str:
    """“26 Jan 2026”."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """“26 Jan”, where the year is clear."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def weekday_and_day(day: date) -> str:
    """“Mon 26 Jan 2026”."""
    return f"{DAYS[day.weekday()]} {short_day(day)}"


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


def format_publication(published: PublicationDay) -> str:
    """The basis of a publication day: “date stated”, “date inferred”, “no day given”."""
    words = {DateBasis.FILE_NAME: "date from the file name", DateBasis.GIVEN: "date as published", DateBasis.UNKNOWN: NO_DAY}
    return words.get(published.basis, f"date {published.basis.value}")


def publication_parts(published: PublicationDay, *, short: bool = False) -> tuple[str, str]:
    """A publication day and its basis, as two pieces: ("Mon 26 January 2026", "date stated in the text"), short ("Mon 26 Jan 2026",
    "date stated").
    """
    if published.day is None:
        return "", NO_DAY
    if short:
        return weekday_and_day(published.day), format_publication(published)
    basis = "date stated in the text" if published.basis is DateBasis.STATED else format_publication(published)
    return long_day(published.day), basis


def format_time(moment: datetime) -> str:
    """A time in this machine's time zone: “5 Feb 2026 14:03”."""
    here = moment.astimezone()
    return f"{here.day} {MONTHS[here.month - 1][:3]} {here.year} {here:%H:%M}"


def format_event_days(event: Event) -> str:
    """The days of an event as far as they are known: “Fri 23 – Sat 24 January 2026”, “Late January 2026”, “Summer 2025”, “no day given”."""
    if event.start is None or event.end is None:
        return NO_DAY
    days = format_days(event.start, event.end, event.granularity)
    return days if event.sure or event.granularity != "day" else f"~{days}"


def format_days(start: date, end: date, granularity: str = "day") -> str:
    """“Fri 23 – Sat 24 January 2026”, “Late January 2026”, “Week of 19 January 2026”, “Summer 2025”, “2025”."""
    if granularity != "day":
        words = period_words(start, end, granularity)
        return words[0].upper() + words[1:]
    if end == start:
        return long_day(start)
    first = f"{DAYS[start.weekday()]} {start.day}" if (start.year, start.month) == (end.year, end.month) else long_day(start)
    return f"{first} – {long_day(end)}"


def format_candidate_days(start: date, end: date | None) -> str:
    """Candidate days of an event. Other than in `format_days` the first day has no year where both are in one: “Sat 31 January – Sun 1
    February 2026”.
    """
    if end is None or start == end:
        return long_day(start)
    first = f"{DAYS[start.weekday()]} {start.day}"
    if start.month != end.month:
        first += f" {MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} – {long_day(end)}"


def day_column(event: Event) -> str:
    """An event's days under a month's heading, in at most ten cells: "Fri 23", "Fri 23–24", "Sat 31–1", "January", "late Jan", "week of 19",
    "summer", "–".
    """
    if event.start is None:
        return "–"
    end = event.end or event.start
    if event.granularity != "day" and (period := period_column(event.start, end, event.granularity)):
        return period
    first = f"{DAYS[event.start.weekday()]} {event.start.day}"
    return first if end == event.start else f"{first}–{end.day}"


def month_heading(event: Event) -> str:
    """The month that an event is listed under, or the nearest that is known: “January 2026”, “Summer 2025”, “2025”, “No day given”."""
    if event.start is None:
        return "No day given"
    if event.granularity in {"season", "year"}:
        words = whole_period(event.start, event.end or event.start, event.granularity)
        return words[0].upper() + words[1:]
    return month_of(event.start)


def format_figure(figure: Figure) -> str:
    """“at least 7 killed”, “about 1,200,000 without power”."""
    bound = "at least " if figure.at_least else "about " if figure.about else ""
    return f"{bound}{figure.value:,} {figure_label(figure.name, figure.value)}"


def format_cumulative(cumulative: CumulativeFigure, source: str) -> str:
    """A total with the words for its time and its source by name: “at least 5,000 killed since the war began, says Orla Brandt”."""
    words = " ".join(part for part in (format_figure(cumulative.figure), cumulative.period) if part)
    return f"{words}, says {source}" if source else words


def format_figure_short(figure: Figure) -> str:
    """A figure in a list, where cells are few: “at least 7 killed”, “over 1.2m without power”, “about 30 wounded”, “~1,500 evacuated”."""
    value = figure.value
    amount = f"{value / 1000000:.1f}".removesuffix(".0") + "m" if value >= 1000000 else f"{value:,}"
    bound = ""
    if figure.at_least:
        bound = "over " if value >= 1000 else "at least "
    elif figure.about:
        bound = "~" if value >= 1000 else "about "
    return f"{bound}{amount} {figure_label(figure.name, value)}"
