"""Places of the world list, and what place names stand for."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """Level of a place, from wide to narrow."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the world list (GeoNames).

    `id` is "g" and the GeoNames number, or "a" and the code of an administrative division ("aUA.07"); `country` is the ISO 3166-1
    alpha-2 code and `country_name` its English name; `region` is the first-order division that a town or district lies in, or empty.
    `latitude` and `longitude` are degrees (WGS 84), both None for districts, of which the list has none; `population` is 0 where it is
    not known.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str
    country_name: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int

    @property
    def full_name(self) -> str:
        """A place with what it lies in: "Goma, North Kivu, Democratic Republic of the Congo"."""
        parts = (self.name, self.region, self.country_name if self.kind is not PlaceKind.COUNTRY else "")
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Location:
    """Geocoding of a place name: the place of the world list that it stands for, and a sentence that says how that was settled.

    `place` is None where the list does not have the name, or where it is open which of several places is meant.
    """

    place: Place | None
    explanation: str

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude of a town, or of the middle of a region. None for a country, whose middle would look like a place that
        nobody named, and where the list has none.
        """
        place = self.place
        if place is None or place.kind is PlaceKind.COUNTRY or place.latitude is None or place.longitude is None:
            return None
        return place.latitude, place.longitude
