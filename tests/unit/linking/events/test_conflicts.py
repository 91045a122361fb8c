"""Points on which the sources of one event disagree. All people are made up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dossier.linking.events.conflicts import find_conflicts
from dossier.model.actor import Actor, ActorKind
from dossier.model.event import Figure, FigureKind, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.span import Span

DAY, NEXT = date(2031, 3, 10), date(2031, 3, 11)
NOBODY: Mapping[str, Actor] = {}


def strike(number: int, *figures: Figure) -> SourceReport:
    """A drone strike as article `number` reports it."""
    place = "Arica, Chile"
    return SourceReport(
        f"a{number}", Span(0, 5), "Words", Status.OCCURRED, DAY, DAY, "day", place, (), "peru", "drone", figures, None, (), sure=True
    )


def meeting(number: int, *who: str) -> SourceReport:
    """A meeting of these people as article `number` reports it."""
    return replace(strike(number), participants=who, attacker=None, weapon="")


def killed(value: int, *, at_least: bool = False, about: bool = False) -> Figure:
    """A number of dead."""
    return Figure(FigureKind.KILLED, value, Span(0, 1), at_least, about)


def test_agreement() -> None:
    """Equal reports, a wider place and a report without attacker are no conflict."""
    reports = [strike(0, killed(5)), strike(1, killed(5)), replace(strike(2), place="Chile", attacker=None)]
    assert find_conflicts(STRIKE.name, reports, NOBODY) == ()


def test_a_state_and_its_army_are_no_conflict() -> None:
    """Attackers are compared by their side."""
    actors = {
        key: Actor(key, key, kind, (), (), side, ())
        for key, kind, side in (
            ("peru", ActorKind.STATE, None),
            ("army", ActorKind.ORGANISATION, "peru"),
            ("front", ActorKind.ORGANISATION, None),
        )
    }
    assert find_conflicts(STRIKE.name, [strike(0), replace(strike(1), attacker="army")], actors) == ()
    assert find_conflicts(STRIKE.name, [strike(0), replace(strike(1), attacker="front")], actors) == ("who",)


def test_figures_with_bounds() -> None:
    """Exact numbers that differ are a conflict, and a bound above the exact number; a bound below is none."""
    for first, second, expected in (
        (killed(5), killed(7), ("killed",)),
        (killed(5, at_least=True), killed(7), ()),
        (killed(9, at_least=True), killed(7), ("killed",)),
        (killed(6, about=True), killed(7), ()),
    ):
        assert find_conflicts(STRIKE.name, [strike(0, first), strike(1, second)], NOBODY) == expected


def test_a_source_that_gives_several_values_agrees_where_one_fits() -> None:
    """A toll that rose within one article is no disagreement of sources, nor is a source by itself."""
    assert find_conflicts(STRIKE.name, [strike(0, killed(5)), strike(0, killed(7))], NOBODY) == ()
    assert find_conflicts(STRIKE.name, [strike(0, killed(5), killed(7)), strike(1, killed(7))], NOBODY) == ()
    assert find_conflicts(STRIKE.name, [strike(0, killed(5), killed(7)), strike(1, killed(8))], NOBODY) == ("killed",)


def test_day_place_and_who() -> None:
    """Different sure days, places and attackers are three conflicts."""
    other = replace(strike(1), start=NEXT, end=NEXT, place="Iquique, Chile", attacker="norway")
    assert find_conflicts(STRIKE.name, [strike(0), other], NOBODY) == ("day", "place", "who")


def test_days_that_overlap_are_no_conflict() -> None:
    """The night of two days agrees with each of them."""
    assert find_conflicts(STRIKE.name, [strike(0), replace(strike(1), end=NEXT)], NOBODY) == ()


def test_a_guessed_or_coarse_day_is_no_conflict() -> None:
    """A day that is a guess disagrees with nothing, nor does a month."""
    guess = replace(strike(1), start=NEXT, end=NEXT, sure=False)
    month = replace(strike(2), start=date(2031, 4, 1), end=date(2031, 4, 30), granularity="month")
    assert find_conflicts(STRIKE.name, [strike(0), guess, month], NOBODY) == ()


def test_attendance() -> None:
    """Who names people and leaves out somebody disagrees; who names nobody, or the state of those who came, does not."""
    people = [Actor(name, name, ActorKind.PERSON, (), (), "Norland", ()) for name in ("ann", "bob", "eve")]
    actors = {actor.id: actor for actor in (*people, Actor("norland", "Norland", ActorKind.STATE, (), (), None, ()))}
    full = meeting(0, "ann", "bob")
    for other, expected in (
        (meeting(1, "ann", "bob"), ()),
        (meeting(1, "ann"), ("who",)),
        (meeting(1, "ann", "eve"), ("who",)),
        (meeting(1), ()),
        (meeting(1, "norland"), ()),
    ):
        assert find_conflicts(MEETING.name, [full, other], actors) == expected
