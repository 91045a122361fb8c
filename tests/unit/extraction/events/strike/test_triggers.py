"""Strike triggers and their other senses."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.strike.triggers import find_triggers, objects_of, subjects_of
from dossier.extraction.lexicon.weapons import find_weapons
from tests.unit.extraction.events.strike.strike_reports import Strikes

Parsed = Callable[[str], Doc]


def armed(parsed: Parsed, text: str) -> list[str]:
    """The triggers that show by themselves that arms were used."""
    doc = parsed(text)
    return [t.token.text for t in find_triggers(doc, find_weapons(doc)) if t.armed]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rebel forces struck the depot with rockets.", "struck"),
        ("Artillery shelled the village overnight.", "shelled"),
        ("A drone hit a bus near the town.", "hit"),
        ("The army bombed the port on Monday.", "bombed"),
        ("Gunmen opened fire on a convoy.", "opened"),
        ("A suicide bomber blew himself up outside the gate.", "blew"),
        ("The navy fired missiles at the island.", "fired"),
        ("A plane dropped bombs in and around a town.", "dropped"),
        ("Two guards were shot in their car.", "shot"),
        ("An airstrike destroyed the bridge.", "airstrike"),
        ("The military raid left ten dead.", "raid"),
        ("Armed men attacked a village in the north.", "attacked"),
        ("The troops died in shelling by the militia.", "shelling"),
        ("Dozens were killed after a drone strike, according to medical workers.", "strike"),
        ("An Iraqi strike killed three aid workers on Sunday.", "strike"),
        ("More than 30 civilians were killed in Peruvian government airstrikes since Monday.", "airstrikes"),
        ("The coalition began airstrikes against enemy targets in June.", "airstrikes"),
        ("The Chilean attack on a Peruvian air base on Friday came after years of debate.", "attack"),
        ("The coalition carried out four strikes against rebel forces in Cusco.", "strikes"),
        ("An attack on guards at a checkpoint by suspected militants led to the sweep.", "attack"),
        ("The station reported last week's deadliest attack by the rebels on a military base in the north left 20 dead.", "attack"),
        ("Peruvian forces are said to have targeted the airfield.", "targeted"),
        ("The explosion ripped through a vehicle used by security forces, killing 12 people.", "explosion"),
        ("The chemical attack in the town killed 40 civilians.", "attack"),
    ],
)
def test_arms(parsed: Parsed, text: str, word: str) -> None:
    """Verbs and nouns of attack with a weapon or an armed agent."""
    assert word in armed(parsed, text)


@pytest.mark.parametrize(
    "text",
    [
        "The union's members will strike over pay on Friday.",
        "A strike by rail workers closed the port on Monday.",
        "The two sides struck a deal on Monday.",
        "The minister attacked her rival's record in the debate.",
        "He died of a heart attack in March.",
        "The storm hit the coast and killed twelve people.",
        "The company was hit by a cyber attack.",
        "The film was shot in the mountains.",
        "The striker shot the ball wide.",
        "A shark attack closed the beach.",
        "The agency launched a rocket into orbit on Sunday.",
        "The new tariffs hit farmers hard.",
        "Three people were stabbed in the attack with a knife.",
        "Hunters shot a bear near the road.",
        "A bus hit a bridge.",
    ],
)
def test_other_senses(parsed: Parsed, text: str) -> None:
    """Labour, deals, words, illness, weather, films, sport, science, animals and accidents are no attack with arms."""
    assert armed(parsed, text) == []


def test_subjects_and_objects(parsed: Parsed) -> None:
    """Subject and object are exchanged in the passive; a participle takes its subject from the verb above."""
    doc = parsed("The depot was hit by rebel rockets. The army moved in, shelling the town.")
    hit = next(t for t in doc if t.text == "hit")
    assert [t.text for t in objects_of(hit)] == ["depot"]
    assert [t.text for t in subjects_of(hit)] == ["rockets"]
    shelling = next(t for t in doc if t.text == "shelling")
    assert [t.text for t in subjects_of(shelling)] == ["army"]


def test_a_headline_leaves_out_was(strikes: Strikes) -> None:
    """“Four people shot outside nightclub” is passive, as no full stop ends it; gunmen who shoot are not shot."""
    (headline, *_) = strikes("Four people shot outside Tolmar nightclub\n\nThe shooting woke the street.")
    assert not headline.attacker
    assert headline.text.startswith("Four people")
    assert not strikes("The guards shot outside the club and left.")


def test_her_before_a_day(strikes: Strikes) -> None:
    """Who is shot is “her”, which the parse takes for the owner of the day; her father is not she."""
    (seen,) = strikes("Ann Orr is in hospital after her father accidentally shot her Monday morning with a rifle.")
    assert not seen.attacker


def test_any_attack_of_a_kind_is_none(strikes: Strikes) -> None:
    """An indefinite attack that does something in the present is a pattern."""
    assert not strikes("Guns are common. It is a shooting by police that gives rise to anger in Lima.")


def test_killed_in_a_strike_of_a_state(strikes: Strikes) -> None:
    """“Killed in a Chilean strike” is an attack, whatever the parse makes of what it was on."""
    (seen,) = strikes("At least 10 people were killed in a Chilean strike on a school in Lima, the health ministry said Tuesday.")
    assert (seen.attacker, seen.report.places[0], seen.figures) == ("Chile", "Lima", {"killed": 10})


@pytest.mark.parametrize(
    ("text", "attacker", "place"),
    [
        ("Chile's military said it struck targets in Peru on Monday.", "Chile", "Peru"),
        ("Houthi rebels said they fired a missile at a ship in the Red Sea on Wednesday.", "Houthi movement", "Red Sea"),
    ],
)
def test_what_the_attacker_says(strikes: Strikes, text: str, attacker: str, place: str) -> None:
    """What an army says it struck is physical; a ship in a sea is not nowhere."""
    (seen,) = strikes(text)
    assert (seen.attacker, seen.report.places[0]) == (attacker, place)


def test_into_the_sea(strikes: Strikes) -> None:
    """A missile that is fired into the sea strikes nobody."""
    assert strikes("The army fired a missile into the Red Sea on Wednesday.") == []
