"""Roles before a comma and the name. All people are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.recognizer import find_actors


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("He will meet with the leader of the left bank, Pavel Sorokin.", "Pavel Sorokin", "leader of the left bank"),
        ("Kathmandu — The President of the Republic, Hari Thapa, received them.", "Hari Thapa", "President of the Republic"),
        ("It was attended by the Under-Secretary to the President, Asha Rana.", "Asha Rana", "Under-Secretary to the President"),
        ("The Minister of Foreign Affairs, HE Sheikh Hari Thapa received him.", "Hari Thapa", "Minister of Foreign Affairs"),
        ("He met Carl Plote, the mayor of Esper, Sultan Kudar.", "Sultan Kudar", ""),
    ],
)
def test_role_before_a_comma(parsed: Callable[[str], Doc], text: str, name: str, role: str) -> None:
    """The role stands before the comma whole, after a dateline too; the role of the name before it is not the next one's."""
    roles = {r.text for actor in find_actors(parsed(text)) if actor.name == name for r in actor.roles}
    assert roles == ({role} if role else set())


def test_state_after_a_list_of_fields(parsed: Callable[[str], Doc]) -> None:
    """The state at the end of a minister's several fields is the side."""
    doc = parsed("He received a call from Minister of Trade, Public Works and Sport of the Republic of Peru, HE Luis Moy.")
    assert {side.name for actor in find_actors(doc) if actor.name == "Luis Moy" for side in actor.affiliations} == {"Peru"}
