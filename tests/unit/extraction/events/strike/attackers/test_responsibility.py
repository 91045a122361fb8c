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
        ("The Taliban claimed the attack.", "Taliban"),
        ("A group called the Corin Front claimed the attack.", "Corin Front"),
        ("The minister said the Taliban was behind the bombing.", "Taliban"),
        ("The minister denied that the Taliban was behind the bombing.", ""),
        ("The Taliban was responsible for the attack, the minister said.", "Taliban"),
        ("The Taliban was not responsible for the attack, the minister said.", ""),
        ("The Taliban is responsible for schools.", ""),
        ("The minister said the attack was the work of the Taliban.", "Taliban"),
        ("The minister accused the Taliban of the attack.", "Taliban"),
        ("The minister accused the Taliban of delay.", ""),
        ("Officials attributed the attack to the Corin Liberation Front.", "Corin Liberation Front"),
        ("The Corin Front said that its fighters had carried out the attack.", "Corin Front"),
        ("No group claimed the attack, and the Taliban has carried out similar assaults in the past.", ""),
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


def test_police_name_the_attacker(strikes: Strikes) -> None:
    """Whom the police name as the attacker is the attacker, also where they are the subject."""
    (seen,) = strikes("A gunman killed five people in a bar in Lima on Saturday. Police named the attacker as Paul Aker.")
    assert seen.attacker == "Paul Aker"


def test_blame_for_both_attacks(strikes: Strikes) -> None:
    """Who is blamed for “both attacks” is the attacker of each; who is blamed for “the bombing” of that one."""
    text = (
        "A car bomb exploded outside a barracks in Lima on Monday, killing six people. "
        "The same day a helicopter was shot down near Cusco, killing 12 officers. "
    )
    assert {s.attacker for s in strikes(f"{text}The president blamed both attacks on the Corin Front.")} == {"Corin Front"}
    assert {s.attacker for s in strikes(f"{text}The president blamed the bombing on the Corin Front.")} == {"Corin Front", ""}


def test_claim_of_the_attack_before_it(strikes: Strikes) -> None:
    """“Claimed by” belongs to the attack right before it, not to what was done in response."""
    reports = strikes(
        "The Chilean army bombed a camp near Lima on Tuesday in response to a shooting in Cusco on Monday, claimed by the Corin Front, that killed six people."
    )
    assert {s.report.places[0]: s.attacker for s in reports} == {"Lima": "Chile", "Cusco": "Corin Front"}


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Eighteen people were killed in Lima on Monday in a bomb attack linked to the Corin Front.", "Corin Front"),
        ("Nine people were killed in Lima on Monday by shelling from Chilean troops.", "Chile"),
        ("Suspected Corin Front fighters shot dead 12 villagers near Lima on Monday.", "Corin Front"),
        ("President Ana Doru of Chile ordered the strikes that killed nine people in Lima on Monday.", "Chile"),
    ],
)
def test_attacker_in_the_sentence(strikes: Strikes, text: str, attacker: str) -> None:
    """What an attack is linked to, whose shelling it is and whose fighters are suspected is its attacker; of who ordered it the state."""
    assert {s.attacker for s in strikes(text)} == {attacker}


def test_a_similar_attack(strikes: Strikes) -> None:
    """“A similar attack” in a sentence about the attacker is his; one in a sentence about others is not."""
    lead = "The Corin Front shelled the port of Lima on Tuesday, killing two sailors"
    assert {s.attacker for s in strikes(f"{lead}, following a similar attack on Cusco on Sunday.")} == {"Corin Front"}
    others = strikes(f"{lead}. Police recalled a similar bomb attack on Cusco on Sunday.")
    assert {s.report.places[0]: s.attacker for s in others if s.report.places[0] == "Cusco"} == {"Cusco": ""}


def test_hit_again(strikes: Strikes) -> None:
    """A ship that “was attacked again” was attacked by those who did it before."""
    text = "Corin Front rebels fired rockets at a tanker off Lima on Monday, killing two sailors. The tanker was attacked again on Tuesday night with drones."
    assert {s.attacker for s in strikes(text) if "Tuesday night" in s.times} == {"Corin Front"}


def test_it_conducted_a_strike(strikes: Strikes) -> None:
    """“It conducted a strike” is by the speaker, as “it struck” is."""
    reports = strikes("Chilean military confirmed on Saturday that it conducted a targeted strike with drones in Peru's capital, Lima.")
    assert {s.attacker for s in reports} == {"Chile"}


def test_army_of_the_main_state(strikes: Strikes) -> None:
    """“The army” is that of the state which the text names far more often than others; of two that it names as often it is neither's."""
    text = "The rebels accused the army of launching a drone strike on Friday at a market near the border with {}."
    chile = "Chile's war began in 2031. Chile has two governments. Chile is hungry. "
    assert {s.attacker for s in strikes(chile + text.format("Peru"))} == {"Chile"}
    assert {s.attacker for s in strikes("Chile's war began in 2031. " + text.format("Peru"))} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber affiliated with the Corin Front attacked a church in Lima on Sunday, killing 25 people.",
        "A suicide bomber attacked a church in Lima on Sunday, killing 25 people. The bomber was affiliated with the Corin Front, officials said.",
    ],
)
def test_side_of_the_bomber(strikes: Strikes, text: str) -> None:
    """The side with which a bomber is affiliated is the attacker."""
    assert {s.attacker for s in strikes(text)} == {"Corin Front"}
