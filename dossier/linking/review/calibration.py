"""Calibration of the match score: the log-odds of the weights by hand become probabilities that come true as often as they say."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dossier.linking.events.match_weights import BY_ACT, probability_of, weights_of

FILE = "match_calibration.toml"
MOST = 30.0
"""Log-odds beyond which a probability no longer changes."""


class Calibration(NamedTuple):
    """Platt scaling: the calibrated log-odds are `slope` times the log-odds of the weights, plus `intercept`."""

    slope: float
    intercept: float

    def probability(self, log_odds: float) -> float:
        """The probability, 0 to 1, of log-odds of the weights."""
        calibrated = self.slope * log_odds + self.intercept
        return probability_of(max(-MOST, min(MOST, calibrated)))


def calibrated_probability(kind: str, log_odds: float) -> float:
    """The probability, 0 to 1, that a pair of reports of one kind is of one event."""
    return _calibrations()["by_act" if weights_of(kind) is BY_ACT else "by_parties"].probability(log_odds)


@cache
def _calibrations() -> dict[str, Calibration]:
    """The calibrations of the file (training/event_matching/calibrate.py), by the weights that they belong to."""
    data = tomllib.loads(files("dossier.linking").joinpath("data", FILE).read_text(encoding="utf-8"))
    return {name: Calibration(row["slope"], row["intercept"]) for name, row in data.items()}
