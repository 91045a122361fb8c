"""Words for the features of a match: what speaks for or against one event, in a reader's words."""

from collections.abc import Iterable

from dossier.linking.events.matching import MatchFeature

REPORTED_APART = "reported apart"
"""The feature of a pair of which one article reports both as two events."""
WORDS = {
    "same sure day": "the same day",
    "same day": "days that may be the same",
    "near sure day": "different days, near each other",
    "near day": "days that may differ",
    "other sure day": "different days",
    "other day": "days that may lie far apart",
    "after publication": "an article older than the event",
    "recalled with its place": "the same place in a later report",
    "published together": "articles of the same or the next day",
    "published in one week": "articles of one week",
    "published apart": "articles more than a week apart",
    "same place": "the same place",
    "overlapping place": "places near or within each other",
    "other place": "different places",
    "distant place": "places far apart",
    "same figures": "the same figures",
    "other figures": "different figures",
    "both lead": "the news that both articles open with",
    "alike leads": "articles that open with it, in similar words",
    "alike texts": "articles in similar words",
    "alike sentences": "sentences in similar words",
    "rare names": "people whom few other articles name",
    "shared persons": "the same people",
    "shared parties": "the same states or organisations",
    "other parties": "different participants",
    "only the articles alike": "no participant and no place in common",
    "other round": "different rounds of talks",
    "call and meeting": "a call and a meeting in person",
    "same attacker": "the same attacker",
    "other attacker": "different attackers",
    "same people": "the same people without an office",
    "other people": "different people without an office",
    "same age": "the same age of somebody",
    "other age": "different ages",
    "same target": "the same target",
    "other weapon": "different weapons",
    REPORTED_APART: "one article that reports both",
}
"""Words for each feature; it follows “for it:” or “against it:”."""
LEAST = 0.25
"""Log-odds from which a feature is named."""
MOST = 5
"""Features that are named for each side at most."""


def describe_features(features: Iterable[MatchFeature]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for one event and what against it, the weightiest first."""
    ranked = sorted(features, key=lambda feature: (-abs(feature.weight), feature.name))
    supporting = tuple(WORDS[f.name] for f in ranked if f.weight >= LEAST)
    opposing = tuple(WORDS[f.name] for f in ranked if f.weight <= -LEAST)
    return supporting[:MOST], opposing[:MOST]
