"""Strike extraction, from the text to the event mentions."""

import pytest

from dossier.model.event import Status
from dossier.model.event_kinds.strike import STRIKE
from tests.unit.extraction.events.strike.strike_reports import Strikes


def test_every_argument(strikes: Strikes) -> None:
    """Attacker, weapon, target, place, day, figures and source come from one sentence."""
    text = (
        "France refused to comment. French forces struck a crowded market in Nairobi with rockets on Tuesday, "
        "killing four people and wounding 12, Mayor Peter Otieno said."
    )
    (seen,) = strikes(text)
    assert (seen.attacker, seen.source, seen.times) == ("France", "Peter Otieno", ["Tuesday"])
    assert seen.figures == {"killed": 4, "wounded": 12}
    assert (seen.report.kind, seen.report.status, seen.report.group) == (STRIKE.name, Status.OCCURRED, 7)
    assert (seen.report.weapon, seen.report.target, seen.report.places[0]) == ("rocket", "a crowded market", "Nairobi")
    assert seen.report.subkind == "shelling/artillery/missile attack"


def test_repeated_mention_is_one_strike(strikes: Strikes) -> None:
    """The reporter's sentence, the speaker's own words and a later detail are mentions of one strike."""
    text = (
        "Two teachers were killed when a drone hit a school bus near Oslo on Monday, Governor Anna Weber said on Telegram.\n\n"
        "“A drone hit a moving school bus near the town of Lysaker. It is a crime,” she said.\n\n"
        "The attack also wounded three children."
    )
    reports = strikes(text)
    assert {s.report.group for s in reports} == {7}
    assert {s.source for s in reports if "teachers" in s.text or "moving" in s.text} == {"Anna Weber"}
    assert [s.figures for s in reports if "children" in s.text] == [{"wounded": 3}]


def test_two_strikes_stay_two(strikes: Strikes) -> None:
    """Another place and another day make another strike."""
    text = (
        "A car bomb exploded outside a court in Bogota on Monday, killing nine people.\n\n"
        "Last week a suicide bombing in Lima killed five and wounded 40."
    )
    reports = strikes(text)
    assert [(s.report.group, s.figures["killed"]) for s in reports] == [(7, 9), (8, 5)]


def test_figures_of_the_next_sentence(strikes: Strikes) -> None:
    """A sentence with only figures belongs to the strike mentioned before it, with its own source."""
    text = "A missile hit a warehouse in Oslo on Friday, officials said. Fire chief Carlos Ruiz said six people were dead."
    reports = strikes(text)
    assert [(s.figures, s.source) for s in reports if s.figures] == [({"killed": 6}, "Carlos Ruiz")]


def test_shot_down(strikes: Strikes) -> None:
    """Shooting down is a strike, dated by the day of the crash and not by the day of the admission."""
    text = (
        "On Saturday the government of Norway admitted that its forces had shot down a passenger jet near Bergen.\n\n"
        "The jet crashed on Wednesday. All 40 people on board were killed."
    )
    reports = strikes(text)
    assert {tuple(s.times) for s in reports} == {("Wednesday",)}
    assert {"killed": 40} in [s.figures for s in reports]


def test_day_in_relation_to_talks(strikes: Strikes) -> None:
    """A strike on the eve of talks has that relation to them."""
    (seen,) = strikes("On the eve of the talks, Governor Anna Weber said rebel forces had shelled the port of Bergen.")
    assert seen.report.time_relation == "eve"
    assert seen.report.time_relation_span is not None


def test_claim_and_blame(strikes: Strikes) -> None:
    """The actor who claims an attack is its attacker, also where the claim is in a sentence of its own."""
    reports = strikes("A car bomb killed six people in Kabul on Monday.\n\nThe Taliban claimed responsibility.")
    assert {s.attacker for s in reports} == {"Taliban"}


def test_local_office_gives_the_place(strikes: Strikes) -> None:
    """The area that the speaker governs is the place, if only a country is named."""
    (seen,) = strikes("In Norway, Ivar Moe, head of the Hedmark Regional Administration, said shelling killed two farmers.")
    assert seen.report.places == ("Hedmark", "Norway")


