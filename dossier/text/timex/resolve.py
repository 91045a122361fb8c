"""TIMEX normalization: resolves a time expression to calendar days, given the publication day. A pure function."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.candidates import TENSE, make_candidate, make_resolution
from dossier.text.timex.periods import FIRST_YEAR, LAST_YEAR, Period, day_period, holiday, period, season, shift
from dossier.text.timex.weekday import resolve_weekday

FAR, NEAR = 300, 60
"""Days: a date without a year that is more than FAR in the direction of the tense, but less than NEAR in the other, is taken there."""
SATURDAY = 5

Rule = Callable[[TimeExpression, date], Resolution]


def resolve(expression: TimeExpression, published: date | None, *, previous: date | None = None) -> Resolution:
    """The days and TIMEX3 value of an expression in an article published on `published`.

    `previous` is the day of the expression that is its anchor (`expression.anchor`): a day mentioned before, or the day on
    which quoted words were spoken. Without a publication day only an expression with its year has a value.
    """
    if expression.form in {"duration", "reference", "set"}:
        return Resolution(expression.value, None, None, "", _without_day(expression))
    if expression.form == "numeric date":
        return _numeric(expression, published)
    has_anchor = expression.relative or expression.quoted or expression.form == "clock"
    base = previous if has_anchor and previous else published
    resolution = _absolute(expression) or _relative(expression, base)
    if expression.quoted and previous is None and expression.year is None and base is not None:
        return replace(
            resolution, sure=False, explanation=f"{resolution.explanation} It is in a quotation, and the day of speaking is not given."
        )
    if has_anchor and previous is not None and base != published:
        anchor = "the day of speaking" if expression.quoted else "the day mentioned before"
        return replace(resolution, explanation=resolution.explanation.replace("the publication day", anchor))
    return resolution


def _relative(expression: TimeExpression, base: date | None) -> Resolution:
    """An expression that is resolved relative to `base`."""
    if base is None:
        explanation = f"“{expression.text}” depends on the publication day, which is unknown."
        return Resolution(expression.value if expression.form == "span" else None, None, None, "", explanation, sure=False)
    return RULES[expression.form](expression, base)


def _without_day(expression: TimeExpression) -> str:
    """Explanation of why a duration, reference or repeated time has no day."""
    kinds = {"duration": "a length of time", "reference": "only past, present or future", "set": "a repeated time"}
    return f"“{expression.text}” is {kinds[expression.form]}, so it gives no day."


def _absolute(expression: TimeExpression) -> Resolution | None:
    """An expression with its year; None for others."""
    if expression.year is None or expression.form in {"numeric date", "unit", "weekday"}:
        return None
    period_in_year = _in_year(expression, expression.year)
    if period_in_year is None:
        return Resolution(None, None, None, "", f"“{expression.text}” is not a calendar day.", sure=False)
    return make_resolution(period_in_year, expression, f"“{expression.text}” includes its year.")


def _in_year(expression: TimeExpression, year: int) -> Period | None:
    """The period of an expression in a given year; None where the year has no such day."""
    with suppress(ValueError):
        return IN_YEAR.get(expression.form, _whole)(expression, year)
    return None


def _whole(expression: TimeExpression, year: int) -> Period:
    """A year, decade, century, or the month of that year."""
    return period(expression.form, date(year, expression.month or 1, 1))


def _dated(expression: TimeExpression, year: int) -> Period:
    """A date, a range of days of one month, or the week that contains the date."""
    day = date(year, expression.month or 0, expression.day or 0)
    if expression.unit in {"week", "weekend"}:
        return period(expression.unit, day)
    single_day = day_period(day, expression.clock)
    if expression.through and expression.through > day.day:
        return replace(single_day, end=day.replace(day=expression.through))
    return single_day


def _part_of_year(expression: TimeExpression, year: int) -> Period:
    """A quarter or half of a year, by its number."""
    length = 3 if expression.form == "quarter" else 6
    return period(expression.form, date(year, 1 + length * ((expression.amount or 1) - 1), 1))


IN_YEAR: dict[str, Callable[[TimeExpression, int], Period]] = {
    "date": _dated,
    "holiday": lambda expression, year: day_period(holiday(expression.season, year), expression.clock),
    "season": lambda expression, year: season(expression.season, year),
    "quarter": _part_of_year,
    "half": _part_of_year,
}
"""Functions that give the period of an expression in a year, for forms that are not whole calendar units."""


def _named(expression: TimeExpression, base: date) -> Resolution:
    """A date, month, season, quarter, half or holiday without a year."""
    if expression.unit == "year":
        return _in_near_year(expression, base)
    periods = [p for p in (_in_year(expression, y) for y in _years_around(base)) if p]
    before = [p for p in periods if _has_begun(p, expression, base)]
    after = [p for p in periods if not _is_over(p, expression, base)]
    if not before or not after:
        return Resolution(None, None, None, "", f"“{expression.text}” is not a calendar day.", sure=False)
    past, future = before[-1], after[0]
    if past == future:
        return make_resolution(past, expression, f"“{expression.text}” includes the publication day, {base}.")
    chosen, other, reason, sure = _choose(expression, base, past, future)
    rule = {past: "the last one before", future: "the next one after"}
    explanation = f"“{expression.text}”, {reason}, is {rule[chosen]} the publication day, {base}."
    candidates = (
        make_candidate(chosen, rule[chosen], reason, chosen=True),
        make_candidate(other, rule[other], f"{abs((other.start - base).days)} days away", chosen=False),
    )
    return make_resolution(chosen, expression, explanation, sure=sure, candidates=candidates)


def _in_near_year(expression: TimeExpression, base: date) -> Resolution:
    """A date, month or season "of last year"."""
    period_in_year = _in_year(expression, base.year + (expression.amount or 0))
    if period_in_year is None:
        return Resolution(None, None, None, "", f"“{expression.text}” is not a calendar day.", sure=False)
    return make_resolution(period_in_year, expression, f"“{expression.text}” gives its year relative to the publication day, {base}.")


def _day_of_month(expression: TimeExpression, base: date) -> Resolution:
    """A day without its month: that of the anchor's month or of an adjacent one."""
    months = (shift(base.replace(day=1), "month", n) for n in (-2, -1, 0, 1, 2))
    days = [m.replace(day=expression.day or 1) for m in months if (expression.day or 1) <= period("month", m).end.day]
    past, future = [d for d in days if d <= base], [d for d in days if d >= base]
    ahead = expression.direction is Direction.FUTURE and bool(future)
    chosen = future[0] if ahead or not past else past[-1]
    side = "the next such day after" if chosen > base else "the last such day up to"
    explanation = f"“{expression.text}”, {TENSE[expression.direction]}, is {side} the publication day, {base}."
    return make_resolution(day_period(chosen, expression.clock), expression, explanation, sure=False)


