"""Average linkage: agglomerative clustering of records by the probabilities of their pairs."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

UNBLOCKED = 0.02
"""Probability taken for a pair that shares no block."""

Pairs = Mapping[tuple[int, int], float]
Near = Mapping[int, Mapping[int, float]]


def average_linkage(
    articles: Sequence[Hashable],
    pairs: Pairs,
    linked: float,
    apart: Collection[tuple[int, int]] = (),
    never: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Agglomerative clustering of the numbers of `articles`, which holds the article of each: the two clusters with the highest mean probability
    become one while it is at least `linked`.

    `pairs` holds the probabilities of pairs (i, j) with i < j; others count as UNBLOCKED. Two articles count once, with their most probable
    pair: an article may report an event more than once. Of one article, the pairs `apart` (i < j) count as 0 and others not at all. The numbers of a pair of
    `never` (i < j) are kept apart whatever speaks for them.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), probability in pairs.items():
        near[i][j] = near[j][i] = probability

    def mean(one: int, other: int) -> float:
        return 0.0 if _any_pair(members[one], members[other], never) else _mean(members[one], members[other], articles, near, apart)

    members = {number: [number] for number in range(len(articles))}
    cluster_of = list(range(len(articles)))
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


def _mean(one: Sequence[int], other: Sequence[int], articles: Sequence[Hashable], near: Near, apart: Collection[tuple[int, int]]) -> float:
    """Mean of the probabilities between two clusters, by pair of articles."""
    best: dict[tuple[Hashable, Hashable], float] = {}
    contradictions = 0
    for i in one:
        for j in other:
            if articles[i] == articles[j]:
                contradictions += (min(i, j), max(i, j)) in apart
                continue
            key = articles[i], articles[j]
            best[key] = max(best.get(key, 0.0), near.get(i, {}).get(j, UNBLOCKED))
    return sum(best.values()) / (len(best) + contradictions) if best else 0.0


def _any_pair(one: Iterable[int], other: Sequence[int], pairs: Collection[tuple[int, int]]) -> bool:
    """True where a number of one and one of the other are among `pairs` (i < j)."""
    return bool(pairs) and any((min(i, j), max(i, j)) in pairs for i in one for j in other)


def _neighbours(numbers: Iterable[int], near: Near, cluster_of: Sequence[int]) -> list[int]:
    return sorted({cluster_of[j] for i in numbers for j in near.get(i, {})})
