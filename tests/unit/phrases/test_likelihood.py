"""Phrases for how likely a match is."""

import pytest

from dossier.model.merge_review import MatchLikelihood
from dossier.phrases.likelihood import format_percent, likely_words, reasons_sentence, report_sentence


@pytest.mark.parametrize(
    ("probability", "words"), [(0.0, "<5 %"), (0.049, "<5 %"), (0.05, "5 %"), (0.78, "80 %"), (0.951, ">95 %"), (1.0, ">95 %")]
)
def test_a_probability_is_rounded(probability: float, words: str) -> None:
    """It is in steps of five, and never 0 or 100."""
    assert format_percent(probability) == words


def test_sentences() -> None:
    """How likely, and what speaks for and against."""
    likelihood = MatchLikelihood(0.78, ("the same day", "the same place"), ())
    assert likely_words(likelihood) == "about 80 % likely the same event"
    assert likely_words(MatchLikelihood(0.99, (), ())) == "more than 95 % likely the same event"
    assert likely_words(MatchLikelihood(0.01, (), ())) == "less than 5 % likely the same event"
    reasons = "For it: the same day, the same place. Against it: nothing."
    assert reasons_sentence(likelihood) == reasons
    weakest, other = (report_sentence("Talks in Aldhaven", likelihood, is_weakest=is_weakest) for is_weakest in (True, False))
    assert weakest == f"The report that fits least (Talks in Aldhaven) is about 80 % likely the same event. {reasons}"
    assert other == f"The report of Talks in Aldhaven is about 80 % likely the same event. {reasons}"
