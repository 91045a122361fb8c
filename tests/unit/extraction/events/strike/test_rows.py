"""Strikes of one article: what makes a row of its own, what joins the news, and which day each has."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import StrikeReport, Strikes

NEWS = "An Israeli airstrike killed the prime minister in Sanaa on Thursday."


def rows(reports: list[StrikeReport]) -> list[list[StrikeReport]]:
    """The reports by their strike, in order of the text."""
    return [[seen for seen in reports if seen.report.group == group] for group in dict.fromkeys(seen.report.group for seen in reports)]


@pytest.mark.parametrize(
    "text",
    [
        "In support of the people of Taiz, the Houthis have fired missiles toward Israel, though most of them have been intercepted.",
        "The Houthis have gone on with their war, repeatedly launching missiles at Israel and targeting commercial ships in the Red Sea.",
        "The army has struck refineries across the country.",
        "The district was recaptured by the state in 2016 following heavy bombing by its army.",
        "The Corin Front has bombed the city of Taiz for years.",
    ],
)
def test_a_habit_makes_no_row(strikes: Strikes, text: str) -> None:
    """What goes on for long, without a number or a day, is no single strike."""
    assert strikes(text) == []


def test_strikes_that_pounded_a_town(strikes: Strikes) -> None:
    """Several strikes of a state with their day, the town in what they hit, and the dead, beside the news."""
    _, (pounded,) = rows(
        strikes(f"{NEWS}\n\nEarlier this week, Israeli strikes pounded several areas of Sanaa, killing at least 10 people.")
    )
    assert pounded.times == ["Earlier this week"]
    assert (pounded.report.places[0], pounded.figures) == ("Sanaa", {"killed": 10})


@pytest.mark.parametrize(
    "text",
    [
        "Days earlier, the Houthis had claimed responsibility for launching a missile at southern Israel.",
        "General Karim Ghamari had been wounded in an earlier Israeli attack.",
    ],
)
def test_an_earlier_strike_has_no_guessed_day(strikes: Strikes, text: str) -> None:
    """What came before the news is a row of its own and does not have the day of the news."""
    (news,), (earlier,) = rows(strikes(f"{NEWS}\n\n{text}"))
    assert news.times == ["Thursday"]
    assert (earlier.times, earlier.report.time_relation) == ([], "recalled")


def test_what_was_said_to_have_happened_is_the_news(strikes: Strikes) -> None:
    """In reported speech "had" is the plain past: the strike keeps the day of the text around it."""
    _, (second,) = rows(strikes(f"{NEWS}\n\nThe army said that a drone had hit a depot in the port of Hodeida."))
    assert (second.times, second.report.time_relation) == (["Thursday"], "context")


def test_an_explosion_by_a_suicide_blast(strikes: Strikes) -> None:
    """An explosion counts where the article says later that it was a suicide blast."""
    reports = strikes(
        "An explosion at the station in Quetta on Saturday killed at least 27 people. It appeared to be a suicide blast, police said."
    )
    assert reports[0].figures == {"killed": 27}


def test_an_explosion_alone_may_be_an_accident(strikes: Strikes) -> None:
    """Without arms anywhere in the article an explosion makes no row."""
    assert strikes("An explosion at the mill in Quetta on Saturday killed at least 27 people. Gas leaked, police said.") == []


@pytest.mark.parametrize(
    "again",
    [
        "- An airstrike struck Arlen General Hospital in western Myanmar, killing 30 people.",
        "The Arakan Army said a military aircraft dropped bombs that hit the hospital directly, destroying its wards.",
        "The army confirmed that it targeted a military site in Mrauk-U, saying that fighters were there.",
    ],
)
def test_the_news_told_again(strikes: Strikes, again: str) -> None:
    """A list of points, what was dropped, and the attacker's own words are about the same strike."""
    news = "A Myanmar military airstrike hit a hospital in Mrauk-U, killing at least 30 people."
    assert len(rows(strikes(f"{news}\n\n{again}"))) == 1


