"""Events in the columns of ACLED's data files (its column changes of 2023), under ids of our own; what is not known stays blank."""

from collections.abc import Iterator

from dossier.export.context import ExportContext
from dossier.export.formats.tables import csv_lines
from dossier.export.item_counts import held
from dossier.export.lookup import Lookup
from dossier.export.sanitize import one_line
from dossier.model.actor import Actor
from dossier.model.event import Event, EventKind, FigureKind

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
PRECISION = {"day": 1, "week": 2}
"""ACLED's codes: 1 the day is known, 2 the week, 3 the month or less."""
SUB_EVENTS = {
    "air/drone strike": ("Explosions/Remote violence", "Air/drone strike"),
    "shelling/artillery/missile attack": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "remote explosive": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "suicide bomb": ("Explosions/Remote violence", "Suicide bomb"),
    "grenade": ("Explosions/Remote violence", "Grenade"),
    "armed attack": ("Battles", "Armed clash"),
}
"""Our subkinds of strikes -> ACLED's event and sub-event types."""


def acled(material: ExportContext) -> Iterator[str]:
    """A row for each event that took place on a known day."""
    references = Lookup(material)
    stamp = int(references.stamp.timestamp())
    rows = (_row(event, references) | {"timestamp": stamp} for event in material.findings.events if held(event))
    return csv_lines(COLUMNS, ([row.get(c) for c in COLUMNS] for row in rows))


def _row(event: Event, references: Lookup) -> dict[str, str | int | None]:
    meeting = event.kind is EventKind.MEETING
    kind, sub = ("Strategic developments", "Other") if meeting else SUB_EVENTS.get(event.subkind, SUB_EVENTS["armed attack"])
    sides = [references.actors[i] for i in ((*event.participants,) if meeting else (event.attacker,)) if i and i in references.actors]
    place, country = _place(event.place)
    killed = sorted({f.value for r in event.reports for f in r.figures if f.name is FigureKind.KILLED})
    outlets = dict.fromkeys(references.outlet(a) for a in event.articles)
    return {
        "event_id_cnty": f"DOS-{event.id}",
        "event_date": event.start.isoformat() if event.start else "",
        "year": event.start.year if event.start else None,
        "time_precision": PRECISION.get(event.granularity, 3),
        "disorder_type": "Strategic developments" if meeting else "Political violence",
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": sides[0].name if sides else "",
        "assoc_actor_1": _side(sides[0]) if sides else "",
        "actor2": sides[1].name if len(sides) > 1 else "",
        "assoc_actor_2": "; ".join(dict.fromkeys(v for a in sides[1:2] for v in (_side(a),) if v)),
        "country": country,
        "location": place,
        "source": "; ".join(outlets),
        "notes": _notes(event, killed, [a.name for a in sides[2:]]),
        "fatalities": killed[0] if killed else None,
        "tags": "; ".join((*([event.weapon] if event.weapon else []), *(f"sources differ on {c}" for c in event.conflicts))),
    }


def _side(actor: Actor) -> str:
    return actor.side if actor.side and actor.side != actor.name else ""


def _place(place: str) -> tuple[str, str]:
    """The most specific part of a place, and the last one where there are several."""
    parts = [p.strip() for p in place.split(",") if p.strip()]
    return (parts[0] if parts else "", parts[-1] if len(parts) > 1 else "")


def _notes(event: Event, killed: list[int], others: list[str]) -> str:
    """The first report's sentence; the range where sources differ, the lowest figure being the one given; days beyond the first."""
    told = [one_line(event.reports[0].text)] if event.reports else []
    told += [f"Fatalities: {killed[0]} to {killed[-1]} as sources have it."] if len(killed) > 1 else []
    told += [f"To {event.end.isoformat()}."] if event.end and event.end != event.start else []
    told += [f"Also present: {', '.join(others)}."] if others else []
    return " ".join(told)
