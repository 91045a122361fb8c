"""Names without a title: who is a person, who a body, and what is neither. All names are made up."""

import pytest

from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.nlp import parse
from dossier.model.actor import ActorKind

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.STATE


def kinds(text: str) -> dict[str, ActorKind]:
    """The kind of each actor of a text by name."""
    return {actor.name: actor.kind for actor in find_actors(parse(text))}


def mentions(text: str, name: str) -> list[str]:
    """The mentions of one actor of a text as printed."""
    return next([m.text for m in actor.mentions] for actor in find_actors(parse(text)) if actor.name == name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Harlan Moss arrived in Tallinn.", "Harlan Moss"),
        ("In 2011 Karl Brenner opened the shop.", "Karl Brenner"),
        ("Yesterday Harlan Moss arrived in Tallinn. Moss will meet the board.", "Harlan Moss"),
        ("The team began with attempts from Jesse Lombard, Harry Macklin, and John Stotes.", "Harry Macklin"),
        ("The inquiry praised Ben Carrow.", "Ben Carrow"),
        ("They met former presidents Ida Orr and Bill Clayton.", "Bill Clayton"),
        ("Bill Clayton of the space agency spoke of the launch.", "Bill Clayton"),
        ("Park Min-ho, the mayor of Seoul, resigned.", "Park Min-ho"),
        ("Aaron Law announced his return on Friday.", "Aaron Law"),
        ("The prize went to Ansel Adler, Chuck Blake, Walker Evers, and Robert Mappel.", "Walker Evers"),
        ("Senators say JD Kerrick said the bridge was safe.", "JD Kerrick"),
    ],
)
def test_a_person_without_a_title(text: str, name: str) -> None:
    """After a date or a day's adverb, after “from”, and with initials without full stops."""
    assert kinds(text)[name] is PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials of Sunfaith said it had 400 members. Former members of Sunfaith accused it. A Sunfaith lawyer denied it.", "Sunfaith"),
        ("The NTWU said talks had failed. NTWU members voted for a strike. Officials at the NTWU declined to comment.", "NTWU"),
    ],
)
def test_a_body_by_its_people(text: str, name: str) -> None:
    """Officials and members are named by it."""
    assert kinds(text)[name] is BODY


@pytest.mark.parametrize(
    "text", ["Foreign Affairs minister Lena Dolle spoke.", "The head of the National Soil study, Ann Brandt, said so."]
)
def test_a_field_or_a_study_is_no_body(text: str) -> None:
    """A minister's field and the name of a study lead nobody."""
    assert BODY not in kinds(text).values()


def test_an_acronym_of_a_thing_is_no_body() -> None:
    """It seldom acts."""
    text = (
        "They call the API twice. Users of the API met bugs. The API’s limits are known. They read the API slowly. Most like the API well."
    )
    assert "API" not in kinds(text)


def test_a_surname_that_is_a_states_name() -> None:
    """It is the senator's, but for the state in “king of” and behind a preposition of place."""
    text = (
        "Congressman Tim Jordan said on Monday that he would run. Jordan told reporters that the party was ready.\n\n"
        "He met the king of Jordan. The envoy flew from Jordan to Oman."
    )
    assert mentions(text, "Tim Jordan") == ["Tim Jordan", "Jordan"]
    assert kinds(text)["Jordan"] is STATE


def test_a_surname_that_is_a_word_for_a_place() -> None:
    """“Field” and “Hill” alone, where the full name is in the article."""
    text = "Rosa Field, a teacher, met Ben Carrow. Field told Carrow the school would close. The field was wet."
    assert mentions(text, "Rosa Field") == ["Rosa Field", "Field"]
    assert mentions(text, "Ben Carrow") == ["Ben Carrow", "Carrow"]


