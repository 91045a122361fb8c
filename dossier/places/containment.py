"""Containment of places by their names: whether a venue or a village that no list has may lie in a place that is listed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dossier.model.place import PlaceKind
from dossier.places.gazetteer import find_places_named
from dossier.places.keys import sound_key
from dossier.places.resolve import REGION_WORDS, bare_name

_LOWER_DIRECTION = re.compile(r"^(?:(?:north|south|east|west|central)[a-z-]*\s+)+")


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


@lru_cache(maxsize=16_384)
def is_country(name: str) -> bool:
    """True for the name of a country of the world list."""
    return any(place.kind is PlaceKind.COUNTRY for place in find_places_named(name))


def is_area_of_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where one of two places, each named from narrow to wide, is called a district or region of the other's name ("Millfield district"
    and "Millfield"), and what follows these says nothing else.
    """
    left, right = bare_name(one[0]).casefold(), bare_name(other[0]).casefold()
    is_area = bool(left) and left == right and one[0].casefold() != other[0].casefold()
    return is_area and (len(one) == 1 or len(other) == 1 or bool({n.casefold() for n in one[1:]} & {n.casefold() for n in other[1:]}))


def is_region_respelled(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two places, each named from narrow to wide, are called regions or provinces whose names sound alike word by word
    ("Marva-Tolestan province" and "Marva and Tolistan province"), and what follows these does not differ.
    """
    if not (REGION_WORDS.search(one[0]) and REGION_WORDS.search(other[0])):
        return False
    wider = ({n.casefold() for n in names[1:]} for names in (one, other))
    return _sounds_of(one[0]) == _sounds_of(other[0]) and (len(one) == 1 or len(other) == 1 or bool(set.intersection(*wider)))


def _sounds_of(name: str) -> frozenset[str]:
    """The sounds of the words of a region's name, without directions in lower case and words of one or two letters, and "and"."""
    words = re.split(r"[\s-]+", REGION_WORDS.sub(" ", _LOWER_DIRECTION.sub("", name)))
    return frozenset(sound_key(word) for word in words if len(word) > 2 and word != "and")
