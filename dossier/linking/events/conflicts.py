"""Points on which the reports of one event disagree."""

from collections.abc import Sequence

from dossier.linking.events.dating import overlap
from dossier.linking.events.pairing import EventRecord, compatible_places
from dossier.model.event import EventKind, Figure


def conflicts_of(tellings: Sequence[EventRecord]) -> tuple[str, ...]:
    """The points "day", "place", "who", then names of figures, for what reports tell differently; empty where they agree.

    A wider place, a rounder day or a report that is silent is no disagreement. Of figures the bounds count: "at least 5"
    and 7 agree, 5 and 7 do not.
    """
    found = []
    pairs = [(a, b) for i, a in enumerate(tellings) for b in tellings[i + 1 :]]
    if any(_other_days(a, b) for a, b in pairs):
        found.append("day")
    if any(a.place and b.place and not compatible_places(a.place, b.place) for a, b in pairs):
        found.append("place")
    if any(a.attacker and b.attacker and a.attacker != b.attacker for a, b in pairs):
        found.append("who")
    figures = [f for t in tellings for r in t.reports for f in r.figures]
    names = sorted({f.name for f in figures}, key=list(type(figures[0].name)).index) if figures else []
    return (*found, *(str(n) for n in names if _differ([f for f in figures if f.name == n])))


def _other_days(a: EventRecord, b: EventRecord) -> bool:
    """True where both give sure single days and do not mean the same; a day of a longer meeting agrees with it."""
    if not (a.days.sure and b.days.sure and a.days.granularity == b.days.granularity == "day"):
        return False
    same = (a.days.start, a.days.end) == (b.days.start, b.days.end)
    return not same and not (a.kind is EventKind.MEETING and overlap(a.days, b.days))


def _differ(figures: Sequence[Figure]) -> bool:
    """True where no single number can be what all figures mean."""
    exact = {f.value for f in figures if not f.at_least and not f.about}
    if len(exact) > 1:
        return True
    low = max((f.value for f in figures if f.at_least), default=0)
    return bool(exact) and low > max(exact)
