"""Look-up in the world list of places."""

import pytest

from dossier.model.place import PlaceKind
from dossier.places.gazetteer import find_places_named


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kyiv", "Kiev"), ("Sana'a", "Sanaa"), ("Kryvyi Rih", "Krivoi Rog"), ("Beit Hanoun", "Beit Hanun"), ("Al-Fashir", "El Fasher")],
)
def test_spellings_of_one_town_are_one_place(one: str, other: str) -> None:
    """Alternative names and transliterations lead to the same identifier."""
    towns = [{p.id for p in find_places_named(name) if p.kind is PlaceKind.TOWN} for name in (one, other)]
    assert towns[0] & towns[1]


def test_a_place_has_its_country_region_and_coordinates() -> None:
    """What a map and an export need is there."""
    town = next(p for p in find_places_named("Goma") if p.country == "CD")
    assert (town.kind, town.region) == (PlaceKind.TOWN, "North Kivu")
    assert town.latitude == pytest.approx(-1.67, abs=0.1)
    assert town.longitude == pytest.approx(29.22, abs=0.1)
    assert town.population > 100_000
    assert town.country_name.startswith("Democratic Republic")


def test_unknown_names_give_nothing() -> None:
    """A name that resembles nothing in the list gives no place."""
    assert find_places_named("Qwrtzpl") == ()
    assert find_places_named("") == ()


def test_a_region_by_its_direction() -> None:
    """“South Kordofan” is the Southern Kordofan of the list."""
    assert [(p.kind, p.country) for p in find_places_named("South Kordofan")] == [(PlaceKind.REGION, "SD")]
