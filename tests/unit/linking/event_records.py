"""Tellings for the tests of what is joined: a meeting as one article has it, changed where a test wants it otherwise."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.linking.events.dating import EventDates
from dossier.linking.events.pairing import EventRecord
from dossier.model.event import EventKind, EventMention, Status
from dossier.model.span import Span

DAY = date(2026, 3, 10)


def on(offset: int = 0, *, sure: bool = True) -> EventDates:
    """A day."""
    day = DAY + timedelta(days=offset)
    return EventDates(day, day, "day", sure=sure)


def telling(number: int = 0, **told: object) -> EventRecord:
    """A meeting as article `number` tells it."""
    base = EventRecord(
        key=(f"{number}.txt", f"a{number}", 0, 0),
        article=f"a{number}",
        kind=EventKind.MEETING,
        reports=(EventMention(EventKind.MEETING, "", Status.OCCURRED, Span(0, 5), 0),),
        days=on(),
        place=("Quito", "Ecuador"),
        persons=frozenset({"ann", "bob"}),
        bodies=frozenset(),
        sides=frozenset(),
        alone=frozenset(),
        attacker=None,
        weapon="",
        figures={},
        series="",
        call=False,
        status=Status.OCCURRED,
        published=DAY,
        ids={},
    )
    return replace(base, **told)  # type: ignore[arg-type]