def _years_around(base: date) -> Iterator[int]:
    """Years around an anchor, enough to include a 29 February on either side."""
    return iter(range(max(base.year - 8, FIRST_YEAR), min(base.year + 8, LAST_YEAR) + 1))


def _has_begun(candidate: Period, expression: TimeExpression, base: date) -> bool:
    """True where a period counts as past: it has begun by the anchor, or for "last July" is over before it."""
    if expression.amount == -1 and expression.form in {"month", "season", "holiday"}:
        return candidate.end < base
    return candidate.start <= base


def _is_over(candidate: Period, expression: TimeExpression, base: date) -> bool:
    """True where a period does not count as future: it is over by the anchor, or for "next July" has begun."""
    if expression.amount == 1 and expression.form in {"month", "season", "holiday"}:
        return candidate.start <= base
    return candidate.end < base


def _choose(expression: TimeExpression, base: date, past: Period, future: Period) -> tuple[Period, Period, str, bool]:
    """The chosen period, the other one, the reason, and whether the choice is sure."""
    if expression.amount is not None and expression.form in {"month", "season", "holiday"}:
        ahead = expression.amount > 0 or (expression.amount == 0 and past.start.year != base.year)
        word = {-1: "last", 0: "this", 1: "next"}[expression.amount]
        return (future, past, f"because of “{word}”", True) if ahead else (past, future, f"because of “{word}”", True)
    back, distance = (base - past.end).days, (future.start - base).days
    dated = expression.form in {"date", "holiday"}
    if expression.direction is Direction.FUTURE:
        is_past = distance > FAR and back < NEAR
        return (past, future, f"only {back} days earlier", False) if is_past else (future, past, TENSE[Direction.FUTURE], True)
    nearer = expression.direction is Direction.NEAREST and distance < back
    if (dated and nearer) or (back > FAR and distance < NEAR):
        return future, past, f"only {distance} days ahead", False
    return past, future, TENSE[expression.direction], True


