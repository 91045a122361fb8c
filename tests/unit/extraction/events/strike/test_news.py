"""The attack that an article is about, where no sentence says enough to report it alone."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("No fewer than twelve farmers were victims of the Peruvian Army’s aerial bombardment on Puno.", "Puno"),
        ("In the early hours of May 17, the city of Cusco was hit. JNIM claimed responsibility for the assault.", "Cusco"),
    ],
)
def test_the_most_detailed_mention_in_the_opening(strikes: Strikes, text: str, place: str) -> None:
    """Where no sentence reports an attack alone, the mention with most details in the opening does."""
    reports = strikes(text)
    assert {s.report.group for s in reports} == {7}
    assert place in reports[0].report.places


def test_the_attack_that_is_named_again_and_again(strikes: Strikes) -> None:
    """“The attack”, “the blast” and “the attack” again, of a bomber: the article is about it."""
    text = (
        "Officials said people were under the rubble. A bomber had blown himself up.\n\nPresident Anna Weber condemned the attack.\n\n"
        "Hundreds were in the area at the time of the blast, the police said.\n\nNobody has said why the attack took place."
    )
    assert {s.report.group for s in strikes(text)} == {7}


@pytest.mark.parametrize(
    "text",
    [
        "Freedom of trade is at stake. Peru has repeatedly attacked ports in Chile since May, and ships with drones.",
        "The union defended the attack. The attack in the press was unfair, it said. The attack would be answered.",
        "The minister said on Monday that such drone attacks on Lima are to be expected.",
    ],
)
def test_no_news_without_an_attack(strikes: Strikes, text: str) -> None:
    """A habit, an attack in words and attacks that may come are not the news."""
    assert not strikes(text)


@pytest.mark.parametrize(
    "text",
    [
        "In one of the deadliest attacks in the history of Peru, 60 people were killed by members of a group from Lima in the town of Puno on May 3.",
        "One of the worst attacks in the city’s history killed 20 people in Puno on Friday.",
    ],
)
def test_one_of_the_deadliest_attacks_is_one(strikes: Strikes, text: str) -> None:
    """“One of the deadliest attacks” is one attack, on the day of its clause."""
    (seen,) = strikes(text)
    assert (seen.report.places[0], len(seen.times)) == ("Puno", 1)


def test_one_of_the_strikes_only_ranks(strikes: Strikes) -> None:
    """“It was one of the furthest strikes” ranks the strike before it and is no other one."""
    text = "Jets of Peru bombed a port in Arica on Friday. It was one of the furthest strikes from Peru, the army said."
    assert {s.report.group for s in strikes(text)} == {7}
