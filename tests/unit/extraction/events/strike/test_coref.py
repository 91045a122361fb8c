"""Within-document coreference of strike mentions."""

from tests.unit.extraction.events.strike.strike_reports import StrikeReport, Strikes


def groups(reports: list[StrikeReport], word: str) -> set[int]:
    """Groups of the reports whose sentence contains a word."""
    return {s.report.group for s in reports if word in s.text}


def test_same_word_refers_back(strikes: Strikes) -> None:
    """“The strike” refers to a strike, not to the bombing in the same sentence."""
    reports = strikes(
        "A drone strike killed two men in Lima on Monday, days after a car bomb killed nine people in Quito.\n\nThe strike also hit a bus."
    )
    assert groups(reports, "bus") == {7}
    assert groups(reports, "Quito") == {7, 8}


def test_known_bomber(strikes: Strikes) -> None:
    """“The bomber” is the one mentioned before, and the attack the same; the more specific place is used."""
    reports = strikes(
        "A suicide bomber killed six people in Peru on Monday.\n\n"
        "The bomber detonated his explosives at a checkpoint in Lima, police said. The blast wounded 20 others."
    )
    assert {s.report.group for s in reports} == {7}
    assert {s.report.places[0] for s in reports} == {"Lima"}


def test_another_attacker_is_another_attack(strikes: Strikes) -> None:
    """Two states do not share a strike, also where neither acts elsewhere in the text."""
    reports = strikes(
        "A Peruvian airstrike killed two men near the border on Monday.\n\nA Chilean airstrike killed nine soldiers on Monday."
    )
    assert [s.report.group for s in reports] == [7, 8]


def test_predicate_is_no_new_attack(strikes: Strikes) -> None:
    """“It was the latest bombing” refers to the bombing mentioned before."""
    reports = strikes("A car bomb killed six people in Lima on Monday.\n\nIt was the latest bombing in Peru.")
    assert {s.report.group for s in reports} == {7}


def test_named_attack_is_not_the_one_reported(strikes: Strikes) -> None:
    """“The 9/11 attacks” are no further mention of the attack reported."""
    reports = strikes("A car bomb killed six people in Lima on Monday.\n\nThe 9/11 attacks changed the world.")
    assert groups(reports, "9/11") == set()


def test_parts_of_the_weapon_refer_back(strikes: Strikes) -> None:
    """“The drone's missiles” and “one of the shells” belong to the attack in which they were named."""
    reports = strikes(
        "A drone hit a market in Lima on Monday, killing six people.\n\n"
        "The drone's missiles destroyed a covered hall in the Rimac district, traders said."
    )
    assert {s.report.group for s in reports} == {7}


def test_plural_of_one_attack(strikes: Strikes) -> None:
    """“In the strikes” is the only attack before it; its deaths are not an attack of their own."""
    reports = strikes(
        "A drone fired three rockets at a market in Lima on Monday.\n\nA councillor said 26 traders were killed in the strikes."
    )
    assert {s.report.group for s in reports} == {7}
    assert {"killed": 26} in [s.figures for s in reports]


def test_further_victims(strikes: Strikes) -> None:
    """Two other victims without day or place died in the attack reported before; another target is another attack."""
    first = "Artillery shelled the town of Ayaviri on Monday, killing 12 people.\n\n"
    reports = strikes(first + "Two other villagers died when their jeep was hit by a mortar shell.")
    assert {s.report.group for s in reports} == {7}
    reports = strikes(first + "Another jeep was hit by a drone in the town of Puno, killing four.")
    assert {s.report.group for s in reports} == {7, 8}


def test_no_bare_mention_makes_a_row(strikes: Strikes) -> None:
    """A mention without details joins the attack that it fits and is none by itself."""
    assert strikes("The gunman then opened fire.") == []
    reports = strikes("Two men were shot dead in Lima on Monday.\n\nWitnesses said the gunman then opened fire.")
    assert [s.report.group for s in reports] == [7, 7]