@pytest.mark.parametrize(
    "text",
    [
        "The president warned that enemy forces could attack the capital with missiles.",
        "The army is set to bomb the town on Friday.",
        "The general denied that his troops had shelled the village.",
        "Norway said the number of soldiers killed in the war was put at 12,000.",
        "The army said it fired more than 300 missiles at the region last month.",
        "Both sides reported losses from air attacks blamed on the other side.",
        "The navy held exercises on Monday in which a ship fired missiles at a target.",
        "The two sides struck a deal after a verbal attack on the minister.",
        "Recent strikes have been the subject of several reports.",
        "Air defences shot down 30 drones over the region on Monday.",
        "The army has relentlessly bombed the hills for months.",
        "The rebels have struck oil refineries and pipelines in Norway.",
        "At least three suicide bombings took place in Norway within a week.",
        "The navy launched a ballistic missile into the sea on Sunday.",
        "The missiles flew about 900 kilometres and fell into the water on Sunday.",
        "The general staff said that its forces had killed 21,000 soldiers since December.",
    ],
)
def test_no_strike(strikes: Strikes, text: str) -> None:
    """Threats, plans, denials, totals, campaigns, habits, background, exercises, tests and interceptions are no strikes."""
    assert strikes(text) == []


def test_deterministic(strikes: Strikes) -> None:
    """The same text gives the same reports."""
    text = "Rockets hit a hospital in Lima on Monday, killing three nurses. The strike wounded ten others."
    assert strikes(text) == strikes(text)


def test_shelling_as_subject(strikes: Strikes) -> None:
    """A gerund that is the clause's subject is an attack of its own, separate from another side's."""
    text = (
        "Two men died when a Kenyan drone hit their van in the Sundal district on Monday.\n\n"
        "On the other side of the front, Chadian shelling in the Moyale region killed a husband and wife. Kenya and Chad are at war."
    )
    drone, shelling = strikes(text)
    assert (drone.attacker, shelling.attacker) == ("Kenya", "Chad")
    assert drone.report.group != shelling.report.group
    assert shelling.report.places[0].startswith("Moyale")


def test_place_by_what_the_attacker_strikes(strikes: Strikes) -> None:
    """An attack without a place is in the only state that the same attacker strikes elsewhere in the text."""
    text = (
        "Chadian forces attacked several towns in Kenya with drones on Monday, and Kenya called it a crime.\n\n"
        "On Tuesday, Chad struck power plants with missiles and left 5,000 people without power."
    )
    assert {seen.report.places[-1] for seen in strikes(text)} == {"Kenya"}


def test_governor_in_the_next_sentence_gives_the_place(strikes: Strikes) -> None:
    """The region of the governor who gives the figures in the next sentence is the place of the attack."""
    text = (
        "Chad denied it. Chadian forces hit a busy market in the east of Kenya with rockets on Monday. "
        "Seven people were killed, said Amos Ruto, governor of the Turkana region."
    )
    assert {seen.report.places for seen in strikes(text)} == {("Turkana", "Kenya")}


def test_day_before_when(strikes: Strikes) -> None:
    """A day followed by “when” dates the shelling in that clause."""
    text = "The talks had been in doubt since Sunday, when Chadian artillery fire killed two people outside the village of Sotka. Chad denied it."
    assert strikes(text)[0].times == ["Sunday"]


def test_place_of_another_clause(strikes: Strikes) -> None:
    """The place of another event shortly before is not the place of the strike."""
    (seen,) = strikes("Six guests were hurt when a rocket slammed into a bar on Monday, hours after talks collapsed in Cairo.")
    assert seen.report.places == ()


def test_near_a_border(strikes: Strikes) -> None:
    """An attack near a border may be on either side of it."""
    (seen,) = strikes(
        "Gunmen ambushed a police convoy near the Somali border on Tuesday, killing four officers, Mandera County Governor Abdi Noor said."
    )
    assert seen.report.places == ("Mandera",)


def test_jets_pound_targets(strikes: Strikes) -> None:
    """A state's jets strike targets; a jet of water or a company's targets are none."""
    (seen,) = strikes("Kenya was silent. Kenyan jets later pounded three targets in Mogadishu on Monday, killing nine, medics said.")
    assert (seen.attacker, seen.figures["killed"]) == ("Kenya", 9)
    assert strikes("A jet of water hit the wall on Monday. The company hit three targets in May.") == []


def test_ship_hit_by_a_mine(strikes: Strikes) -> None:
    """A mine attached to a ship is a weapon of its own and no roadside bomb."""
    (seen,) = strikes("Tension rose in the strait, where a tanker was hit by a limpet mine on Tuesday, injuring two crew members.")
    assert (seen.report.weapon, seen.figures, seen.times) == ("mine", {"wounded": 2}, ["Tuesday"])


def test_attacker_of_light_verbs(strikes: Strikes) -> None:
    """Who carries out a raid or resorts to artillery fire is the attacker; who approves of a strike, or the dateline's town, is not."""
    (seen,) = strikes("The Kenyan Army resorted to heavy mortar and artillery fire on villages in the Sotka district on Wednesday.")
    assert (seen.attacker, seen.times) == ("Kenyan Army", ["Wednesday"])
    (seen,) = strikes("Kenya's military carried out a raid on a village on Monday that killed 17 people.")
    assert (seen.attacker, seen.figures) == ("Kenya", {"killed": 17})
    reports = strikes("Ana Ruiz – A drone strike in Lima, which was approved by President John Roe, killed four people on Monday.")
    assert {report.attacker for report in reports} == {""}


