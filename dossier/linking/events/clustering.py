"""Clustering of event records by rules and by match probability with average linkage, by difference."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from dossier.linking.components import connected_components
from dossier.linking.events.blocking import Key, RecordBlocks
from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.dating import combine_dates
from dossier.linking.events.known_pairs import Matcher
from dossier.linking.events.linkage import UNBLOCKED, average_linkage
from dossier.linking.events.records import EventRecord, most_specific_place
from dossier.linking.events.rules import are_reported_as_two, cluster_greedily, contradicts, match_score
from dossier.linking.events.within_article import join_repetitions
from dossier.model.event_kinds.declaration import Clustering, EventKind
from dossier.model.event_kinds.registry import event_kinds

Cluster = tuple[EventRecord, ...]
"""The records of one event, in order."""
Pairs = Mapping[tuple[int, int], float]


class RecordClusters:
    """The clusters of the records of one kind, kept up to date as articles come and go.

    Records whose match is probable enough to be linked, or that a rule joins, are connected; what becomes of a connected component depends on
    its own records alone, so only components with a change are clustered again.
    """

    def __init__(self, kind: EventKind, matcher: Matcher) -> None:
        self._kind, self._matcher = kind, matcher
        self._by_rules = kind.matching.clustering is Clustering.RULES
        self._blocks = RecordBlocks(matcher.corpus)
        self._members: dict[Key, Cluster] = {}
        self._of_article: dict[str, list[Key]] = {}
        self._linked: dict[Key, set[Key]] = {}
        self._component_of: dict[Key, Key] = {}
        self._components: dict[Key, tuple[Sequence[Key], Sequence[Cluster]]] = {}

    def update(self, changed: Mapping[str, Sequence[EventRecord]]) -> tuple[list[Cluster], list[Cluster]]:
        """Replace the records of articles; returns the clusters that no longer exist, and new ones, which may be equal."""
        removed = [key for article in changed for key in self._of_article.pop(article, ())]
        added = [merged for records in changed.values() for merged in self._of_one_article(records)]
        compared = self._blocks.update(removed, added)
        touched = {*removed, *compared}
        for key in (*removed, *compared):
            for other in self._linked.pop(key, ()):
                touched.add(other)
                if other in self._linked:
                    self._linked[other].discard(key)
        for key in removed:
            if key not in self._blocks.records:
                del self._members[key]
        self._linked |= {key: set() for key in compared}
        done = set[Key]()
        for key in compared:
            for other in self._links_of(key, done):
                self._linked[key].add(other)
                self._linked[other].add(key)
            done.add(key)
        return self._cluster_again(touched)

    def _of_one_article(self, records: Sequence[EventRecord]) -> Iterator[EventRecord]:
        """The records of an article as they are compared: those that the rules join are one where they decide nothing across articles."""
        ordered = sorted(records, key=lambda r: r.key)
        clusters = [[record] for record in ordered] if self._by_rules else cluster_greedily(ordered)
        for cluster in join_repetitions(clusters):
            merged = _merge(cluster)
            self._members[merged.key] = tuple(cluster)
            self._of_article.setdefault(merged.article, []).append(merged.key)
            yield merged

    def _links_of(self, key: Key, done: Collection[Key]) -> Iterator[Key]:
        """The records that a record is connected with, but for those that are `done`: what they are connected with is known."""
        near = [other for other in self._blocks.near(key) if other not in done]
        for other in self._blocks.comparable(key, near):
            if other not in done and self._probability(key, other) >= self._kind.matching.linked:
                yield other
        if self._by_rules:
            for other in near:
                one, two = self._in_order(key, other)
                if not contradicts(one, two) and match_score(one, two) > 0:
                    yield other

    def _probability(self, key: Key, other: Key) -> float:
        return self._matcher.probability(*self._in_order(key, other))

    def _in_order(self, key: Key, other: Key) -> tuple[EventRecord, EventRecord]:
        one, two = min(key, other), max(key, other)
        return self._blocks.records[one], self._blocks.records[two]

    def _cluster_again(self, touched: Iterable[Key]) -> tuple[list[Cluster], list[Cluster]]:
        """Cluster the components of records again."""
        keys, waiting, gone, new = set[Key](), list(touched), list[Cluster](), list[Cluster]()
        while waiting:
            key = waiting.pop()
            if (component := self._components.pop(self._component_of.pop(key, key), None)) is not None:
                waiting += component[0]
                gone += component[1]
            if key in self._linked and key not in keys:
                keys.add(key)
                waiting += self._linked[key]
        edges = ((key, other) for key in sorted(keys) for other in sorted(self._linked[key]))
        for keys_of_one in connected_components(sorted(keys), edges):
            clusters = [*self._cluster(keys_of_one)]
            self._components[keys_of_one[0]] = keys_of_one, clusters
            self._component_of |= dict.fromkeys(keys_of_one, keys_of_one[0])
            new += clusters
        return gone, new

    def _cluster(self, keys: Sequence[Key]) -> Iterator[Cluster]:
        """The clusters of one component; `keys` are in order."""
        if len(keys) == 1:
            yield self._members[keys[0]]
            return
        records = [self._blocks.records[key] for key in keys]
        compared = (
            (i, j) for i, j in combinations(range(len(keys)), 2) if keys[i][1] != keys[j][1] and self._is_compared(keys[i], keys[j])
        )
        pairs = {(i, j): self._matcher.probability(records[i], records[j]) for i, j in compared}
        cluster = _cluster_by_rules if self._by_rules else _cluster_by_probability
        for numbers in cluster(records, pairs, self._kind.matching.linked):
            yield tuple(sorted((record for i in numbers for record in self._members[keys[i]]), key=lambda r: r.key))

    def _is_compared(self, one: Key, other: Key) -> bool:
        """True where two records of a component share a block, or may be of one event though one of them has no place to share, or one that no list has."""
        return self._blocks.share(one, other) or (not self._by_rules and self._blocks.may_share_place(one, other))


def cluster_records(records: Sequence[EventRecord], corpus: CorpusEvidence) -> list[Cluster]:
    """The records of each event, from nothing; `corpus` is the evidence of their articles. The result does not depend on the order of `records`."""
    clusters: list[Cluster] = []
    for kind in event_kinds():
        by_article: dict[str, list[EventRecord]] = defaultdict(list)
        for record in records:
            if record.kind == kind.name:
                by_article[record.article].append(record)
        clusters += RecordClusters(kind, Matcher(corpus)).update(by_article)[1]
    return sorted(clusters, key=lambda cluster: cluster[0].key)


def _cluster_by_probability(records: Sequence[EventRecord], pairs: Pairs, linked: float) -> Iterable[Sequence[int]]:
    """Across articles by probability; within each of them the rules have joined what is one."""
    pairs_of_one = list(_pairs_of_articles(records))
    apart = {(i, j) for i, j in pairs_of_one if contradicts(records[i], records[j])}
    never = {(i, j) for i, j in pairs_of_one if are_reported_as_two(records[i], records[j])}
    return average_linkage([record.article for record in records], pairs, linked, apart, never)


def _pairs_of_articles(records: Sequence[EventRecord]) -> Iterator[tuple[int, int]]:
    """The pairs of records of one article."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        by_article[record.article].append(number)
    return (pair for numbers in by_article.values() for pair in combinations(numbers, 2))


