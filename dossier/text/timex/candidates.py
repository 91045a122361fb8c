"""Resolutions and date candidates, made from periods."""

from dossier.model.event import DateCandidate
from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.periods import Period

TENSE = {Direction.PAST: "in the past tense", Direction.FUTURE: "in the future tense", Direction.NEAREST: "without a tense"}
"""The phrase for each direction in explanations."""


def make_resolution(
    period: Period, expression: TimeExpression, explanation: str, *, sure: bool = True, candidates: tuple[DateCandidate, ...] = ()
) -> Resolution:
    """The period as the resolution of an expression, narrowed by the expression's modifier ("early", "late")."""
    period = period.part(expression.modifier)
    return Resolution(period.value, period.start, period.end, period.granularity, explanation, sure, candidates)


def make_candidate(period: Period, rule: str, explanation: str, *, chosen: bool) -> DateCandidate:
    """One candidate date of an expression: the rule that gives the period, and why it was chosen or not."""
    return DateCandidate(period.start, period.end, rule, explanation, chosen)
