"""Weights of the match probability, set by hand. docs/how-it-works.md compares them with learned ones (training/event_matching)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import find_kind


@dataclass(frozen=True, slots=True)
class MatchWeights:
    """Log-odds: `intercept` before anything is known, and what one unit of each feature adds, by name."""

    intercept: float
    features: Mapping[str, float]


_INTERCEPT = -4.2
_COMMON = {
    "same sure day": 2.0,
    "same day": 1.3,
    "near sure day": -2.5,
    "near day": -0.5,
    "other sure day": -4.0,
    "after publication": -6.0,
    "published together": 1.0,
    "published in one week": 0.3,
    "published apart": -0.8,
    "same place": 1.5,
    "overlapping place": 0.7,
    "other place": -0.5,
    "distant place": -4.0,
    "same figures": 1.2,
    "other figures": -0.4,
    "alike texts": 5.0,
    "alike sentences": 3.0,
    "rare names": 1.8,
}
"""What days, publications, places, figures, texts and names weigh, whatever an event is known by."""
BY_PARTIES = MatchWeights(
    _INTERCEPT,
    _COMMON
    | {
        "other day": -2.0,
        "shared persons": 1.6,
        "shared parties": 0.9,
        "other parties": -2.5,
        "only the articles alike": -4.0,
        "other round": -6.0,
        "call and meeting": -3.0,
    },
)
"""Weights of events that are known by who takes part. The same people meet again and again, so another day makes two events."""
BY_ACT = MatchWeights(
    _INTERCEPT,
    _COMMON
    | {
        "other day": -1.2,
        "recalled with its place": 1.0,
        "both lead": 1.5,
        "alike leads": 2.5,
        "same attacker": 0.7,
        "other attacker": -2.0,
        "same people": 1.5,
        "other people": -0.7,
        "same age": 1.0,
        "other age": -1.0,
        "same target": 0.4,
        "other weapon": -0.7,
    },
)
"""Weights of events that are known by what was done, where and by whom."""


def weights_of(kind: str) -> MatchWeights:
    """The weights of a kind of event."""
    return BY_PARTIES if Slot.PARTICIPANTS in find_kind(kind).slots else BY_ACT


def probability_of(log_odds: float) -> float:
    """The probability, 0 to 1, that log-odds stand for (the logistic function)."""
    return 1 / (1 + exp(-log_odds))
