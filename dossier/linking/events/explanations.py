"""Sentences that tell people why an event has its days, and why reports were taken for one event."""

from collections.abc import Mapping, Sequence
from datetime import date

from dossier.linking.events.dating import EventDates
from dossier.linking.events.pairing import EventRecord
from dossier.model.event import EventKind, Status


def date_sentence(days: EventDates) -> str:
    """Why an event has its days, in one or two sentences; says so where it has none."""
    if days.start is None or days.end is None:
        return "No report tells when it was."
    told = list(dict.fromkeys(_reason(r.words, r.rule) for r in days.reasons))
    guess = "" if days.sure else " The day is a guess."
    return f"{_written(days.start, days.end)}: {' '.join(told[:3])}{guess}"


def merge_sentence(group: Sequence[EventRecord], names: Mapping[str, str]) -> str:
    """Why the tellings were taken for one event; empty for a single report."""
    if sum(len(t.reports) for t in group) < 2:
        return ""
    articles = list(dict.fromkeys(t.article for t in group))
    if len(articles) == 1:
        return "Told more than once in one article: the same day, place or participants, or a reference back to it."
    grounds = [ground for ground in (_days(group), _places(group), _people(group, names), _attack(group)) if ground]
    plan = {t.status for t in group} == {Status.PLANNED, Status.OCCURRED}
    tail = " One article announces it, another tells that it took place." if plan else ""
    return f"{len(articles)} articles tell of it: {'; '.join(grounds) or 'their days overlap'}.{tail}"


def _reason(words: str, rule: str) -> str:
    return f"“{words}” – {rule}" if words and not rule.startswith(f"“{words}”") else rule


def _days(group: Sequence[EventRecord]) -> str:
    known = [(t.days.start, t.days.end) for t in group if t.days.start and t.days.end]
    if len(known) < 2:
        return ""
    if len(set(known)) == 1:
        return f"the same days ({_written(*known[0])})"
    return f"overlapping days ({', '.join(dict.fromkeys(_written(*k) for k in known))})"


def _places(group: Sequence[EventRecord]) -> str:
    told = [set(t.place) for t in group if t.place]
    shared = set.intersection(*told) if len(told) > 1 else set()
    first = next((name for t in group for name in t.place if name in shared), "")
    return f"the same place ({first})" if first else ""


def _people(group: Sequence[EventRecord], names: Mapping[str, str]) -> str:
    counted = [key for t in group for key in sorted(t.persons | t.bodies)]
    shared = sorted({key for key in counted if counted.count(key) > 1}, key=lambda key: (-counted.count(key), names.get(key, key)))
    return f"shared participants ({', '.join(names.get(key, key) for key in shared[:5])})" if shared else ""


def _attack(group: Sequence[EventRecord]) -> str:
    if group[0].kind is not EventKind.STRIKE:
        return ""
    same = [
        name
        for name in dict.fromkeys(n for t in group for n in t.figures)
        if len({t.figures[name] for t in group if name in t.figures}) == 1 and sum(name in t.figures for t in group) > 1
    ]
    return f"the same figures ({', '.join(name.replace('_', ' ') for name in same)})" if same else ""


def _written(start: date, end: date) -> str:
    """Days as people write them: "23–24 January 2026"."""
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"
