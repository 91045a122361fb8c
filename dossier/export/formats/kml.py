"""A map layer as KML 2.2 (OGC 07-147r2), for Google Earth and other globes: a placemark for each event whose place has coordinates."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from dossier.export.context import ExportContext
from dossier.export.item_counts import has_coordinates
from dossier.export.lookup import Lookup, headline
from dossier.export.place_columns import PLACES_SOURCE, place_columns
from dossier.model.event import Event
from dossier.model.event_kinds.declaration import Hue
from dossier.model.event_kinds.registry import event_kinds
from dossier.phrases.core import format_event_days, format_figure
from dossier.text.unsafe_characters import one_line

COLOURS = {Hue.BLUE: "ffb4771f", Hue.RED: "ff2828d6", Hue.GREEN: "ff2ca02c", Hue.PURPLE: "ffbd6794"}
"""Colour of an icon, in the order of KML: alpha, blue, green, red."""


def kml(context: ExportContext) -> Iterator[str]:
    """One Document with a folder for each kind of event and one part for each placemark."""
    lookup = Lookup(context)
    located = [event for event in context.findings.events if has_coordinates(event)]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield f"  {_element('name', context.title)}\n  {_element('description', f'{context.description} {PLACES_SOURCE}')}\n"
    for kind in event_kinds():
        yield f'  <Style id="{kind.name}"><IconStyle><color>{COLOURS[kind.hue]}</color></IconStyle></Style>\n'
    for kind in event_kinds():
        of_kind = [event for event in located if event.kind == kind.name]
        if of_kind:
            yield f"  <Folder>\n    {_element('name', kind.plural.capitalize())}\n"
            yield from (_placemark(event, lookup) for event in of_kind)
            yield "  </Folder>\n"
    yield "</Document>\n</kml>\n"


def _placemark(event: Event, lookup: Lookup) -> str:
    """An event: its name and description, the days as a TimeSpan for the time slider, what is known of it, and the point."""
    columns = place_columns(event)
    title = headline(event, lookup)
    span = (
        f"<TimeSpan><begin>{event.start.isoformat()}</begin><end>{event.end.isoformat()}</end></TimeSpan>"
        if event.start and event.end
        else ""
    )
    parts = (
        _element("name", title[:1].upper() + title[1:]),
        _element("description", _description(event, lookup)),
        span,
        f"<styleUrl>#{event.kind}</styleUrl>",
        f"<ExtendedData>{''.join(_data(name, value) for name, value in _values(event, lookup).items() if value)}</ExtendedData>",
        f"<Point><coordinates>{columns['longitude']},{columns['latitude']}</coordinates></Point>",
    )
    inside = "".join(f"      {part}\n" for part in parts if part)
    return f"    <Placemark id={quoteattr(event.id)}>\n{inside}    </Placemark>\n"


def _description(event: Event, lookup: Lookup) -> str:
    """The days, the place as the articles name it, and what each source says."""
    sentences = [f"{lookup.outlet(report.article)}: {report.text}" for report in event.reports]
    return " — ".join((format_event_days(event), event.place, *sentences))


def _values(event: Event, lookup: Lookup) -> dict[str, str]:
    columns = place_columns(event)
    return {
        "kind": event.kind,
        "subkind": event.subkind,
        "status": event.status.value,
        "granularity": event.granularity,
        "place": event.place,
        **{name: str(columns[name] or "") for name in ("place_id", "place_name", "place_kind", "country")},
        "participants": "; ".join(lookup.names(event.participants)),
        "attacker": lookup.attacker(event),
        "weapon": event.weapon,
        "figures": "; ".join(dict.fromkeys(format_figure(f) for r in event.reports for f in r.figures)),
        "conflicts": "; ".join(event.conflicts),
    }


def _data(name: str, value: str) -> str:
    return f'<Data name="{name}">{_element("value", value)}</Data>'


def _element(name: str, text: str) -> str:
    """An element with text. A globe shows it as HTML, pictures and scripts from an article included, so no tag is left in it."""
    return f"<{name}>{escape(one_line(text).replace('<', '&lt;'))}</{name}>"
