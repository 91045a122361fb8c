"""Several attacks in one report."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import StrikeReport, Strikes


def towns_by_group(reports: list[StrikeReport]) -> dict[int, set[str]]:
    """The narrowest places of each group, but for the state that the sentence on all attacks names."""
    towns: dict[int, set[str]] = {}
    for s in reports:
        towns.setdefault(s.report.group, set()).update(set(s.report.places[:1]) - {"Peru"})
    return towns


def test_sum_of_attacks_is_none(strikes: Strikes) -> None:
    """A sentence that counts two attacks reports each of them, without its figures, and “the attack” is the one reported last."""
    reports = strikes(
        "At least 14 people were killed in two separate attacks in Peru on Monday.\n\n"
        "A car bomb exploded near a barracks in Puno. The explosion killed six people.\n\n"
        "Earlier the same day, gunmen shot at a bus in Tacna. Eight passengers were killed in the attack."
    )
    assert towns_by_group(reports) == {7: {"Puno"}, 8: {"Tacna"}}
    assert [(s.report.group, s.figures) for s in reports] == [(7, {}), (8, {}), (7, {}), (7, {"killed": 6}), (8, {}), (8, {"killed": 8})]
    assert {s.report.places for s in reports if "separate" in s.text} == {("Peru",)}


def test_attacks_at_one_place_stay_together(strikes: Strikes) -> None:
    """Two blasts at one place are one event, which the sentence that counts them reports."""
    reports = strikes(
        "Two bomb blasts killed 14 people at a market in Puno on Monday.\n\nThe first blast hit the gate of the market in Puno."
    )
    assert {s.report.group for s in reports} == {7}
    assert reports[0].figures == {"killed": 14}


def test_numbered_attacks(strikes: Strikes) -> None:
    """“The first attack, in Puno”, and “the second attack” in another town are two."""
    reports = strikes(
        "Bombings left nine people dead in Peru on Monday.\n\n"
        "In the first attack, in Puno, a bomber detonated explosives near a bus, killing six.\n\n"
        "The second attack was carried out in Tacna, where a truck bomb killed three people."
    )
    assert towns_by_group(reports) == {7: {"Puno"}, 8: {"Tacna"}}


def test_step_in_time(strikes: Strikes) -> None:
    """“Hours later” another town is struck, also where the place stands at the blast that killed people."""
    reports = strikes(
        "A suicide bombing killed 54 people in Puno province on Monday.\n\n"
        "Hours later, at least four people were killed in a suicide blast that ripped through a hall in Tacna."
    )
    assert towns_by_group(reports) == {7: {"Puno province"}, 8: {"Tacna"}}


def test_another_blast_in_one_sentence(strikes: Strikes) -> None:
    """“While another blast killed three” is an attack of its own on the same day."""
    reports = strikes(
        "The town hall was closed on Monday. A suicide blast ripped through a hall in Puno, while another blast at a school in Tacna killed three people."
    )
    assert towns_by_group(reports) == {7: {"Puno"}, 8: {"Tacna"}}
    assert [s.times for s in reports] == [["Monday"], ["Monday"]]


def test_bombing_is_the_bomb(strikes: Strikes) -> None:
    """“The bombing” is the attack with a bomb, not the one reported last."""
    reports = strikes(
        "A car bomb killed five people in Puno on Monday.\n\n"
        "Hours later, a drone attack on a police post in Tacna killed two officers.\n\n"
        "A minister condemned the bombing."
    )
    assert {s.report.group for s in reports if "minister" in s.text} == {7}


def test_attack_of_another_year_is_no_part(strikes: Strikes) -> None:
    """A strike of another time beside “twin bombings” is no part of them, and they stay a row."""
    reports = strikes(
        "Rebels carried out twin bombings that killed 84 people in Peru on May 3, 2033.\n\n"
        "A general had been killed in a drone strike in Tacna on January 3, 2029.\n\n"
        "The bombings in Puno also wounded 60 people."
    )
    bombings = [s for s in reports if "bombings" in s.text]
    assert len({s.report.group for s in bombings}) == 1
    assert {"killed": 84} in [s.figures for s in bombings]
    assert {s.report.group for s in reports if "general" in s.text}.isdisjoint({s.report.group for s in bombings})


def others(reports: list[StrikeReport]) -> dict[int, bool]:
    """Whether the words set each group apart from those before it."""
    return {s.report.group: s.report.is_another for s in reports}


@pytest.mark.parametrize(
    "second",
    [
        "Hours later, a blast in Tacna killed two people.",
        "A separate attack in Tacna killed two people.",
        "The port of Tacna was struck by drones again on Monday.",
        "A ship in Tacna was hit by a missile for a second time on Monday.",
        "In the south, two people were killed in a drone attack in Tacna.",
        "Elsewhere, a rocket hit a house in Tacna.",
        "Air strikes in Tacna have killed two people.",
    ],
)
def test_words_that_set_an_attack_apart(strikes: Strikes, second: str) -> None:
    """A step in time, “separate”, “again”, another region and a plural after one attack say that it is another one."""
    reports = strikes(f"A car bomb killed six people in Puno on Sunday.\n\n{second}")
    assert others(reports) == {7: False, 8: True}


@pytest.mark.parametrize("second", ["The ship was struck a second time by a missile.", "Another drone hit the bridge of the ship."])
def test_a_further_hit_is_of_the_same_attack(strikes: Strikes, second: str) -> None:
    """What was struck again, at no other time or place, was struck in one attack."""
    reports = strikes(f"A drone hit a ship off Puno on Sunday, killing two sailors.\n\n{second}")
    assert set(others(reports).values()) == {False}


def test_an_attack_in_another_town_is_not_set_apart_by_words(strikes: Strikes) -> None:
    """What only has a place of its own is told apart by the place."""
    reports = strikes("A car bomb killed six people in Puno on Sunday.\n\nA rocket hit a house in Tacna on Sunday.")
    assert others(reports) == {7: False, 8: False}


def test_what_the_news_comes_after(strikes: Strikes) -> None:
    """A blast that “the incident comes a week after” is not the news, and “the blast” below it is."""
    reports = strikes(
        "A suicide bomber killed 24 people at a station in Puno on Saturday.\n\n"
        "The incident comes a week after a bomb blast near a school in Tacna killed eight people.\n\nA rebel group claimed responsibility for the blast."
    )
    assert towns_by_group(reports) == {7: {"Puno"}, 8: {"Tacna"}}
    assert [s.report.group for s in reports if "claimed" in s.text] == [7]
    assert [s.report.time_relation for s in reports if "Tacna" in s.text] == ["recalled"]


def test_an_attack_that_says_who_somebody_was(strikes: Strikes) -> None:
    """Blasts at an event for a general who was killed in an airstrike are another attack than that one, by somebody else."""
    reports = strikes(
        "Explosions at an event in Puno honouring a general killed in a Chilean airstrike in 2020 have killed at least 53 people.\n\n"
        "The blasts wounded 40 others."
    )
    assert {s.report.group: s.figures for s in reports if "2020" in s.text} == {7: {"killed": 53}, 8: {"killed": 1}}
    assert {s.attacker for s in reports if s.report.group == 7} == {""}


def test_counted_attacks_are_not_those_recalled(strikes: Strikes) -> None:
    """“Two explosions” are none of the two attacks that the report says came before them."""
    reports = strikes(
        "Following two explosions in the city of Puno, 103 people have been reported dead.\n\n"
        "These terrorist attacks come a day after a Chilean strike killed a rebel leader in Tacna, and three days after a Kenyan attack on a ship "
        "off Arica, which killed ten people."
    )
    assert [(s.report.group, s.figures) for s in reports if "103" in s.text] == [(7, {"killed": 103})]
