"""The world list of places: countries, regions, districts and towns with their coordinates (GeoNames, CC BY 4.0).

The name below is imported on first use: most headers name no place where an outlet could stand.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.places.gazetteer import find_places_named as find_places_named

__all__ = ["find_places_named"]

__getattr__ = lazy_attributes(__name__, {"find_places_named": "gazetteer.find_places_named"})
