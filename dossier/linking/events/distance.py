"""Distance of two places by the world list."""

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from dossier.model.place import Place, PlaceKind
from dossier.places.resolve import ArticlePlaces, resolve_place

EARTH_RADIUS = 6371.0


def kilometres_between(one: Sequence[str], other: Sequence[str]) -> float | None:
    """The distance of two places, each named from narrow to wide; 0 where one lies in the other; None where the world list does not have both
    as towns, districts or regions, or one name stands for several and nothing settles which.
    """
    left, right = _resolve(tuple(one)), _resolve(tuple(other))
    if left is None or right is None:
        return None
    if _contains(left, right) or _contains(right, left):
        return 0.0
    if None in (left.latitude, left.longitude, right.latitude, right.longitude) or PlaceKind.COUNTRY in (left.kind, right.kind):
        return None
    return _haversine(left.latitude or 0.0, left.longitude or 0.0, right.latitude or 0.0, right.longitude or 0.0)


def is_place_within(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    """True where by the world list the place that the first name of `wide` stands for is a country or region with the other in it."""
    outer, inner = _resolve(tuple(wide)), _resolve(tuple(narrow))
    if outer is None or inner is None or outer == _resolve(tuple(wide[1:])):
        return False  # an unlisted village stands for the region that it is said to be in
    return _contains(outer, inner)


@lru_cache(maxsize=4_096)
def _resolve(names: tuple[str, ...]) -> Place | None:
    resolved = resolve_place(names, ArticlePlaces())
    return resolved.place if resolved is not None and resolved.sure else None


def _contains(wide: Place, narrow: Place) -> bool:
    if wide.kind is PlaceKind.COUNTRY:
        return wide.country == narrow.country
    return wide.kind is PlaceKind.REGION and wide.country == narrow.country and narrow.region == wide.name


def _haversine(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    half_latitude = radians(other_latitude - latitude) / 2
    half_longitude = radians(other_longitude - longitude) / 2
    square = sin(half_latitude) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(half_longitude) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(square))
