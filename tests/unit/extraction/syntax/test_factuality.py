"""Event factuality."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from dossier.extraction.syntax.factuality import Factuality, factuality_of, governing_verb

Parsed = Callable[[str], Doc]


def word(doc: Doc, text: str) -> Token:
    """The first token with that text."""
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(
    ("expected", "text", "trigger"),
    [
        (Factuality.OCCURRED, "Leaders met on Tuesday.", "met"),
        (Factuality.OCCURRED, "They held a second day of talks.", "talks"),
        (Factuality.OCCURRED, "She flew to Lima to meet the bishop.", "meet"),
        (Factuality.OCCURRED, "He helped facilitate a meeting between the rivals.", "meeting"),
        (Factuality.PLANNED, "They are set to hold talks in Berlin.", "talks"),
        (Factuality.PLANNED, "The two sides agreed to reconvene on Sunday.", "reconvene"),
        (Factuality.PLANNED, "The ministers will meet in Rome.", "meet"),
        (Factuality.PLANNED, "The meeting is scheduled for Friday.", "meeting"),
        (Factuality.PLANNED, "Trade tops the agenda when the ministers meet in Oslo on Thursday.", "meet"),
        (Factuality.OCCURRED, "Kenya and Uganda have agreed to a truce during talks in Lima.", "talks"),
        (Factuality.PLANNED, "Kenya and Uganda have agreed to a fresh round of talks in Lima on May 20.", "talks"),
        (
            Factuality.PLANNED,
            "After talks in Doha, Kenya and Uganda agreed that negotiations resume in Istanbul on May 20.",
            "negotiations",
        ),
        (Factuality.OCCURRED, "She smiled when she met the envoy.", "met"),
        (Factuality.PLANNED, "Officials said the first meeting of the group would take place on Friday.", "meeting"),
        (Factuality.DENIED, "The minister refused to meet the envoy.", "meet"),
        (Factuality.DENIED, "There was no meeting.", "meeting"),
        (Factuality.HYPOTHETICAL, "He urged them to hold talks.", "talks"),
        (Factuality.HYPOTHETICAL, "She may meet him.", "meet"),
        (Factuality.HYPOTHETICAL, "If they meet, the war ends.", "meet"),
        (Factuality.HYPOTHETICAL, "The country is ready to hold talks with its neighbour.", "talks"),
        (Factuality.GENERIC, "Several rounds of talks took place.", "talks"),
        (Factuality.GENERIC, "Recent strikes killed many.", "strikes"),
        (Factuality.GENERIC, "The meeting, held annually in the hills, draws poets.", "meeting"),
        (Factuality.CALLED_OFF, "The talks were postponed.", "talks"),
        (Factuality.CALLED_OFF, "He cancelled a meeting with the king.", "meeting"),
    ],
)
def test_factuality(parsed: Parsed, expected: Factuality, text: str, trigger: str) -> None:
    """The class follows from tense, auxiliaries, the verb above and the modifiers of the noun."""
    assert expected is factuality_of(word(parsed(text), trigger))


def test_mention_under_another_verb(parsed: Parsed) -> None:
    """Under a verb that does not report the meeting, the verb's plan is no plan of the meeting."""
    talks = word(parsed("He hoped the Vienna talks would contribute to a truce."), "talks")
    assert factuality_of(talks, frozenset({"hold", "begin"})) is Factuality.MENTIONED
    assert factuality_of(talks) is Factuality.PLANNED


def test_governing_verb(parsed: Parsed) -> None:
    """The governing verb of an event noun is the one above it; a verbless line has none."""
    verb = governing_verb(word(parsed("They held a second day of talks."), "day"))
    assert verb is not None
    assert verb.text == "held"
    assert governing_verb(parsed("Talks in Vienna")[0]) is None
