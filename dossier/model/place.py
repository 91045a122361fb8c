"""A place of the world list."""

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
