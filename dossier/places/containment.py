"""Containment of places by their names: whether a venue or a village that no list has may lie in a place that is listed."""

from collections.abc import Sequence
from functools import lru_cache

from dossier.places.gazetteer import find_places_named
from dossier.places.resolve import bare_name


def may_contain(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where only one of two places, each named from narrow to wide, begins with names that the world list does not have ("Joint Base
    Northfield"), and what follows these says nothing else than the other place.
    """
    left, right = _listed_part(one), _listed_part(other)
    if (len(left) < len(one)) == (len(right) < len(other)):
        return False
    return not left or not right or left[0] in right or right[0] in left


def _listed_part(names: Sequence[str]) -> tuple[str, ...]:
    """The names from the first that the world list has."""
    return tuple(names[next((number for number, name in enumerate(names) if _is_listed(name)), len(names)) :])


@lru_cache(maxsize=16_384)
def _is_listed(name: str) -> bool:
    return bool(find_places_named(name))


def is_area_of_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where one of two places, each named from narrow to wide, is called a district or region of the other's name ("Millfield district"
    and "Millfield"), and what follows these says nothing else.
    """
    left, right = bare_name(one[0]).casefold(), bare_name(other[0]).casefold()
    is_area = bool(left) and left == right and one[0].casefold() != other[0].casefold()
    return is_area and (len(one) == 1 or len(other) == 1 or bool({n.casefold() for n in one[1:]} & {n.casefold() for n in other[1:]}))
