"""Arguments of a strike."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.events.place_phrases import find_places
from dossier.extraction.events.strike.arguments import target_text, target_words, targets_of
from dossier.extraction.events.strike.location import place_for, state_of_target
from dossier.extraction.events.strike.triggers import StrikeTrigger, find_triggers
from dossier.extraction.lexicon.weapons import find_weapons
from tests.unit.extraction.events.strike.strike_reports import Strikes

Parsed = Callable[[str], Doc]


def first(doc: Doc) -> StrikeTrigger:
    """The first trigger of a text."""
    return find_triggers(doc, find_weapons(doc))[0]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Rockets hit a crowded market in Lima.", "a crowded market"),
        ("The market was hit by rockets.", "The market"),
        ("The drone strike on the old port killed two men.", "the old port"),
        ("Gunmen opened fire on a bus near the lake.", "a bus"),
        ("The army fired missiles at two bases.", "two bases"),
    ],
)
def test_target(parsed: Parsed, text: str, target: str) -> None:
    """The target is the object, the subject in the passive, or the aim of the weapons."""
    doc = parsed(text)
    assert target_text(targets_of(first(doc)), CorefResolver(doc, (), ())) == target


def test_target_words(parsed: Parsed) -> None:
    """Two mentions of a target are matched by head noun and names."""
    heads = targets_of(first(parsed("Rockets hit the old Bergen refinery.")))
    assert {"refinery", "bergen"} <= target_words(heads)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rockets hit a market in Lima.", ("Lima", "Peru")),
        ("The drone strike on a port in Norway killed two men.", ("Norway",)),
        ("A car bomb killed two men in the city of Lima, in southern Peru.", ("Lima", "Peru", "southern Peru")),
    ],
)
def test_place(parsed: Parsed, text: str, names: tuple[str, ...]) -> None:
    """The phrase of the clause, most specific first."""
    doc = parsed(text)
    place = place_for(first(doc), (), find_places(doc))
    assert place is not None
    assert place.names == names


def test_state_of_target(parsed: Parsed) -> None:
    """Without a place phrase the demonym of the target gives its state."""
    trigger = first(parsed("The army fired missiles at two Iraqi bases."))
    assert state_of_target(trigger, targets_of(trigger)) == "Iraq"


def test_no_place_from_the_attacker(parsed: Parsed) -> None:
    """In "the US airstrike" the state is the attacker, not the place."""
    doc = parsed("The US airstrike killed two men.")
    assert place_for(first(doc), (), find_places(doc)) is None


def test_who_confesses_is_not_the_spokesman(strikes: Strikes) -> None:
    """In “a suspect told them that he had shot X”, “he” is the suspect, not the person named before."""
    (seen,) = strikes("Police spokesman Paul Aker said a suspect was held who told them he had shot Jan Moy in Lima on Monday.")
    assert not seen.attacker


def test_whoever_ordered_an_attack(strikes: Strikes) -> None:
    """The state of a president who ordered a strike is its attacker; a man of whom no side is told is it himself."""
    (seen, *_) = strikes("General Roe was killed on January 3 in a drone strike ordered by then-U.S. President Carl Moy.")
    assert seen.attacker == "United States"
    (seen, *_) = strikes("Jan Moy was killed in Lima on Monday in a shooting ordered by Paul Aker.")
    assert seen.attacker == "Paul Aker"
