"""Phrases for how likely a match is: a calibrated probability of events, a score of actors."""

from dossier.model.merge_review import MatchLikelihood, MergeCandidate

STEP = 5
"""Percent to which a probability is rounded: it is no more exact than that."""


def format_percent(probability: float) -> str:
    """“80 %”, in steps of STEP; “<5 %” and “>95 %” at the ends."""
    percent = 100 * probability
    if percent < STEP:
        return f"<{STEP} %"
    if percent > 100 - STEP:
        return f">{100 - STEP} %"
    return f"{STEP * round(percent / STEP)} %"


def format_match(candidate: MergeCandidate) -> str:
    """The probability of events (“80 %”), or of actors the points of 100 that their evidence scores (“83/100”)."""
    return format_percent(candidate.likelihood.probability) if candidate.likelihood else f"{candidate.score}/100"


def likely_words(likelihood: MatchLikelihood) -> str:
    """“about 80 % likely the same event”."""
    percent = format_percent(likelihood.probability)
    words = {"<": f"less than {percent[1:]}", ">": f"more than {percent[1:]}"}.get(percent[0], f"about {percent}")
    return f"{words} likely the same event"


def report_sentence(title: str, likelihood: MatchLikelihood, *, is_weakest: bool) -> str:
    """How likely the report of an article is of the same event as the others, and why; `is_weakest` says that it fits least of all."""
    report = f"The report that fits least ({title})" if is_weakest else f"The report of {title}"
    return f"{report} is {likely_words(likelihood)}. {reasons_sentence(likelihood)}"


def reasons_sentence(likelihood: MatchLikelihood) -> str:
    """What speaks for and against: “For it: the same day, the same place. Against it: different figures.”."""
    sides = (("For it", likelihood.supporting), ("Against it", likelihood.opposing))
    return " ".join(f"{head}: {', '.join(reasons) or 'nothing'}." for head, reasons in sides)
