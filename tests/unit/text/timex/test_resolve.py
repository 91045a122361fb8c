"""Resolution of time expressions relative to a publication day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.span import Span
from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.resolve import resolve

PUBLISHED = date(2031, 5, 15)  # a Thursday
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
PAST, FUTURE, NEAREST = Direction.PAST, Direction.FUTURE, Direction.NEAREST


def expression(form: str, **parts: object) -> TimeExpression:
    """An expression of a form, as extraction makes it."""
    return TimeExpression(Span(0, 4), "then", form, **parts)  # type: ignore[arg-type]  # the parts are the fields


def days(resolution: Resolution) -> tuple[date | None, date | None]:
    """First and last day."""
    return resolution.start, resolution.end


@given(DAYS, st.integers(0, 6))
def test_a_past_weekday_lies_up_to_six_days_back(published: date, weekday: int) -> None:
    """In the past tense, a weekday is the last such day on or before the publication day."""
    resolution = resolve(expression("weekday", weekday=weekday, direction=PAST), published)
    assert resolution.start is not None
    assert resolution.start.weekday() == weekday
    assert 0 <= (published - resolution.start).days <= 6


@given(DAYS, st.integers(0, 6))
def test_a_future_weekday_lies_up_to_six_days_ahead(published: date, weekday: int) -> None:
    """As a future, a weekday is the next such day on or after the publication day."""
    resolution = resolve(expression("weekday", weekday=weekday, direction=FUTURE), published)
    assert resolution.start is not None
    assert resolution.start.weekday() == weekday
    assert 0 <= (resolution.start - published).days <= 6


def test_a_weekday_has_two_candidates() -> None:
    """Both candidates of a bare weekday are listed, the chosen one first."""
    resolution = resolve(expression("weekday", weekday=1, direction=PAST), PUBLISHED)
    assert [(date(2031, 5, 13), True), (date(2031, 5, 20), False)] == [(c.start, c.chosen) for c in resolution.candidates]
    assert "Tuesday" in resolution.explanation


@pytest.mark.parametrize(
    ("weekday", "amount", "expected"),
    [
        (0, -1, date(2031, 5, 12)),  # last Monday, three days back: the nearest
        (2, -1, date(2031, 5, 7)),  # last Wednesday, a day back: that of last week
        (3, -1, date(2031, 5, 8)),  # last Thursday on a Thursday
        (6, 1, date(2031, 5, 18)),  # next Sunday, three days ahead
        (4, 1, date(2031, 5, 23)),  # next Friday, a day ahead: that of next week
        (1, 0, date(2031, 5, 13)),  # this Tuesday
    ],
)
def test_last_and_next_weekdays(weekday: int, amount: int, expected: date) -> None:
    """A weekday that would be written alone at this distance is that of the other week."""
    assert expected == resolve(expression("weekday", weekday=weekday, amount=amount), PUBLISHED).start


def test_last_sunday_on_a_monday_is_yesterday() -> None:
    """If last week's day is the nearest one, the two candidates agree."""
    assert date(2031, 5, 11) == resolve(expression("weekday", weekday=6, amount=-1), date(2031, 5, 12)).start


@given(DAYS, st.integers(-400, 400))
def test_a_number_of_days_away(published: date, amount: int) -> None:
    """Yesterday, tomorrow and similar words are counted in days."""
    resolution = resolve(expression("unit", unit="day", amount=amount), published)
    day = published + timedelta(days=amount)
    assert (day.isoformat(), day, day, "day") == (resolution.value, *days(resolution), resolution.granularity)


@given(DAYS, st.sampled_from(["week", "weekend", "month", "quarter", "half", "year", "decade", "century"]))
def test_the_current_unit_contains_the_day(published: date, unit: str) -> None:
    """This week, this month, this year contain the publication day (a weekend by its week)."""
    resolution = resolve(expression("unit", unit=unit, amount=0, direction=FUTURE), published)
    assert resolution.start is not None
    assert resolution.end is not None
    assert resolution.start - timedelta(days=5 if unit == "weekend" else 0) <= published <= resolution.end


