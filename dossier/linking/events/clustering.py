"""Clustering of event records by rules and by match probability with average linkage."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.dating import combine_dates
from dossier.linking.events.matching import match_probability
from dossier.linking.events.records import EventRecord, most_specific_place
from dossier.linking.events.rules import block_pairs, cluster_greedily, contradicts
from dossier.model.event_kinds.declaration import Clustering
from dossier.model.event_kinds.registry import event_kinds

UNBLOCKED = 0.02
"""Probability taken for a pair that shares no block."""
WINDOW = 60
"""Days between publications beyond which articles do not report one strike as news."""
MOST_IN_BLOCK = 60
"""Records under one rare name at most; a name in more records points to no single event."""


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
    for numbers in average_linkage(len(merged), _probabilities(merged, corpus), linked):
        yield sorted((record for i in numbers for record in within[i]), key=lambda r: r.key)


def _cluster_by_rules(records: Sequence[EventRecord], corpus: CorpusEvidence, linked: float) -> Iterator[list[EventRecord]]:
    """By rules, whose clusters stand, and beyond them by probability."""
    number_of = {record.key: number for number, record in enumerate(records)}
    by_rule = [[number_of[record.key] for record in cluster] for cluster in cluster_greedily(records)]
    cluster_of = {number: at for at, numbers in enumerate(by_rule) for number in numbers}
    between: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (i, j), probability in _probabilities(records, corpus).items():
        one, other = sorted((cluster_of[i], cluster_of[j]))
        if one != other:
            between[one, other].append(probability)
    pairs = {
        (one, other): 0.0 if _apart(by_rule[one], by_rule[other], records) else _mean(values, len(by_rule[one]) * len(by_rule[other]))
        for (one, other), values in between.items()
    }
    for numbers in average_linkage(len(by_rule), pairs, linked):
        yield sorted((records[number] for at in numbers for number in by_rule[at]), key=lambda r: r.key)


CLUSTER = {Clustering.RULES: _cluster_by_rules, Clustering.PROBABILITY: _cluster_by_probability}


def _mean(probabilities: Sequence[float], count: int) -> float:
    """The mean of `count` probabilities, those that are not given being UNBLOCKED."""
    return (sum(probabilities) + UNBLOCKED * (count - len(probabilities))) / count


def _apart(one: Iterable[int], other: Iterable[int], records: Sequence[EventRecord]) -> bool:
    """True where an article reports the two as two events, on sure days that differ or with other persons."""
    pairs = ((records[i], records[j]) for i in one for j in other)
    return any(a.article == b.article and contradicts(a, b) for a, b in pairs)


def _probabilities(records: Sequence[EventRecord], corpus: CorpusEvidence) -> dict[tuple[int, int], float]:
    """Match probabilities of blocked pairs. Of the records of another article that contradict each other, a record counts only with those that
    contradict none which fits it better: what speaks for two articles on one subject must not link every event of the one with every event
    of the other.
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
        dates=combine_dates([record.dates for record in cluster]),
        place=most_specific_place([record.place for record in cluster if record.place]),
        attacker=next((record.attacker for record in cluster if record.attacker), None),
        weapon=next((record.weapon for record in cluster if record.weapon), ""),
        figures=figures,
    )


def _blocks(records: Sequence[EventRecord], corpus: CorpusEvidence) -> Iterator[tuple[int, int]]:
    """Pairs of records of different articles that share a place, a party, a figure or a rare name, in order."""
    pairs = block_pairs(records)
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, record in enumerate(records):
        for name in corpus.rare_names_of(record.article):
            by_name[name].append(i)
    for numbers in by_name.values():
        if len(numbers) <= MOST_IN_BLOCK:
            pairs |= {(i, j) for at, i in enumerate(numbers) for j in numbers[at + 1 :]}
    for i, j in sorted(pairs):
        if records[i].article != records[j].article and _published_in_window(records[i].published, records[j].published):
            yield i, j


def _published_in_window(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WINDOW


def average_linkage(count: int, pairs: Mapping[tuple[int, int], float], linked: float) -> list[list[int]]:
    """Agglomerative clustering of the numbers 0 to `count` - 1: the two clusters with the highest mean probability become one while it is at
    least `linked`. `pairs` holds the probabilities of pairs (i, j) with i < j; others count as UNBLOCKED.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), probability in pairs.items():
        near[i][j] = near[j][i] = probability
    members = {number: [number] for number in range(count)}
    cluster_of = list(range(count))

    def mean(one: int, other: int) -> float:
        values = [near[i].get(j, UNBLOCKED) for i in members[one] for j in members[other]]
        return sum(values) / len(values)

    heap = [(-probability, i, j) for (i, j), probability in pairs.items() if probability >= linked]
    heapq.heapify(heap)
    while heap:
        score, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        current = mean(one, other)
        if current != -score:
            if current >= linked:
                heapq.heappush(heap, (-current, one, other))
            continue
        members[one] += members.pop(other)
        for number in members[one]:
            cluster_of[number] = one
        for neighbour in _neighbours(members[one], near, cluster_of):
            if neighbour != one and (score := mean(one, neighbour)) >= linked:
                heapq.heappush(heap, (-score, min(one, neighbour), max(one, neighbour)))
    return [sorted(numbers) for _, numbers in sorted(members.items())]


def _neighbours(numbers: Iterable[int], near: Mapping[int, Mapping[int, float]], cluster_of: Sequence[int]) -> list[int]:
    return sorted({cluster_of[j] for i in numbers for j in near.get(i, {})})
