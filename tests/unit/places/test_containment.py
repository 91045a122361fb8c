"""Containment of places by their names."""

import pytest

from dossier.places.containment import is_area_of_name, is_region_respelled, lie_apart, lies_within


@pytest.mark.parametrize(
    ("one", "other", "is_area"),
    [
        (("Zorbury district", "Lakeland"), ("Zorbury",), True),
        (("Zorbury",), ("Zorbury Province",), True),
        (("Zorbury district", "Lakeland"), ("Zorbury", "Lakeland"), True),
        (("Zorbury district", "Lakeland"), ("Zorbury", "Hillland"), False),
        (("Zorbury district",), ("Tarnow",), False),
        (("Zorbury",), ("zorbury",), False),
        (("District",), ("Region",), False),
    ],
)
def test_a_district_called_like_a_town(one: tuple[str, ...], other: tuple[str, ...], *, is_area: bool) -> None:
    """Its name has a word for a district or region more than the town's, and no state or region distinguishes them."""
    assert is_area_of_name(one, other) is is_area
    assert is_area_of_name(other, one) is is_area


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("south-eastern Marva-Tolestan province", "Lakeland"), ("Marva and Tolistan Province",), True),
        (("Marva-o-Tolestan province", "Lakeland"), ("Marva and Tolestan province", "Lakeland"), True),
        (("Marva-Tolestan province", "Lakeland"), ("Marva-Tolestan province", "Hillland"), False),
        (("Marva-Tolestan province",), ("Tolestan province",), False),
        (("North Marva region",), ("South Marva region",), False),
        (("Marva",), ("Marva region",), False),
    ],
)
def test_spellings_of_a_region(one: tuple[str, ...], other: tuple[str, ...], *, is_same: bool) -> None:
    """The words of its name sound alike; a word more, or another state, makes another region."""
    assert is_region_respelled(one, other) is is_same
    assert is_region_respelled(other, one) is is_same


@pytest.mark.parametrize(
    ("one", "other", "is_apart"),
    [
        (("Puno",), ("Tacna", "Peru"), True),
        (("Zorbury barracks", "Puno"), ("Tacna",), True),
        (("Ayaviri",), ("Tacna Region",), True),
        (("Ayaviri",), ("Puno Region",), False),
        (("Tacna Region", "Peru"), ("Arequipa Region", "Peru"), True),
        (("Puno", "Peru"), ("Peru",), False),
        (("Zorbury",), ("Tacna",), False),
    ],
)
def test_places_apart(one: tuple[str, ...], other: tuple[str, ...], *, is_apart: bool) -> None:
    """Two towns lie apart, and a town and a region that it does not lie in; a place that no list has may lie anywhere."""
    assert lie_apart(one, other) is is_apart
    assert lie_apart(other, one) is is_apart


def test_town_of_a_region() -> None:
    """A town lies in its region, whichever is named first, and in no other."""
    assert lies_within(("Ayaviri",), ("Puno Region",))
    assert lies_within(("Puno Region",), ("Ayaviri", "Peru"))
    assert not lies_within(("Ayaviri",), ("Tacna Region",))
    assert not lies_within(("Zorbury",), ("Tacna Region",))
