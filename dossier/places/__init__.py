"""The world list of places: countries, regions, districts and towns with their coordinates (GeoNames, CC BY 4.0)."""
