"""Factuality of strike mentions."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.strike.factuality import is_campaign, is_past
from dossier.extraction.events.strike.triggers import find_triggers
from dossier.extraction.lexicon.weapons import find_weapons
from dossier.extraction.timex.recognizer import find_times
from tests.unit.extraction.events.strike.strike_reports import Strikes

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "word", "past"),
    [
        ("Rockets hit the port on Monday, killing two.", "killing", True),
        ("Rockets have hit the port.", "hit", True),
        ("The port was struck by rockets.", "struck", True),
        ("The port is struck by rockets every day.", "struck", False),
        ("Rockets strike the port.", "strike", False),
    ],
)
def test_past(parsed: Parsed, text: str, word: str, past: bool) -> None:  # noqa: FBT001  a column of the table above
    """Past, perfect, and participles under them are past actions; the present is not."""
    assert is_past(next(t for t in parsed(text) if t.text == word)) is past


@pytest.mark.parametrize(
    ("text", "campaign"),
    [
        ("The army fired more than 300 missiles at the region last month.", True),
        ("The army fired missiles at the region on Monday.", False),
    ],
)
def test_campaign(parsed: Parsed, text: str, campaign: bool) -> None:  # noqa: FBT001  a column of the table above
    """Many weapons over a month are a campaign, on one day a strike."""
    doc = parsed(text)
    times = find_times(doc, ())
    trigger = find_triggers(doc, find_weapons(doc))[0]
    assert is_campaign(trigger, tuple(range(len(times))), times) is campaign


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Warplanes started pounding the port.", "pounding"),
        ("The video showed police shooting a teenager.", "shooting"),
        ("They fled after shooting a guard.", "shooting"),
        ("Warplanes strike the old town of Basra, July 11, 2031.", "strike"),
    ],
)
def test_past_by_what_is_around_the_verb(parsed: Parsed, text: str, word: str) -> None:
    """What was begun, seen or shown took place, and so did what the caption of a picture reports in the present."""
    assert is_past(next(t for t in parsed(text) if t.text == word))


@pytest.mark.parametrize(
    "text",
    [
        "She said Tuesday's attack in the Peruvian capital that killed 31 people with bombs could have been prevented.",
        "He will travel to Lima in the wake of a bomb attack on an army base in Cusco.",
        "The video purports to show the moment of a Peruvian missile strike in the northern town of Tumbes.",
        "The ministry's comments came days after bombings in Lima and Cusco.",
        "The coordinated May 13 terrorist attacks in Lima focused attention on the borders.",
        "The clinic was closed after it was hit by four airstrikes.",
        "The guard stabbed two officers before he was shot and killed, police said.",
        "Before it was bombed, the mosque was the heart of the town.",
    ],
)
def test_attacks_that_the_sentence_takes_for_granted(strikes: Strikes, text: str) -> None:
    """Attacks under a verb of another tense, in the plural with a town or a day, and on what a pronoun stands for."""
    assert strikes(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "An attack on a police officer anywhere is an attack on society.",
        "Such attacks on villages are a crime.",
        "The army will answer any attack on its bases with rockets.",
        "The army denied a claim by militants that they shot it down.",
        "The plane bombed villages daily.",
    ],
)
def test_no_single_attack(strikes: Strikes, text: str) -> None:
    """General statements, threats, denials and habits."""
    assert strikes(text) == []


def test_a_pronoun_as_target_is_named(strikes: Strikes) -> None:
    """The target is the person whom the pronoun stands for."""
    (report,) = strikes("Mayor Ann Roe left the hall on Monday. She was shot in her car on Tuesday.")
    assert report.report.target == "Ann Roe"
