"""Weapon lexicon: weapon mentions in a text."""

from collections.abc import Callable

from spacy.tokens import Doc

from dossier.extraction.lexicon.weapons import find_weapons

Parsed = Callable[[str], Doc]


def labels(parsed: Parsed, text: str) -> list[str]:
    """Labels of the weapons of a text in order."""
    return [w.label for w in find_weapons(parsed(text))]


def test_longest_name_wins(parsed: Parsed) -> None:
    """A ballistic missile is no mere missile, a car bomb no mere bomb, a kamikaze drone one drone."""
    text = "They used ballistic missiles, a car bomb, kamikaze drones and cluster munitions."
    assert labels(parsed, text) == ["ballistic missile", "car bomb", "drone", "cluster munitions"]


def test_classes_of_weapons(parsed: Parsed) -> None:
    """What the wordnet has below “firearm”, “artillery” and “explosive device” is found; a word that the list names itself stays what it is there."""
    assert labels(parsed, "They found a carbine, a field gun and a parcel bomb.") == ["gun", "artillery", "bomb"]
    assert labels(parsed, "They found a cruise missile and a laser-guided bomb.") == ["cruise missile", "glide bomb"]


def test_every_noun_for_an_attack_makes_a_suicide_attack(parsed: Parsed) -> None:
    """Whatever noun follows "suicide" of those that the strikes have."""
    assert labels(parsed, "A suicide ambush followed the suicide blast and the suicide incursion.") == ["suicide attack"] * 3


def test_family_and_subkind(parsed: Parsed) -> None:
    """Each weapon has the family that separates attacks and its sub-event type."""
    (weapon,) = find_weapons(parsed("A roadside bomb hit the convoy."))
    assert (weapon.family, weapon.subkind) == ("bomb", "remote explosive")


def test_weapon_words_without_an_attack(parsed: Parsed) -> None:
    """A rocket launch, a missile test, a bomb threat and gun control are no weapon mentions."""
    assert labels(parsed, "After the rocket launch came a missile test, a bomb threat and a debate on gun control.") == []