def test_state_by_adjective_attacks(strikes: Strikes) -> None:
    """A state that only an adjective names is the attacker."""
    reports = strikes("A Kenyan drone strike targeted a pickup truck near Garissa on Tuesday.")
    assert {report.attacker for report in reports} == {"Kenya"}


def test_deaths_of_a_war_go_to_no_strike(strikes: Strikes) -> None:
    """What a war, a conflict or both countries lost is no figure of the strike reported before it."""
    reports = strikes(
        "Soldiers shelled the village of Sotka on Tuesday, killing two shepherds.\n\n"
        "The four-day conflict has resulted in 33 deaths. Over 130 people have been injured in both countries."
    )
    assert [report.figures for report in reports] == [{"killed": 2}]


def test_this_attack_is_the_last_one(strikes: Strikes) -> None:
    """“This attack” is the one reported last, whatever word it used."""
    reports = strikes(
        "A bomb attack killed nine people in Lima on Monday.\n\nOn Tuesday a drone strike took place in Puno. Three died in this attack."
    )
    assert {report.report.group for report in reports if report.figures == {"killed": 3}} == {8}


def test_clause_in_the_past_below_a_plan(strikes: Strikes) -> None:
    """What a relative clause reports in the past took place, also where its noun stands below a purpose."""
    reports = strikes("Chad shelled the hills on Monday to avenge a massacre at Sotka, in which gunmen had shot dead 26 tourists.")
    assert {"killed": 26} in [report.figures for report in reports]


def test_relative_clause_has_the_day_and_place_of_its_noun(strikes: Strikes) -> None:
    """“The April 22 massacre at X, in which gunmen shot …” dates and places the shooting."""
    (seen,) = strikes("It came weeks after the April 22 massacre at Sotka, in which gunmen shot dead 26 tourists.")
    assert (seen.times, seen.report.places, seen.figures) == (["April 22"], ("Sotka",), {"killed": 26})


def test_day_far_before_dates_nothing(strikes: Strikes) -> None:
    """A day many paragraphs before, of something else, does not date what the article recalls."""
    far = "\n\n".join(
        ["The minister spoke on Monday.", *["The house debated the budget."] * 5, "The gunman shot two guards in the old port."]
    )
    assert [r.times for r in strikes(far)] == [[]]


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("A drone strike, attributed to Iraq's armed group River Support Forces, killed seven people in Basra.", "River Support Forces"),
        ("Iraq accused Iran's army of firing rockets at a school in Basra on Monday, killing two people.", "Iran"),
    ],
)
def test_the_attacker_beside_a_state(strikes: Strikes, text: str, attacker: str) -> None:
    """The name that explains "Iraq's armed group", and who is accused, not the state that stands beside them."""
    assert strikes(text)[0].attacker == attacker


@pytest.mark.parametrize(
    "text",
    [
        "Rockets hit the port on Monday, killing two. The ministry accused the rebels of shelling civilians.",
        "Rockets hit the port on Monday, killing two. The rebels' drones were hitting army positions.",
        "Rockets hit the port on Monday, killing two. The rebels' drones had destroyed several shelters.",
        "Rockets hit the port on Monday, killing two. The rebels had attacked more than 90 ships with drones between May and July 2024.",
        "Rockets hit the port on Monday, killing two. In a separate incident, troops foiled an attack on a college in Basra.",
    ],
)
def test_habits_and_what_was_foiled(strikes: Strikes, text: str) -> None:
    """What an army does again and again, counts over months, and an attack that did not come about make no strike of their own."""
    assert len({s.report.group for s in strikes(text)}) == 1


def test_the_toll_of_a_war_in_the_next_sentence(strikes: Strikes) -> None:
    """Deaths counted right after a sentence that counts since a month are not those of the strike."""
    reports = strikes(
        "A drone strike killed five people in Basra on Friday.\n\nBasra has been at the centre of the war since April 2023. "
        "Doctors estimate that more than 40,000 people have been killed."
    )
    assert [s.figures for s in reports] == [{"killed": 5}]


def test_lives_are_no_power(strikes: Strikes) -> None:
    """People who lost their lives where power lines were hit are not people without power."""
    report = strikes("Two people lost their lives and energy lines were cut as drones hit several sites in Basra on Friday.")[0]
    assert report.figures == {"killed": 2}


