"""Affiliations by the context of a role. All people are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.recognizer import find_actors

Parsed = Callable[[str], Doc]


def affiliations(doc: Doc, name: str) -> set[str]:
    """The names of the affiliations of the actor called `name`."""
    return {affiliation.name for actor in find_actors(doc) if actor.name == name for affiliation in actor.affiliations}


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("Norway sent Ola Brenn, chief of its coast guard, to the table.", "Norway"),
        ("The Kremlin was pleased. Ola Brenn, its foreign policy adviser, spoke of a useful day.", "Russia"),
        ("Norway has a plan. It was cold. Rain fell. Ola Brenn, an adviser, saw it.", ""),
    ],
)
def test_possessive_pronoun(parsed: Parsed, text: str, affiliation: str) -> None:
    """The antecedent of "its" is the state or body mentioned last before it, within two sentences."""
    assert affiliations(parsed(text), "Ola Brenn") == ({affiliation} if affiliation else set())


def test_governor_of_a_region_named_before(parsed: Parsed) -> None:
    """The governor of a region acts for the state that the text names as its owner."""
    text = "Two people died in Norway's Sundal region on Monday. Ola Brenn, the region's governor, told of it."
    assert affiliations(parsed(text), "Ola Brenn") == {"Norway"}
    assert affiliations(parsed("Two people died on Monday. Ola Brenn, the region's governor, told of it."), "Ola Brenn") == set()


def test_officer_who_accompanies_a_person(parsed: Parsed) -> None:
    """An officer who travels with a person has the same affiliation; relatives do not."""
    text = "Norwegian minister Ola Brenn is to lead the delegation. General Kari Moen, who is chief of staff, will travel with him."
    assert affiliations(parsed(text), "Kari Moen") == {"Norway"}
    text = "Norwegian minister Ola Brenn is to lead the delegation. His wife, Kari Moen, will travel with him."
    assert affiliations(parsed(text), "Kari Moen") == set()


def test_role_after_a_list(parsed: Parsed) -> None:
    """A plural role after two names is the role of both."""
    doc = parsed("The minister received Ola Brenn and Kari Moen, the Norwegian envoys, for two hours.")
    assert affiliations(doc, "Ola Brenn") == affiliations(doc, "Kari Moen") == {"Norway"}


def test_office_of_a_state_before_the_comma(parsed: Parsed) -> None:
    """The office of a state or body is the role of the next name if that stands between commas and is not one of a list."""
    assert affiliations(parsed("The prime minister of Nepal, Hari Thapa, flew to Delhi on Monday."), "Hari Thapa") == {"Nepal"}
    doc = parsed("Carl Plote, the mayor of Esper in Nepal, Sultan Kudar, closed the schools.")
    assert affiliations(doc, "Sultan Kudar") | affiliations(doc, "Kudar") == set()
    doc = parsed("The leaders of Nepal, Hari Thapa, Rajesh Nair and Wu Jian spoke on Monday.")
    assert affiliations(doc, "Rajesh Nair") == set()


def test_honorific_between_title_and_name(parsed: Parsed) -> None:
    """A form of address does not separate a title from the name after the comma."""
    assert affiliations(parsed("Kuwait's president, Sheikh Omar bin Talal, spoke of his hope."), "Omar bin Talal") == {"Kuwait"}


def test_two_delegations_in_one_sentence(parsed: Parsed) -> None:
    """A leader acts for the state that is the subject of "was represented", owns the side, or follows "delegation of"."""
    doc = parsed("The Armenian side was headed by a minister, Aram Sark, while Azerbaijan was represented by Elchin Guli, an aide.")
    assert (affiliations(doc, "Aram Sark"), affiliations(doc, "Elchin Guli")) == ({"Armenia"}, {"Azerbaijan"})
    doc = parsed("President Tran Mai received a large delegation of Laos led by Prime Minister Kham Souvan.")
    assert affiliations(doc, "Kham Souvan") == {"Laos"}


def test_counterpart_and_shared_title(parsed: Parsed) -> None:
    """A counterpart acts for the state of its adjective; a second title shares the state of the first, and a party only before it."""
    doc = parsed("Kenyan Foreign Minister Grace Wanja and her Tanzanian counterpart, Juma Bele, signed it.")
    assert affiliations(doc, "Juma Bele") == {"Tanzania"}
    doc = parsed("General Secretary of the Communist Party of Vietnam Nguyen Hoa and President Tran Mai spoke.")
    assert affiliations(doc, "Tran Mai") <= {"Vietnam"}
    doc = parsed("Harbour Party presidential nominee Phil Collin and vice presidential nominee Bill Joss spoke.")
    assert affiliations(doc, "Phil Collin") == affiliations(doc, "Bill Joss") == {"Harbour Party"}
