"""Clustering of event records by rules and by match probability with average linkage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.dating import combine_dates
from dossier.linking.events.linkage import UNBLOCKED, average_linkage
from dossier.linking.events.matching import match_probability
from dossier.linking.events.records import EventRecord, most_specific_place
from dossier.linking.events.rules import block_pairs, cluster_greedily, contradicts
from dossier.model.event_kinds.declaration import Clustering
from dossier.model.event_kinds.registry import event_kinds

WINDOW = 60
"""Days between publications beyond which articles do not report one strike as news."""
MOST_IN_BLOCK = 60
"""Records under one name at most; a name in more records points to no single event."""


def cluster_records(records: Sequence[EventRecord], corpus: CorpusEvidence) -> list[list[EventRecord]]:
    """The records of each event; `corpus` is the evidence of their articles. The result does not depend on the order of `records`."""
    clusters: list[list[EventRecord]] = []
    for kind in event_kinds():
        of_kind = sorted((record for record in records if record.kind == kind.name), key=lambda r: r.key)
        clusters += CLUSTER[kind.matching.clustering](of_kind, corpus, kind.matching.linked)
    return sorted(clusters, key=lambda cluster: cluster[0].key)


def _cluster_by_probability(records: Sequence[EventRecord], corpus: CorpusEvidence, linked: float) -> Iterator[list[EventRecord]]:
    """Within each article by rules, then across articles by probability."""
    by_article: dict[str, list[EventRecord]] = defaultdict(list)
    for record in records:
        by_article[record.article].append(record)
    within = [cluster for of_article in by_article.values() for cluster in cluster_greedily(of_article)]
    within.sort(key=lambda cluster: cluster[0].key)
    merged = [_merge(cluster) for cluster in within]
    probabilities = {(i, j): match_probability(merged[i], merged[j], corpus) for i, j in _blocks(merged, corpus)}
    articles = [record.article for record in merged]
    for numbers in average_linkage(articles, probabilities, linked, _contradictions(merged)):
        yield sorted((record for i in numbers for record in within[i]), key=lambda r: r.key)


def _contradictions(records: Sequence[EventRecord]) -> set[tuple[int, int]]:
    """Pairs of records of one article that cannot be one event."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        by_article[record.article].append(number)
    pairs = (pair for numbers in by_article.values() for pair in combinations(numbers, 2))
    return {(i, j) for i, j in pairs if contradicts(records[i], records[j])}


def _cluster_by_rules(records: Sequence[EventRecord], corpus: CorpusEvidence, linked: float) -> Iterator[list[EventRecord]]:
    """By rules, whose clusters stand, and beyond them by probability."""
    number_of = {record.key: number for number, record in enumerate(records)}
    by_rule = [[number_of[record.key] for record in cluster] for cluster in cluster_greedily(records)]
    cluster_of = {number: at for at, numbers in enumerate(by_rule) for number in numbers}
    between: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (i, j), probability in _best_fits(records, corpus).items():
        one, other = sorted((cluster_of[i], cluster_of[j]))
        if one != other:
            between[one, other].append(probability)
    pairs = {
        (one, other): 0.0 if _apart(by_rule[one], by_rule[other], records) else _mean(values, len(by_rule[one]) * len(by_rule[other]))
        for (one, other), values in between.items()
    }
    for numbers in average_linkage(range(len(by_rule)), pairs, linked):
        yield sorted((records[number] for at in numbers for number in by_rule[at]), key=lambda r: r.key)


CLUSTER = {Clustering.RULES: _cluster_by_rules, Clustering.PROBABILITY: _cluster_by_probability}


def _mean(probabilities: Sequence[float], count: int) -> float:
    """The mean of `count` probabilities, those that are not given being UNBLOCKED."""
    return (sum(probabilities) + UNBLOCKED * (count - len(probabilities))) / count


def _apart(one: Iterable[int], other: Iterable[int], records: Sequence[EventRecord]) -> bool:
    """True where an article reports the two as two events, on sure days that differ or with other persons."""
    pairs = ((records[i], records[j]) for i in one for j in other)
    return any(a.article == b.article and contradicts(a, b) for a, b in pairs)


def _best_fits(records: Sequence[EventRecord], corpus: CorpusEvidence) -> dict[tuple[int, int], float]:
    """Match probabilities of blocked pairs. Of the records of another article that contradict each other, a record counts only with those that
    contradict none which fits it better: what speaks for two articles on one subject must not link every meeting of the one with every
    meeting of the other.
    """
    scored = sorted((-match_probability(records[i], records[j], corpus), i, j) for i, j in _blocks(records, corpus))
    best: dict[tuple[int, str], int] = {}
    for _, i, j in scored:
        best.setdefault((i, records[j].article), j)
        best.setdefault((j, records[i].article), i)

    def fits(one: int, other: int) -> bool:
        first = best[one, records[other].article]
        return first == other or not contradicts(records[first], records[other])

    return {(i, j): -score for score, i, j in scored if fits(i, j) or fits(j, i)}


def _merge(cluster: Sequence[EventRecord]) -> EventRecord:
    """One record of an article's records of one event, as complete as they are together."""
    if len(cluster) == 1:
        return cluster[0]
    figures: dict[str, int] = {}
    for record in cluster:
        figures |= {name: max(number, figures.get(name, 0)) for name, number in record.figures.items()}
    return replace(
        cluster[0],
        mentions=tuple(mention for record in cluster for mention in record.mentions),
        dates=combine_dates([record.dates for record in cluster], cluster[0].kind),
        place=most_specific_place([record.place for record in cluster if record.place]),
        attacker=next((record.attacker for record in cluster if record.attacker), None),
        weapon=next((record.weapon for record in cluster if record.weapon), ""),
        figures=figures,
    )


def _blocks(records: Sequence[EventRecord], corpus: CorpusEvidence) -> Iterator[tuple[int, int]]:
    """Pairs of records of different articles, in order: those that share a place, a party, a figure or a rare name and appeared as news of one
    time, and those that name the same people without an office, whose trial may come years later.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    by_person: dict[str, list[int]] = defaultdict(list)
    for i, record in enumerate(records):
        for name in corpus.rare_names_of(record.article):
            by_name[name].append(i)
        for name in corpus.story_people(record.article):
            by_person[name].append(i)
    near = block_pairs(records) | _pairs_of(by_name)
    pairs = {(i, j) for i, j in near if _published_in_window(records[i].published, records[j].published)} | _pairs_of(by_person)
    yield from sorted((i, j) for i, j in pairs if records[i].article != records[j].article)


def _pairs_of(blocks: Mapping[str, Sequence[int]]) -> set[tuple[int, int]]:
    """The pairs of each block of at most MOST_IN_BLOCK records."""
    return {pair for numbers in blocks.values() if len(numbers) <= MOST_IN_BLOCK for pair in combinations(numbers, 2)}


def _published_in_window(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WINDOW
