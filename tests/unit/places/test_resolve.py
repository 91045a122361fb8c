"""Toponym resolution: containment, the places of the article, the number of people."""

from collections.abc import Sequence

import pytest

from dossier.model.place import PlaceKind
from dossier.places.resolve import ArticlePlaces, resolve_place

NOTHING = ArticlePlaces()


def names_of(*countries: str) -> ArticlePlaces:
    """An article that names each of these countries twice."""
    return ArticlePlaces(dict.fromkeys(countries, 2))


@pytest.mark.parametrize(
    ("names", "article", "name", "country"),
    [
        (["Odessa", "Texas"], NOTHING, "Odessa", "US"),
        (["Odessa"], names_of("UA"), "Odesa", "UA"),
        (["Rafah"], names_of("PS"), "Rafaḩ", "PS"),
        (["Rafah"], names_of("EG"), "Rafaḩ", "EG"),
        (["Pokrovsk"], names_of("UA"), "Pokrovsk", "UA"),
        (["Moscow"], NOTHING, "Moscow", "RU"),
        (["the city of Goma"], NOTHING, "Goma", "CD"),
        (["Georgia"], NOTHING, "Georgia", "GE"),
        (["Concert Hall", "Athens", "Greece"], NOTHING, "Athens", "GR"),
        (["Nazareth", "Israel"], NOTHING, "Nazareth", "IL"),
        (["UK"], NOTHING, "United Kingdom", "GB"),
        (["Praia", "Cape Verde"], NOTHING, "Praia", "CV"),
        (["Hong Kong", "China"], NOTHING, "Hong Kong", "HK"),
        (["eastern Chad"], NOTHING, "Chad", "TD"),
        (["Moscow"], names_of("FR"), "Moscow", "RU"),
        (["Abqaiq"], names_of("FR"), "Abqaiq", "SA"),
    ],
)
def test_the_place_meant(names: Sequence[str], article: ArticlePlaces, name: str, country: str) -> None:
    """The wider name decides, then the article's countries, then size."""
    resolved = resolve_place(names, article)
    assert resolved is not None
    assert (resolved.place.name, resolved.place.country, resolved.sure) == (name, country, True)
    assert resolved.explanation.endswith(".")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kursk", PlaceKind.TOWN),
        ("Kursk region", PlaceKind.REGION),
        ("Kursk oblast", PlaceKind.REGION),
        ("Pogarsky district", PlaceKind.DISTRICT),
        ("North Kivu province", PlaceKind.REGION),
        ("northern Mali", PlaceKind.COUNTRY),
    ],
)
def test_the_level_that_a_name_says(name: str, kind: PlaceKind) -> None:
    """A report of “Kursk” means the town; “Kursk region” says the region, and is never the town."""
    resolved = resolve_place([name], NOTHING)
    assert resolved is not None
    assert resolved.place.kind is kind


def test_a_village_that_is_not_listed_gives_what_it_lies_in() -> None:
    """The nearest wider place is given, and the explanation says so."""
    resolved = resolve_place(["Zzyzqa village", "Bryansk region"], names_of("RU"))
    assert resolved is not None
    assert resolved.place.kind is PlaceKind.REGION
    assert "not in the world list" in resolved.explanation


def test_a_namesake_outside_the_wider_place_is_not_taken() -> None:
    """Lisbon is listed in Portugal; one that an article reports in Kenya is another place, and all that is known is Kenya."""
    resolved = resolve_place(["Lisbon", "Kenya"], NOTHING)
    assert resolved is not None
    assert (resolved.place.name, resolved.explanation) == ("Kenya", "Lisbon is not in the world list for Kenya.")


def test_a_choice_between_like_towns_is_open() -> None:
    """Thirty towns are called Springfield; a state that the article names settles which."""
    open_name = resolve_place(["Springfield"], names_of("US"))
    assert open_name is not None
    assert not open_name.sure
    settled = resolve_place(["Springfield"], ArticlePlaces({"US": 5}, {("US", "Illinois"): 3}))
    assert settled is not None
    assert (settled.place.region, settled.sure) == ("Illinois", True)
    within = resolve_place(["Springfield", "United States"], NOTHING)
    assert within is not None
    assert within.place.name == "United States"


def test_a_village_of_another_country_is_open() -> None:
    """The one listed place of a name is not meant where the article names other countries only, unless it is a large town."""
    resolved = resolve_place(["Suruc"], names_of("TR"))
    assert resolved is not None
    assert resolved.sure
    elsewhere = resolve_place(["Maidan Shahr"], names_of("BR"))
    assert elsewhere is not None
    assert not elsewhere.sure


def test_no_place_for_no_name() -> None:
    """Names of nothing give nothing."""
    assert resolve_place([], NOTHING) is None
    assert resolve_place(["Qwrtzpl"], NOTHING) is None
