"""A map layer as GeoJSON (RFC 7946): a point for each event whose place has coordinates."""

import json
from collections.abc import Iterator
from typing import Any

from dossier.export.context import ExportContext
from dossier.export.item_counts import has_coordinates
from dossier.export.lookup import Lookup, headline
from dossier.export.place_columns import PLACES_SOURCE, place_columns
from dossier.model.event import Event
from dossier.phrases.core import format_event_days, format_figure
from dossier.text.unsafe_characters import one_line


def geojson(context: ExportContext) -> Iterator[str]:
    """One FeatureCollection; the first part opens it, then comes one part for each event with coordinates."""
    lookup = Lookup(context)
    head = {"type": "FeatureCollection", "name": one_line(context.title), "description": one_line(context.description)}
    yield json.dumps(head | {"attribution": PLACES_SOURCE}, ensure_ascii=False).removesuffix("}") + ', "features": ['
    separator = "\n"
    for event in filter(has_coordinates, context.findings.events):
        yield separator + json.dumps(_feature(event, lookup), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _feature(event: Event, lookup: Lookup) -> dict[str, Any]:
    """An event: its point as longitude and latitude, and flat properties that every map program can show as columns."""
    columns = place_columns(event)
    figures = dict.fromkeys(format_figure(f) for r in event.reports for f in r.figures)
    properties = {
        "title": one_line(headline(event, lookup)),
        "kind": event.kind,
        "subkind": event.subkind,
        "status": event.status.value,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "granularity": event.granularity,
        "days": format_event_days(event),
        "place": one_line(event.place),
        **{name: value for name, value in columns.items() if name not in {"latitude", "longitude"}},
        "participants": "; ".join(map(one_line, lookup.names(event.participants))),
        "attacker": one_line(lookup.attacker(event)),
        "weapon": one_line(event.weapon),
        "figures": "; ".join(figures),
        "conflicts": "; ".join(event.conflicts),
        "sources": "; ".join(dict.fromkeys(one_line(lookup.outlet(article)) for article in event.articles)),
        "text": one_line(event.reports[0].text) if event.reports else "",
    }
    point = {"type": "Point", "coordinates": [columns["longitude"], columns["latitude"]]}
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": properties}