def _cluster_by_rules(records: Sequence[EventRecord], pairs: Pairs, linked: float) -> Iterator[Sequence[int]]:
    """By rules, whose clusters stand, and beyond them by probability."""
    number_of = {record.key: number for number, record in enumerate(records)}
    by_rule = [[number_of[record.key] for record in cluster] for cluster in cluster_greedily(records)]
    cluster_of = {number: at for at, numbers in enumerate(by_rule) for number in numbers}
    between: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (i, j), probability in _best_fits(records, pairs).items():
        one, other = sorted((cluster_of[i], cluster_of[j]))
        if one != other:
            between[one, other].append(probability)
    means = {
        (one, other): 0.0 if _apart(by_rule[one], by_rule[other], records) else _mean(values, len(by_rule[one]) * len(by_rule[other]))
        for (one, other), values in between.items()
    }
    for numbers in average_linkage(range(len(by_rule)), means, linked):
        yield [number for at in numbers for number in by_rule[at]]


def _mean(probabilities: Sequence[float], count: int) -> float:
    """The mean of `count` probabilities, those that are not given being UNBLOCKED."""
    return (sum(probabilities) + UNBLOCKED * (count - len(probabilities))) / count


def _apart(one: Iterable[int], other: Iterable[int], records: Sequence[EventRecord]) -> bool:
    """True where an article reports the two as two events, on sure days that differ or with other persons."""
    pairs = ((records[i], records[j]) for i in one for j in other)
    return any(a.article == b.article and contradicts(a, b) for a, b in pairs)


def _best_fits(records: Sequence[EventRecord], pairs: Pairs) -> Pairs:
    """The pairs that count. Of the records of another article a record counts with the one that it fits best, and with those
    that fit it best: what speaks for two articles on one subject must not link every meeting of the one with every meeting of the other.
    """
    scored = sorted((-probability, i, j) for (i, j), probability in pairs.items())
    best: dict[tuple[int, str], int] = {}
    for _, i, j in scored:
        best.setdefault((i, records[j].article), j)
        best.setdefault((j, records[i].article), i)
    return {(i, j): -score for score, i, j in scored if best[i, records[j].article] == j or best[j, records[i].article] == i}


def _merge(cluster: Sequence[EventRecord]) -> EventRecord:
    """One record of an article's records of one event, as complete as they are together."""
    if len(cluster) == 1:
        return cluster[0]
    attacking = next((record for record in cluster if record.attacker), cluster[0])
    figures: dict[str, int] = {}
    for record in cluster:
        figures |= {name: max(number, figures.get(name, 0)) for name, number in record.figures.items()}
    return replace(
        cluster[0],
        mentions=tuple(mention for record in cluster for mention in record.mentions),
        sentences=tuple(sentence for record in cluster for sentence in record.sentences),
        dates=combine_dates([record.dates for record in cluster], cluster[0].kind),
        place=most_specific_place([record.place for record in cluster if record.place]),
        persons=frozenset[str]().union(*(record.persons for record in cluster)),
        bodies=frozenset[str]().union(*(record.bodies for record in cluster)),
        represented_states=frozenset[str]().union(*(record.represented_states for record in cluster)),
        unaffiliated=frozenset[str]().union(*(record.unaffiliated for record in cluster)),
        attacker=attacking.attacker,
        attacker_side=attacking.attacker_side,
        weapon=next((record.weapon for record in cluster if record.weapon), ""),
        figures=figures,
    )
