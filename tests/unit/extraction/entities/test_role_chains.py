"""Chains of offices and names, states by adjective, names that are places or outlets. All people and towns are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.recognizer import find_actors
from dossier.model.actor import ActorKind, EntityCluster

Parsed = Callable[[str], Doc]


def people(parsed: Parsed, text: str, outlet: str = "") -> dict[str, EntityCluster]:
    """The persons of a text by name."""
    return {actor.name: actor for actor in find_actors(parsed(text), (), outlet) if actor.kind is ActorKind.PERSON}


def test_each_role_stays_with_its_person(parsed: Parsed) -> None:
    """In "the A of X, NAME, the B of Y, NAME" each office stands before its name, and each gives a side."""
    text = (
        "Bergen met with the Chancellor of Norway, Halvard Moe, the Head of EU Trade, Lidia Sorel, the EU’s special envoy for the dialogue, "
        "Piet Haan, and the Prime Minister of Kenya, Amos Karuri."
    )
    actors = people(parsed, text)
    assert {name: [role.text for role in actors[name].roles] for name in ("Halvard Moe", "Lidia Sorel", "Piet Haan", "Amos Karuri")} == {
        "Halvard Moe": ["Chancellor of Norway"],
        "Lidia Sorel": ["Head of EU Trade"],
        "Piet Haan": ["EU’s special envoy for the dialogue"],
        "Amos Karuri": ["Prime Minister of Kenya"],
    }
    assert {a.name for a in actors["Amos Karuri"].affiliations} == {"Kenya"}


def test_a_role_after_a_name_still_belongs_to_it(parsed: Parsed) -> None:
    """Where the name comes first the role follows it, and a role after “and” is another person's."""
    actors = people(
        parsed, "Halvard Moe, the Chancellor of Norway, met Prime Minister Amos Karuri, and Energy Minister Lidia Sorel in Oslo."
    )
    assert [role.text for role in actors["Halvard Moe"].roles] == ["Chancellor of Norway"]
    assert [role.text for role in actors["Amos Karuri"].roles] == ["Prime Minister"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("He met Deputy Prime Minister for Harbours Tudor Brandt in Oslo.", "Tudor Brandt", "Deputy Prime Minister for Harbours"),
        ("The Minister for Foreign Affairs and Trade of Norway Halvard Moe will visit Kenya.", "Halvard Moe", None),
        ("The Foreign Minister of Norway, HE Halvard Moe received the guests.", "Halvard Moe", "Foreign Minister of Norway"),
        ("President Omar Sheikh Dahir said so on Monday.", "Omar Sheikh Dahir", "President"),
        ("The group’s director Man-kei Tong said so. Tong left.", "Man-kei Tong", "group’s director"),
        ("National Security Adviser Pak Do-yul and the governor reviewed the plan.", "Pak Do-yul", "National Security Adviser"),
    ],
)
def test_names_and_fields(parsed: Parsed, text: str, name: str, role: str | None) -> None:
    """The field of an office is no part of the name; forms of address are, inside it, and before it are none; syllables stay whole."""
    actors = people(parsed, text)
    assert name in actors
    assert role is None or role in [r.text for r in actors[name].roles]


def test_the_state_after_of_is_the_side(parsed: Parsed) -> None:
    """In "Prime Minister NAME of Kenya"."""
    actors = people(parsed, "The talks were attended by Prime Minister Amos Karuri of Kenya and others.")
    assert {a.name for a in actors["Amos Karuri"].affiliations} == {"Kenya"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Norwegian negotiators left the table on Monday.", {"Norway"}),
        ("A Kenyan drone hit the port.", {"Kenya"}),
        ("The US-Kenyan talks ended on Monday.", {"United States", "Kenya"}),
        ("Diplomats from Norway, Kenya and the U.K. were there.", {"Norway", "Kenya", "United Kingdom"}),
        ("He likes Norwegian cheese.", set()),
        ("He lives in Norway.", set()),
        ("Kenyan President Amos Karuri spoke.", set()),
    ],
)
def test_states_that_act_by_their_adjective(parsed: Parsed, text: str, states: set[str]) -> None:
    """People in the plural, forces, weapons and talks of a state make it an actor; cheese, a place and an officer's title do not."""
    assert {a.name for a in find_actors(parsed(text)) if a.kind is ActorKind.STATE} == states


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Mekda Brul – A drone hit a house on Thursday, residents said.", ""),
        ("The attack hit Hta Velmar, a village in the hills, on Thursday.", ""),
        ("Troops advanced near Torvik, Osna Hora, and Velna Dubrava on Monday.", ""),
        ("A farmer told Hill Lantern that the road was closed. Hill Lantern said so.", "Hill Lantern"),
    ],
)
def test_towns_and_the_outlet_are_no_people(parsed: Parsed, text: str, outlet: str) -> None:
    """A dateline, a village by its apposition, a list of towns after “near”, and the article's own outlet."""
    assert people(parsed, text, outlet) == {}


def test_a_state_has_a_council_of_its_own(parsed: Parsed) -> None:
    """The National Security Council of a state is not the Security Council of the United Nations, which stands by itself."""
    text = "A meeting of Kenya’s National Security Council took place on Monday. The Security Council in New York condemned it."
    bodies = {a.name: {side.name for side in a.affiliations} for a in find_actors(parsed(text)) if a.kind is ActorKind.ORGANISATION}
    assert bodies == {"National Security Council": {"Kenya"}, "United Nations Security Council": set()}


def test_the_office_of_an_officer_is_one_body(parsed: Parsed) -> None:
    """With the officer behind “of the”, before a possessive, and as an adjective."""
    text = "The Office of the President of Kenya said so. The President’s Office later said no. The Presidential Office was silent. Kenya waits."
    (office,) = (a for a in find_actors(parsed(text)) if a.kind is ActorKind.ORGANISATION)
    assert {mention.text for mention in office.mentions} == {
        "Office of the President of Kenya",
        "President’s Office",
        "Presidential Office",
    }
    assert {side.name for side in office.affiliations} == {"Kenya"}


def test_a_shared_title_reaches_over_the_states(parsed: Parsed) -> None:
    """In "Presidents A of X and B of Y" each name has the title and its own state."""
    actors = people(
        parsed, "The deal was signed by Presidents Ola Brenn of Norway, Patrice Talu of Benin and Hari Thapa of Nepal on Sunday."
    )
    assert {name: [a.name for a in actor.affiliations] for name, actor in actors.items()} == {
        "Ola Brenn": ["Norway"],
        "Patrice Talu": ["Benin"],
        "Hari Thapa": ["Nepal"],
    }
