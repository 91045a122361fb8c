"""States that only an adjective names."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.recognizer import find_actors
from dossier.model.actor import ActorKind

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("A Kenyan drone hit a truck on Monday.", ["Kenya"]),
        ("Kenyan strikes injured five people.", ["Kenya"]),
        ("Chadian soldiers shelled the village.", ["Chad"]),
        ("The village was hit by Chadian artillery.", ["Chad"]),
        ("A Kenyan guided bomb hit a truck on Monday.", ["Kenya"]),
        ("He likes Kenyan coffee.", []),
        ("Kenya protested. A Kenyan drone hit a truck.", ["Kenya"]),
    ],
)
def test_states_by_adjective(parsed: Parsed, text: str, states: list[str]) -> None:
    """Forces, weapons and attacks make a state of their adjective, once; other nouns do not."""
    assert [actor.name for actor in find_actors(parsed(text)) if actor.kind is ActorKind.STATE] == states
