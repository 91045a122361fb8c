"""Responsibility for strikes."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes


@pytest.mark.parametrize(
    ("second", "attacker"),
    [
        ("The Taliban claimed responsibility.", "Taliban"),
        ("Officials blamed the Taliban for the attack.", "Taliban"),
        ("No group has claimed responsibility, and the Taliban did not comment.", ""),
        ("Neither the Taliban nor any other group claimed responsibility.", ""),
        ("The Taliban has not claimed responsibility.", ""),
        ("Responsibility for the attack was claimed by the Taliban.", "Taliban"),
        ("Responsibility was not claimed by the Taliban.", ""),
        ("The Taliban posted a statement on its website claiming responsibility for the bombing.", "Taliban"),
        ("Nobody has posted a statement claiming responsibility for the attack.", ""),
        ("The Taliban said on Tuesday that it was behind the bombing.", "Taliban"),
        ("The Taliban said it was not behind the bombing.", ""),
        ("The Taliban said it was behind schedule.", ""),
        ("John Roe was charged with the bombing.", "John Roe"),
        ("John Roe confessed to the bombing.", "John Roe"),
        ("John Roe admitted that he was late.", ""),
        ("The bomber, John Roe, was 23.", "John Roe"),
        ("John Roe, the suspect in the bombing, was released on Friday.", "John Roe"),
        ("John Roe, 28, appeared in court on Friday, charged with murder in the bombing.", "John Roe"),
        ("John Roe was arrested for fraud.", ""),
    ],
)
def test_claim_and_blame(strikes: Strikes, second: str, attacker: str) -> None:
    """Who claims an attack, is blamed for it, charged with it or called its bomber is its attacker; nobody else is."""
    reports = strikes(f"A car bomb killed six people in Kabul on Monday.\n\n{second}")
    assert reports[0].attacker == attacker


def test_army_that_is_blamed(strikes: Strikes) -> None:
    """“The military” that is blamed, and “an army drone”, are those of the article's only state."""
    reports = strikes(
        "A drone strike hit a market in Peru's Loreto region on Tuesday, killing 31 people.\n\nA rights group blamed the military for the attack."
    )
    assert {s.attacker for s in reports} == {"Peru"}
    reports = strikes("At least 28 people were killed on Tuesday when an army drone bombed a market in Peru's Loreto region.")
    assert {s.attacker for s in reports} == {"Peru"}


def test_attacker_of_what_was_also_hit(strikes: Strikes) -> None:
    """Towns that “were also hit” were hit by the same attacker; a strike without such a word has none."""
    lead = "Chilean missiles struck the city of Lima on Tuesday, killing nine people.\n\n"
    assert {s.attacker for s in strikes(f"{lead}The town of Cusco was also hit by drones, wounding four people.")} == {"Chile"}
    assert "" in {s.attacker for s in strikes(f"{lead}The town of Cusco was hit by drones, wounding four people.")}


def test_the_gunman_was_named_as(strikes: Strikes) -> None:
    """Whom the police name or identify as the gunman is the attacker."""
    (seen,) = strikes("A man shot dead five people at a shopping centre in Lima on Saturday. The gunman was named as Paul Aker, 40.")
    assert seen.attacker == "Paul Aker"
