"""Map lines: coasts, large lakes and borders of the world in three details (Natural Earth 4.0.0, public domain)."""

import lzma
import sys
from array import array
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path

from dossier.maps.projection import project

DATA = Path(__file__).parent / "data"
UNITS = 100
"""Units of the data files in a degree."""


class Detail(StrEnum):
    """Detail of a set of lines, for maps of the world, of a continent, and of a country or less."""

    FAR = "far"
    MIDDLE = "middle"
    NEAR = "near"


class LineKind(StrEnum):
    """Kind of a line. Borders are de facto ones, as Natural Earth draws them; a disputed one is a line of control too."""

    COAST = "coast"
    BORDER = "border"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A line of at least two points: their coordinates on the world sheet (see `projection`), and the sheet's part that they lie in."""

    kind: LineKind
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    left: float
    top: float
    right: float
    bottom: float


FINEST = ((Detail.FAR, 0.6), (Detail.MIDDLE, 0.1), (Detail.NEAR, 0.0))
"""Details with the degrees in a dot from which on they are enough."""


def detail_for(degrees: float) -> Detail:
    """The detail for a drawing with this many degrees of longitude in a dot."""
    return next(detail for detail, least in FINEST if degrees >= least)


@cache
def load_lines(detail: Detail) -> tuple[MapLine, ...]:
    """All lines of a detail.

    A data file is a compressed sequence of 16-bit integers, little-endian: the number of lines; for each line its kind and the number of
    its points; then the longitudes of all lines and the latitudes of all lines, each line as its first value and the differences after
    it, in hundredths of a degree.
    """
    numbers = array("h", lzma.decompress((DATA / f"{detail.value}.xz").read_bytes()))
    if sys.byteorder == "big":
        numbers.byteswap()
    kinds, count = tuple(LineKind), numbers[0]
    heads = [(kinds[numbers[1 + 2 * n]], numbers[2 + 2 * n]) for n in range(count)]
    total = sum(size for _, size in heads)
    at = 1 + 2 * count
    lines = []
    for kind, size in heads:
        longitudes = accumulate(numbers[at : at + size])
        latitudes = accumulate(numbers[at + total : at + total + size])
        points = [project(latitude / UNITS, longitude / UNITS) for longitude, latitude in zip(longitudes, latitudes, strict=True)]
        xs, ys = zip(*points, strict=True)
        lines.append(MapLine(kind, xs, ys, min(xs), min(ys), max(xs), max(ys)))
        at += size
    return tuple(lines)
