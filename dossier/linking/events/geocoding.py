"""Geocoding: the place names of events become places of the world list, settled by what else their article names."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from dossier.model.actor import ActorKind
from dossier.model.article import Article
from dossier.model.event import SourceReport
from dossier.model.facts import Facts
from dossier.model.place import Location, PlaceKind
from dossier.places.gazetteer import find_places_spelled
from dossier.places.resolve import ArticlePlaces, resolve_place

CAPITALIZED = re.compile(r"[A-ZÀ-ÞŁŚŻŠČŽĀĪŪ][\w’'-]+(?: (?:al-|de |of |ez-)?[A-ZÀ-ÞŁŚŻŠČŽĀĪŪ][\w’'-]+){0,3}")
MOST_WORDS = 4
KNOWN_TOWN = 50_000
"""People of a town whose name counts as evidence for its country and region."""


class Geocoder:
    """Geocodes place names in articles, and remembers the results until an article is forgotten."""

    def __init__(self) -> None:
        self._locations: dict[str, dict[tuple[str, ...], Location]] = {}
        self._runs: dict[str, Counter[str]] = {}

    def __reduce__(self) -> tuple[type["Geocoder"], tuple[()]]:
        """Pickled without what it remembers."""
        return Geocoder, ()

    def locate(self, article: Article, facts: Facts, names: tuple[str, ...]) -> Location | None:
        """What names from narrow to wide stand for in an article; None for no names."""
        if not names:
            return None
        locations = self._locations.setdefault(article.id, {})
        if names not in locations:
            resolved = resolve_place(names, _states_named(facts))
            if resolved is not None and not resolved.sure:
                resolved = resolve_place(names, _places_named(facts, self._runs_of(article, facts), names))
            if resolved is None:
                locations[names] = Location(None, f"{', '.join(names)} is not in the world list of places.")
            else:
                locations[names] = Location(resolved.place if resolved.sure else None, resolved.explanation)
        return locations[names]

    def forget(self, article: str) -> None:
        """Forget what the names in an article stand for: it has changed."""
        self._locations.pop(article, None)
        self._runs.pop(article, None)

    def _runs_of(self, article: Article, facts: Facts) -> Counter[str]:
        if article.id not in self._runs:
            self._runs[article.id] = _capitalized_runs(article, facts)
        return self._runs[article.id]


def _states_named(facts: Facts) -> ArticlePlaces:
    """The states among an article's actors, by their mentions."""
    countries: Counter[str] = Counter()
    for cluster in facts.actors:
        if cluster.kind is ActorKind.STATE and (country := _country_named(cluster.name)):
            countries[country] += len(cluster.mentions)
    return ArticlePlaces(countries)


def _capitalized_runs(article: Article, facts: Facts) -> Counter[str]:
    """The runs of capitalized words in an article outside of persons' names, with how often each is there."""
    people = sorted({(m.span.start, m.span.end) for c in facts.actors if c.kind is ActorKind.PERSON for m in c.mentions})
    ends = list(accumulate((end for _, end in people), max))
    runs: Counter[str] = Counter()
    for match in CAPITALIZED.finditer(article.text):
        before = bisect_left(people, (match.end(), 0))
        if not before or ends[before - 1] <= match.start():
            runs[match.group()] += 1
    return runs


def _places_named(facts: Facts, runs: Counter[str], names: Sequence[str]) -> ArticlePlaces:
    """The states among the actors, and the countries and regions of all places that the text names, other than `names`."""
    countries = Counter(_states_named(facts).countries)
    regions: Counter[tuple[str, str]] = Counter()
    for run, count in runs.items():
        for country, region in _places_in(run, tuple(names)):
            countries[country] += count
            if region:
                regions[country, region] += count
    return ArticlePlaces(countries, regions)


def event_location(place: str, reports: Iterable[SourceReport]) -> Location | None:
    """What the place of an event stands for: as the reports of this place have it, else as another report has its own."""
    locations = [(report.place != place, report.location) for report in reports if report.location is not None]
    ranked = sorted(locations, key=lambda pair: (pair[1].place is None, pair[0]))
    return ranked[0][1] if ranked else None


def locate_as_set(place: str, reports: Iterable[SourceReport], who: str = "You") -> Location | None:
    """What a place that `who` set stands for; the countries of the reports' places settle a name of several places."""
    places = [report.location.place for report in reports if report.location is not None and report.location.place is not None]
    countries = Counter(place.country for place in places)
    names = tuple(name.strip() for name in place.split(",") if name.strip())
    resolved = resolve_place(names, ArticlePlaces(countries))
    if resolved is not None and not resolved.sure:
        resolved = resolve_place(names, ArticlePlaces())
    if resolved is None:
        return Location(None, f"{who} set this place; {place} is not in the world list.") if names else None
    return Location(resolved.place if resolved.sure else None, f"{who} set this place. {resolved.explanation}")


@lru_cache(maxsize=1_024)
def _country_named(name: str) -> str:
    """ISO code of the country of that name, or empty."""
    return next((place.country for place in find_places_spelled(name) if place.kind is PlaceKind.COUNTRY), "")


def _places_in(run: str, names: tuple[str, ...]) -> Sequence[tuple[str, str]]:
    """Country and region of the places that a run of capitalized words names without doubt, the longest names first; not of `names`."""
    words = run.split()
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length]).removesuffix("'s").removesuffix("’s")
            if name not in names and (place := _well_known(name)):
                around = (" ".join(words[:start]), " ".join(words[start + length :]))
                return (place, *(other for part in around if part for other in _places_in(part, names)))
    return ()


@lru_cache(maxsize=16_384)
def _well_known(name: str) -> tuple[str, str] | None:
    """Country and region of the country, region or larger town that a name stands for; the region is empty where the name stands for
    places of several; None where these lie in several countries.
    """
    places = find_places_spelled(name)
    if places and places[0].kind is PlaceKind.COUNTRY:
        return places[0].country, ""
    places = tuple(place for place in places if place.kind is PlaceKind.REGION or place.population >= KNOWN_TOWN)
    if len({place.country for place in places}) != 1:
        return None
    regions = {place.name if place.kind is PlaceKind.REGION else place.region for place in places}
    return places[0].country, regions.pop() if len(regions) == 1 else ""
