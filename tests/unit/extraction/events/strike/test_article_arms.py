"""Arms of an article."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes


@pytest.mark.parametrize(
    "second",
    [
        "The explosion on Monday wounded 14 people.",
        "An attack in the port wounded two sailors on Tuesday.",
        "A tanker was struck on Tuesday, killing three sailors.",
    ],
)
def test_arms_of_other_sentences(strikes: Strikes, second: str) -> None:
    """An attack or a blast in the singular, and what was struck by nobody named, are armed where the article mentions arms."""
    assert strikes(second) == []
    reports = strikes(f"A car bomb killed six people in Lima on Monday.\n\n{second}")
    assert any(second.startswith(report.text[:20]) and report.figures for report in reports)


@pytest.mark.parametrize(
    "second",
    [
        "The offensive on Monday cost 14 lives.",
        "A fire in the port killed two sailors on Tuesday.",
        "The storm struck the coast on Tuesday, killing three sailors.",
        "A verbal attack on the minister followed on Tuesday.",
        "A knife attack killed two men in Quito on Tuesday.",
    ],
)
def test_not_armed_by_other_sentences(strikes: Strikes, second: str) -> None:
    """Fires, offensives, storms, words and knives are not armed by a bomb elsewhere."""
    reports = strikes(f"A car bomb killed six people in Lima on Monday.\n\n{second}")
    assert {report.text[:5] for report in reports if report.report.weapon == ""} == set()


def test_an_armed_group_shows_arms(strikes: Strikes) -> None:
    """A ship that was attacked, in an article on an armed group's attack that names no weapon."""
    reports = strikes("Two sailors were killed after their ship was attacked on Monday. Basra condemned the Houthi attack on the ship.")
    assert reports[0].times == ["Monday"]
    assert reports[0].figures == {"killed": 2}


@pytest.mark.parametrize(
    "text",
    [
        "At least 37 workers died after men stormed the refinery in Basra on Monday.",
        "The attack in Basra that killed 31 people was condemned on Tuesday.",
    ],
)
def test_an_attack_that_kills_several_is_armed(strikes: Strikes, text: str) -> None:
    """Deaths show arms, unless the article mentions knives."""
    assert strikes(text) != []
    assert strikes(f"{text}\n\nThe men had a knife each.") == []


def test_an_assault_on_a_town_is_armed_by_the_article(strikes: Strikes) -> None:
    """An assault on a person is not: it may be a crime without arms."""
    reports = strikes("Rockets hit Basra on Monday.\n\nThe assault on Kirkuk began on Tuesday.\n\nHe was tried for an assault on his wife.")
    assert [report.text[:6] for report in reports] == ["Rocket", "The as"]


@pytest.mark.parametrize(
    "reason",
    [
        "The Harbour Front claimed responsibility for the explosions.",
        "No group has claimed responsibility.",
        "The mayor called it a terrorist attack.",
        "The bombs exploded within ten minutes of each other.",
    ],
)
def test_explosions_that_kill_are_armed_by_a_claim(strikes: Strikes, reason: str) -> None:
    """Explosions in the plural with a number or with dead are attacks where the article says whose they are, or what exploded; heard, they are none."""
    text = "More than 100 people were killed when two explosions went off in Lima on Monday."
    assert strikes(text) == []
    reports = strikes(f"{text}\n\n{reason}")
    assert reports[0].figures == {"killed": 100}
    assert strikes(f"Two explosions were heard in Lima on Monday.\n\n{reason}") == []


@pytest.mark.parametrize(
    "text",
    [
        "A strike by nurses hit hospitals in Lima on Monday. The trust has claimed responsibility for the lack of beds.",
        "A hailstorm struck Lima on Monday, injuring nine people. A garage claimed no responsibility for broken cars.",
        "The ferry's owner claimed responsibility for the collision. The collision in Lima on Monday hit 40 cars.",
    ],
)
def test_a_claim_of_something_else_arms_nothing(strikes: Strikes, text: str) -> None:
    """Only responsibility for an attack, or for nothing that is named, makes an attack of what hit somebody."""
    assert strikes(text) == []


def test_strikes_of_a_state_in_the_plural(strikes: Strikes) -> None:
    """What a state carries out inside another is an attack; another's strikes are one where the article tells of arms."""
    reports = strikes(
        "On Thursday Chile carried out strikes inside Peru's northern province, in response to strikes a day earlier.\n\n"
        "The Peruvian strikes in Arica killed seven people."
    )
    assert [(r.attacker, r.figures) for r in reports] == [("Chile", {}), ("Peru", {"killed": 7})]
    assert len({r.report.group for r in reports}) == 2


@pytest.mark.parametrize("second", ["The attack was blamed on a splinter group.", "The rebels said that they had carried out the bombing."])
def test_an_explosion_with_somebody_to_blame(strikes: Strikes, second: str) -> None:
    """Whoever is blamed for an attack, or carried out a bombing, shows that an explosion was none by accident."""
    explosion = "An explosion near a police station in Puno injured eight officers on Monday."
    assert strikes(explosion) == []
    assert strikes(f"{explosion}\n\n{second}")[0].figures == {"wounded": 8}


def test_deaths_in_an_attack(strikes: Strikes) -> None:
    """An attack in which several were killed is armed."""
    assert strikes("Sixteen villagers were strangled to death in an attack near Puno on Monday.") != []


def test_a_state_strikes_targets(strikes: Strikes) -> None:
    """What a state strikes are no sales targets."""
    (seen,) = strikes("Chile struck targets around Puno on Monday.")
    assert seen.report.places[0] == "Puno"
    assert strikes("Chile's security service struck an oil refinery in Puno on Monday.") != []
    assert strikes("Chile's state media said that it had hit a spy centre in Puno on Monday.") == []
    assert strikes("The Santiago police stormed a bath house on Monday.") == []
    assert strikes("The company hit targets around Puno on Monday.") == []


def test_a_fire_after_an_attack(strikes: Strikes) -> None:
    """Where and when a fire broke out after an attack the attack was."""
    (seen,) = strikes("On Sunday, a fire broke out at a terminal in Puno after a drone attack.")
    assert seen.report.places[:1] == ("Puno",)
    assert seen.times == ["Sunday"]
