"""Containment of places by their names."""

import pytest

from dossier.places.containment import is_area_of_name


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
