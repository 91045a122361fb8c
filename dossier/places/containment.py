"""Containment of places by their names: whether a venue or a village that no list has may lie in a place that is listed."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from dossier.model.place import Place, PlaceKind
from dossier.places.gazetteer import find_places_named, find_places_spelled
from dossier.places.keys import sound_key
from dossier.places.resolve import DISTRICT_WORDS, REGION_WORDS, bare_name

TOWN_SHARE = 0.05
"""The share of a region's people that a town of its name must have for the name to stand for the town as well."""
SHORTEST = 5
"""Letters of a name from which two spellings of it are one name."""
_NOUN_OF_PLACE = re.compile(r"\b(?:city|town|village|hamlet|settlement|township)\b", re.IGNORECASE)
_TOWNS = frozenset({PlaceKind.TOWN, PlaceKind.DISTRICT})
_LOWER_DIRECTION = re.compile(r"^(?:(?:north|south|east|west|central)[a-z-]*\s+)+")


def may_contain(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where only one of two places, each named from narrow to wide, begins with names that the world list does not have ("Joint Base
    Northfield"), and what follows these says nothing else than the other place.
    """
    left, right = _listed_part(one), _listed_part(other)
    if (len(left) < len(one)) == (len(right) < len(other)):
        return False
    return _agree(left, right)


def may_be_village_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two places, each named from narrow to wide, begin with names that the world list does not have, only one of them is that of a
    district or region ("Marva township"), and what follows these does not differ.
    """
    left, right = _listed_part(one), _listed_part(other)
    are_unlisted = len(left) < len(one) and len(right) < len(other)
    return are_unlisted and _is_area(one[0]) != _is_area(other[0]) and _agree(left, right)


def _agree(left: Sequence[str], right: Sequence[str]) -> bool:
    """True where one of two places is not named, or its name is among those of the other."""
    return not left or not right or left[0] in right or right[0] in left


def _is_area(name: str) -> bool:
    """True for a name with a noun for a district, a region or a township."""
    return bool(REGION_WORDS.search(name) or DISTRICT_WORDS.search(name) or "township" in name.casefold())


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


def lie_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where by the world list two places, each named from narrow to wide, are two towns, two regions, or a town and a region without a
    town of that name.

    Names before the first that the list has ("Joint Base Northfield") are left out.
    """
    left, right = _spelled_part(one), _spelled_part(other)
    if not left or not right or left[0] in right or right[0] in left:
        return False
    levels = [_level(left[0]), _level(right[0])]
    return levels in (["town"] * 2, ["region"] * 2) or _is_outside(left[0], right[0]) or _is_outside(right[0], left[0])


def lies_within(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where by the world list one of two places, each named from narrow to wide, is a town of the region that the other is."""
    pairs = ((one[0], other[0]), (other[0], one[0]))
    return any(p.kind in _TOWNS and (p.country, p.region) in _regions(wide) for narrow, wide in pairs for p in _places(narrow))


def _places(name: str) -> tuple[Place, ...]:
    return find_places_spelled(bare_name(name))


def _regions(name: str) -> set[tuple[str, str]]:
    """Country and name of each region of a name."""
    return {(p.country, p.name) for p in _places(name) if p.kind is PlaceKind.REGION}


def _spelled_part(names: Sequence[str]) -> tuple[str, ...]:
    """The names from the first that the world list has in this spelling."""
    return tuple(names[next((number for number, name in enumerate(names) if _places(name)), len(names)) :])


def _level(name: str) -> str:
    """What a name stands for: "town" for towns and districts alone, "region" for regions alone, else empty."""
    kinds = {p.kind for p in _places(name)}
    return "town" if kinds <= _TOWNS else "region" if kinds == {PlaceKind.REGION} else ""


def _is_outside(town: str, region: str) -> bool:
    """True for the name of a town or district, and that of a region in which no place of that name lies."""
    narrow, wide = [p for p in _places(town) if p.kind in _TOWNS], _regions(region)
    return bool(narrow and wide) and not any((p.country, p.region) in wide for p in narrow)


@lru_cache(maxsize=16_384)
def is_town(name: str) -> bool:
    """True for a name of a town of the world list that is no country's, and no region's with far more people ("Punjab" is also a village)."""
    people: dict[PlaceKind, int] = defaultdict(int)
    for place in find_places_spelled(name):
        people[place.kind] = max(people[place.kind], place.population + 1)
    return PlaceKind.COUNTRY not in people and people[PlaceKind.TOWN] > TOWN_SHARE * people[PlaceKind.REGION]


@lru_cache(maxsize=16_384)
def is_district(name: str) -> bool:
    """True for a name that the world list has for districts alone."""
    return {place.kind for place in find_places_spelled(name)} == {PlaceKind.DISTRICT}


def is_area_of_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where one of two places, each named from narrow to wide, is called a district or region of the other's name ("Millfield district"
    and "Millfield"), and what follows these says nothing else.
    """
    left, right = bare_name(one[0]).casefold(), bare_name(other[0]).casefold()
    is_area = bool(left) and left == right and one[0].casefold() != other[0].casefold()
    return is_area and (len(one) == 1 or len(other) == 1 or bool({n.casefold() for n in one[1:]} & {n.casefold() for n in other[1:]}))


def village_key(name: str) -> str:
    """What the spellings of one name share: its sounds in one word, without the noun for what it is."""
    return sound_key(_NOUN_OF_PLACE.sub("", name))


def is_village_respelled(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where the names of two places sound alike without the nouns for what they are, one of which the world list does not have: the
    "Pan Mar Lay" of one article and the "Panmarlay village" of another.
    """
    left, right = village_key(one[0]), village_key(other[0])
    is_one = len(left) >= SHORTEST and left == right and one[0].casefold() != other[0].casefold()
    return is_one and not (_places(one[0]) and _places(other[0]))


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