@pytest.mark.parametrize(
    ("unit", "amount", "value", "first", "last"),
    [
        ("week", -1, "2031-W19", date(2031, 5, 5), date(2031, 5, 11)),
        ("month", -1, "2031-04", date(2031, 4, 1), date(2031, 4, 30)),
        ("year", -2, "2029", date(2029, 1, 1), date(2029, 12, 31)),
        ("quarter", -1, "2031-Q1", date(2031, 1, 1), date(2031, 3, 31)),
        ("weekend", -1, "2031-W19-WE", date(2031, 5, 10), date(2031, 5, 11)),
        ("decade", -1, "202", date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_units_away(unit: str, amount: int, value: str, first: date, last: date) -> None:
    """Whole calendar units are counted, and have their TIMEX3 values."""
    resolution = resolve(expression("unit", unit=unit, amount=amount), PUBLISHED)
    assert (value, first, last) == (resolution.value, *days(resolution))


def test_this_weekend_in_the_past_tense_is_the_last_one() -> None:
    """On a Thursday, what happened this weekend happened on the one before."""
    assert date(2031, 5, 10) == resolve(expression("unit", unit="weekend", amount=0, direction=PAST), PUBLISHED).start


@given(DAYS, DAYS)
def test_a_date_without_year_is_within_a_year(published: date, day: date) -> None:
    """A date without its year is in the direction of its tense, or near on the other side."""
    past = resolve(expression("date", month=day.month, day=day.day, direction=PAST), published).start
    future = resolve(expression("date", month=day.month, day=day.day, direction=FUTURE), published).start
    assert past is not None
    assert future is not None
    assert (day.month, day.day) == (past.month, past.day) == (future.month, future.day)
    assert (past - published).days <= 60
    assert (published - future).days <= 60


def test_a_date_with_its_year_needs_no_publication_day() -> None:
    """A date with its year has a value in an article of unknown day."""
    resolution = resolve(expression("date", year=2030, month=2, day=28, clock="NI"), None)
    assert ("2030-02-28TNI", date(2030, 2, 28), True) == (resolution.value, resolution.start, resolution.sure)


def test_no_such_day() -> None:
    """The 30th of February has no value, with a year and without."""
    assert resolve(expression("date", year=2030, month=2, day=30), PUBLISHED).value is None
    assert resolve(expression("date", month=2, day=30), PUBLISHED).value is None


def test_leap_day_without_a_year() -> None:
    """A 29 February is resolved in leap years alone."""
    assert date(2028, 2, 29) == resolve(expression("date", month=2, day=29, direction=PAST), PUBLISHED).start


def test_a_range_of_days_and_the_week_of_a_date() -> None:
    """A range "January 7-9" ends on the 9th; "the week of January 7" is its calendar week."""
    assert (date(2031, 1, 7), date(2031, 1, 9)) == days(resolve(expression("date", month=1, day=7, through=9, direction=PAST), PUBLISHED))
    assert resolve(expression("date", month=1, day=7, unit="week", direction=PAST), PUBLISHED).value == "2031-W02"


@pytest.mark.parametrize(
    ("modifier", "first", "last"),
    [("", 1, 31), ("START", 1, 10), ("MID", 11, 20), ("END", 21, 31)],
)
def test_parts_of_a_month(modifier: str, first: int, last: int) -> None:
    """Early, mid and late are thirds; the value stays the month's."""
    resolution = resolve(expression("month", month=3, modifier=modifier, direction=PAST), PUBLISHED)
    assert ("2031-03", date(2031, 3, first), date(2031, 3, last)) == (resolution.value, *days(resolution))


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ({"month": 12, "direction": PAST}, "2030-12"),
        ({"month": 12, "direction": NEAREST}, "2030-12"),
        ({"month": 12, "direction": FUTURE}, "2031-12"),
        ({"month": 5, "amount": -1}, "2030-05"),
        ({"month": 5, "amount": 1}, "2032-05"),
        ({"month": 5, "amount": 0}, "2031-05"),
        ({"month": 8, "amount": -1, "unit": "year"}, "2030-08"),
        ({"month": 8, "year": 2019}, "2019-08"),
    ],
)
def test_months(parts: dict[str, object], value: str) -> None:
    """A month is the last one, unless the tense or a word requires another."""
    assert value == resolve(expression("month", **parts), PUBLISHED).value


@pytest.mark.parametrize(
    ("parts", "value", "first", "last"),
    [
        ({"season": "SU", "amount": -1}, "2030-SU", date(2030, 6, 1), date(2030, 8, 31)),
        ({"season": "SU", "amount": 0}, "2031-SU", date(2031, 6, 1), date(2031, 8, 31)),
        ({"season": "WI", "amount": -1}, "2030-WI", date(2030, 12, 1), date(2031, 2, 28)),
        ({"season": "FA", "year": 1989}, "1989-FA", date(1989, 9, 1), date(1989, 11, 30)),
    ],
)
def test_seasons(parts: dict[str, object], value: str, first: date, last: date) -> None:
    """Seasons are three whole months; a winter runs into the next year."""
    resolution = resolve(expression("season", **parts), PUBLISHED)
    assert (value, first, last, "season") == (resolution.value, *days(resolution), resolution.granularity)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("12-25", date(2030, 12, 25)), ("11-4-3", date(2030, 11, 28)), ("5--1-0", date(2030, 5, 27)), ("easter-2", date(2030, 4, 19))],
)
def test_holidays(rule: str, expected: date) -> None:
    """Fixed days, nth weekdays and days counted from Easter."""
    assert expected == resolve(expression("holiday", season=rule, direction=PAST), date(2031, 1, 20)).start


def test_words_in_a_quotation_are_relative_to_the_day_of_speaking() -> None:
    """The word "tomorrow", spoken two days before publication, is the day before it; unsure where that day is not known."""
    quoted = expression("unit", unit="day", amount=1, quoted=True, anchor=0)
    assert date(2031, 5, 14) == resolve(quoted, PUBLISHED, previous=date(2031, 5, 13)).start
    without_day = resolve(quoted, PUBLISHED)
    assert (date(2031, 5, 16), False) == (without_day.start, without_day.sure)


