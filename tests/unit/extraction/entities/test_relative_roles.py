"""Posts and trades by relative clauses. All people are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.recognizer import find_actors

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("With her was Ola Brenn, who heads the Water Office of Norway.", "head of the Water Office of Norway", "Norway"),
        ("Ola Brenn, who leads the GRU, had no comment on Monday.", "leader of the GRU", "Russia"),
        ("Ola Brenn, who chairs the Harbour Committee, voted against it.", "chair of the Harbour Committee", "Harbour Committee"),
        ("“It is cold,” said Ola Brenn, 41, who drives a bus.", "bus driver", ""),
        ("“It is cold,” said Ola Brenn, who teaches history.", "history teacher", ""),
    ],
)
def test_relative_clause_gives_role(parsed: Parsed, text: str, role: str, affiliation: str) -> None:
    """A clause on a body that a person heads or on a trade gives a role, and the affiliation of the body."""
    actor = next(a for a in find_actors(parsed(text)) if a.name == "Ola Brenn")
    assert role in [r.text for r in actor.roles]
    assert {a.name for a in actor.affiliations} == ({affiliation} if affiliation else set())


@pytest.mark.parametrize(
    "text",
    [
        "Ola Brenn, who led the attack on Monday, was arrested.",
        "Ola Brenn, who drove a bus into the wall on Monday, was arrested.",
        "Ola Brenn, who heads north every spring, was not at home.",
        "Ola Brenn, who runs",
    ],
)
def test_single_act_is_no_role(parsed: Parsed, text: str) -> None:
    """A single act gives no role."""
    actors = [a for a in find_actors(parsed(text)) if a.name == "Ola Brenn"]
    assert not any(r.text for a in actors for r in a.roles)
