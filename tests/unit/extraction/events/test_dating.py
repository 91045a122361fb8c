"""Temporal arguments of an event."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from dossier.extraction.events.dating import day_index, duration, temporal_arguments
from dossier.extraction.timex.recognizer import find_times

Parsed = Callable[[str], Doc]


def word(doc: Doc, text: str) -> Token:
    """The first token of that text."""
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(
    ("own", "narrative", "text", "trigger"),
    [
        (["Tuesday"], [], "The ministers met in Oslo on Tuesday.", "met"),
        (["Tuesday"], [], "The talks took place on Tuesday.", "talks"),
        (["July 25"], [], "He praised the December 20 deal and a July 25 meeting in Lima.", "meeting"),
        ([], ["Wednesday"], "Officials said on Wednesday that the ministers met in Oslo.", "met"),
        ([], [], "The ministers have met in Oslo since Tuesday.", "met"),
        ([], [], "The office released a summary of the call on Friday.", "call"),
        (["2006"], [], "In 2006, the plant was the target of an attack.", "attack"),
        (["the early hours of Friday"], [], "They held talks that continued into the early hours of Friday.", "talks"),
    ],
)
def test_own_and_narrative_times(parsed: Parsed, own: list[str], narrative: list[str], text: str, trigger: str) -> None:
    """The event's own days, the days of the statement about it, and days of something else."""
    doc = parsed(text)
    times = find_times(doc, ())
    arguments = temporal_arguments(word(doc, trigger), times)
    assert own == [times[i].text for i in arguments.time_ids]
    assert narrative == [times[i].text for i in arguments.narrative_time_ids]


def test_counted_days(parsed: Parsed) -> None:
    """The day index of an event, and its duration; "two days ago" is neither."""
    assert day_index(word(parsed("They wrapped up a second day of talks."), "talks")) == 2
    assert day_index(word(parsed("On day three of the summit they left."), "summit")) == 3
    assert day_index(word(parsed("They met on Tuesday."), "met")) == 0
    assert duration(word(parsed("The two-day meetings ended."), "meetings")) == 2
    assert duration(word(parsed("The talks lasted 3 days."), "talks")) == 3
    assert duration(word(parsed("The talks ended two days ago."), "talks")) == 0
