"""Map scale: a length that is easy to read."""

from math import floor, log10

STEPS = (1, 2, 5)


def round_length(most: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten that is not above `most`, which is above 0."""
    power = 10.0 ** floor(log10(most))
    return max((step * power for step in STEPS if step * power <= most), default=power)
