"""Resolution of weekdays: the tense gives the direction, "last" and "next" the week."""

from datetime import date, timedelta

from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.candidates import TENSE, make_candidate, make_resolution
from dossier.text.timex.periods import day_period

WEEK = timedelta(days=7)
BARE_WITHIN = 2
"""Days: a weekday nearer than that is written without "last" or "next", so with the word it is the one of the other week."""


def resolve_weekday(expression: TimeExpression, base: date) -> Resolution:
    """A weekday relative to `base`: 0-6 days before it in the past tense, 0-6 days after it as a future."""
    weekday = expression.weekday or 0
    last = base - timedelta(days=(base.weekday() - weekday) % 7)
    following = base + timedelta(days=(weekday - base.weekday()) % 7)
    if expression.amount is None:
        return _bare(expression, base, last, following)
    if expression.unit == "week" or expression.amount == 0:
        return _only(expression, _of_week(base, expression.amount, weekday), f"counted in calendar weeks from the publication day, {base}")
    if expression.relative:
        near = last if expression.amount < 0 else following
        chosen = near + expression.amount * WEEK if near == base else near
        side = "before" if expression.amount < 0 else "after"
        return _only(expression, chosen, f"the nearest one {side} the publication day, {base}")
    return _last_or_next(expression, base, last if expression.amount < 0 else following)


def _of_week(base: date, weeks: int, weekday: int) -> date:
    """The weekday in the calendar week (Monday first) `weeks` after that of `base`."""
    return base + timedelta(days=7 * weeks + weekday - base.weekday())


def _last_or_next(expression: TimeExpression, base: date, near: date) -> Resolution:
    """A weekday with "last" or "next": the nearest one, or that of last or next week where the nearest is a day away."""
    sign = expression.amount or 0
    distance = abs((base - near).days)
    in_week = _of_week(base, sign, expression.weekday or 0)
    word = "last" if sign < 0 else "next"
    chosen, other = (near, in_week if in_week != near else near + sign * WEEK)
    reason, other_reason = "the nearest one", "less likely at this distance"
    if distance < BARE_WITHIN and in_week != near:
        chosen, other = in_week, near
        reason, other_reason = f"the one in {word} week", f"only a day away, where “{word}” is usually left out"
    candidates = (
        make_candidate(day_period(chosen), f"“{word} {chosen:%A}”", reason, chosen=True),
        make_candidate(day_period(other), f"“{word} {chosen:%A}”", other_reason, chosen=False),
    )
    explanation = f"“{expression.text}” is {chosen:%A} {chosen}, {reason}, counting from the publication day, {base}."
    return make_resolution(day_period(chosen, expression.clock), expression, explanation, sure=False, candidates=candidates)


def _bare(expression: TimeExpression, base: date, last: date, following: date) -> Resolution:
    """A weekday by its name alone: the tense gives the direction; that of the publication day is that day."""
    if last == following:
        return _only(expression, base, f"the publication day itself, {base}")
    chosen, other = (following, last) if expression.direction is Direction.FUTURE else (last, following)
    reason = TENSE[expression.direction]
    rule = {last: f"the last {last:%A} before the publication day", following: f"the next {last:%A} after the publication day"}
    candidates = (
        make_candidate(day_period(chosen), rule[chosen], reason, chosen=True),
        make_candidate(day_period(other), rule[other], f"the wording is {reason}", chosen=False),
    )
    explanation = f"“{expression.text}”, {reason}, is {rule[chosen]}, {base}: {chosen}."
    sure = expression.direction is not Direction.NEAREST
    return make_resolution(day_period(chosen, expression.clock), expression, explanation, sure=sure, candidates=candidates)


def _only(expression: TimeExpression, day: date, rule: str) -> Resolution:
    """A weekday with a single candidate."""
    return make_resolution(day_period(day, expression.clock), expression, f"“{expression.text}” is {rule}: {day}.")
