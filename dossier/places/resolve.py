"""Toponym resolution: which place of the world list a place name of an article stands for, and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dossier.model.place import Place, PlaceKind
from dossier.places.gazetteer import find_places_named, find_places_spelled
from dossier.places.keys import place_key

REGION_WORDS = re.compile(
    r"\b(?:province|region|oblast|governorate|prefecture|department|state|strip|territory|republic|krai|peninsula)\b", re.IGNORECASE
)
DISTRICT_WORDS = re.compile(r"\b(?:district|districts|county|raion|rayon|municipality|subdistrict|sub-district)\b", re.IGNORECASE)
LEADING_WORDS = re.compile(
    r"^(?:(?:the|city|town|village|port|hamlet|settlement|suburbs?|outskirts|area|island|islands|of|greater|metropolitan|downtown|mainland|"
    r"(?:north|south)?[ -]?(?:east|west)(?:ern)?|(?:north|south)(?:ern)?|central)\s+)+",
    re.IGNORECASE,
)
TRAILING_WORDS = re.compile(r"(?:\s+(?:city|town|village|metropolitan|area|suburbs?|outskirts|islands?|township)|['’]s?)+$", re.IGNORECASE)
CLEAR = 4.0
"""How many times as many people one place must have for its name to stand for it without other evidence."""
OTHER_SPELLING = 8
"""How many times fewer people are counted for a place that has the name as another spelling only: Bordeaux is "Porto" in old maps."""
WELL_KNOWN = 100_000
"""People of a place whose name stands for it also where the article names no place of its country."""
WELL_KNOWN_ALONE = 5_000
"""The same for a town whose name no other place of the list has."""


@dataclass(frozen=True, slots=True)
class ArticlePlaces:
    """How often an article names each country (ISO code) and each region (ISO code and name), places in them included."""

    countries: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place of the world list and a sentence that says why it is the one meant. `sure` is false where that is open."""

    place: Place
    explanation: str
    sure: bool


def resolve_place(names: Sequence[str], article: ArticlePlaces) -> ResolvedPlace | None:
    """The place that names from narrow to wide ("Green Lake district", "Lakeland") stand for.

    The wider names decide first (containment), then the countries and regions that the article names, then the number of people. A narrow
    name that the list does not have, or not within the wider ones, gives the nearest wider place. None where the list has none of the names.
    """
    for at, name in enumerate(names):
        candidates = _candidates(name, names[:at])
        if not candidates:
            continue
        resolved = _resolve(name, candidates, names[at + 1 :], article)
        if not at:
            return resolved
        skipped = f"{', '.join(names[:at])} is not in the world list; {resolved.explanation}"
        return ResolvedPlace(resolved.place, skipped, resolved.sure)
    return None


def _resolve(name: str, candidates: Sequence[Place], wider_names: Sequence[str], article: ArticlePlaces) -> ResolvedPlace:
    """One of the candidates for a name, or a wider place where none of them lies in it."""
    around = resolve_place(wider_names, article)
    if around is None or candidates[0].kind is PlaceKind.COUNTRY:
        return _choose(name, candidates, article)
    levels = ([place for place in candidates if any(_lies_in(place, wide) for wide in _candidates(other))] for other in wider_names)
    contained = next(filter(None, levels), [])
    if not contained:
        return ResolvedPlace(around.place, f"{name} is not in the world list for {around.place.name}.", around.sure)
    best, is_clear = _most_populous(name, _of_one_kind(contained))
    outer = next(wide for other in wider_names for wide in _candidates(other) if _lies_in(best, wide))
    if is_clear:
        return ResolvedPlace(best, f"{name} is in {outer.name}.", sure=True)
    if named := _named(name, contained, article, with_regions=True):
        return ResolvedPlace(named, f"Of several places named {name} in {outer.name}, the article names {named.region}.", sure=True)
    return ResolvedPlace(
        outer, f"Several places in {outer.name} are named {name}, and nothing in the article says which is meant.", sure=True
    )


def _candidates(name: str, narrower: Sequence[str] = ()) -> tuple[Place, ...]:
    """The places of a name. Towns come before regions and districts, but a name that says that it is a region or a district is not that of
    a town; nor is one that follows a district ("Green Lake district, Lakeland") that the list does not have.
    """
    says_region = bool(REGION_WORDS.search(name)) or any(DISTRICT_WORDS.search(other) for other in narrower)
    says_district = bool(DISTRICT_WORDS.search(name))
    places = _look_up(name)
    order = [PlaceKind.COUNTRY, PlaceKind.TOWN, PlaceKind.REGION, PlaceKind.DISTRICT]
    if says_region:
        order = [PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT]
    elif says_district:
        order = [PlaceKind.DISTRICT, PlaceKind.REGION]
    return tuple(sorted((place for place in places if place.kind in order), key=lambda place: order.index(place.kind)))


