"""The command that prints a map of events."""

import shutil
import sys
from collections.abc import Sequence
from typing import Any

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.filter_options import filter_options
from dossier.cli.output import Row
from dossier.cli.parts import Part
from dossier.cli.query_command import QueryCommand
from dossier.cli.rows import event_row
from dossier.cli.run_query import QueryArguments, run_query
from dossier.model.event import Event
from dossier.model.search_result import SearchResult
from dossier.phrases.core import legend_roles
from dossier.phrases.plural import pluralize
from dossier.services.snapshot import Snapshot

COLUMNS = ("id", "days.start", "days.end", "kind", "status", "place", "latitude", "longitude", "place_name", "country", "participants")
LEAST_WIDTH, LEAST_HEIGHT, MOST = 20, 6, 500
BELOW = 3
"""Lines that a map leaves free on a terminal: the signs explained, a message, the next prompt."""
STYLES = {
    "coast": "faint",
    "border": "faint",
    "disputed": "faint",
    "several": "strong",
    "scale": "faint",
}
"""Styles of a terminal for the roles of a drawing; plans and kinds of events have their own names, the others have none."""


@click.command("map", cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@filter_options
@click.option("--width", type=click.IntRange(LEAST_WIDTH, MOST), default=None, help="Width in columns; by default that of the terminal.")
@click.option("--height", type=click.IntRange(LEAST_HEIGHT, MOST), default=None, help="Height in lines; by default what fits.")
@pass_context
def map_command(
    context: CliContext,
    query: tuple[str, ...],
    saved: str,
    days: str,
    actors: tuple[str, ...],
    width: int | None,
    height: int | None,
) -> int:
    """Print a map of meetings and strikes.

    It shows those whose town or region is known. A number stands for several events at one place. With --json, --jsonl or --plain, the
    events are listed with their coordinates.
    """
    located: list[Event] = []

    def show(snapshot: Snapshot, result: SearchResult) -> int:
        from dossier.maps.spots import coordinates_of  # noqa: PLC0415  --help needs no map

        events = () if result.asks_nothing else result.events
        located.extend(event for event in events if coordinates_of(event) is not None)
        if context.output.form:
            context.output.rows([_row(snapshot, event) for event in located], str, COLUMNS)
        elif located:
            context.output.drawing(_draw(located, width, height))
        if missing := len(events) - len(located):
            context.output.say(f"{pluralize(missing, 'event')} not on the map: no town or region is known.")
        return len(events)

    code = run_query(context, QueryArguments(query, saved, days, actors), show)
    return code if located else 1


def _row(snapshot: Snapshot, event: Event) -> Row:
    """An event with its coordinates (degrees, WGS 84) and the place of the world list that they belong to."""
    location = event.location
    place = location.place if location is not None else None
    latitude, longitude = location.coordinates or (None, None) if location is not None else (None, None)
    where: dict[str, Any] = {
        "latitude": latitude,
        "longitude": longitude,
        "place_name": place.full_name if place else None,
        "country": place.country if place else None,
    }
    return {**event_row(snapshot, event), **where}


def _draw(events: Sequence[Event], width: int | None, height: int | None) -> list[list[Part]]:
    """The map with its signs explained below."""
    from dossier.maps.dots import CELL  # noqa: PLC0415  --help needs no map
    from dossier.maps.drawing import ASCII_SIGNS, MapSigns, draw_map  # noqa: PLC0415
    from dossier.maps.spots import find_spots  # noqa: PLC0415
    from dossier.maps.view import fit  # noqa: PLC0415

    terminal = shutil.get_terminal_size()
    columns = width or min(max(terminal.columns, LEAST_WIDTH), MOST)
    lines = height or max(LEAST_HEIGHT, min(terminal.lines - BELOW, columns // 2))
    spots = find_spots(events)
    signs = MapSigns() if (sys.stdout.encoding or "").lower().startswith("utf") else ASCII_SIGNS
    drawing = draw_map(fit([(spot.x, spot.y) for spot in spots], columns * CELL[0], lines * CELL[1]), spots, "", signs)
    roles = legend_roles()
    legend: list[Part] = []
    for role in roles:
        legend += [("   " if legend else "", ""), (signs.of_role(role), role), (f" {role}", "")]
    styles = STYLES | {role: role for role in roles}
    return [*([(text, styles.get(role, "")) for text, role in row] for row in drawing.rows), legend]