def test_the_day_of_what_is_to_come(strikes: Strikes) -> None:
    """The day of elections dates no attack."""
    reports = strikes(
        "A rocket hit a school in Mrauk-U. The attack comes amid fighting ahead of elections scheduled to begin on 28 December."
    )
    assert all(seen.times == [] for seen in reports)


def test_the_day_of_a_picture(strikes: Strikes) -> None:
    """The day in a caption is that of the picture; the attack has the day that the text gives."""
    reports = strikes(
        "In this pic provided by Ann Roe, a ward is seen at the hospital hit by an airstrike in Mrauk-U, Myanmar, Thursday, Dec. 11, 2025.\n\n"
        "The airstrike hit the hospital in Mrauk-U on Wednesday night, killing 30 people."
    )
    assert [seen.times for seen in reports] == [["Wednesday night"]] * 2


def test_two_towns_stay_apart(strikes: Strikes) -> None:
    """One attacker, two towns, two rows; also two strikes on hospitals."""
    text = "Russian drones hit a hospital in Kharkiv on Monday. A Russian drone struck a hospital in Odesa on Monday, killing two people."
    assert len(rows(strikes(text))) == 2


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Last month, a suicide bomber killed 22 people at a market in the nearby city of Damar.", 22),
        ("In 2027, gunmen attacked the same station, killing three officers.", 3),
    ],
)
def test_an_earlier_attack_with_its_month_or_year(strikes: Strikes, text: str, killed: int) -> None:
    """One bomber's victims and several gunmen are no campaign; whatever the arms, another year is another attack."""
    news = "At least 14 people were killed when two car bombs exploded outside a police station in the town of Baqir on 3 May 2031."
    _, earlier = rows(strikes(f"{news}\n\n{text}"))
    assert earlier[0].figures == {"killed": killed}


def test_missiles_of_a_month_are_a_campaign(strikes: Strikes) -> None:
    """Hundreds of missiles in a month are no single strike."""
    assert strikes("Last month, Russia fired 300 missiles at towns in Ukraine.") == []


def test_figures_of_another_place(strikes: Strikes) -> None:
    """The dead of a crash elsewhere are not those of the strike told before it."""
    reports = strikes(
        "A military airstrike on a market in Lima killed 100 people on Monday.\n\nAdditionally, a bus crash in Cusco resulted in six fatalities."
    )
    assert {number for s in reports for number in s.figures.values()} == {100}


def test_the_dead_of_an_insurgency(strikes: Strikes) -> None:
    """What a region has faced for years is no strike's figure."""
    reports = strikes(
        "At least 18 people have been killed in Lima by suspected suicide bombers.\n\nLima has faced a 15-year insurgency, killing more than 40,000."
    )
    assert {number for s in reports for number in s.figures.values()} == {18}


def test_attacks_in_the_plural_give_the_town(strikes: Strikes) -> None:
    """“The coordinated attacks targeted a wedding in X” goes on with the bombings of the lead, whose victims were only counted."""
    reports = strikes(
        "At least 18 people have been killed in Peru by suspected suicide bombers.\n\nThe coordinated attacks targeted a wedding and a funeral in Lima."
    )
    assert {s.report.group for s in reports} == {7}
    assert "Lima" in {name for s in reports for name in s.report.places}


def test_the_dead_of_what_it_is_compared_with(strikes: Strikes) -> None:
    """“The deadliest attack since a massacre that killed 150” counts none of the 150."""
    reports = strikes(
        "A suicide bomber struck a mosque in Lima on Monday, killing 59. It was the deadliest attack since a 2014 school massacre that killed 150."
    )
    assert {number for s in reports for number in s.figures.values()} == {59}


