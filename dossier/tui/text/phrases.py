"""Words for days, figures, people and counts, as every pane uses them."""

from collections.abc import Iterable, Sequence
from datetime import date

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, EventKind, Figure, FigureKind, SourceReport, Status
from dossier.phrases.core import DAYS, FIGURE_WORDS, MONTHS, long_day, season
from dossier.tui.state.labels import Labels

NO_OUTLET, NO_DAY, NO_PLACE, NOT_TOLD = "no outlet named", "no day given", "no place given", "– not told"


def short_day(day: date) -> str:
    """“26 Jan”."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def day_in_year(day: date) -> str:
    """“Mon 26 Jan 2026”."""
    return f"{DAYS[day.weekday()]} {short_day(day)} {day.year}"


def day_column(event: Event) -> str:
    """An event's days in at most ten cells: "Fri 23", "Fri 23–24", "Sat 31–1", "January", "summer", "–"."""
    if event.start is None:
        return "–"
    return span_of_days(event.start, event.end or event.start, event.granularity)


def span_of_days(start: date, end: date, granularity: str) -> str:
    """Days under a month's heading, in at most ten cells."""
    if granularity == "season":
        return season(start)
    if granularity in {"year", "month"}:
        return MONTHS[start.month - 1] if granularity == "month" else str(start.year)
    first = f"{DAYS[start.weekday()]} {start.day}"
    return first if start == end else f"{first}–{end.day}"


def full_days(start: date | None, end: date | None, granularity: str = "day") -> str:
    """Days with month and year: "Fri 23 – Sat 24 January 2026", "January 2026", "no day given"."""
    if start is None:
        return NO_DAY
    end = end or start
    month = f"{MONTHS[start.month - 1]} {start.year}"
    if granularity == "year":
        return str(start.year)
    if granularity == "season":
        return f"{season(start)} {end.year}"
    if granularity == "month":
        return month
    if start == end:
        return long_day(start)
    first = f"{DAYS[start.weekday()]} {start.day}"
    if start.month != end.month:
        first += f" {MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} – {long_day(end)}"


def published_words(published: PublicationDay, *, short: bool = False) -> tuple[str, str]:
    """The day a text was published, and how it is known, as two pieces: ("Mon 26 January 2026", "day stated in the text")."""
    if published.day is None:
        return "", NO_DAY
    day = day_in_year(published.day) if short else long_day(published.day)
    how = {
        DateBasis.GIVEN: "day given",
        DateBasis.STATED: "day stated" if short else "day stated in the text",
        DateBasis.FILE_NAME: "day from the file name",
        DateBasis.INFERRED: "day inferred",
        DateBasis.UNKNOWN: NO_DAY,
    }
    return day, how[published.basis]


def title_of(article: Article | None, words: int = 6) -> str:
    """A title; for an untitled text its first words in angle marks."""
    if article is None:
        return "an article no longer here"
    if article.title.strip():
        return article.title.strip()
    first = article.text.split(None, words)[:words]
    return f"‹{' '.join(first)}…›" if first else "untitled"


def outlet_of(article: Article | None) -> str:
    """The outlet, or that none is named."""
    return (article.outlet if article else "") or NO_OUTLET


def figure_words(figure: Figure) -> str:
    """“at least 7 killed”, “over 1m without power”, “about 30 wounded”."""
    value = figure.value
    amount = f"{value / 1000000:.1f}".removesuffix(".0") + "m" if value >= 1000000 else f"{value:,}"
    bound = ""
    if figure.at_least:
        bound = "over " if value >= 1000 else "at least "
    elif figure.about:
        bound = "~" if value >= 1000 else "about "
    return f"{bound}{amount} {FIGURE_WORDS[figure.name]}"


def main_figure(event: Event) -> str:
    """The figure that matters most, as the report with the highest one gives it; or that the event is planned."""
    figures = [figure for report in event.reports for figure in report.figures]
    if not figures:
        return "planned" if event.status is Status.PLANNED else ""
    order = list(FigureKind)
    name = min((figure.name for figure in figures), key=order.index)
    return figure_words(max((f for f in figures if f.name is name), key=lambda f: f.value))


def parties(participants: Sequence[str], names: Labels) -> str:
    """Who with whom: participants of one side joined by commas, sides by "with"."""
    sides: dict[str, list[str]] = {}
    for actor in participants:
        sides.setdefault(names.side(actor) or actor, []).append(actor)
    groups = [", ".join(filter(None, (names.short(actor) for actor in group))) for group in sides.values()]
    groups = [group for group in groups if group]
    return " with ".join(groups) if len(groups) == 2 else ", ".join(groups)


def who(event: Event, names: Labels) -> str:
    """The second line of an event: for a meeting who with whom, for a strike what with what by whom, says who."""
    if event.kind is EventKind.MEETING:
        told = parties(event.participants, names)
        return joined((told or event.subkind, event.series))
    by = f"by {names.short(event.attacker)}" if names.short(event.attacker) else ""
    says = next((names.short(report.attributed_to) for report in event.reports if names.short(report.attributed_to)), "")
    told = f"says {says}" if says else ""
    # the place stands on the line above: a target of the same name would tell nothing
    target = "" if event.target.casefold() in {event.place.casefold(), event.place.split(",")[0].casefold()} else event.target
    return joined((", ".join(filter(None, (target, event.weapon))) or event.subkind, ", ".join(filter(None, (by, told)))))


def joined(pieces: Iterable[str]) -> str:
    """The pieces that are there, parted by dots."""
    return " · ".join(piece for piece in pieces if piece)


def kind_word(event: Event) -> tuple[str, str]:
    """The role and the word of an event's kind: ("meeting", "meeting"), ("planned", "meeting"), ("strike", "strike")."""
    if event.kind is EventKind.STRIKE:
        return "strike", "strike"
    return ("planned" if event.status is Status.PLANNED else "meeting"), "meeting"


def paragraph_of(article: Article | None, at: int) -> int:
    """The number of the paragraph that an offset lies in; 0 for a subhead or nowhere."""
    if article is None:
        return 0
    return next((p.number for p in article.paragraphs() if p.span.start <= at < p.span.end), 0)


def best_report(event: Event, preferred: str = "") -> SourceReport:
    """The report to read first: of the article that is open, else one that tells it as held and to the day."""
    return min(
        event.reports,
        key=lambda r: (r.article != preferred, r.status is not Status.OCCURRED, r.granularity != "day", r.start is None),
    )
