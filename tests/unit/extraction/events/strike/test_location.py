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
