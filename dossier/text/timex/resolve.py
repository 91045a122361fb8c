"""What a time expression means, once the day it is seen from is known. Pure: the same words and days, the same answer."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.candidates import TENSE, make_candidate, make_resolution
from dossier.text.timex.periods import FIRST_YEAR, LAST_YEAR, Period, day_period, holiday, period, season, shift
from dossier.text.timex.weekday import resolve_weekday

FAR, NEAR = 300, 60
"""Days: a date without a year that would lie FAR off in the direction of the tense, but NEAR in the other, is taken there."""
SATURDAY = 5

Rule = Callable[[TimeExpression, date], Resolution]


def resolve(expression: TimeExpression, published: date | None, *, previous: date | None = None) -> Resolution:
    """The days and TIMEX3 value of an expression in an article published on `published`.

    `previous` is the day of the expression that this one hangs on (`expression.anchor`): the day told before, or the day
    on which quoted words were spoken. Without an anchor only what is printed in full has a value.
    """
    if expression.form in {"duration", "reference", "set"}:
        return Resolution(expression.value, None, None, "", _without_day(expression))
    if expression.form == "numeric date":
        return _numeric(expression, published)
    hangs = expression.relative or expression.quoted or expression.form == "clock"
    base = previous if hangs and previous else published
    found = _absolute(expression) or _seen_from(expression, base)
    if expression.quoted and previous is None and expression.year is None and base is not None:
        return replace(found, sure=False, explanation=f"{found.explanation} It is said in a quotation; the day of speaking is not told.")
    if hangs and previous is not None and base != published:
        whose = "the day of speaking" if expression.quoted else "the day told before"
        return replace(found, explanation=found.explanation.replace("the publication day", whose))
    return found


def _seen_from(expression: TimeExpression, base: date | None) -> Resolution:
    """What hangs on an anchor."""
    if base is None:
        why = f"“{expression.text}” hangs on the publication day, which is unknown."
        return Resolution(expression.value if expression.form == "span" else None, None, None, "", why, sure=False)
    return RULES[expression.form](expression, base)


def _without_day(expression: TimeExpression) -> str:
    """Why a duration, reference or repeated time has no day."""
    kinds = {"duration": "a length of time", "reference": "no more than past, present or future", "set": "a time that comes again"}
    return f"“{expression.text}” is {kinds[expression.form]}; it names no day."


def _absolute(expression: TimeExpression) -> Resolution | None:
    """What is printed with its year, or None."""
    if expression.year is None or expression.form in {"numeric date", "unit", "weekday"}:
        return None
    found = _in_year(expression, expression.year)
    if found is None:
        return Resolution(None, None, None, "", f"“{expression.text}” is no day of the calendar.", sure=False)
    return make_resolution(found, expression, f"“{expression.text}” is printed with its year.")


def _in_year(expression: TimeExpression, year: int) -> Period | None:
    """The period that an expression names in a given year; None where there is no such day."""
    with suppress(ValueError):
        return IN_YEAR.get(expression.form, _whole)(expression, year)
    return None


def _whole(expression: TimeExpression, year: int) -> Period:
    """A year, decade, century, or the month of that year."""
    return period(expression.form, date(year, expression.month or 1, 1))


def _dated(expression: TimeExpression, year: int) -> Period:
    """A date, the days up to the last one of a range, or the week that holds it."""
    day = date(year, expression.month or 0, expression.day or 0)
    if expression.unit in {"week", "weekend"}:
        return period(expression.unit, day)
    found = day_period(day, expression.clock)
    if expression.through and expression.through > day.day:
        return replace(found, end=day.replace(day=expression.through))
    return found


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
"""How the forms that are more than a whole calendar unit lie in a year."""


def _named(expression: TimeExpression, base: date) -> Resolution:
    """A date, month, season, quarter, half or holiday without a year."""
    if expression.unit == "year":
        return _in_near_year(expression, base)
    held = [p for p in (_in_year(expression, y) for y in _years(base)) if p]
    before = [p for p in held if _begun(p, expression, base)]
    after = [p for p in held if not _over(p, expression, base)]
    if not before or not after:
        return Resolution(None, None, None, "", f"“{expression.text}” is no day of the calendar.", sure=False)
    past, future = before[-1], after[0]
    if past == future:
        why = f"“{expression.text}” holds the publication day, {base}."
        return make_resolution(past, expression, why)
    chosen, other, because, sure = _choose(expression, base, past, future)
    rule = {past: "the last one before", future: "the next one after"}
    why = f"“{expression.text}”, {because}, is {rule[chosen]} the publication day, {base}."
    readings = (
        make_candidate(chosen, rule[chosen], because, chosen=True),
        make_candidate(other, rule[other], f"{abs((other.start - base).days)} days away", chosen=False),
    )
    return make_resolution(chosen, expression, why, sure=sure, readings=readings)


def _in_near_year(expression: TimeExpression, base: date) -> Resolution:
    """A date, month or season "of last year"."""
    found = _in_year(expression, base.year + (expression.amount or 0))
    if found is None:
        return Resolution(None, None, None, "", f"“{expression.text}” is no day of the calendar.", sure=False)
    return make_resolution(found, expression, f"“{expression.text}” names its year as seen from the publication day, {base}.")


def _day_of_month(expression: TimeExpression, base: date) -> Resolution:
    """A day whose month is that of the anchor or the one beside it."""
    months = (shift(base.replace(day=1), "month", n) for n in (-2, -1, 0, 1, 2))
    days = [m.replace(day=expression.day or 1) for m in months if (expression.day or 1) <= period("month", m).end.day]
    past, future = [d for d in days if d <= base], [d for d in days if d >= base]
    ahead = expression.direction is Direction.FUTURE and bool(future)
    taken = future[0] if ahead or not past else past[-1]
    side = "next" if taken > base else "last"
    why = f"“{expression.text}”, {TENSE[expression.direction]}, is the {side} such day seen from the publication day, {base}."
    return make_resolution(day_period(taken, expression.clock), expression, why, sure=False)


def _years(base: date) -> Iterator[int]:
    """Years around an anchor, enough to meet a 29 February on either side."""
    return iter(range(max(base.year - 8, FIRST_YEAR), min(base.year + 8, LAST_YEAR) + 1))


def _begun(found: Period, expression: TimeExpression, base: date) -> bool:
    """True where a period counts as past: begun by the anchor, or over before it for "last July"."""
    if expression.amount == -1 and expression.form in {"month", "season", "holiday"}:
        return found.end < base
    return found.start <= base


def _over(found: Period, expression: TimeExpression, base: date) -> bool:
    """True where a period no longer counts as to come."""
    if expression.amount == 1 and expression.form in {"month", "season", "holiday"}:
        return found.start <= base
    return found.end < base


def _choose(expression: TimeExpression, base: date, past: Period, future: Period) -> tuple[Period, Period, str, bool]:
    """The reading taken, the other one, why, and whether it is sure."""
    if expression.amount is not None and expression.form in {"month", "season", "holiday"}:
        ahead = expression.amount > 0 or (expression.amount == 0 and past.start.year != base.year)
        word = {-1: "last", 0: "this", 1: "next"}[expression.amount]
        return (future, past, f"with “{word}”", True) if ahead else (past, future, f"with “{word}”", True)
    back, distance = (base - past.end).days, (future.start - base).days
    dated = expression.form in {"date", "holiday"}
    if expression.direction is Direction.FUTURE:
        lapsed = distance > FAR and back < NEAR
        return (past, future, f"only {back} days back", False) if lapsed else (future, past, TENSE[Direction.FUTURE], True)
    nearer = expression.direction is Direction.NEAREST and distance < back
    if (dated and nearer) or (back > FAR and distance < NEAR):
        return future, past, f"only {distance} days ahead", False
    return past, future, TENSE[expression.direction], True


def _unit(expression: TimeExpression, base: date) -> Resolution:
    """So many days, weeks, months, quarters or years from the anchor."""
    amount = expression.amount or 0
    if expression.unit == "weekend" and amount == 0 and expression.direction is Direction.PAST and base.weekday() < SATURDAY:
        amount = -1
    day = shift(base, expression.unit, amount)
    found = day_period(day, expression.clock) if expression.clock else period(expression.unit, day)
    where = (
        "the one of"
        if amount == 0
        else f"{abs(amount)} {expression.unit}{'s' if abs(amount) > 1 else ''} {'before' if amount < 0 else 'after'}"
    )
    why = f"“{expression.text}” is {where} the publication day, {base}."
    if expression.modifier == "BEFORE":
        found = replace(found, end=max(found.start, min(found.end, base)))
    if expression.modifier == "AFTER":
        found = replace(found, start=min(found.end, max(found.start, base)))
    return make_resolution(found, expression, why)


def _clock(expression: TimeExpression, base: date) -> Resolution:
    """A time of day whose day is told nearby, or is the publication day; a night that is past began the day before."""
    if expression.amount == -1 and expression.anchor is None and expression.direction is not Direction.FUTURE:
        night = shift(base, "day", expression.amount)
        why = f"“{expression.text}” is the night before the publication day, {base}."
        return Resolution(f"{night}T{expression.clock}", night, base, "day", why, sure=False)
    return make_resolution(day_period(base, expression.clock), expression, f"“{expression.text}” belongs to {base}, the publication day.")


def _span(expression: TimeExpression, base: date) -> Resolution:
    """A stretch of time that ends, or starts, at the anchor."""
    sign = 1 if expression.direction is Direction.FUTURE else -1
    why = f"“{expression.text}” {'starts' if sign > 0 else 'ends'} on the publication day, {base}."
    if expression.amount is None:
        return Resolution(expression.value, None, None, "", f"“{expression.text}” does not say how long.", sure=False)
    far = shift(base, expression.unit, sign * max(expression.amount, 1 if expression.unit != "hour" else 24))
    granularity = {"hour": "day", "decade": "year", "century": "year"}.get(expression.unit, expression.unit)
    return Resolution(expression.value, min(base, far), max(base, far), granularity, why)


def _numeric(expression: TimeExpression, published: date | None) -> Resolution:
    """Two numbers that may be day and month either way: open, unless one way is no day or lies after the publication day."""
    numbers = (expression.month or 0, expression.day or 0)
    ways: dict[str, date] = {}
    for rule, (month, day) in {"day before month": numbers, "month before day": numbers[::-1]}.items():
        with suppress(ValueError):
            ways[rule] = date(expression.year or 0, month, day)
    if not ways:
        return Resolution(None, None, None, "", f"“{expression.text}” is no day of the calendar.", sure=False)
    told = expression.direction is not Direction.FUTURE and published is not None
    fit = {rule: on for rule, on in ways.items() if not told or published is None or on <= published} or ways
    readings = tuple(
        make_candidate(day_period(d), r, "it fits" if r in fit else "it lies after the publication day", chosen=len(fit) == 1 and r in fit)
        for r, d in ways.items()
    )
    if len(set(fit.values())) == 1:
        rule, taken = next(iter(fit.items()))
        return make_resolution(
            day_period(taken), expression, f"“{expression.text}” is read {rule}; the other way is no fit.", readings=readings
        )
    both = " or ".join(f"{on} ({rule})" for rule, on in ways.items())
    return Resolution(None, None, None, "", f"“{expression.text}” can be {both}; nothing tells which.", sure=False, candidates=readings)


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
