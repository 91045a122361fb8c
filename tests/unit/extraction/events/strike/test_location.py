"""Location of strikes."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A suicide bomber killed four people on Saturday in a busy street in the heart of Lima.", "Lima"),
        ("Two bombs went off outside a church in the southern city of Arequipa, killing one person.", "Arequipa"),
        ("A missile hit a base in Peru's northern Loreto region, killing two.", "northern Loreto region"),
        ("The navy fired missiles at targets in several Iraqi cities on Monday.", "Iraq"),
        ("An airstrike killed two men at Lima International Airport on Monday.", "Lima International Airport"),
    ],
)
def test_scene(strikes: Strikes, text: str, place: str) -> None:
    """Through other nouns, with a participle, from a possessive, by a demonym, and a venue with its town."""
    assert strikes(text)[0].report.places[0] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A drone strike on Kisumu killed two people and wounded five, the governor said.", "Kisumu"),
        ("A missile strike on Poltava killed three people on Tuesday.", "Poltava"),
        ("Kisumu came under a massive missile attack on Monday.", "Kisumu"),
        ("Rescuers cleared the rubble of a house in Kisumu that was destroyed by a rocket.", "Kisumu"),
        ("Two people were killed in what a source in Nairobi said was a drone strike.", ""),
        ("A drone attack killed two people, police in Kisumu said.", "Kisumu"),
        ("State media in Kenya said its missiles struck two bases.", ""),
        ("Two bomb explosions rocked the southeastern city of Kerman during a ceremony, killing nine people.", "Kerman"),
        ("Shelling of Kisumu wounded four people on Monday.", "Kisumu"),
        ("An airstrike on Tern killed two people on Monday.", ""),
        ("A drone strike on Kisumu killed two people. Peter Kisumu led the rebels for years.", ""),
    ],
)
def test_the_town_that_was_struck(strikes: Strikes, text: str, place: str) -> None:
    """Whatever the language model takes its name for; a small place, or the name of a person in the text, is none."""
    assert (*strikes(text)[0].report.places, "")[0] == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A boy was shot dead on Monday. Arequipa police said he was ten.", ("Arequipa",)),
        ("Police in Arequipa said a party was in full swing on Monday. A boy was shot dead.", ("Arequipa",)),
        ("People in Arequipa said a party was in full swing on Monday. A boy was shot dead.", ()),
        ("AREQUIPA, Peru (AP) — A boy was shot dead on Monday.", ("Arequipa",)),
        ("LIMA, Peru (AP) — A boy was shot dead on Monday.", ()),
        ("A man was shot dead at an Arequipa hotel on Monday.", ("Arequipa hotel",)),
        ("A boy was shot dead on Monday. He was treated at a hospital in Arequipa.", ()),
        ("A drone hit a bus in the Northland town of Umar Sul on Monday.", ("Umar Sul", "Northland")),
        ("A drone hit a bus between the villages of Umar and Sul on Monday.", ("Umar",)),
        ("A drone hit a bus in Umar Sul, a hamlet in the hills, on Monday.", ("Umar Sul",)),
    ],
)
def test_town_by_the_article(strikes: Strikes, text: str, places: tuple[str, ...]) -> None:
    """The town's police, the dateline (no capital) and words that announce a place give the town; a hospital's town is none."""
    assert strikes(text)[0].report.places == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            (
                "An airstrike killed 22 people at a school on Monday. The UN chief is alarmed by reports of the strike, his spokesman told "
                "reporters in Geneva."
            ),
            (),
        ),
        ("The embassy in Lima condemned the rebel attack on the ship, which killed two people with rockets.", ()),
        (
            (
                "The militia killed nine people in a drone strike on a market on Friday as they pressed their assault on the northern city of "
                "Arequipa."
            ),
            ("Arequipa",),
        ),
        ("A drone strike hit a school in the village of Oru Tarin Kot on Monday, killing two pupils.", ("Oru Tarin Kot",)),
        ("An airstrike in Peru's capital, Lima, killed two people on Monday.", ("Lima", "Peru")),
        ("A suicide attack outside the Lima district and sessions courts killed two people on Monday.", ("Lima", "Peru")),
    ],
)
def test_places_of_others(strikes: Strikes, text: str, places: tuple[str, ...]) -> None:
    """Where somebody speaks, or who condemns the attack comes from, is not its place; what is attacked, and a capital by its state, is."""
    assert strikes(text)[0].report.places == places


def test_town_that_suffers_an_attack(strikes: Strikes) -> None:
    """A city that “experienced a drone attack” is its place."""
    reports = strikes("The northern city of Lima experienced a drone attack across three districts, leaving more than 30 people wounded.")
    assert {s.report.places[0] for s in reports} == {"Lima"}


def test_town_of_another_offensive(strikes: Strikes) -> None:
    """The town of an offensive that a strike came before is not the place of the strike."""
    reports = strikes(
        "A missile hit Saint Mark Hospital on Monday, killing 20 people.\n\nThe strike came four days before officials were told to leave "
        "ahead of an offensive in Cusco."
    )
    assert all("Cusco" not in s.report.places for s in reports)


def test_a_holiday_or_an_attack_is_no_place(strikes: Strikes) -> None:
    """An Easter bombing is not at a place called Easter, nor a man “killed in Shooting” in one of that name."""
    assert [s.report.places[:1] for s in strikes("An Easter bombing in Lima killed 70 people.")] == [("Lima",)]
    assert all("Shooting" not in s.report.places for s in strikes("Father of four killed in Shooting\n\nDan Moy was shot dead on Monday."))


def test_where_somebody_was_before_the_attack(strikes: Strikes) -> None:
    """What an attacker did in a town “before carrying out the attack” does not make it the town of the attack."""
    reports = strikes(
        "The shocking shooting left 14 people dead, police said.\n\n"
        "Authorities disclosed that the suspected shooter, Paul Aker, was believed to have committed a robbery earlier on Thursday in the city of "
        "Cusco before carrying out the deadly attack at Marva University."
    )
    assert reports
    assert all("Cusco" not in s.report.places for s in reports)


def test_venue_with_what_it_lies_in(strikes: Strikes) -> None:
    """A venue that has no town in the text is followed by the province of the attack."""
    reports = strikes("A suicide blast killed 52 people in Loreto region on Monday.\n\nThe explosion took place near the Old Mosque.")
    assert ("Old Mosque", "Loreto region") in {s.report.places for s in reports}


def test_place_of_those_it_was_for(strikes: Strikes) -> None:
    """“In solidarity with people in X” is not where the attack was, which a report says."""
    reports = strikes(
        "Rebels attacked a tanker with missiles in the Red Sea on Monday.\n\n"
        "They claimed responsibility, saying the assault was in solidarity with workers in Lima."
    )
    assert reports[0].report.places[0] == "Red Sea"


def test_state_before_the_attack(strikes: Strikes) -> None:
    """“US airstrikes” says who struck, not where."""
    reports = strikes("Sixteen people were killed in overnight US airstrikes on rebel targets in Iraq, a spokesman said on Saturday.")
    assert {s.report.places for s in reports} == {("Iraq",)}


def test_a_state_before_the_verb_of_a_headline(strikes: Strikes) -> None:
    """The parser takes the capitalized verb for a noun; the state is the place all the same."""
    headline, *_ = strikes(
        "Attack Against Police in Peru Highlights Rising Threat\n\n"
        "In May, three gunmen attacked a police station in Tacna, Peru. They shot two officers before being shot dead."
    )
    assert headline.report.places == ("Peru",)


def test_a_month_of_a_date_is_no_place(strikes: Strikes) -> None:
    """“An attack on March 6” names a day, though there is a town of that name."""
    (report,) = strikes("Two sailors were killed in a missile attack on March 6, the navy said.")
    assert "March" not in report.report.places


def test_an_office_is_no_town(strikes: Strikes) -> None:
    """“Police” before a spokesman is not the town of that name."""
    reports = strikes(
        "Gunmen killed 12 people at a restaurant on Monday, hospital staff said.\n\nPolice spokesman Carlos Ruiz said five of the dead were children."
    )
    assert {report.report.places for report in reports} == {()}
