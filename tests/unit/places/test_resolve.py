"""Toponym resolution: containment, the article's countries, the number of people."""

from collections.abc import Mapping, Sequence

import pytest

from dossier.model.place import PlaceKind
from dossier.places.resolve import resolve_place


@pytest.mark.parametrize(
    ("names", "countries", "name", "country"),
    [
        (["Odessa", "Texas"], {}, "Odessa", "US"),
        (["Odessa"], {"UA": 2}, "Odesa", "UA"),
        (["Rafah"], {"PS": 3}, "Rafaḩ", "PS"),
        (["Rafah"], {"EG": 3}, "Rafaḩ", "EG"),
        (["Pokrovsk"], {"UA": 1}, "Pokrovsk", "UA"),
        (["Moscow"], {}, "Moscow", "RU"),
        (["the city of Goma"], {}, "Goma", "CD"),
        (["Georgia"], {}, "Georgia", "GE"),
    ],
)
def test_the_place_meant(names: Sequence[str], countries: Mapping[str, int], name: str, country: str) -> None:
    """The wider name decides, then the article's countries, then size."""
    found = resolve_place(names, countries)
    assert found is not None
    assert (found.place.name, found.place.country) == (name, country)
    assert found.explanation.endswith(".")


def test_a_town_comes_before_the_region_of_its_name() -> None:
    """A report of “Kursk” means the town; “Kursk region” says the region."""
    town, region = resolve_place(["Kursk"], {}), resolve_place(["Kursk region"], {})
    assert town is not None
    assert region is not None
    assert (town.place.kind, region.place.kind) == (PlaceKind.TOWN, PlaceKind.REGION)


def test_a_village_that_is_not_listed_gives_what_it_lies_in() -> None:
    """The nearest wider place is given, and the explanation says so."""
    found = resolve_place(["Zzyzqa village", "Bryansk region"], {"RU": 1})
    assert found is not None
    assert found.place.kind is PlaceKind.REGION
    assert "not in the world list" in found.explanation


def test_a_choice_between_like_towns_is_not_sure() -> None:
    """Where only the number of people decides, and not clearly, the place is a guess."""
    found = resolve_place(["Springfield"], {})
    assert found is not None
    assert not found.sure or found.place.population > 0


def test_no_place_for_no_name() -> None:
    """Names of nothing give nothing."""
    assert resolve_place([], {}) is None
    assert resolve_place(["Qwrtzpl"], {}) is None
