"""Distance of two places by the world list."""

import pytest

from dossier.linking.events.distance import is_place_within, kilometres_between


def test_towns_of_the_list_have_a_distance() -> None:
    """Lisbon and Porto lie some 275 km apart."""
    assert kilometres_between(("Lisbon", "Portugal"), ("Porto", "Portugal")) == pytest.approx(275, abs=15)


def test_a_town_lies_in_its_country_and_region() -> None:
    """A coarser place that contains the other is no distance."""
    assert kilometres_between(("Porto", "Portugal"), ("Portugal",)) == 0.0
    assert kilometres_between(("Mombasa", "Kenya"), ("Mombasa",)) == 0.0


def test_places_that_are_not_listed_have_none() -> None:
    """A street or a house says nothing about distance."""
    assert kilometres_between(("Qwrtzpl Street",), ("Porto", "Portugal")) is None


def test_a_country_or_region_contains_its_towns() -> None:
    """A country contains a town whose name alone is given, and the town of a venue; a village that is not listed contains no other town."""
    assert is_place_within(("Portugal",), ("Porto",))
    assert is_place_within(("Portugal",), ("Qwrtz Hall", "Porto"))
    assert not is_place_within(("Porto",), ("Portugal",))
    assert not is_place_within(("Qwrtz", "Portugal"), ("Porto",))
