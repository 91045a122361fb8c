"""What a weekday means: the tense gives the side, "last" and "next" the week."""

from datetime import date, timedelta

from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.candidates import TENSE, make_candidate, make_resolution
from dossier.text.timex.periods import day_period

WEEK = timedelta(days=7)
NAMED_ALONE = 2
"""Days: a weekday nearer than that is named without "last" or "next", so the word means the one of the other week."""


def resolve_weekday(expression: TimeExpression, base: date) -> Resolution:
    """A weekday seen from `base`: told in the past 0-6 days before it, told as to come 0-6 days after it."""
    weekday = expression.weekday or 0
    last = base - timedelta(days=(base.weekday() - weekday) % 7)
    following = base + timedelta(days=(weekday - base.weekday()) % 7)
    if expression.amount is None:
        return _bare(expression, base, last, following)
    if expression.unit == "week" or expression.amount == 0:
        return _only(expression, _of_week(base, expression.amount, weekday), f"that of its week, seen from the publication day, {base}")
    if expression.relative:
        near = last if expression.amount < 0 else following
        taken = near + expression.amount * WEEK if near == base else near
        return _only(expression, taken, f"the nearest one on that side of the publication day, {base}")
    return _last_or_next(expression, base, last if expression.amount < 0 else following)


def _of_week(base: date, weeks: int, weekday: int) -> date:
    """The weekday in the calendar week (Monday first) so many weeks from that of `base`."""
    return base + timedelta(days=7 * weeks + weekday - base.weekday())


def _last_or_next(expression: TimeExpression, base: date, near: date) -> Resolution:
    """A weekday with "last" or "next": the nearest one, or that of last or next week where the nearest is a day away."""
    sign = expression.amount or 0
    distance = abs((base - near).days)
    in_week = _of_week(base, sign, expression.weekday or 0)
    word = "last" if sign < 0 else "next"
    taken, other = (near, in_week if in_week != near else near + sign * WEEK)
    because, not_other = "the nearest one", "less usual at this distance"
    if distance < NAMED_ALONE and in_week != near:
        taken, other = in_week, near
        because, not_other = f"that of {word} week", f"only {distance} days away, it would be named without “{word}”"
    readings = (
        make_candidate(day_period(taken), f"“{word} {taken:%A}”", because, chosen=True),
        make_candidate(day_period(other), f"“{word} {taken:%A}”", not_other, chosen=False),
    )
    why = f"“{expression.text}” is {taken:%A} {taken}, {because}, seen from the publication day, {base}."
    return make_resolution(day_period(taken, expression.clock), expression, why, sure=False, readings=readings)


def _bare(expression: TimeExpression, base: date, last: date, following: date) -> Resolution:
    """A weekday by its name alone: the tense gives the side; the publication day's own is that day."""
    if last == following:
        return _only(expression, base, f"the publication day itself, {base}")
    taken, other = (following, last) if expression.direction is Direction.FUTURE else (last, following)
    because = TENSE[expression.direction]
    rule = {last: f"the last {last:%A} before the publication day", following: f"the next {last:%A} after the publication day"}
    readings = (
        make_candidate(day_period(taken), rule[taken], because, chosen=True),
        make_candidate(day_period(other), rule[other], f"it is {because}", chosen=False),
    )
    why = f"“{expression.text}”, {because}, is {rule[taken]}, {base}: {taken}."
    sure = expression.direction is not Direction.NEAREST
    return make_resolution(day_period(taken, expression.clock), expression, why, sure=sure, readings=readings)


def _only(expression: TimeExpression, day: date, rule: str) -> Resolution:
    """A weekday that can be one day only."""
    return make_resolution(day_period(day, expression.clock), expression, f"“{expression.text}” is {rule}: {day}.")