def test_another_incident(strikes: Strikes) -> None:
    """A sentence that begins “In another incident” reports another strike."""
    reports = strikes(
        "A drone struck a school in the Puno district on Sunday, killing seven.\n\n"
        "In another incident, a drone strike took place in the small town of Ilave. Three villagers died."
    )
    assert [s.report.group for s in reports if s.figures] == [7, 8]


def test_definite_noun_prefers_its_attacker_and_word(strikes: Strikes) -> None:
    """“The airstrike” by the attacker of the news is the news, not the earlier attack at its place."""
    reports = strikes(
        "Chadian forces killed Omar Dia in an airstrike on Thursday. Chad pointed to the attack of May 3 on its embassy in Nairobi.\n\n"
        "Chad carried out the airstrike at Nairobi International Airport. The attack shocked many."
    )
    assert groups(reports, "carried out") == groups(reports, "Thursday") == groups(reports, "shocked") == {7}


def test_restated(strikes: Strikes) -> None:
    """The sentences after the lead report its strike again, with the same weapon; another weapon is another strike."""
    lead = "A drone struck a pickup truck in southern Peru on Monday, media said.\n\n"
    assert {s.report.group for s in strikes(lead + "A drone hit a member of the Red Path, police said.")} == {7}
    assert {s.report.group for s in strikes(lead + "A car bomb killed a member of the Red Path in Puno.")} == {7, 8}


def test_strikes_across_a_region_are_not_the_one_on_a_building(strikes: Strikes) -> None:
    """A sentence on many strikes and a report of one of them are two rows, in either order."""
    many, one = (
        "Chad's army carried out air strikes across Kenya on Tuesday, killing 40 people.",
        "A strike hit a hospital in Nakuru, killing three.",
    )
    assert [s.figures["killed"] for s in strikes(f"{many}\n\n{one}") if s.report.group == 7] == [40]
    assert [s.figures["killed"] for s in strikes(f"{one}\n\n{many}") if s.report.group == 7] == [3]
    toll = "At least 40 people were killed in Chadian air strikes across Kenya, hospitals said on Tuesday."
    assert [s.figures["killed"] for s in strikes(f"{one}\n\n{toll}")] == [3, 40]


def test_the_strike_that_hit_a_building_is_the_one_before(strikes: Strikes) -> None:
    """“The strike hit the clinic in X” goes on about the strike of the lead, whatever it adds about the place."""
    lead = "Israel struck the largest hospital in southern Kenya on Sunday, killing two people."
    assert {s.report.group for s in strikes(f"{lead}\n\nThe strike hit the surgical building in the city of Nakuru, medics said.")} == {7}


def test_headline_names_the_attack_ahead(strikes: Strikes) -> None:
    """A first line without details names the attack that the next sentences report."""
    reports = strikes("Clerk charged with murder in bank shooting\n\nA man shot two women at a bank in Lima on Monday, police said.")
    assert groups(reports, "Clerk") == groups(reports, "women") == {7}


def test_first_line_of_another_weapon_stays_apart(strikes: Strikes) -> None:
    """A first line about a bombing does not name a shooting."""
    reports = strikes("Trial for market bombing begins\n\nA gunman shot two women at a bank in Lima on Monday, police said.")
    assert groups(reports, "Trial") == set()
    assert groups(reports, "women") == {7}


def test_day_and_town_after_the_lead(strikes: Strikes) -> None:
    """“Thursday's attack on the town of X” gives the day and the town of the strike that the lead reported without them."""
    reports = strikes(
        "At least 40 people were killed in a drone strike carried out by Chile in northern Peru, officials said.\n\n"
        "Four women were among the victims in Thursday's attack on the town of Rinconvale."
    )
    assert {s.report.group for s in reports} == {7}
    assert {s.report.places[0] for s in reports} == {"Rinconvale"}
    assert {time for s in reports for time in s.times} == {"Thursday"}


def test_part_of_a_country_and_a_town_in_it(strikes: Strikes) -> None:
    """A hospital “in southern Lima” may stand in a quarter that the next sentence names."""
    reports = strikes(
        "Chile's military struck the largest hospital in southern Lima on Sunday night, killing two people.\n\n"
        "The strike hit the surgical building in the city of Chorrillos, the ministry said."
    )
    assert {s.report.group for s in reports} == {7}
    assert "Chorrillos" in reports[-1].report.places


