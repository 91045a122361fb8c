"""Posts and trades that a relative clause tells. All people are made up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.entities.recognizer import find_actors

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "role", "side"),
    [
        ("With her was Ola Brenn, who heads the Water Office of Norway.", "head of the Water Office of Norway", "Norway"),
        ("Ola Brenn, who leads the GRU, had no comment on Monday.", "leader of the GRU", "Russia"),
        ("Ola Brenn, who chairs the Harbour Committee, voted against it.", "chair of the Harbour Committee", "Harbour Committee"),
        ("“It is cold,” said Ola Brenn, 41, who drives a bus.", "bus driver", ""),
        ("“It is cold,” said Ola Brenn, who teaches history.", "history teacher", ""),
    ],
)
def test_clause_tells_post(parsed: Callable[[str], "Doc"], text: str, role: str, side: str) -> None:
    """A clause about what somebody heads or does for a living gives a role, and the body's side."""
    found = next(a for a in find_actors(parsed(text)) if a.name == "Ola Brenn")
    assert role in [r.text for r in found.roles]
    assert {s.name for s in found.affiliations} == ({side} if side else set())


@pytest.mark.parametrize(
    "text",
    [
        "Ola Brenn, who led the attack on Monday, was arrested.",
        "Ola Brenn, who drove a bus into the wall on Monday, was arrested.",
        "Ola Brenn, who heads north every spring, was not at home.",
        "Ola Brenn, who runs",
    ],
)
def test_single_deed_is_no_post(parsed: Callable[[str], "Doc"], text: str) -> None:
    """What somebody did once is no post."""
    found = [a for a in find_actors(parsed(text)) if a.name == "Ola Brenn"]
    assert not any(r.text for a in found for r in a.roles)
