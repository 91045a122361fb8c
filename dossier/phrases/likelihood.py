"""Phrases for how likely a match is: a calibrated probability of events, a score of actors."""

from typing import NamedTuple

from dossier.model.merge_review import MatchLikelihood, MergeCandidate

STEP = 5
"""Percent to which a probability is rounded: it is no more exact than that."""


class _Rounded(NamedTuple):
    """A probability as it is shown: about so many percent, or less or more than that at the ends."""

    percent: int
    sign: str
    words: str


def format_percent(probability: float) -> str:
    """“80 %”, in steps of STEP; “<5 %” and “>95 %” at the ends."""
    rounded = _round(probability)
    return f"{rounded.sign}{rounded.percent} %"


def format_match(candidate: MergeCandidate) -> str:
    """The probability of events (“80 %”), or of actors the points of 100 that their evidence scores (“83/100”)."""
    return format_percent(candidate.likelihood.probability) if candidate.likelihood else f"{candidate.score}/100"


def likely_words(likelihood: MatchLikelihood) -> str:
    """“about 80 % likely the same event”."""
    rounded = _round(likelihood.probability)
    return f"{rounded.words} {rounded.percent} % likely the same event"


def report_sentence(title: str, likelihood: MatchLikelihood, *, is_weakest: bool) -> str:
    """How likely the report of an article is of the same event as the others, and why; `is_weakest` says that it fits least of all."""
    report = f"The report that fits least ({title})" if is_weakest else f"The report of {title}"
    return f"{report} is {likely_words(likelihood)}. {reasons_sentence(likelihood)}"


def reasons_sentence(likelihood: MatchLikelihood) -> str:
    """What speaks for and against: “For it: the same day, the same place. Against it: different figures.”."""
    sides = (("For it", likelihood.supporting), ("Against it", likelihood.opposing))
    return " ".join(f"{head}: {', '.join(reasons) or 'nothing'}." for head, reasons in sides)


def _round(probability: float) -> _Rounded:
    percent = 100 * probability
    if percent < STEP:
        return _Rounded(STEP, "<", "less than")
    if percent > 100 - STEP:
        return _Rounded(100 - STEP, ">", "more than")
    return _Rounded(STEP * round(percent / STEP), "", "about")
