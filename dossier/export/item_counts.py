"""Item counts: the number of items of each kind in a context, for the message after an export."""

from collections.abc import Callable, Mapping

from dossier.export.context import ExportContext
from dossier.model.event import Event, Status

DATED_EVENT, OCCURRED_EVENT, LOCATED_EVENT = "dated event", "held event", "located event"


def has_day(event: Event) -> bool:
    """True for an event with a day; calendars and timelines contain only these."""
    return event.start is not None and event.end is not None


def has_occurred(event: Event) -> bool:
    """True for an event with a day that is not merely planned."""
    return has_day(event) and event.status is Status.OCCURRED


def has_coordinates(event: Event) -> bool:
    """True for an event whose place has coordinates; maps contain only these."""
    return event.location is not None and event.location.coordinates is not None


def _links(context: ExportContext) -> int:
    from dossier.export.formats.graph import links  # noqa: PLC0415  the graph counts only where a graph is written

    return len(links(context))


COUNTS: Mapping[str, Callable[[ExportContext], int]] = {
    "article": lambda m: len(m.articles),
    "event": lambda m: len(m.findings.events),
    DATED_EVENT: lambda m: sum(map(has_day, m.findings.events)),
    OCCURRED_EVENT: lambda m: sum(map(has_occurred, m.findings.events)),
    LOCATED_EVENT: lambda m: sum(map(has_coordinates, m.findings.events)),
    "report": lambda m: sum(len(e.reports) for e in m.findings.events),
    "quotation": lambda m: len(m.findings.quotations),
    "actor": lambda m: len(m.findings.actors),
    "total": lambda m: sum(len(links.cumulative) for links in m.findings.articles),
    "link": _links,
    "note": lambda m: len(m.entries),
}
