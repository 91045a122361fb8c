"""Sides that the words around a role tell. All people are made up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.entities.recognizer import find_actors

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def sides(doc: "Doc", name: str) -> set[str]:
    """The names of the sides of the actor called `name`."""
    return {side.name for actor in find_actors(doc) if actor.name == name for side in actor.affiliations}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norway sent Ola Brenn, chief of its coast guard, to the table.", "Norway"),
        ("The Kremlin was pleased. Ola Brenn, its foreign policy adviser, spoke of a useful day.", "Russia"),
        ("Norway has a plan. It was cold. Rain fell. Ola Brenn, an adviser, saw it.", ""),
    ],
)
def test_its_means_the_state_before(parsed: Parse, text: str, side: str) -> None:
    """The owner that "its" stands for is the state or body last told of."""
    assert sides(parsed(text), "Ola Brenn") == ({side} if side else set())


def test_governor_of_a_part_named_before(parsed: Parse) -> None:
    """A region told to be a state's gives its governor the side."""
    text = "Two people died in Norway's Sundal region on Monday. Ola Brenn, the region's governor, told of it."
    assert sides(parsed(text), "Ola Brenn") == {"Norway"}
    assert sides(parsed("Two people died on Monday. Ola Brenn, the region's governor, told of it."), "Ola Brenn") == set()


def test_officer_who_comes_along(parsed: Parse) -> None:
    """An officer who travels with somebody acts for the same side; kin and strangers do not."""
    text = "Norwegian minister Ola Brenn is to lead the delegation. General Kari Moen, who is chief of staff, will travel with him."
    assert sides(parsed(text), "Kari Moen") == {"Norway"}
    text = "Norwegian minister Ola Brenn is to lead the delegation. His wife, Kari Moen, will travel with him."
    assert sides(parsed(text), "Kari Moen") == set()


def test_title_behind_a_list(parsed: Parse) -> None:
    """A plural role behind two names is the role of both."""
    doc = parsed("The minister received Ola Brenn and Kari Moen, the Norwegian envoys, for two hours.")
    assert sides(doc, "Ola Brenn") == sides(doc, "Kari Moen") == {"Norway"}


def test_office_of_a_state_before_the_comma(parsed: Parse) -> None:
    """The office of a state or body before two commas is the role of the name between them; of a list it is nobody's."""
    assert sides(parsed("The prime minister of Nepal, Hari Thapa, flew to Delhi on Monday."), "Hari Thapa") == {"Nepal"}
    doc = parsed("Carl Plote, the mayor of Esper in Nepal, Sultan Kudar, closed the schools.")
    assert sides(doc, "Sultan Kudar") | sides(doc, "Kudar") == set()
    doc = parsed("The leaders of Nepal, Hari Thapa, Rajesh Nair and Wu Jian spoke on Monday.")
    assert sides(doc, "Rajesh Nair") == set()


def test_address_between_title_and_name(parsed: Parse) -> None:
    """A form of address does not part a title from the name behind the comma."""
    assert sides(parsed("Kuwait's president, Sheikh Omar bin Talal, spoke of his hope."), "Omar bin Talal") == {"Kuwait"}


def test_other_state_of_the_sentence(parsed: Parse) -> None:
    """Each side's leader acts for the side named nearest, before its verb or behind "delegation of"."""
    doc = parsed("The Armenian side was headed by a minister, Aram Sark, while Azerbaijan was represented by Elchin Guli, an aide.")
    assert (sides(doc, "Aram Sark"), sides(doc, "Elchin Guli")) == ({"Armenia"}, {"Azerbaijan"})
    doc = parsed("President Tran Mai received a large delegation of Laos led by Prime Minister Kham Souvan.")
    assert sides(doc, "Kham Souvan") == {"Laos"}


def test_counterpart_and_second_title(parsed: Parse) -> None:
    """A counterpart acts for the state of its adjective; a second title takes over a state and no party."""
    doc = parsed("Kenyan Foreign Minister Grace Wanja and her Tanzanian counterpart, Juma Bele, signed it.")
    assert sides(doc, "Juma Bele") == {"Tanzania"}
    doc = parsed("General Secretary of the Communist Party of Vietnam Nguyen Hoa and President Tran Mai spoke.")
    assert sides(doc, "Tran Mai") <= {"Vietnam"}
    doc = parsed("Harbour Party presidential nominee Phil Collin and vice presidential nominee Bill Joss spoke.")
    assert sides(doc, "Phil Collin") == sides(doc, "Bill Joss") == {"Harbour Party"}