@pytest.mark.parametrize(
    "text",
    [
        "Storm Lorenzo will pass.",
        "They met in Hyde Park.",
        "Saint Francis Hospital reopened.",
        "Findings showed that.",
        "Families fled from Moulhoule Sud.",
    ],
)
def test_places_storms_and_common_words_are_no_persons(text: str) -> None:
    """Their head words stand before or behind the name."""
    assert PERSON not in kinds(text).values()


def test_a_surname_with_a_particle_goes_to_the_nearest_bearer() -> None:
    """Two Van Hallens are named."""
    text = (
        "Guitarist Eddie Van Hallen died on Monday. Van Hallen wrote songs.\n\nHis son, Wolfgang Van Hallen, said so.\n\n"
        "The Victory Gala honoured Al Jordan."
    )
    assert mentions(text, "Eddie Van Hallen") == ["Eddie Van Hallen", "Van Hallen"]


def test_the_name_of_a_ship_is_no_person() -> None:
    """Also with a rank in it."""
    assert PERSON not in kinds("The frigate Admiral Brandt left Odesa.").values()


def test_a_surname_that_is_a_capitals_name() -> None:
    """The full name is recognised by an age."""
    text = "Maria London, 34, a baker in Leeds, found the bag. London called the police, who came from London. “I was afraid,” London said."
    assert mentions(text, "Maria London") == ["Maria London", "London", "London"]
    assert "United Kingdom" not in kinds(text)


def test_a_states_name_stays_where_no_person_bears_it() -> None:
    """Jordan and Chad act as states."""
    assert kinds("Jordan said on Monday that talks with Chad had begun. Chad denied it.") == {"Jordan": STATE, "Chad": STATE}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The National Air and Space Museum will open.", "National Air and Space Museum"),
        ("The Northern Department of Parks and Recreation said so.", "Northern Department of Parks and Recreation"),
        ("The Society of Engineers and Pilots won.", "Society of Engineers and Pilots"),
        ("Texas Milling said sales rose.", "Texas Milling"),
        ("Pacific Gas and Water told customers to wait.", "Pacific Gas and Water"),
        ("The firm Mills & Boone said profits fell.", "Mills & Boone"),
        ("The Guardian Council approved it.", "Guardian Council"),
        ("The Southern African Trade Community said no.", "Southern African Trade Community"),
        ("Heads of State and Government of the Western African Trade Forum met.", "Western African Trade Forum"),
    ],
)
def test_a_body_is_named_as_a_whole(text: str, name: str) -> None:
    """Over “and” and “&”, with a place in its name, and where its name begins like an outlet's."""
    assert kinds(text)[name] is BODY


def test_heads_of_state_and_government_are_no_government() -> None:
    """The second word of who met at a summit names no body."""
    assert not kinds("The summit of the Heads of State and Government was over.")


def test_two_ministries_stay_apart() -> None:
    """“And” between two bodies."""
    names = kinds("The Ministry of Defence and Finance Ministry met. The Water Council and the Trade Council agreed.")
    assert {"Ministry of Defence", "Finance Ministry", "Water Council", "Trade Council"} <= set(names)


def test_a_law_is_no_body() -> None:
    """“Air” ends the name of airlines, too."""
    assert "Clean Air" not in kinds("The Museum of Flight CEO Ann Doro said the Clean Air Act was passed.")


def test_the_title_behind_a_body_is_its_heads() -> None:
    """The museum's name does not hold the office."""
    names = kinds("The Museum of Flight CEO Ann Doro said the hall was open.")
    assert names == {"Museum of Flight": BODY, "Ann Doro": PERSON}


def test_a_platform_acts_or_is_only_the_channel() -> None:
    """Facebook has a chief executive; YouTube and Twitter are where something was shown."""
    text = (
        "Google said that it had removed the video. It was posted on Facebook, and shared on YouTube. "
        "Facebook chief executive Mark Tolland met lawmakers. A man wrote on Twitter that he was safe."
    )
    assert kinds(text) == {"Google": BODY, "Facebook": BODY, "Mark Tolland": PERSON}
    assert mentions(text, "Facebook") == ["Facebook"]
