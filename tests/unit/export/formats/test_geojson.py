"""GeoJSON: what RFC 7946 asks, hostile words included."""

import json

import jsonschema

from dossier.export.context import ExportContext
from dossier.export.formats.geojson import geojson

POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
            "minItems": 2,
            "maxItems": 2,
        },
    },
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": ["string", "number"]},
        "geometry": POINT,
        "properties": {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}},
    },
}
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "geometry", "properties", "crs")]},
}


def test_features_fit_the_format(context: ExportContext, nothing: ExportContext) -> None:
    """Points only, longitude first; flat properties; an event without coordinates is left out."""
    for layer in (context, nothing):
        jsonschema.validate(json.loads("".join(geojson(layer))), COLLECTION)
    (feature,) = json.loads("".join(geojson(context)))["features"]
    assert (feature["id"], feature["geometry"]["coordinates"]) == ("m1", [-9.13, 38.72])
    properties = feature["properties"]
    assert (properties["start"], properties["place"], properties["place_id"]) == ("2031-05-06", "Lisbon, Portugal", "g1")
    assert (properties["participants"], properties["sources"]) == ("Orla Brandt; Tomas Kerr", "The Morning Post")


def test_the_source_of_the_coordinates_is_named(context: ExportContext) -> None:
    """The licence of GeoNames asks for it."""
    assert "GeoNames" in json.loads("".join(geojson(context)))["attribution"]
