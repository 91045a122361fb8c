"""The report's map: every event with coordinates has a dot that leads to it, dots stand apart, names do not overlap, paths stay inside."""

import math
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import html5lib
import pytest

from dossier.export.context import ExportContext
from dossier.export.html.map_svg import HEIGHT, LETTER, MOST_DOTS, WIDTH, MapSvg, draw_map
from dossier.export.html.page import report
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.place import Location, Place, PlaceKind


@pytest.fixture
def located(context: ExportContext) -> Event:
    """The one event of the hand-made context with coordinates: in Lisbon."""
    return next(event for event in context.findings.events if event.id == "m1")


def moved(event: Event, ident: str, at: tuple[float, float], place: str = "Velmar") -> Event:
    """The event elsewhere."""
    where = Place(f"g{at}", place, PlaceKind.TOWN, "XX", "Karvenia", "", *at, 1000)
    return replace(event, id=ident, place=place, location=Location(where, "It is the only one."))


def page_of(context: ExportContext, *events: Event) -> str:
    """The report with other events."""
    findings = replace(context.findings, events=events)
    return "".join(report(replace(context, findings=findings)))


def drawn(*events: Event) -> MapSvg:
    """The map of events, which must be drawn."""
    svg = draw_map(events)
    assert svg is not None
    return svg


def test_the_map_is_on_the_page_with_a_link_for_each_event(context: ExportContext, located: Event) -> None:
    """With a title in words; the others are counted. Without coordinates there is no map."""
    tree = html5lib.parse("".join(report(context)), namespaceHTMLElements=False)
    (figure,) = [element for element in tree.iter("figure") if "map" in (element.get("class") or "").split()]
    links = {a.get("href"): "".join(a.itertext()) for a in figure.iter() if a.tag.endswith("a") and a.get("href")}
    assert list(links) == ["#e-m1"]
    assert "6 May 2031" in links["#e-m1"]
    assert "Lisbon" in links["#e-m1"]
    text = " ".join(figure.itertext())
    assert f"{len(context.findings.events) - 1} events not on the map: no town or region is known." in text
    assert "Natural Earth" in text
    elsewhere = [event for event in context.findings.events if event is not located]
    assert draw_map(elsewhere) is None
    assert 'class="picture map"' not in page_of(context, *elsewhere)
    assert draw_map(Findings().events) is None


def test_coasts_and_borders_stay_inside_and_small(located: Event) -> None:
    """Every path begins and goes on inside the drawing; a map of a continent takes some ten kilobytes."""
    svg = drawn(located, moved(located, "m7", (60.2, 25.0)), moved(located, "m8", (30.1, 31.3)))
    assert {kind for kind, _ in svg.paths} == {"coast", "border", "disputed"}
    for _, path in svg.paths:
        for stretch in path.split("M")[1:]:
            start, _, steps = stretch.partition("l")
            x, y = map(int, start.split())
            numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
            assert len(numbers) % 2 == 0
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                assert 0 <= x <= WIDTH
                assert 0 <= y <= HEIGHT
    assert 5_000 < sum(len(path) for _, path in svg.paths) < 40_000


def test_dots_of_one_place_stand_apart(located: Event) -> None:
    """Each event has its own; a single one is at the place itself."""
    events = [moved(located, f"m{n}", (50.0, 10.0)) for n in range(30)]
    dots = drawn(*events).dots
    assert [dot.event.id for dot in dots] == [event.id for event in events]
    assert all(math.hypot(a.x - b.x, a.y - b.y) > 1.7 * a.radius for a, b in combinations(dots, 2))
    (alone,) = drawn(events[0]).dots
    assert (alone.x, alone.y) == (WIDTH / 2, HEIGHT / 2)


def test_too_many_events_at_one_place_are_a_disc_with_their_number(context: ExportContext, located: Event) -> None:
    """It leads to the first of them, and says how many."""
    events = [moved(located, f"m{n}", (50.0, 10.0)) for n in range(MOST_DOTS + 1)]
    (dot,) = drawn(*events).dots
    assert (dot.count, dot.event.id) == (MOST_DOTS + 1, "m0")
    page = page_of(context, *events)
    assert f"<title>{MOST_DOTS + 1} events in Velmar</title>" in page
    assert f">{MOST_DOTS + 1}</text>" in page


def test_names_stand_inside_and_clear_of_each_other_and_of_dots(located: Event) -> None:
    """Also where towns lie close together; some have no name then."""
    events = [moved(located, f"m{n}", (45 + n % 5 * 0.6, 8 + n * 0.5), f"Town number {n}") for n in range(40)]
    svg = drawn(*events)
    boxes = []
    for label in svg.labels:
        width = len(label.words) * LETTER
        left = label.x - width if label.before else label.x
        assert left >= 0
        assert left + width <= WIDTH
        boxes.append((left, label.y, left + width))
    assert 5 < len(boxes) < 40
    assert not any(a[0] < b[2] and b[0] < a[2] and abs(a[1] - b[1]) < 14 for a, b in combinations(boxes, 2))
    for dot in svg.dots:
        assert not any(left < dot.x < right and abs(y - dot.y) < dot.radius for left, y, right in boxes)


def test_hostile_names_are_only_words(context: ExportContext, located: Event) -> None:
    """In the label and in the title."""
    page = page_of(context, moved(located, "m7", (50.0, 10.0), '<b onmouseover="x">Bay</b>\x1b[31m'))
    assert "<b onmouseover" not in page
    assert "\x1b" not in page
    assert "&lt;b onmouseover" in page


def test_events_on_both_sides_of_the_antimeridian_lie_close_together(located: Event) -> None:
    """The coasts of both sides are drawn."""
    svg = drawn(moved(located, "m1", (64.7, 177.5)), moved(located, "m2", (64.5, -165.4)))
    (west, east) = sorted(svg.dots, key=lambda dot: dot.x)
    assert (west.event.id, east.event.id) == ("m1", "m2")
    starts = Counter(int(start) * 2 // WIDTH for kind, path in svg.paths if kind == "coast" for start in re.findall(r"M(\d+)", path))
    assert starts[0] > 3
    assert starts[1] > 3
