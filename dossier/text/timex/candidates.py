"""How a period becomes the resolution of an expression, with the readings weighed."""

from dossier.model.event import DateCandidate
from dossier.model.time import Direction, Resolution, TimeExpression
from dossier.text.timex.periods import Period

TENSE = {Direction.PAST: "told in the past", Direction.FUTURE: "told as to come", Direction.NEAREST: "told without a tense"}
"""What a direction is called in a reason."""


def make_resolution(
    found: Period, expression: TimeExpression, why: str, *, sure: bool = True, readings: tuple[DateCandidate, ...] = ()
) -> Resolution:
    """The resolution that is this period, narrowed by the expression's modifier ("early", "late")."""
    found = found.part(expression.modifier)
    return Resolution(found.value, found.start, found.end, found.granularity, why, sure, readings)


def make_candidate(found: Period, rule: str, why: str, *, chosen: bool) -> DateCandidate:
    """One way of reading an expression: the rule that gives the period, and why it was taken or not."""
    return DateCandidate(found.start, found.end, rule, why, chosen)
