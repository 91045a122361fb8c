"""Pairs of event records that linking compares, with their features and gold labels."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from dossier.extraction.pipeline import extract
from dossier.linking.events import known_pairs
from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.matching import feature_values
from dossier.linking.events.records import EventRecord
from dossier.linking.link import link_documents
from dossier.linking.review.findings_corpus import corpus_of_findings
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from training.event_matching.gold import GoldSet

SCORER = "match_probability"
"""The function of `known_pairs` that is asked for every pair."""
Documents = Sequence[tuple[Article, Facts]]


@dataclass(frozen=True)
class LabelledPair:
    """Two records of different articles: their kind, the values of their features by name, and whether they are one event."""

    kind: str
    values: Mapping[str, float]
    is_match: bool


def extract_all(articles: Sequence[Article], workers: int) -> list[tuple[Article, Facts]]:
    """The articles with their facts, in order."""
    with ProcessPoolExecutor(workers) as pool:
        return list(zip(articles, pool.map(extract, articles, chunksize=4), strict=True))


def labelled_pairs(gold: GoldSet, documents: Documents, *, of_review: bool = False) -> list[LabelledPair]:
    """The pairs of a set that the gold decides, in order of their records. With `of_review`, their features are those that the review of
    matches has, from findings alone.
    """
    with _recording() as compared:
        findings = link_documents(documents)
    if of_review:
        corpus = corpus_of_findings(findings, {article.id: article for article, _ in documents})
        compared = [(a, b, feature_values(a, b, corpus)) for a, b, _ in compared]
    by_kind: dict[str, dict[tuple[object, ...], EventRecord]] = defaultdict(dict)
    for a, b, _ in compared:
        by_kind[a.kind] |= {a.key: a, b.key: b}
    events = {key: event for of_kind in by_kind.values() for key, event in _events(gold, list(of_kind.values()), findings).items()}
    pairs = {}
    for a, b, values in compared:
        is_match = _is_match(gold, a, b, events)
        if is_match is not None:
            pairs[a.key, b.key] = LabelledPair(a.kind, values, is_match)
    return [pairs[keys] for keys in sorted(pairs)]


def _events(gold: GoldSet, records: Sequence[EventRecord], findings: Findings) -> dict[tuple[object, ...], str]:
    """The gold event of records, by key."""
    order = sorted(records, key=lambda record: record.key)
    names = {actor.id: [actor.name, *actor.aliases] for actor in findings.actors}
    return {order[number].key: event for number, event in gold.labels.events(order, names).items()}


def _is_match(gold: GoldSet, a: EventRecord, b: EventRecord, events: Mapping[tuple[object, ...], str]) -> bool | None:
    """Whether two records are of one event; None where the gold does not say."""
    if gold.labels.differ(a.article, b.article):
        return False
    if a.key in events and b.key in events:
        return events[a.key] == events[b.key]
    return None


Compared = list[tuple[EventRecord, EventRecord, dict[str, float]]]


@contextmanager
def _recording() -> Iterator[Compared]:
    """Every pair that clustering asks the match probability of, with its features, while the context is open."""
    compared: Compared = []
    match_probability = vars(known_pairs)[SCORER]

    def recorded(a: EventRecord, b: EventRecord, corpus: CorpusEvidence) -> float:
        compared.append((a, b, feature_values(a, b, corpus)))
        return float(match_probability(a, b, corpus))

    vars(known_pairs)[SCORER] = recorded
    try:
        yield compared
    finally:
        vars(known_pairs)[SCORER] = match_probability
