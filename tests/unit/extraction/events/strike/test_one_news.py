"""Mentions that belong to the attack of the news, and where and when it was."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes

NEWS = "At least 32 people were killed in a bombing at a market in Lima, officials said."
FILL = "\n\nMany were hurt.\n\nThe hospitals were full.\n\nThe mayor came.\n\nShops closed.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}\n\nThe Corin Front, an armed group, claimed responsibility for the attack on Palm Beach late on Friday.",
        f"{NEWS}{FILL}The Corin Front, an armed group, said that its fighters indeed carried out the attack.",
        f"{NEWS}\n\nSecurity forces killed all the attackers at the scene.",
        f"{NEWS}\n\nOne of the attackers blew himself up, three others were killed by police.",
        "A gunman killed at least 18 people at a bar, police said.\n\nThe suspect, John Roe, opened fire just before 7 p.m. Wednesday at a bar in Lima.",
    ],
)
def test_one_attack(strikes: Strikes, text: str) -> None:
    """A claim, the end of the attackers, and the day and place of what the lead reports without them start no other row."""
    assert len({seen.report.group for seen in strikes(text)}) == 1


def test_an_earlier_attack_is_not_the_attack(strikes: Strikes) -> None:
    """“The attack” after an earlier one is the news."""
    text = f"{NEWS}\n\nLima also saw an earlier attack that claimed nine lives.\n\nThe world has condemned the attack."
    reports = strikes(text)
    assert reports[-1].text == "The world has condemned the attack."
    assert reports[-1].report.group == reports[0].report.group


def test_the_deadliest_since_an_attack(strikes: Strikes) -> None:
    """An attack that the news is only compared with gives it neither day nor figures."""
    text = f"{NEWS} It was the deadliest attack in Peru since twin car bombs went off near a bank in October 2022, killing at least 100 people."
    news = strikes(text)[0].report.group
    assert not [
        seen for seen in strikes(text) if seen.report.group == news and ("October 2022" in seen.times or 100 in seen.figures.values())
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("On May 23, the Brazilian army hit Kharkiv and the region with 15 missiles.", "Kharkiv"),
        (
            "The army shelled a camp on Monday. Brazilian forces launched a second strike on Kharkiv's city center, injuring 25 people.",
            "Kharkiv",
        ),
        ("The city of Lima often comes under fire, with strikes on the city killing at least seven people on May 23.", "Lima"),
        ("The village of Arle after a bombing by the Brazilian army on May 11, 2031.", "Arle"),
        ("A bomber blew himself up on Monday as worshippers were praying inside a mosque in Lima, killing 12 people.", "Lima"),
    ],
)
def test_place(strikes: Strikes, text: str, place: str) -> None:
    """What is hit, whose centre it is, what “the city” was named, what a caption shows, and what went on meanwhile say where it was."""
    assert strikes(text)[-1].report.places[0] == place


def test_a_house_near_the_town_is_not_the_town(strikes: Strikes) -> None:
    """Police search a house near the town where the attack was, which is in another place."""
    text = "Police searched a house in Arequipa, Peru, near the city where a gunman killed at least 18 people at a bar."
    assert [seen.report.places for seen in strikes(text)] == [()]


def test_the_day_of_another_attack_does_not_date_it(strikes: Strikes) -> None:
    """The day of a background attack is not taken for that of the next sentence's attack."""
    text = (
        "A drone killed three soldiers at a base in Jordan.\n\nThey are the first dead since last year's October 7 Hamas attack on Israel.\n\n"
        "A large drone targeted the supply base in Jordan, injuring 20 people."
    )
    assert "October 7" not in strikes(text)[-1].times


def test_the_only_day_of_a_sentence(strikes: Strikes) -> None:
    """The day that the sentence gives dates the attack, whatever it is attached to, before a day of the text so far."""
    text = "Jets bombed a school in Lima on Tuesday, killing 50.\n\nBombs dropped during air strikes in Marva, Tolen State on Monday killed at least nine civilians."
    assert strikes(text)[-1].times == ["Monday"]


def test_a_target_that_is_too_long_to_show(strikes: Strikes) -> None:
    """A building with a clause after it is a target without words of its own; the article is read all the same."""
    text = (
        "At least six people were killed in an attack on a clinic in Lima, officials said.\n\n"
        "On Monday, a Chilean airstrike leveled a Peruvian consulate building that’s next to the Peruvian embassy in the town of Lima, "
        "marking a significant escalation in Chilean attacks on Peruvians in the region."
    )
    assert len({seen.report.group for seen in strikes(text)}) == 2
