"""Explanations for the user: sentences on why an event has its dates, and why reports were linked to one event."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from dossier.linking.events.dating import EventDates
from dossier.linking.events.records import EventRecord, KnownActor
from dossier.model.event import Status

SHOWN_NAMES = 3
"""Rare names that an explanation lists."""


def date_sentence(dates: EventDates) -> str:
    """Explanation of an event's dates in one or two sentences; says so where it has none."""
    if dates.start is None or dates.end is None:
        return "No report gives a day."
    reasons = list(dict.fromkeys(_reason(e.words, e.rule) for e in dates.evidence))
    guess = "" if dates.sure else " The day is a guess."
    return f"{_format_days(dates.start, dates.end)}: {' '.join(reasons[:3])}{guess}"


def merge_sentence(
    cluster: Sequence[EventRecord], actors: Mapping[str, KnownActor], rare_names: Sequence[str] = (), ages: Sequence[str] = ()
) -> str:
    """Explanation of why the records are one event; empty for a single mention. `actors` are by id, `rare_names` the full
    names that several of the articles print and few others, `ages` those that several of them give.
    """
    if sum(len(r.mentions) for r in cluster) < 2:
        return ""
    articles = list(dict.fromkeys(r.article for r in cluster))
    if len(articles) == 1:
        return "Reported more than once in one article, with the same day, place or participants, by a reference back, or with nothing that sets it apart."
    shared = (_shared_days(cluster), _shared_place(cluster), _shared_participants(cluster, actors), _shared_figures(cluster))
    grounds = [ground for ground in (*shared, _shared_names(rare_names), _shared_ages(ages)) if ground]
    plan = {r.status for r in cluster} == {Status.PLANNED, Status.OCCURRED}
    tail = " One article announces it; another reports that it took place." if plan else ""
    return f"{len(articles)} articles report it: {'; '.join(grounds) or 'similar wording'}.{_days_apart(cluster)}{tail}"


def _shared_names(rare_names: Sequence[str]) -> str:
    return f"names that few other articles mention ({', '.join(rare_names[:SHOWN_NAMES])})" if rare_names else ""


def _shared_ages(ages: Sequence[str]) -> str:
    return f"the same age{'s' if len(ages) > 1 else ''} ({', '.join(ages[:SHOWN_NAMES])})" if ages else ""


def _reason(words: str, rule: str) -> str:
    return f"“{words}” – {rule}" if words and not rule.startswith(f"“{words}”") else rule


def _known_days(cluster: Sequence[EventRecord]) -> list[tuple[date, date]]:
    """The different days of the records, in order."""
    return sorted({(r.dates.start, r.dates.end) for r in cluster if r.dates.start and r.dates.end})


def _are_apart(days: Sequence[tuple[date, date]]) -> bool:
    """True where days, in order, leave a gap: one begins after all before it have ended."""
    ends = accumulate((end for _, end in days), max)
    return any(start > end for (start, _), end in zip(days[1:], ends, strict=False))


def _shared_days(cluster: Sequence[EventRecord]) -> str:
    """The ground that the days give; empty where fewer than two records have any, and where they are apart."""
    days = _known_days(cluster)
    if sum(r.dates.known for r in cluster) < 2 or _are_apart(days):
        return ""
    return f"{'the same' if len(days) == 1 else 'overlapping'} days ({', '.join(_format_days(*pair) for pair in days)})"


def _days_apart(cluster: Sequence[EventRecord]) -> str:
    """A sentence that the records have different days, where they are apart."""
    days = _known_days(cluster)
    return f" They give different days ({', '.join(_format_days(*pair) for pair in days)})." if _are_apart(days) else ""


def _shared_place(cluster: Sequence[EventRecord]) -> str:
    places = [set(r.place) for r in cluster if r.place]
    shared = set.intersection(*places) if len(places) > 1 else set()
    first = next((name for r in cluster for name in r.place if name in shared), "")
    return f"the same place ({first})" if first else ""


def _shared_participants(cluster: Sequence[EventRecord], actors: Mapping[str, KnownActor]) -> str:
    names = {ident: actors[ident].name for r in cluster for ident in (*r.persons, *r.bodies) if ident in actors}
    idents = [ident for r in cluster for ident in sorted(r.persons | r.bodies)]
    shared = sorted({i for i in idents if idents.count(i) > 1}, key=lambda i: (-idents.count(i), names.get(i, i)))
    return f"shared participants ({', '.join(names.get(i, i) for i in shared[:5])})" if shared else ""


def _shared_figures(cluster: Sequence[EventRecord]) -> str:
    same = [
        name
        for name in dict.fromkeys(n for r in cluster for n in r.figures)
        if len({r.figures[name] for r in cluster if name in r.figures}) == 1 and sum(name in r.figures for r in cluster) > 1
    ]
    return f"the same figures ({', '.join(name.replace('_', ' ') for name in same)})" if same else ""


def _format_days(start: date, end: date) -> str:
    """Days as "23–24 January 2026"."""
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"
