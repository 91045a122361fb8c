"""Events and event records for tests; a test changes their fields by `dataclasses.replace`."""

from datetime import date, timedelta

from dossier.linking.events.dating import EventDates
from dossier.linking.events.records import EventRecord
from dossier.model.event import Event, EventMention, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.span import Span

DAY = date(2026, 3, 10)


def on(offset: int = 0, *, sure: bool = True) -> EventDates:
    """The single day `offset` days after DAY."""
    day = DAY + timedelta(days=offset)
    return EventDates(day, day, "day", sure=sure)


def make_record(number: int = 0) -> EventRecord:
    """A meeting of two people in a town, in article `number`."""
    return EventRecord(
        key=(f"{number}.txt", f"a{number}", 0, 0),
        article=f"a{number}",
        kind=MEETING.name,
        mentions=(EventMention(MEETING.name, "", Status.OCCURRED, Span(0, 5), 0),),
        sentences=("",),
        dates=on(),
        place=("Quito", "Ecuador"),
        persons=frozenset({"ann", "bob"}),
        bodies=frozenset(),
        represented_states=frozenset(),
        unaffiliated=frozenset(),
        attacker=None,
        weapon="",
        figures={},
        series="",
        is_call=False,
        status=Status.OCCURRED,
        published=DAY,
        actor_ids={},
    )


def make_event(ident: str, *reports: SourceReport, kind: str = MEETING.name) -> Event:
    """An event of these reports, with the days and the place of the first and the participants of all."""
    first = reports[0]
    return Event(
        id=ident,
        kind=kind,
        subkind="",
        status=Status.OCCURRED,
        start=first.start,
        end=first.end,
        granularity="day",
        sure=True,
        date_explanation="",
        place=first.place,
        participants=tuple(dict.fromkeys(p for r in reports for p in r.participants)),
        attacker=None,
        weapon="",
        target="",
        conflicts=(),
        reports=reports,
    )
