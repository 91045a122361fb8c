"""Factuality of strike mentions."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.strike.factuality import is_campaign, is_past
from dossier.extraction.events.strike.triggers import find_triggers
from dossier.extraction.lexicon.weapons import find_weapons
from dossier.extraction.timex.recognizer import find_times

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
