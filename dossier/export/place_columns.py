"""Place columns: what the place of an event or of a report stands for in the world list, as every format gives it."""

from dossier.model.event import Event, SourceReport

PLACES_SOURCE = "Coordinates: GeoNames (geonames.org), CC BY 4.0."
PLACE_COLUMNS = ("place_id", "place_name", "place_kind", "country", "latitude", "longitude")


def place_columns(item: Event | SourceReport) -> dict[str, str | float | None]:
    """Identifier, name and kind in the world list, ISO code of the country, and degrees (WGS 84); None for what is not known or open."""
    place = item.location.place if item.location is not None else None
    if item.location is None or place is None:
        return dict.fromkeys(PLACE_COLUMNS)
    latitude, longitude = item.location.coordinates or (None, None)
    values = (place.id, place.full_name, place.kind.value, place.country, latitude, longitude)
    return dict(zip(PLACE_COLUMNS, values, strict=True))
