"""Points on which reports disagree."""

from dataclasses import replace
from datetime import date

from dossier.linking.events.conflicts import conflicts_of
from dossier.linking.events.dating import EventDates
from dossier.linking.events.pairing import EventRecord
from dossier.model.event import EventKind, EventMention, Figure, FigureKind, Status
from dossier.model.span import Span


def strike(number: int, *figures: Figure, **told: object) -> EventRecord:
    """A strike as article `number` tells it."""
    day = date(2026, 3, 10)
    report = EventMention(EventKind.STRIKE, "", Status.OCCURRED, Span(0, 5), 0, figures=figures)
    base = EventRecord(
        key=(f"{number}.txt", f"a{number}", 0, 0),
        article=f"a{number}",
        kind=EventKind.STRIKE,
        reports=(report,),
        days=EventDates(day, day, "day", sure=True),
        place=("Arica", "Chile"),
        persons=frozenset(),
        bodies=frozenset(),
        sides=frozenset(),
        alone=frozenset(),
        attacker="peru",
        weapon="drone",
        figures={f.name: f.value for f in figures},
        series="",
        call=False,
        status=Status.OCCURRED,
        published=day,
        ids={},
    )
    return replace(base, **told)  # type: ignore[arg-type]


def killed(value: int, *, at_least: bool = False, about: bool = False) -> Figure:
    """A number of dead."""
    return Figure(FigureKind.KILLED, value, Span(0, 1), at_least, about)


def test_agreement() -> None:
    """Equal reports, a wider place and a report that is silent are no conflict."""
    assert conflicts_of([strike(0, killed(5)), strike(1, killed(5)), strike(2, place=("Chile",), attacker=None)]) == ()


def test_figures_with_bounds() -> None:
    """Exact numbers that differ are a conflict, and a bound above the exact number; a bound below is none."""
    assert conflicts_of([strike(0, killed(5)), strike(1, killed(7))]) == ("killed",)
    assert conflicts_of([strike(0, killed(5, at_least=True)), strike(1, killed(7))]) == ()
    assert conflicts_of([strike(0, killed(9, at_least=True)), strike(1, killed(7))]) == ("killed",)
    assert conflicts_of([strike(0, killed(6, about=True)), strike(1, killed(7))]) == ()


def test_day_place_and_who() -> None:
    """Other sure days, another place, another attacker."""
    later = EventDates(date(2026, 3, 11), date(2026, 3, 11), "day", sure=True)
    assert conflicts_of([strike(0), strike(1, days=later, place=("Iquique", "Chile"), attacker="norway")]) == ("day", "place", "who")


def test_a_guessed_day_is_no_conflict() -> None:
    """A day that rests on a guess disagrees with nothing."""
    guess = EventDates(date(2026, 3, 11), date(2026, 3, 11), "day")
    assert conflicts_of([strike(0), strike(1, days=guess)]) == ()
