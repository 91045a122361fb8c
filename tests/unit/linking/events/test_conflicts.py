"""Points on which reports disagree."""

from dataclasses import replace
from datetime import date

from dossier.linking.events.conflicts import find_conflicts
from dossier.linking.events.dating import EventDates
from dossier.linking.events.records import EventRecord
from dossier.model.event import EventKind, EventMention, Figure, FigureKind, Status
from dossier.model.span import Span
from tests.unit.linking.builders import make_record


def strike(number: int, *figures: Figure) -> EventRecord:
    """A drone strike in article `number`."""
    mention = EventMention(EventKind.STRIKE, "", Status.OCCURRED, Span(0, 5), 0, figures=figures)
    return replace(
        make_record(number),
        kind=EventKind.STRIKE,
        mentions=(mention,),
        place=("Arica", "Chile"),
        persons=frozenset(),
        attacker="peru",
        weapon="drone",
        figures={f.name: f.value for f in figures},
    )


def killed(value: int, *, at_least: bool = False, about: bool = False) -> Figure:
    """A number of dead."""
    return Figure(FigureKind.KILLED, value, Span(0, 1), at_least, about)


def test_agreement() -> None:
    """Equal reports, a wider place and a report without attacker are no conflict."""
    assert find_conflicts([strike(0, killed(5)), strike(1, killed(5)), replace(strike(2), place=("Chile",), attacker=None)]) == ()


def test_figures_with_bounds() -> None:
    """Exact numbers that differ are a conflict, and a bound above the exact number; a bound below is none."""
    assert find_conflicts([strike(0, killed(5)), strike(1, killed(7))]) == ("killed",)
    assert find_conflicts([strike(0, killed(5, at_least=True)), strike(1, killed(7))]) == ()
    assert find_conflicts([strike(0, killed(9, at_least=True)), strike(1, killed(7))]) == ("killed",)
    assert find_conflicts([strike(0, killed(6, about=True)), strike(1, killed(7))]) == ()


def test_day_place_and_who() -> None:
    """Different sure days, places and attackers are three conflicts."""
    later = EventDates(date(2026, 3, 11), date(2026, 3, 11), "day", sure=True)
    other = replace(strike(1), dates=later, place=("Iquique", "Chile"), attacker="norway")
    assert find_conflicts([strike(0), other]) == ("day", "place", "who")


def test_a_guessed_day_is_no_conflict() -> None:
    """A day that is a guess disagrees with nothing."""
    guess = EventDates(date(2026, 3, 11), date(2026, 3, 11), "day")
    assert find_conflicts([strike(0), replace(strike(1), dates=guess)]) == ()
