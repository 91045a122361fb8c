"""The day of an attack from the sentences that say how it happened."""

from dataclasses import replace
from datetime import date

from dossier.linking.events.scene_days import NEWS, REACH, scene_day
from dossier.model.article import DateBasis, PublicationDay
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression
from dossier.text.timex.resolve import resolve

PUBLISHED = PublicationDay(date(2026, 3, 12), DateBasis.GIVEN, "given")
SHOOTING = EventMention(STRIKE.name, "", Status.OCCURRED, Span(0, 60), 0)


def weekday(number: int, start: int, clock: str = "", *, quoted: bool = False) -> ResolvedTime:
    """A weekday (Monday is 0) at an offset, with a time of day or without."""
    expression = TimeExpression(
        Span(start, start + 6), "then", "weekday", direction=Direction.PAST, weekday=number, clock=clock, quoted=quoted
    )
    return ResolvedTime(expression, resolve(expression, PUBLISHED.day))


def dated(month: int, day: int, year: int | None = None) -> ResolvedTime:
    """A date behind the mention."""
    expression = TimeExpression(Span(80, 90), "then", "date", direction=Direction.PAST, year=year, month=month, day=day)
    return ResolvedTime(expression, resolve(expression, PUBLISHED.day))


def day_of(*times: ResolvedTime, mention: EventMention = SHOOTING, taken: frozenset[int] = frozenset()) -> date | None:
    """The scene day of a mention."""
    return scene_day([mention], times, taken, PUBLISHED, "a").start


def test_the_first_time_of_day_after_an_undated_shooting_dates_it() -> None:
    """In "A girl was shot. … The sheriff said on Tuesday that officers were called on Sunday afternoon" it is Sunday, as a guess."""
    dates = scene_day([SHOOTING], [weekday(1, 90), weekday(6, 120, "AF"), weekday(2, 200, "MO")], (), PUBLISHED, "a")
    assert (dates.start, dates.end, dates.sure) == (date(2026, 3, 8), date(2026, 3, 8), False)
    assert "first time of day or date" in dates.evidence[0].rule


def test_other_times_of_day_do_not_date_it() -> None:
    """Neither those of another event, in a quotation, before the mention or far behind it, nor those of an old day."""
    assert day_of(weekday(6, 120, "AF"), taken=frozenset({0})) is None
    assert day_of(weekday(6, 120, "AF", quoted=True)) is None
    assert day_of(weekday(6, 120, "AF"), mention=replace(SHOOTING, span=Span(400, 460))) is None
    assert day_of(weekday(6, 61 + REACH, "AF")) is None
    assert PUBLISHED.day is not None
    assert PUBLISHED.day - date(2026, 1, 3) > NEWS
    assert day_of(dated(1, 3)) is None


def test_a_date_without_a_year_dates_it() -> None:
    """In "Grandparents were charged in the shooting. … The girl found the gun on March 1" it is March 1; a date with its year may be printed by a
    caption.
    """
    assert day_of(dated(3, 1)) == date(2026, 3, 1)
    assert day_of(dated(3, 1, year=2026)) is None


def test_only_strikes_that_took_place_have_a_scene() -> None:
    """A meeting or a planned strike is not dated by what follows."""
    assert day_of(weekday(6, 120, "AF")) is not None
    assert day_of(weekday(6, 120, "AF"), mention=replace(SHOOTING, kind=MEETING.name)) is None
    assert day_of(weekday(6, 120, "AF"), mention=replace(SHOOTING, status=Status.PLANNED)) is None


def test_a_full_day_with_its_hour_needs_no_publication() -> None:
    """Where the publication day is unknown, only a date with its year and the time of day dates the attack."""
    unknown = PublicationDay(None, DateBasis.UNKNOWN, "unknown")
    full = dated(3, 8, 2026)
    night = replace(full, expression=replace(full.expression, clock="NI"))
    assert scene_day([SHOOTING], [night], frozenset(), unknown, "a").start == date(2026, 3, 8)
    assert scene_day([SHOOTING], [full], frozenset(), unknown, "a").start is None
