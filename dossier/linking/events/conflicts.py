"""Points on which the reports of one event disagree."""

from collections.abc import Sequence

from dossier.linking.events.dating import overlap
from dossier.linking.events.records import EventRecord
from dossier.linking.events.rules import compatible_places
from dossier.model.event import EventKind, Figure


def find_conflicts(records: Sequence[EventRecord]) -> tuple[str, ...]:
    """The points on which records disagree: "day", "place", "who", then names of figures; empty where they agree.

    A wider place, a coarser date or a missing value is no disagreement. Of figures the bounds count: "at least 5"
    and 7 agree, 5 and 7 do not.
    """
    conflicts = []
    pairs = [(a, b) for i, a in enumerate(records) for b in records[i + 1 :]]
    if any(_days_differ(a, b) for a, b in pairs):
        conflicts.append("day")
    if any(a.place and b.place and not compatible_places(a.place, b.place) for a, b in pairs):
        conflicts.append("place")
    if any(a.attacker and b.attacker and a.attacker != b.attacker for a, b in pairs):
        conflicts.append("who")
    figures = [f for r in records for m in r.mentions for f in m.figures]
    names = sorted({f.name for f in figures}, key=list(type(figures[0].name)).index) if figures else []
    return (*conflicts, *(str(n) for n in names if _figures_differ([f for f in figures if f.name == n])))


def _days_differ(a: EventRecord, b: EventRecord) -> bool:
    """True where both give sure single days that are not the same; a day of a longer meeting agrees with it."""
    if not (a.dates.sure and b.dates.sure and a.dates.granularity == b.dates.granularity == "day"):
        return False
    same = (a.dates.start, a.dates.end) == (b.dates.start, b.dates.end)
    return not same and not (a.kind is EventKind.MEETING and overlap(a.dates, b.dates))


def _figures_differ(figures: Sequence[Figure]) -> bool:
    """True where no single number fits all figures."""
    exact = {f.value for f in figures if not f.at_least and not f.about}
    if len(exact) > 1:
        return True
    low = max((f.value for f in figures if f.at_least), default=0)
    return bool(exact) and low > max(exact)
