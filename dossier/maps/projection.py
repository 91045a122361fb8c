"""Projection: Mercator (spherical), which web maps use too, so that a small region keeps its shape wherever it is.

The world sheet is the square from (0, 0), the north-west corner at 180° W, to (1, 1), the south-east corner at 180° E.
"""

import math

NORTHERNMOST = 85.05112878
"""Degrees north and south at which the sheet ends: poles cannot be on it."""
EARTH = 40_075.0
"""The equator's length in kilometres."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """A point of the earth, in degrees, on the sheet; one nearer to a pole than the sheet's edge is put on that edge."""
    latitude = max(-NORTHERNMOST, min(NORTHERNMOST, latitude))
    return longitude / 360 + 0.5, 0.5 - math.asinh(math.tan(math.radians(latitude))) / math.tau


def latitude_at(y: float) -> float:
    """The latitude, in degrees, of a height on the sheet."""
    return math.degrees(math.atan(math.sinh(math.tau * (0.5 - y))))


def kilometres_in(share: float, y: float) -> float:
    """The length in kilometres of a share of the sheet's width at a height on it."""
    return share * EARTH * math.cos(math.radians(latitude_at(y)))