def test_attacks_at_one_site_in_a_month(strikes: Strikes) -> None:
    """Attacks “at a wedding” are one event, also with only the month; attacks of a month without a site are a campaign."""
    (seen,) = strikes("In July 2031, coordinated suicide attacks at a wedding in Lima renewed concerns about the tactic.")
    assert seen.times == ["July 2031"]
    assert strikes("In July 2031, coordinated suicide attacks in Lima renewed concerns about the tactic.") == []


def test_the_dead_of_attacks_with_a_day(strikes: Strikes) -> None:
    """The dead “during the October 7 attacks” are those of an attack, in a text that names arms."""
    reports = strikes("Chilean airstrikes hit a camp near Lima on Monday. In Cusco, 139 people were killed during the October 7 attacks.")
    assert [seen.figures for seen in reports if seen.report.places[0] == "Cusco"] == [{"killed": 139}]


def test_a_summary_of_what_follows(strikes: Strikes) -> None:
    """“Two separate attacks” that the text then reports one by one make no row; who is blamed for them is the attacker of each."""
    lead = "At least 18 people were killed in two separate attacks on Monday. Officials blamed the Corin Front for them.\n\n"
    first = "A car bomb exploded outside a barracks in Lima. The explosion killed six people.\n\n"
    second = "A police helicopter was downed by a drone near Cusco. Twelve officers were killed in the attack."
    reports = rows(strikes(lead + first + second))
    towns = [next(s.report.places[0] for s in seen if s.report.places) for seen in reports]
    attackers = [{s.attacker for s in seen if s.report.places} for seen in reports]
    assert list(zip(towns, attackers, strict=True)) == [("Lima", {"Corin Front"}), ("Cusco", {"Corin Front"})]
    assert [[s.figures for s in seen if s.figures] for seen in reports] == [[{"killed": 6}], [{"killed": 12}]]
    assert len(rows(strikes(lead + first))) == 2


def test_the_dead_of_a_conflict_before(strikes: Strikes) -> None:
    """The dead of “decades of conflict that had resulted in 450,000 deaths” are not those of the news."""
    text = "A car bomb killed six people in Lima on Monday. The deal ended decades of conflict that had resulted in 450,000 deaths."
    assert [seen.figures for seen in strikes(text)] == [{"killed": 6}]


def test_an_attack_that_came_as_another_did(strikes: Strikes) -> None:
    """What happened in another town “as” an attack took place is another attack."""
    reports = rows(
        strikes(
            "A bomb attack on a bus in Lima killed six people on Monday. The attack in Lima came as gunmen shot dead ten officers in Cusco."
        )
    )
    assert [seen[0].report.places[0] for seen in reports] == ["Lima", "Cusco"]


def test_a_venue_by_its_name_and_by_what_it_is(strikes: Strikes) -> None:
    """“The Marco Roe Air Base” is the “Air Force base” of the lead."""
    lead = "At least six people were killed in a car bomb attack near a Peruvian Air Force base in Lima."
    text = f"{lead}\n\nOfficials said the explosion occurred around 2:50 p.m. Thursday near the Marco Roe Air Base."
    assert len(rows(strikes(text))) == 1


def test_the_day_of_a_probe_and_of_a_dateline(strikes: Strikes) -> None:
    """Neither the day of the dateline nor that on which a probe was opened is the attack's."""
    text = "LIMA, Nov 12, (AP): Peru opened a probe Wednesday into the suicide bombing outside a court that left 12 dead.\n\nTuesday's bombing was the first in years."
    assert {time for seen in strikes(text) for time in seen.times} == {"Tuesday"}


def test_the_bombing_is_that_of_the_bomb(strikes: Strikes) -> None:
    """“The bombing” is the attack with a bomb, not the drone attack that was reported after it."""
    reports = strikes(
        "A car bomb ripped through a street in Lima on Friday, killing five people. A drone attack destroyed a police helicopter in Cusco, killing 12. "
        "The minister condemned the bombing."
    )
    assert {seen.report.group for seen in reports if "condemned" in seen.text} == {reports[0].report.group}


