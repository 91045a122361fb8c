"""Whether an event took place, as its sentence tells."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from dossier.extraction.syntax.factuality import Modality, governing_verb, modality_of

Parsed = Callable[[str], Doc]


def word(doc: Doc, text: str) -> Token:
    """The first token of that text."""
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(
    ("expected", "text", "trigger"),
    [
        (Modality.HELD, "Leaders met on Tuesday.", "met"),
        (Modality.HELD, "They held a second day of talks.", "talks"),
        (Modality.HELD, "She flew to Lima to meet the bishop.", "meet"),
        (Modality.HELD, "He helped facilitate a meeting between the rivals.", "meeting"),
        (Modality.PLANNED, "They are set to hold talks in Berlin.", "talks"),
        (Modality.PLANNED, "The two sides agreed to reconvene on Sunday.", "reconvene"),
        (Modality.PLANNED, "The ministers will meet in Rome.", "meet"),
        (Modality.PLANNED, "The meeting is scheduled for Friday.", "meeting"),
        (Modality.PLANNED, "Officials said the first meeting of the group would take place on Friday.", "meeting"),
        (Modality.DENIED, "The minister refused to meet the envoy.", "meet"),
        (Modality.DENIED, "There was no meeting.", "meeting"),
        (Modality.HYPOTHETICAL, "He urged them to hold talks.", "talks"),
        (Modality.HYPOTHETICAL, "She may meet him.", "meet"),
        (Modality.HYPOTHETICAL, "If they meet, the war ends.", "meet"),
        (Modality.HYPOTHETICAL, "The country is ready to hold talks with its neighbour.", "talks"),
        (Modality.GENERIC, "Several rounds of talks took place.", "talks"),
        (Modality.GENERIC, "Recent strikes killed many.", "strikes"),
        (Modality.GENERIC, "The meeting, held annually in the hills, draws poets.", "meeting"),
        (Modality.CALLED_OFF, "The talks were postponed.", "talks"),
        (Modality.CALLED_OFF, "He cancelled a meeting with the king.", "meeting"),
    ],
)
def test_modality(parsed: Parsed, expected: Modality, text: str, trigger: str):
    """Tense, auxiliaries, the verb above and the noun's own words tell the class."""
    assert expected is modality_of(word(parsed(text), trigger))


def test_mention_under_a_foreign_verb(parsed: Parsed):
    """Under a verb that does not tell of the meeting, a plan of that verb is no plan of the meeting."""
    talks = word(parsed("He hoped the Vienna talks would contribute to a truce."), "talks")
    assert modality_of(talks, frozenset({"hold", "begin"})) is Modality.MENTIONED
    assert modality_of(talks) is Modality.PLANNED


def test_governing_verb(parsed: Parsed):
    """An event noun is told by the verb above it; a verbless line has none."""
    assert governing_verb(word(parsed("They held a second day of talks."), "talks").doc[4]).text == "held"  # type: ignore[union-attr]
    assert governing_verb(parsed("Talks in Vienna")[0]) is None
