"""Weights of the match probability: those of strikes are learned, those of meetings set by hand."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import find_kind


@dataclass(frozen=True, slots=True)
class MatchWeights:
    """Log-odds: `intercept` before anything is known, and what one unit of each feature adds, by name."""

    intercept: float
    features: Mapping[str, float]


BY_PARTIES = MatchWeights(
    -4.2,
    {
        "same sure day": 2.0,
        "same day": 1.3,
        "near sure day": -2.5,
        "near day": -0.5,
        "other sure day": -4.0,
        "other day": -2.0,
        "after publication": -6.0,
        "published together": 1.0,
        "published in one week": 0.3,
        "published apart": -0.8,
        "same place": 1.5,
        "overlapping place": 0.7,
        "other place": -0.5,
        "distant place": -4.0,
        "same figures": 1.2,
        "other figures": -0.7,
        "alike texts": 5.0,
        "alike sentences": 3.0,
        "rare names": 1.8,
        "shared persons": 1.6,
        "shared parties": 0.9,
        "other parties": -2.5,
        "other round": -6.0,
        "call and meeting": -3.0,
    },
)
"""Weights of events that are known by who takes part. Set by hand: annotated reports of one meeting by several outlets are too few to learn."""


@lru_cache(maxsize=8)
def weights_of(kind: str) -> MatchWeights:
    """The weights of a kind of event: by its parties where it has any, else those learned from attacks."""
    return BY_PARTIES if Slot.PARTICIPANTS in find_kind(kind).slots else learned_weights()


@lru_cache(maxsize=1)
def learned_weights() -> MatchWeights:
    """The weights of `data/match_weights.toml`. Raises FileNotFoundError or tomllib.TOMLDecodeError where the program is damaged."""
    table = tomllib.loads(files("dossier.linking.events").joinpath("data", "match_weights.toml").read_text(encoding="utf-8"))
    return MatchWeights(table["intercept"], table["features"])
