"""The events of the findings as tellings again, so that what joined reports can be weighed after the user's decisions too."""

from collections.abc import Mapping
from datetime import date

from dossier.linking.events.dating import EventDates, combine_dates
from dossier.linking.events.pairing import EventRecord
from dossier.model.actor import ActorKind
from dossier.model.event import Event, SourceReport, Status
from dossier.model.findings import Findings


def records_from_events(findings: Findings) -> dict[str, tuple[EventRecord, ...]]:
    """What each article tells of each event that is not hidden, by the event's id, in order of report."""
    kinds = {a.id: a.kind for a in findings.actors}
    states = {a.name: a.id for a in findings.actors if a.kind is ActorKind.STATE}
    sides = {a.id: states[a.side] for a in findings.actors if a.kind is ActorKind.PERSON and a.side in states}
    published = {f.article: f.published.day for f in findings.articles}
    return {
        event.id: tuple(_telling(event, article, kinds, sides, published.get(article)) for article in event.articles)
        for event in findings.events
        if not event.hidden
    }


def _telling(event: Event, article: str, kinds: Mapping[str, ActorKind], sides: Mapping[str, str], published: date | None) -> EventRecord:
    """All that one article reports of an event."""
    reports = [r for r in event.reports if r.article == article]
    who = {p for r in reports for p in r.participants}
    figures: dict[str, int] = {}
    for figure in (f for r in reports for f in r.figures):
        figures[figure.name] = max(figure.value, figures.get(figure.name, 0))
    return EventRecord(
        key=(article, event.id, reports[0].span.start, 0),
        article=article,
        kind=event.kind,
        reports=(),
        days=_days(reports),
        place=max((_place(r) for r in reports), key=len),
        persons=frozenset(p for p in who if kinds.get(p) is ActorKind.PERSON),
        bodies=frozenset(p for p in who if kinds.get(p) is not ActorKind.PERSON),
        sides=frozenset(sides[p] for p in who if p in sides),
        alone=frozenset(p for p in who if kinds.get(p) is ActorKind.PERSON and p not in sides),
        attacker=next((r.attacker for r in reports if r.attacker), None),
        weapon=next((r.weapon for r in reports if r.weapon), ""),
        figures=figures,
        series=event.series,
        call=event.subkind == "call",
        status=Status.OCCURRED if any(r.status is Status.OCCURRED for r in reports) else Status.PLANNED,
        published=published,
        ids={},
    )


def _place(report: SourceReport) -> tuple[str, ...]:
    return tuple(name.strip() for name in report.place.split(",") if name.strip())


def _days(reports: list[SourceReport]) -> EventDates:
    """The days that the reports tell; what was held outweighs what was planned."""
    held = [r for r in reports if r.status is Status.OCCURRED and r.start] or reports
    return combine_dates([EventDates(r.start, r.end, r.granularity, r.sure) for r in held if r.start])
