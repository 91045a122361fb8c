"""Events in the columns of ACLED's data files (its column changes of 2023), under our own ids; unknown values stay blank."""

from collections.abc import Iterator

from dossier.export.context import ExportContext
from dossier.export.formats.tables import csv_lines
from dossier.export.item_counts import has_occurred
from dossier.export.lookup import Lookup
from dossier.model.actor import Actor
from dossier.model.event import Event, FigureKind
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import find_kind
from dossier.model.place import PlaceKind
from dossier.phrases.core import conflict_words
from dossier.text.unsafe_characters import one_line

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
PRECISION = {"day": 1, "week": 2}
"""ACLED's codes: 1 the day is known, 2 the week, 3 the month or less."""
PLACE_PRECISION = {PlaceKind.TOWN: 1, PlaceKind.DISTRICT: 2, PlaceKind.REGION: 3, PlaceKind.COUNTRY: 3}
"""ACLED's codes: 1 the town is known, 2 a part of a region, 3 a region or less."""


def acled(context: ExportContext) -> Iterator[str]:
    """A row for each event that took place on a known day."""
    lookup = Lookup(context)
    stamp = int(lookup.stamp.timestamp())
    rows = (_row(event, lookup) | {"timestamp": stamp} for event in context.findings.events if has_occurred(event))
    return csv_lines(COLUMNS, ([row.get(c) for c in COLUMNS] for row in rows))


def _row(event: Event, lookup: Lookup) -> dict[str, str | float | None]:
    kind = find_kind(event.kind)
    event_type, sub_event_type = kind.codes.acled.get(event.subkind, kind.codes.acled[""])
    actors = event.participants if Slot.PARTICIPANTS in kind.slots else (event.attacker,)
    parties = [lookup.actors[i] for i in actors if i and i in lookup.actors]
    killed = sorted({f.value for r in event.reports for f in r.figures if f.name == FigureKind.KILLED})
    outlets = dict.fromkeys(lookup.outlet(a) for a in event.articles)
    return {
        "event_id_cnty": f"DOS-{event.id}",
        "event_date": event.start.isoformat() if event.start else "",
        "year": event.start.year if event.start else None,
        "time_precision": PRECISION.get(event.granularity, 3),
        "disorder_type": kind.codes.acled_disorder,
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": parties[0].name if parties else event.attacker_words,
        "assoc_actor_1": _side_of(parties[0]) if parties else "",
        "actor2": parties[1].name if len(parties) > 1 else "",
        "assoc_actor_2": "; ".join(dict.fromkeys(v for a in parties[1:2] for v in (_side_of(a),) if v)),
        **_place(event),
        "source": "; ".join(outlets),
        "notes": _notes(event, killed, [a.name for a in parties[2:]]),
        "fatalities": killed[0] if killed else None,
        "tags": "; ".join(
            (*([event.weapon] if event.weapon else []), *(f"sources differ on {conflict_words([c])}" for c in event.conflicts))
        ),
    }


def _side_of(actor: Actor) -> str:
    return actor.side if actor.side and actor.side != actor.name else ""


def _place(event: Event) -> dict[str, str | float | None]:
    """The place as the articles name it; country, region, coordinates and their precision as the world list has them."""
    location, country = _split_place(event.place)
    place = event.location.place if event.location is not None else None
    if event.location is None or place is None:
        return {"country": country, "location": location}
    latitude, longitude = event.location.coordinates or (None, None)
    return {
        "country": place.country_name,
        "admin1": place.name if place.kind is PlaceKind.REGION else place.region,
        "location": location,
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": PLACE_PRECISION[place.kind],
    }


def _split_place(place: str) -> tuple[str, str]:
    """The most specific part of a place, and the last one where there are several."""
    parts = [p.strip() for p in place.split(",") if p.strip()]
    return (parts[0] if parts else "", parts[-1] if len(parts) > 1 else "")


def _notes(event: Event, killed: list[int], others: list[str]) -> str:
    """The first report's sentence; the range where sources differ, of which the lowest figure is given; days beyond the first."""
    sentences = [one_line(event.reports[0].text)] if event.reports else []
    sentences += [f"Fatalities: {killed[0]} to {killed[-1]} as sources have it."] if len(killed) > 1 else []
    sentences += [f"To {event.end.isoformat()}."] if event.end and event.end != event.start else []
    sentences += [f"Also present: {', '.join(others)}."] if others else []
    return " ".join(sentences)
