"""Dates of an event from the time expressions of one article."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.events.dating import (
    EventDates,
    combine_dates,
    dates_by_relation,
    dates_of,
    default_to_publication,
    is_late_retelling,
    overlap,
)
from dossier.model.article import DateBasis, PublicationDay
from dossier.model.event import DateEvidence, EventMention, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span
from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.resolve import resolve

DAY = date(2026, 3, 10)
PUBLISHED = PublicationDay(date(2026, 3, 12), DateBasis.GIVEN, "given")
MENTION = EventMention(MEETING.name, "", Status.OCCURRED, Span(0, 10), 0, time_ids=(0,))


def resolved(start: date, end: date | None = None, granularity: str = "day", *, sure: bool = True) -> ResolvedTime:
    """An expression that resolves to these days."""
    expression = TimeExpression(Span(2, 6), "then", "date")
    return ResolvedTime(expression, Resolution(None, start, end or start, granularity, "a rule.", sure=sure))


def test_finest_expression_counts() -> None:
    """A day is preferred to a month in the same report."""
    month = resolved(date(2026, 3, 1), date(2026, 3, 31), "month")
    dates = dates_of([replace(MENTION, time_ids=(0, 1))], [month, resolved(DAY)], PUBLISHED, "a")
    assert (dates.start, dates.end, dates.granularity) == (DAY, DAY, "day")


def test_days_far_apart_are_not_one_event() -> None:
    """A second expression weeks away does not stretch the event."""
    dates = dates_of([replace(MENTION, time_ids=(0, 1))], [resolved(DAY), resolved(DAY - timedelta(days=30))], PUBLISHED, "a")
    assert (dates.start, dates.end) == (DAY, DAY)


def test_no_expression() -> None:
    """Without an expression there are no days."""
    assert not dates_of([replace(MENTION, time_ids=())], [], PUBLISHED, "a").known


def test_unsure_reading_stays_unsure() -> None:
    """A resolution that is not sure gives no sure day."""
    assert not dates_of([MENTION], [resolved(DAY, sure=False)], PUBLISHED, "a").sure


def test_relations() -> None:
    """Before, during and after another event, and after its beginning."""
    other = EventDates(DAY, DAY + timedelta(days=2), "day", sure=True)
    mention = replace(MENTION, time_ids=(), time_relation_span=Span(0, 5))

    def days(relation: str, words: str) -> tuple[date | None, date | None]:
        dates = dates_by_relation(replace(mention, time_relation=relation), other, words, "a")
        return dates.start, dates.end

    assert days("during", "the talks") == (DAY, DAY + timedelta(days=2))
    assert days("after", "the talks began") == (DAY, DAY)
    assert days("after", "the talks had begun") == (DAY, DAY)
    assert days("after", "the talks") == (DAY + timedelta(days=2), DAY + timedelta(days=2))
    assert days("before", "the talks") == (DAY, DAY)
    assert days("eve", "the talks") == (DAY - timedelta(days=1), DAY - timedelta(days=1))
    assert days("beside", "the talks") == (None, None)
    assert not dates_by_relation(replace(mention, time_relation="during"), EventDates(), "the talks", "a").known


def test_publication_day_only_for_past_events_of_the_lead() -> None:
    """A plan, and a mention far down in the text, take no day from the publication."""
    assert default_to_publication(MENTION, PUBLISHED, "a").start == PUBLISHED.day
    assert not default_to_publication(replace(MENTION, status=Status.PLANNED), PUBLISHED, "a").known
    assert not default_to_publication(replace(MENTION, span=Span(5000, 5010)), PUBLISHED, "a").known


def test_late_retelling() -> None:
    """The guessed day may lie after the sure day, never before it."""
    sure, guess = EventDates(DAY, DAY, "day", sure=True), EventDates(DAY + timedelta(days=5), DAY + timedelta(days=5), "day")
    assert is_late_retelling(sure, guess)
    assert is_late_retelling(guess, sure)
    assert not is_late_retelling(EventDates(guess.start, guess.end, "day", sure=True), EventDates(DAY, DAY, "day"))


event_dates = st.builds(
    lambda offset, length, sure: EventDates(DAY + timedelta(days=offset), DAY + timedelta(days=offset + length), "day", sure=sure),
    st.integers(0, 20),
    st.integers(0, 5),
    st.booleans(),
)


@given(event_dates, event_dates)
def test_overlap_is_symmetric(left: EventDates, right: EventDates) -> None:
    """The order of the two does not matter."""
    assert overlap(left, right) == overlap(right, left)


@given(st.lists(event_dates, min_size=1, max_size=5))
def test_combined_dates_span_the_sure_ones(parts: list[EventDates]) -> None:
    """The combined days are complete, in order, and sure where any of them is."""
    combined = combine_dates(parts, MEETING.name)
    assert combined.start is not None
    assert combined.end is not None
    assert combined.start <= combined.end
    assert combined.sure == any(p.sure for p in parts)


def test_a_strike_is_never_dated_after_publication() -> None:
    """In "The victims of a Friday shooting are expected to live" the tense is that of the recovery: the Friday is the last one."""
    friday = TimeExpression(Span(2, 8), "Friday", "weekday", direction=Direction.FUTURE, weekday=4)
    time = ResolvedTime(friday, resolve(friday, PUBLISHED.day))
    assert dates_of([replace(MENTION, status=Status.PLANNED)], [time], PUBLISHED, "a").start == date(2026, 3, 13)
    dates = dates_of([replace(MENTION, kind=STRIKE.name)], [time], PUBLISHED, "a")
    assert (dates.start, dates.end, dates.sure) == (date(2026, 3, 6), date(2026, 3, 6), True)
    assert dates.evidence[0].rule.endswith("since the event took place: 2026-03-06.")


def test_a_recalled_strike_is_not_dated_by_the_publication() -> None:
    """An undated attack in a lead is dated by the publication as a guess, but not one that the lead only recalls in a charge."""
    undated = replace(MENTION, kind=STRIKE.name, time_ids=())
    assert default_to_publication(undated, PUBLISHED, "a").start == PUBLISHED.day
    assert not default_to_publication(replace(undated, time_relation="recalled"), PUBLISHED, "a").known


def days(*offsets: int, sure: bool = True, words: str = "then") -> list[EventDates]:
    """One day for each offset from DAY, in the words of a report."""
    starts = [DAY + timedelta(days=offset) for offset in offsets]
    return [
        EventDates(day, day, "day", sure=sure, evidence=(DateEvidence("a", words, None, None, "", "a rule.", day, day),)) for day in starts
    ]


def test_a_strike_has_the_day_that_most_reports_give() -> None:
    """One report of three that errs does not stretch a strike; a meeting lasts for all days. Two days of a night are one stretch."""
    assert (combine_dates(days(0, 0, 9), STRIKE.name).start, combine_dates(days(0, 0, 9), STRIKE.name).end) == (DAY, DAY)
    assert combine_dates(days(0, 0, 9), MEETING.name).end == DAY + timedelta(days=9)
    night = combine_dates(days(1, 0), STRIKE.name)
    assert (night.start, night.end) == (DAY, DAY + timedelta(days=1))
    apart = combine_dates(days(9, 0), STRIKE.name)
    assert (apart.start, apart.end) == (DAY, DAY)


def test_of_guessed_days_of_a_strike_the_first_counts() -> None:
    """An attack is older than each report; a day that a text gives goes before a day of publication."""
    guesses = days(3, 2, sure=False)
    assert combine_dates(guesses, STRIKE.name).end == DAY + timedelta(days=2)
    assert combine_dates([*days(1, sure=False, words=""), *guesses], STRIKE.name).end == DAY + timedelta(days=2)