def test_an_attack_in_a_clause_that_a_day_leads_to(strikes: Strikes) -> None:
    """“Since June 5, when X said it hit Y” and “since February, when they killed 23” each date one attack."""
    news = "A Chilean airstrike killed five people in Lima on Sunday. "
    (hit,) = (
        s
        for s in strikes(f"{news}It was the first on Lima since June 5, when Chile claimed it hit a drone factory.")
        if "factory" in s.text
    )
    assert (hit.attacker, hit.times) == ("Chile", ["June 5"])
    killed = strikes(f"{news}It was the deadliest since February, when the army of Chile killed 23 people in Cusco.")
    assert [(s.times, s.figures) for s in killed if "Cusco" in s.text] == [(["February"], {"killed": 23})]


def test_strikes_that_killed_thousands(strikes: Strikes) -> None:
    """The thousands whom strikes killed, without a day or a town, are those of a campaign."""
    news = "A Chilean airstrike killed five people in Lima on Sunday."
    assert [seen.figures for seen in strikes(f"{news} Peruvian officials say Chilean strikes killed about 4,000 people.")] == [
        {"killed": 5}
    ]


def test_what_the_assailants_did(strikes: Strikes) -> None:
    """“The assailants targeted worshippers” goes on with the attack before it; with another town it is a row of its own."""
    text = "An attack by rebels on a church in Lima left 43 people dead on Sunday.\n\nThe assailants targeted worshippers"
    assert len(rows(strikes(f"{text}, ambushing them in the night. Victims were shot to death."))) == 1
    assert len(rows(strikes(f"{text} in Cusco, killing five."))) == 2


def test_what_the_same_army_attacked(strikes: Strikes) -> None:
    """“The army attacked the crossing” goes on with the strike of which the army was accused, not with the one before it."""
    reports = strikes(
        "A drone attack in the town of Cusco killed 50 people on Thursday. The rebels accused the army of Peru of launching a strike on Friday at a "
        "market near Lima. The rebels claimed the army attacked the crossing to stop trade."
    )
    assert [seen.attacker for seen in reports] == ["", "Peru", "Peru"]
    assert reports[1].report.group == reports[2].report.group


def test_drones_that_were_destroyed(strikes: Strikes) -> None:
    """Drones that were destroyed in the air, also “a total of 283 drones”, were no target of an attack."""
    news = "A Chilean drone attack struck the port of Lima early on Sunday, damaging two vessels."
    assert len(rows(strikes(f"{news} Peru's Defence Ministry reported that it destroyed a total of 283 Chilean drones on Sunday."))) == 1


def test_weeks_after_an_attack_killed(strikes: Strikes) -> None:
    """“Weeks after a suicide bombing outside a stadium killed 13” is one earlier attack."""
    news = "A car bomb killed ten people in Lima on Tuesday. The attack comes just weeks after a suicide bombing outside a stadium in Cusco killed 13 people."
    assert [seen.figures for seen in strikes(news) if seen.report.places[0] == "Cusco"][-1:] == [{"killed": 13}]
    assert len(rows(strikes(news))) == 2


def test_attackers_who_were_killed(strikes: Strikes) -> None:
    """The bomber among the attackers who were killed is no weapon that killed them."""
    assert strikes("Officials in Lima said six attackers, including a suicide bomber, were killed in the operation on Tuesday.") == []


def test_what_was_blown_up(strikes: Strikes) -> None:
    """The church that was “blown up” is that of the suicide attack before it."""
    lead = "A group claimed responsibility for a weekend suicide attack on a Lima church that killed 25 people."
    assert (
        len(rows(strikes(f"{lead}\n\nIn a statement it said an operative blew up the Roe church in the Sur neighbourhood of Lima."))) == 1
    )


def test_the_day_of_what_it_happened_during(strikes: Strikes) -> None:
    """“During Sunday mass” gives the day."""
    (seen,) = strikes("Gunmen attacked a church in Lima during Sunday mass, killing five people.")
    assert seen.times == ["Sunday"]