def _unit(expression: TimeExpression, base: date) -> Resolution:
    """A number of days, weeks, months, quarters or years from the anchor."""
    amount = expression.amount or 0
    if expression.unit == "weekend" and amount == 0 and expression.direction is Direction.PAST and base.weekday() < SATURDAY:
        amount = -1
    day = shift(base, expression.unit, amount)
    unit_period = day_period(day, expression.clock) if expression.clock else period(expression.unit, day)
    distance = (
        ("" if expression.unit == "day" else f"the {expression.unit} of ")
        if amount == 0
        else f"{abs(amount)} {expression.unit}{'s' if abs(amount) > 1 else ''} {'before' if amount < 0 else 'after'} "
    )
    explanation = f"“{expression.text}” is {distance}the publication day, {base}."
    if expression.modifier == "BEFORE":
        unit_period = replace(unit_period, end=max(unit_period.start, min(unit_period.end, base)))
    if expression.modifier == "AFTER":
        unit_period = replace(unit_period, start=min(unit_period.end, max(unit_period.start, base)))
    return make_resolution(unit_period, expression, explanation)


def _clock(expression: TimeExpression, base: date) -> Resolution:
    """A time of day, of its anchor's day or the publication day; a past night began on the day before."""
    if expression.amount == -1 and expression.anchor is None and expression.direction is not Direction.FUTURE:
        night = shift(base, "day", expression.amount)
        explanation = f"“{expression.text}” is the night before the publication day, {base}."
        return Resolution(f"{night}T{expression.clock}", night, base, "day", explanation, sure=False)
    return make_resolution(day_period(base, expression.clock), expression, f"“{expression.text}” is on the publication day, {base}.")


def _span(expression: TimeExpression, base: date) -> Resolution:
    """A range of time that ends, or starts, at the anchor."""
    sign = 1 if expression.direction is Direction.FUTURE else -1
    explanation = f"“{expression.text}” {'starts' if sign > 0 else 'ends'} on the publication day, {base}."
    if expression.amount is None:
        return Resolution(expression.value, None, None, "", f"“{expression.text}” does not say how long.", sure=False)
    far = shift(base, expression.unit, sign * max(expression.amount, 1 if expression.unit != "hour" else 24))
    granularity = {"hour": "day", "decade": "year", "century": "year"}.get(expression.unit, expression.unit)
    return Resolution(expression.value, min(base, far), max(base, far), granularity, explanation)


def _numeric(expression: TimeExpression, published: date | None) -> Resolution:
    """Two numbers that may be day and month in either order: open, unless one order gives no day or one after the publication day."""
    numbers = (expression.month or 0, expression.day or 0)
    by_rule: dict[str, date] = {}
    for rule, (month, day) in {"day before month": numbers, "month before day": numbers[::-1]}.items():
        with suppress(ValueError):
            by_rule[rule] = date(expression.year or 0, month, day)
    if not by_rule:
        return Resolution(None, None, None, "", f"“{expression.text}” is not a calendar day.", sure=False)
    is_past = expression.direction is not Direction.FUTURE and published is not None
    possible = {rule: day for rule, day in by_rule.items() if not is_past or published is None or day <= published} or by_rule
    candidates = tuple(
        make_candidate(
            day_period(day),
            rule,
            "possible" if rule in possible else "after the publication day",
            chosen=len(possible) == 1 and rule in possible,
        )
        for rule, day in by_rule.items()
    )
    if len(set(possible.values())) == 1:
        rule, chosen = next(iter(possible.items()))
        explanation = f"“{expression.text}” is read as {rule}; the other order does not work."
        return make_resolution(day_period(chosen), expression, explanation, candidates=candidates)
    both = " or ".join(f"{day} ({rule})" for rule, day in by_rule.items())
    return Resolution(
        None, None, None, "", f"“{expression.text}” can be {both}; the text does not say which.", sure=False, candidates=candidates
    )


RULES: dict[str, Rule] = {
    "date": _named,
    "month": _named,
    "season": _named,
    "holiday": _named,
    "quarter": _named,
    "half": _named,
    "weekday": resolve_weekday,
    "day of month": _day_of_month,
    "unit": _unit,
    "clock": _clock,
    "span": _span,
}