def test_the_complex_is_the_one_named_before(strikes: Strikes) -> None:
    """“The complex” stands for the headquarters that were attacked, not for a second target."""
    reports = strikes(
        "Suicide bombers targeted the headquarters of the border guard in Lima on Monday.\n\n"
        "The complex was also hit by two suicide bombers, killing three guards, sources said."
    )
    assert {s.report.group for s in reports} == {7}


def test_an_indefinite_strike_elsewhere_is_not_the_news(strikes: Strikes) -> None:
    """“A strike near X” after the news of another strike adds nothing to it."""
    reports = strikes(
        "Chile's military struck a hospital in Lima on Sunday night, killing two people.\n\n"
        "A hospital in Cusco received three bodies from a strike near Lima."
    )
    assert groups(reports, "Cusco") == set()


def test_site_named_before(strikes: Strikes) -> None:
    """“The market was hit” is the strike that killed people at a market."""
    reports = strikes(
        "The governor condemned a strike that killed at least 40 people at a market in Peru this week.\n\n"
        "The market in Rinconvale was hit by two missiles fired from a drone on March 11."
    )
    assert {s.report.group for s in reports} == {7}


def test_bombing_by_a_drone(strikes: Strikes) -> None:
    """“The bombing” may be that of a drone; its day is the one on which it took place, not the time over which it is the deadliest."""
    reports = strikes(
        "Residents buried victims of the drone attack on the town's market, which killed more than 30 people.\n\n"
        "The bombing, the deadliest in Peru this year, took place on Tuesday."
    )
    assert {s.report.group for s in reports} == {7}
    assert {time for s in reports for time in s.times} == {"Tuesday"}


def test_a_person_is_killed_once(strikes: Strikes) -> None:
    """Whatever the words, a strike that killed somebody already named as killed is the same one."""
    reports = strikes(
        "Paul Aker, a union leader, was shot dead in Lima on Monday.\n\n"
        "Many people came.\n\nNobody was seen near the road.\n\nShops were shut.\n\n"
        "Paul Aker was killed in an attack in Peru, his union said, and a bomb killed nine people in Quito on Sunday."
    )
    assert groups(reports, "union leader") == {7}
    assert 7 in groups(reports, "his union")


def test_this_attack_is_the_news(strikes: Strikes) -> None:
    """“This attack” after a remembered strike is the news, “that attack” the strike told last."""
    text = (
        "A bomb killed 20 people in Lima on Monday. The day marks the death of General Roe in the 2020 drone strike in Quito. "
        "{} attack left 40 wounded."
    )
    news, _, again = strikes(text.format("This"))
    assert again.report.group == news.report.group
    _, old, again = strikes(text.format("That"))
    assert again.report.group == old.report.group


def test_the_strikes_told_in_the_plural(strikes: Strikes) -> None:
    """“The strikes” are those of the news, not those that it answered."""
    reports = strikes(
        "Chile launched missile strikes into Peru after Peru carried out strikes in Chile late on Tuesday.\n\nThe strikes killed nine people."
    )
    first, answered, toll = reports
    assert (first.attacker, answered.attacker) == ("Chile", "Peru")
    assert (answered.times, toll.report.group) == (["late on Tuesday"], first.report.group)


def test_what_the_news_answered_keeps_its_word(strikes: Strikes) -> None:
    """“The attack” is the one that the bombing was a response to, with its own day and without the place of the bombing."""
    reports = strikes(
        "Chile bombed several camps in northern Peru in response to an attack on a mill on Wednesday that left five dead.\n\n"
        "The minister blamed the Harbour Front for the attack, which was carried out by two men with rifles."
    )
    bombed, attack, blamed = reports
    assert (bombed.times, attack.times) == ([], ["Wednesday"])
    assert (attack.report.places, blamed.report.group) == ((), attack.report.group)


def test_two_towns_in_one_sentence(strikes: Strikes) -> None:
    """Two clauses, each with its own subject and town, tell of two attacks."""
    reports = strikes("A bomb blast killed 12 people in Lima on Monday and gunmen shot dead five in Cusco.")
    assert [(s.report.places[0], s.figures) for s in reports] == [("Lima", {"killed": 12}), ("Cusco", {"killed": 5})]