def test_relative_words_count_from_the_day_before_them() -> None:
    """The words "two weeks later" count from the day that was mentioned before."""
    resolution = resolve(expression("unit", unit="week", amount=2, relative=True, anchor=0), PUBLISHED, previous=date(2030, 1, 7))
    assert ("2030-W04", date(2030, 1, 21)) == (resolution.value, resolution.start)
    assert "the day mentioned before" in resolution.explanation


def test_a_night_before_and_a_time_of_day() -> None:
    """An overnight attack began the day before, unless its day is given; the value of a day has the time of day."""
    assert (date(2031, 5, 14), date(2031, 5, 15)) == days(resolve(expression("clock", clock="NI", amount=-1, direction=PAST), PUBLISHED))
    clock = resolve(expression("clock", clock="04:00", anchor=0), PUBLISHED, previous=date(2031, 5, 13))
    assert clock.value == "2031-05-13T04:00"


def test_a_range_up_to_now_has_days() -> None:
    """The past 24 hours are the day before and the publication day, and have the value of a duration."""
    resolution = resolve(expression("span", unit="hour", amount=24, value="PT24H", direction=PAST), PUBLISHED)
    assert ("PT24H", date(2031, 5, 14), PUBLISHED) == (resolution.value, *days(resolution))


@pytest.mark.parametrize(("form", "value"), [("duration", "P2D"), ("reference", "PRESENT_REF"), ("set", "P1Y")])
def test_expressions_without_a_day(form: str, value: str) -> None:
    """Durations, references and sets have a value and no day."""
    resolution = resolve(expression(form, value=value), PUBLISHED)
    assert (value, None, None, "") == (resolution.value, *days(resolution), resolution.granularity)


def test_an_unambiguous_numeric_date() -> None:
    """There is no thirteenth month, and a past event is not after the publication day."""
    assert date(2026, 2, 13) == resolve(expression("numeric date", year=2026, day=13, month=2, direction=PAST), PUBLISHED).start
    later = resolve(expression("numeric date", year=2031, day=4, month=6, direction=PAST), PUBLISHED)
    assert date(2031, 4, 6) == later.start


def test_an_ambiguous_numeric_date_is_not_resolved() -> None:
    """Both candidates are listed, neither is chosen."""
    resolution = resolve(expression("numeric date", year=2026, day=4, month=2, direction=PAST), PUBLISHED)
    assert (resolution.value, resolution.start, resolution.sure) == (None, None, False)
    assert {date(2026, 2, 4), date(2026, 4, 2)} == {c.start for c in resolution.candidates}
    assert "2026-02-04" in resolution.explanation
    assert "2026-04-02" in resolution.explanation


def test_a_day_of_the_month() -> None:
    """The words "on the 21st", on the 15th in the past tense, mean last month; as a future, this month."""
    assert date(2031, 4, 21) == resolve(expression("day of month", day=21, direction=PAST), PUBLISHED).start
    assert date(2031, 5, 21) == resolve(expression("day of month", day=21, direction=FUTURE), PUBLISHED).start


@pytest.mark.parametrize("form", ["weekday", "unit", "month", "clock", "holiday"])
def test_relative_expressions_need_a_publication_day(form: str) -> None:
    """With an unknown publication day they have no value, and the explanation says so."""
    resolution = resolve(expression(form, weekday=1, unit="day", month=3, season="12-25", amount=0, clock="NI"), None)
    assert (resolution.value, resolution.start, resolution.sure) == (None, None, False)
    assert "unknown" in resolution.explanation


FORMS = ["date", "weekday", "unit", "month", "season", "quarter", "half", "holiday", "clock", "span", "day of month", "numeric date"]


@given(
    form=st.sampled_from(FORMS),
    published=st.one_of(st.none(), DAYS),
    day=st.integers(1, 31),
    month=st.integers(1, 12),
    amount=st.integers(-1, 1),
    direction=st.sampled_from(list(Direction)),
    modifier=st.sampled_from(["", "START", "MID", "END", "BEFORE", "AFTER"]),
    quoted=st.booleans(),
)
def test_every_expression_resolves_or_explains_why_not(
    *, form: str, published: date | None, day: int, month: int, amount: int, direction: Direction, modifier: str, quoted: bool
) -> None:
    """No combination of parts fails; days come in pairs and in order; there is always an explanation."""
    time = expression(
        form,
        day=day,
        month=month,
        weekday=day % 7,
        amount=2 if form in {"quarter", "half"} else amount,
        direction=direction,
        modifier=modifier,
        quoted=quoted,
        unit="week",
        year=None,
        season="SU" if form == "season" else "easter-2",
    )
    resolution = resolve(time, published)
    assert (resolution.start is None) == (resolution.end is None)
    assert resolution.start is None or resolution.end is None or resolution.start <= resolution.end
    assert resolution.explanation.endswith(".")