def _look_up(name: str) -> tuple[Place, ...]:
    """The places of a name as it stands, without the words that say what kind of place it is, and by its sound."""
    bare = bare_name(name)
    stripped = [TRAILING_WORDS.sub("", LEADING_WORDS.sub("", form)) for form in (name.strip(), bare)]
    forms = [form for form in dict.fromkeys((name, bare, *stripped)) if form]
    spelled = next((places for form in forms if (places := find_places_spelled(form))), ())
    return spelled or next((places for form in forms if (places := find_places_named(form))), ())


def bare_name(name: str) -> str:
    """A name without the words that say that it is a district or region."""
    return " ".join(DISTRICT_WORDS.sub(" ", REGION_WORDS.sub(" ", name)).split())


def _choose(name: str, candidates: Sequence[Place], article: ArticlePlaces) -> ResolvedPlace:
    """One of the candidates for a name by the countries and regions of the article, and by the number of people."""
    if candidates[0].kind is PlaceKind.COUNTRY:
        what = "a country" if place_key(name) == place_key(candidates[0].name) else f"a name of {candidates[0].name} or of a part of it"
        return ResolvedPlace(candidates[0], f"{name} is {what}.", sure=True)
    named = [place for place in candidates if article.countries.get(place.country)]
    if article.countries and not named:
        best, is_clear = _most_populous(name, _of_one_kind(candidates))
        reason = f"{name} would be {best.full_name}, but the article names no place in {best.country_name}."
        enough = WELL_KNOWN_ALONE if len(candidates) == 1 and place_key(best.name) == place_key(name) else WELL_KNOWN
        if best.population >= enough and is_clear:
            return ResolvedPlace(best, f"{name} is {best.full_name}.", sure=True)
        return ResolvedPlace(best, reason, sure=False)
    among = _of_one_kind(named or candidates)
    best, is_clear = _most_populous(name, among)
    if len({place.country for place in candidates}) == 1 and is_clear:
        return ResolvedPlace(best, f"{name} is {best.full_name}.", sure=True)
    if is_clear:
        reason = f"the article names {best.country_name}" if named else f"{best.full_name} has by far the most people"
        return ResolvedPlace(best, f"Of {len(candidates)} places named {name}, {reason}.", sure=True)
    for with_regions, part in ((True, "region"), (False, "country_name")):
        if place := _named(name, among, article, with_regions=with_regions):
            reason = f"Of {len(candidates)} places named {name}, the article names {getattr(place, part)}."
            return ResolvedPlace(place, reason, sure=True)
    reason = f"{len(candidates)} places are named {name}, and nothing in the article says which is meant."
    return ResolvedPlace(best, reason, sure=False)


def _of_one_kind(candidates: Sequence[Place]) -> list[Place]:
    """The candidates of the kind that comes first."""
    return [place for place in candidates if place.kind is candidates[0].kind]


def _most_populous(name: str, candidates: Sequence[Place]) -> tuple[Place, bool]:
    """The place with the most people, and whether it has so many more than the others that its name stands for it."""
    key = place_key(name)

    def size(place: Place) -> float:
        return place.population if place_key(place.name) == key else place.population / OTHER_SPELLING

    best = max(candidates, key=size)
    others = [size(place) for place in candidates if place is not best and (place.country, place.region) != (best.country, best.region)]
    return best, not others or size(best) > CLEAR * max(others)


def _named(name: str, candidates: Sequence[Place], article: ArticlePlaces, *, with_regions: bool) -> Place | None:
    """The one candidate whose region (or country) the article names clearly more often than those of the others."""

    def count(place: Place) -> int:
        return article.regions.get((place.country, place.region), 0) if with_regions else article.countries.get(place.country, 0)

    ranked = sorted(candidates, key=lambda place: (-count(place), -place.population))
    if not count(ranked[0]):
        return None
    level = [place for place in ranked if 2 * count(place) > count(ranked[0])]
    best, is_clear = _most_populous(name, level)
    return best if is_clear else None


def _lies_in(place: Place, other: Place) -> bool:
    """True where `other` is the country or the first-order division of a place, or a town of the same division."""
    if place.country != other.country or place == other:
        return False
    if other.kind is PlaceKind.COUNTRY:
        return True
    region = other.name if other.kind is PlaceKind.REGION else other.region
    return place.kind is not PlaceKind.REGION and place_key(place.region) == place_key(region)