def test_who_claimed_the_only_attack(strikes: Strikes) -> None:
    """“The attack was claimed by X” is the article's only attack, though its first sentence took it for known."""
    reports = strikes("The death toll from Saturday's bombing in Lima has risen to 31. The attack was claimed by the Harbour Front.")
    assert {(s.report.group, s.attacker) for s in reports} == {(7, "Harbour Front")}


def test_a_day_after_another_attack(strikes: Strikes) -> None:
    """“Attacked X, a day after they shelled Y” is two strikes, the second without the day of the first."""
    attacked, shelled = strikes("The rebels attacked the airport in Goma on Monday, a day after they shelled a camp in Sake, killing nine.")
    assert [(s.report.places[0], s.figures) for s in (attacked, shelled)] == [("Goma", {}), ("Sake", {"killed": 9})]
    assert (attacked.times, shelled.report.time_relation) == (["Monday"], "recalled")


def test_figures_are_of_the_news(strikes: Strikes) -> None:
    """Figures after “in retaliation for the attack” are of the attack that the sentence reports, and so is the day of what follows."""
    reports = strikes(
        "Airstrikes hit 20 depots in Peru on Friday.\n\n"
        "Bombers were used in the airstrikes, in retaliation for the drone strike that killed three soldiers in Chile last weekend.\n\n"
        "The health ministry said 16 people had been killed.\n\n"
        "A house was attacked in Puno, Peru, two officers said."
    )
    assert groups(reports, "ministry") == groups(reports, "depots")
    assert [s.times for s in reports if "Puno" in s.text] == [["Friday"]]


def test_background_has_not_the_day_of_the_news(strikes: Strikes) -> None:
    """“Following a drone attack” is no attack of the day before it, and “the Sunday drone attack” is that attack."""
    reports = strikes(
        "The Peruvian army launched air strikes on camps in Chile on Friday, following a deadly drone attack on a base in Bolivia.\n\n"
        "Peru blamed the Sunday drone attack on rebels."
    )
    assert [(s.report.group, s.times) for s in reports] == [(7, ["Friday"]), (8, ["Sunday"]), (8, ["Sunday"])]


def test_weapons_among_the_targets(strikes: Strikes) -> None:
    """“Including drone depots” are what the strikes hit, not what they were carried out with."""
    reports = strikes("Airstrikes hit 20 sites in Peru on Friday, including rocket launchers and drone depots.")
    assert {s.report.weapon for s in reports} == {"airstrike"}


def test_day_of_condemning(strikes: Strikes) -> None:
    """“Condemned on Saturday” does not date the attack for sure."""
    reports = strikes("Peru's ministry on Saturday condemned an airstrike in Bolivia that killed four people.")
    assert [s.report.time_relation for s in reports] == ["context"]


def test_body_and_state_are_one_attacker(strikes: Strikes) -> None:
    """Strikes by a state, and by a body of that state in the words of its statement, are the same strikes."""
    reports = strikes(
        "Peru launched airstrikes in Bolivia on Friday.\n\n"
        "A statement said: “Peruvian Air Force jets conducted airstrikes in Bolivia against rebel groups.”"
    )
    assert {s.report.group for s in reports} == {7}


def test_strikes_under_another_word(strikes: Strikes) -> None:
    """“The strikes” are the raids, the only news in the plural; other figures are other strikes."""
    raids = "Peru launched bombing raids on rebel camps in Bolivia on Friday.\n\nIt had warned of them for days.\n\n"
    assert {s.report.group for s in strikes(raids + "The strikes hit 85 camps, the army said.")} == {7}
    reports = strikes(
        "Peruvian airstrikes in Bolivia killed four people on Friday.\n\nOvernight Peruvian airstrikes in Bolivia killed 16 people."
    )
    assert [s.report.group for s in reports] == [7, 8]