def test_a_day_to_come_dates_no_strike(strikes: Strikes) -> None:
    """The day of talks that are to follow is not that of a strike reported after it."""
    report = strikes("The next round will take place on May 25. An airstrike killed ten civilians in Basra before the truce.")[0]
    assert report.times == []


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("“They hit us with an air strike on Tuesday,” said Anna Bell, a nurse in Arica.", ""),
        ("Anna Bell, a nurse in Arica, said they hit the clinic with an air strike on Tuesday.", ""),
        ("“They fired missiles at Arica on Monday and killed six people,” the Northland Front said.", ""),
        ("“We fired missiles at Arica on Monday,” the Northland Front said.", "Northland Front"),
        ("The Northland Front said it had fired missiles at Arica on Monday.", "Northland Front"),
    ],
)
def test_a_pronoun_in_a_quotation_is_its_speaker_only_in_the_first_person(strikes: Strikes, text: str, attacker: str) -> None:
    """Witnesses and accusers speak of others."""
    assert strikes(text)[0].attacker == attacker


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        (
            "Kenya denied it. A strike on a clinic killed 30 people on Monday. The military carried out the air strike, aid workers said.",
            "Kenya",
        ),
        ("Chile denied it. The Arica Doctors Network said a drone hit a market on Monday. The army carried out the strike.", "Chile"),
        ("Kenya's army and Uganda's army denied it. An air strike by the army killed six people in Nairobi on Monday.", ""),
        ("Kenya condemned it. An air strike by the rebel army killed six people in Nairobi on Monday.", ""),
    ],
)
def test_the_army_is_that_of_the_only_state(strikes: Strikes, text: str, attacker: str) -> None:
    """It is no organisation that happens to be named before, and stays open between two states."""
    assert strikes(text)[-1].attacker == attacker


def test_figures_of_the_nearest_attack_below(strikes: Strikes) -> None:
    """Those who were killed “when a man opened fire, a day after a boy shot six” are not the boy's victims."""
    reports = strikes(
        "Five people were killed when a man opened fire in Puno on Thursday, a day after a boy shot dead six people at a school in Tacna."
    )
    assert {s.report.places[0]: s.figures for s in reports} == {"Puno": {"killed": 5}, "Tacna": {"killed": 6}}


def test_guns_used_to_kill(strikes: Strikes) -> None:
    """What somebody used to kill others is the weapon."""
    (seen,) = strikes("A boy used his father's guns to kill eight students at a school in Puno on Wednesday.")
    assert (seen.report.weapon, seen.times, seen.figures) == ("gun", ["Wednesday"], {"killed": 8})


def test_an_attack_that_the_news_comes_after_has_no_day(strikes: Strikes) -> None:
    """“Comes a week after an attack” recalls it, and the day of the news is not its day."""
    reports = strikes(
        "A bomb killed six people in Puno on Friday.\n\nThe attack comes a week after a suicide bombing killed 50 people in Tacna."
    )
    assert [s.report.time_relation for s in reports if s.report.places[:1] == ("Tacna",)] == ["recalled"]
    reports = strikes(
        "A bomb killed six people in Puno on Friday.\n\nThe attack came hours after a suicide bombing killed 50 people in Tacna."
    )
    assert [s.report.time_relation for s in reports if s.report.places[:1] == ("Tacna",)] == ["context"]


def test_its_jets_are_those_of_who_says_so(strikes: Strikes) -> None:
    """“The army said its air force attacked” is of the army, whoever was named before."""
    reports = strikes(
        "The Chilean attack followed the Red Front's rocket attack on Puno.\n\nThe Chilean army said its air force attacked rebel bases in Tacna."
    )
    assert {s.attacker for s in reports if "air force" in s.text} == {"Chile"}


def test_who_fired_what_struck(strikes: Strikes) -> None:
    """“X fired a missile that struck Y”: X attacked."""
    (seen,) = strikes("French soldiers fired a missile that struck a ship on Monday off the coast of Peru.")
    assert seen.attacker == "France"


@pytest.mark.parametrize(
    ("headline", "attacker"),
    [
        ("Norway Mall Shooting", ""),
        ("The Norway school bombing", ""),
        ("Norway missile strike", "Norway"),
        ("The Taliban school bombing", "Taliban"),
    ],
)
def test_a_state_before_what_was_struck_did_not_attack(strikes: Strikes, headline: str, attacker: str) -> None:
    """“Norway mall shooting” says where; “Norway missile strike” and “Taliban school bombing” say who."""
    reports = strikes(f"{headline} killed at least three people on Sunday. Norway mourned.")
    assert {seen.attacker for seen in reports if seen.figures} == {attacker}
