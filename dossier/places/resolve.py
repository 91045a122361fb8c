"""Toponym resolution: which place of the world list a place name of an article stands for, and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.model.place import Place, PlaceKind
from dossier.places.gazetteer import find_places_named
from dossier.places.keys import place_key

KIND_WORDS = re.compile(
    r"\b(?:(?:the|city|town|village|port|district|districts|province|region|oblast|governorate|county|raion|prefecture|department|state|of|"
    r"greater|metropolitan|area|suburb|municipality|territory|island|islands|strip)\b\s*)+",
    re.IGNORECASE,
)
"""Words that say what kind of place a name is; "Green Lake district" and "the city of Goma" are looked up without them too."""
REGION_WORDS = re.compile(r"\b(?:province|region|oblast|governorate|prefecture|department|state|strip)\b", re.IGNORECASE)
CLEAR = 4.0
"""So many times as many people must one town have for its name to stand for it without other evidence."""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place of the world list and a sentence that says why it is the one meant. `sure` is false where only its size decided."""

    place: Place
    explanation: str
    sure: bool


def resolve_place(names: Sequence[str], countries: Mapping[str, int]) -> ResolvedPlace | None:
    """The place that names from narrow to wide ("Green Lake district", "Lakeland") stand for.

    `countries` counts how often each country (ISO code) is named in the article, towns of it included. The wider names decide first
    (containment), then the article's countries, then the number of people. A narrow name that the list does not have gives the nearest
    wider place that it has. None where it has none of them.
    """
    for at, name in enumerate(names):
        candidates = _candidates(name, around=at > 0)
        if not candidates:
            continue
        wider = [place for other in names[at + 1 :] for place in _candidates(other)]
        skipped = f"{', '.join(names[:at])} is not in the world list; " if at else ""
        return _choose(name, candidates, wider, countries, skipped)
    return None


def _candidates(name: str, *, around: bool = False) -> tuple[Place, ...]:
    """The places of a name: only regions and districts where the name says that it is one, or where it stands for what lies around a
    place that is not listed; otherwise towns before regions.
    """
    bare = " ".join(KIND_WORDS.sub(" ", name).split())
    found = find_places_named(name) or (find_places_named(bare) if bare else ())
    countries = tuple(place for place in found if place.kind is PlaceKind.COUNTRY)
    towns = tuple(place for place in found if place.kind is PlaceKind.TOWN)
    divisions = tuple(place for place in found if place.kind in {PlaceKind.REGION, PlaceKind.DISTRICT})
    if (around or REGION_WORDS.search(name)) and (countries or divisions):
        return (*countries, *divisions)
    return (*countries, *towns, *divisions)


def _choose(
    name: str, candidates: Sequence[Place], wider: Sequence[Place], countries: Mapping[str, int], skipped: str
) -> ResolvedPlace | None:
    contained = [place for place in candidates if any(_lies_in(place, other) for other in wider)]
    if contained:
        best = contained[0]
        around = next(other for other in wider if _lies_in(best, other))
        return ResolvedPlace(best, f"{skipped}{name} lies in {around.name}.", sure=True)
    if wider and not any(place.kind is PlaceKind.COUNTRY for place in candidates):
        wide = next((place for place in wider if place.kind is PlaceKind.REGION and countries.get(place.country)), None)
        if wide is not None:
            return ResolvedPlace(wide, f"{skipped}The world list has no {name} in {wide.name}.", sure=False)
    if len(candidates) == 1 or candidates[0].kind is PlaceKind.COUNTRY:
        return ResolvedPlace(candidates[0], f"{skipped}{name} is {describe(candidates[0])}.", sure=True)
    named = [place for place in candidates if countries.get(place.country)]
    if named:
        most = max(countries[place.country] for place in named)
        best = _most_populous([place for place in named if countries[place.country] == most])
        return ResolvedPlace(best, f"{skipped}Of {len(candidates)} places named {name}, the article names {best.country_name}.", sure=True)
    best = _most_populous(candidates)
    rest = max((place.population for place in candidates if place.country != best.country), default=0)
    reason = f"{skipped}Of {len(candidates)} places named {name}, {describe(best)} has the most people."
    return ResolvedPlace(best, reason, sure=best.population > CLEAR * rest)


def _most_populous(candidates: Sequence[Place]) -> Place:
    """The place with the most people; a town rather than the region around it that bears its name."""
    best = max(candidates, key=lambda place: place.population)
    towns = [place for place in candidates if place.kind is PlaceKind.TOWN and _lies_in(place, best)]
    return max(towns, key=lambda place: place.population) if towns else best


def _lies_in(place: Place, other: Place) -> bool:
    """True where `other` is the country or the first-order division of a place, or a town of the same division."""
    if place.country != other.country or place == other:
        return False
    if other.kind is PlaceKind.COUNTRY:
        return True
    region = other.name if other.kind is PlaceKind.REGION else other.region
    return place.kind is not PlaceKind.REGION and place_key(place.region) == place_key(region)


def describe(place: Place) -> str:
    """A place with what it lies in: "Goma, North Kivu, Democratic Republic of the Congo"."""
    parts = (place.name, place.region, place.country_name if place.kind is not PlaceKind.COUNTRY else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))
