"""Build `dossier/maps/data/`: coast lines, large lakes and borders for maps of events, from Natural Earth.

Source: Natural Earth 4.0.0 (public domain, naturalearthdata.com), converted to GeoJSON as it is, in one folder: coastline, lakes and
admin_0_boundary_lines_land, each at 1:110m and at 1:50m.

    python training/build_map_lines.py FOLDER

Output, the same at each run: one compressed file for each detail of `dossier.maps.lines.Detail`, in the form described there.
"""

import json
import lzma
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from dossier.maps.lines import DATA, UNITS, Detail, LineKind
from dossier.maps.projection import project
from dossier.maps.simplify import simplify

Point = tuple[float, float]
LONGEST = 64
"""Most points of a line: longer ones are cut, so that a map of a small region has few points to look at."""
LARGE_LAKES = 1
"""Highest scale rank of the lakes that are drawn: those that a map of a continent shows."""
SCALES = {Detail.FAR: "110m", Detail.MIDDLE: "50m", Detail.NEAR: "50m"}
TOLERANCES = {Detail.FAR: 0.05, Detail.MIDDLE: 0.05, Detail.NEAR: 0.008}
"""Degrees of longitude by which a simplified line, on the world sheet, may differ from its source."""
SMALLEST = {Detail.FAR: 0.5, Detail.MIDDLE: 0.15, Detail.NEAR: 0.0}
"""Degrees across from which on an island is drawn."""
EDGE = 179.99
"""Degrees east or west from which on a line is the edge of the sheet and no coast."""


def features(folder: Path, scale: str, theme: str) -> Iterator[tuple[dict[str, object], list[Point]]]:
    """The lines of a file with their properties, rings of polygons and parts of several lines one by one."""
    path = folder / f"ne_{scale}_{theme}.json"
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
        properties = {name.lower(): value for name, value in feature["properties"].items()}
        for part in parts:
            yield properties, [(float(x), float(y)) for x, y, *_ in part]


def lines(folder: Path, scale: str) -> Iterator[tuple[LineKind, list[Point]]]:
    """All lines of a scale with their kinds. A border that is not marked as an international one is a disputed one."""
    for _, points in features(folder, scale, "coastline"):
        for piece in within_sheet(points):
            yield LineKind.COAST, piece
    for properties, points in features(folder, scale, "lakes"):
        if int(str(properties["scalerank"])) <= LARGE_LAKES:
            yield LineKind.COAST, points
    for properties, points in features(folder, scale, "admin_0_boundary_lines_land"):
        agreed = str(properties["featurecla"]).startswith("International boundary")
        yield LineKind.BORDER if agreed else LineKind.DISPUTED, points


def within_sheet(points: Sequence[Point]) -> Iterator[list[Point]]:
    """A coast without the parts that run along the edge of the sheet, where a polygon was cut at the antimeridian or at the pole."""
    piece: list[Point] = []
    for point, after in zip(points, [*points[1:], None], strict=True):
        piece.append(point)
        if after is not None and (min(abs(point[0]), abs(after[0])) > EDGE or min(-point[1], -after[1]) > EDGE / 2):
            if len(piece) > 1:
                yield piece
            piece = []
    if len(piece) > 1:
        yield piece


def packed(folder: Path, detail: Detail) -> Iterator[tuple[LineKind, list[tuple[int, int]]]]:
    """The lines of a detail in whole units, simplified and cut."""
    for kind, points in lines(folder, SCALES[detail]):
        across = max(max(axis) - min(axis) for axis in zip(*points, strict=True))
        if kind is LineKind.COAST and across < SMALLEST[detail]:
            continue
        indexes = simplify([project(y, x) for x, y in points], TOLERANCES[detail] / 360)
        rounded = [(round(points[n][0] * UNITS), round(points[n][1] * UNITS)) for n in indexes]
        line = [point for n, point in enumerate(rounded) if not n or point != rounded[n - 1]]
        for start in range(0, len(line) - 1, LONGEST - 1):
            yield kind, line[start : start + LONGEST]


def main(folder: Path) -> None:
    """Write the files."""
    DATA.mkdir(parents=True, exist_ok=True)
    for detail in Detail:
        pieces = list(packed(folder, detail))
        numbers = array("h", [len(pieces)])
        for kind, line in pieces:
            numbers.extend((list(LineKind).index(kind), len(line)))
        for axis in (0, 1):
            for _, line in pieces:
                numbers.append(line[0][axis])
                numbers.extend(after[axis] - before[axis] for before, after in pairwise(line))
        if sys.byteorder == "big":
            numbers.byteswap()
        path = DATA / f"{detail.value}.xz"
        path.write_bytes(lzma.compress(numbers.tobytes(), preset=9 | lzma.PRESET_EXTREME))
        points = sum(len(line) for _, line in pieces)
        sys.stdout.write(f"{path.name}: {len(pieces):,} lines, {points:,} points, {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