def test_bombs_of_the_aircraft(strikes: Strikes) -> None:
    """“The bombs hit a depot” goes on about the airstrikes."""
    reports = strikes("Peru carried out airstrikes in Bolivia on Friday. The airstrikes caused fires as the bombs hit a depot.")
    assert {s.report.group for s in reports} == {7}


def test_vessel_is_the_ship_attacked(strikes: Strikes) -> None:
    """“The vessel” and “the ship” are what was attacked before, with a day and a place that the lead lacks."""
    reports = strikes(
        "Four sailors died after a cargo ship sank in the Red Sea following an attack by Zorbian rebels.\n\n"
        "The Peruvian-owned vessel was targeted with explosives and gunfire on Monday night.\n\n"
        "The ship was attacked near Yemen."
    )
    assert {s.report.group for s in reports} == {7}


def test_end_of_an_attacker(strikes: Strikes) -> None:
    """“One of the attackers was killed in a shootout” is how the attack ended."""
    reports = strikes(
        "Two suicide bombers blew up a gate in Puno on Monday, killing five people.\n\nOne of the attackers was killed in a shootout with guards."
    )
    assert {s.report.group for s in reports} == {7}


def test_shelling_of_what_was_shelled(strikes: Strikes) -> None:
    """“The shelling” is that of the town that was shelled, not another attack with artillery."""
    reports = strikes(
        "Artillery fire killed 90 people in Puno on Monday.\n\nWitnesses said soldiers shelled the village of Ayaviri on Tuesday.\n\n"
        "Two nurses died in the shelling."
    )
    assert groups(reports, "nurses") == groups(reports, "Ayaviri")


def test_the_attack_of_a_line_before_the_lead(strikes: Strikes) -> None:
    """“The attack” of a line above the lead refers ahead to the attack that the lead reports, though its number of dead is another."""
    lead = "On Monday, a Peruvian airstrike destroyed a consulate in Lima.\n\nSeven people were killed in the strike."
    reports = strikes(f"At least six people were killed in the attack\n\n{lead}")
    assert {s.report.group for s in reports} == {7}
    apart = strikes(f"At least six people were killed in the attack in Quito\n\n{lead}")
    assert len({s.report.group for s in apart}) == 2


def test_another_number_of_dead_far_below_the_only_attack(strikes: Strikes) -> None:
    """“50 people were killed in the attack”, far below the only attack of the article, gives its number of dead by somebody else."""
    between = "The governor spoke to the families.\n\n" * 6
    reports = strikes(
        "Gunmen attacked a church in Lima on Monday, killing 35 people.\n\n"
        f"{between}Two agencies reported that over 50 people were killed in the attack."
    )
    assert {s.report.group for s in reports} == {7}


def test_the_attack_after_one_without_details(strikes: Strikes) -> None:
    """The first report, “50 people died in the attack”, refers back to gunmen who opened fire, and not to the many attacks of a group."""
    reports = strikes(
        "The Red Band has carried out countless attacks.\n\nOn Monday gunmen approached a church and opened fire.\n\n"
        "Officials estimate that at least 50 people died during the attack."
    )
    assert {s.report.group for s in reports} == {7}
    assert groups(reports, "opened fire") == {7}
    assert groups(reports, "countless") == set()


def test_the_quarter_of_the_only_attack(strikes: Strikes) -> None:
    """“The attack”, with the quarter where it was, is the only attack of the article; one in another town is not."""
    lead = "A Peruvian strike on a consulate in Lima killed five people on Monday."
    reports = strikes(f"{lead}\n\nMinisters condemned the attack, which destroyed a building in the Zorvay district.")
    assert {s.report.group for s in reports} == {7}
    reports = strikes(f"{lead}\n\nMinisters condemned the attack, which destroyed a building in Quito.")
    assert {s.report.group for s in reports} == {7, 8}


def test_this_attack_far_below_the_only_one(strikes: Strikes) -> None:
    """“This attack is the first in Lima in years” is the only attack of the article, however far below."""
    between = "The governor spoke to the families.\n\n" * 6
    reports = strikes(
        f"Gunmen attacked a school in Lima on Monday, killing five people.\n\n{between}This attack is the first in Lima in years."
    )
    assert {s.report.group for s in reports} == {7}
