"""Tellings for the tests of what is joined: a meeting as one article has it, changed where a test wants it otherwise."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.linking.events.dating import Days
from dossier.linking.events.pairing import Telling
from dossier.model.event import EventKind, LocalReport, Status
from dossier.model.span import Span

DAY = date(2026, 3, 10)


def on(offset: int = 0, *, sure: bool = True) -> Days:
    """A day."""
    day = DAY + timedelta(days=offset)
    return Days(day, day, "day", sure=sure)


def telling(number: int = 0, **told: object) -> Telling:
    """A meeting as article `number` tells it."""
    base = Telling(
        key=(f"{number}.txt", f"a{number}", 0, 0),
        article=f"a{number}",
        kind=EventKind.MEETING,
        reports=(LocalReport(EventKind.MEETING, "", Status.HELD, Span(0, 5), 0),),
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
        status=Status.HELD,
        published=DAY,
        ids={},
    )
    return replace(base, **told)  # type: ignore[arg-type]
