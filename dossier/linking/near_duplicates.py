"""Which articles print the same or nearly the same text, so that wire copy counts as one independent source."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from zlib import crc32

from dossier.linking.components import connected_components
from dossier.model.article import Article

WORD = re.compile(r"[^\W_]+")
SHINGLE = 5
"""Words in a row; the length that the literature on near-duplicates of news uses."""
ALIKE = 0.5
"""Jaccard similarity from which two texts are one."""
HELD = 0.8
"""Share of the shorter text's shingles from which the longer one holds it."""
SAMPLE = 4  # one shingle in so many proposes pairs; the comparison itself is exact
SHORT = 40  # texts with fewer shingles propose with all of them
CROWD = 8  # of the texts that share a shingle only so many, the first, are proposed; groups join the rest


def find_near_duplicates(articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """For each article that is not alone, the ids of the others in its group of near-duplicates, in order of file and id.

    Pairs are found by shared five-word shingles over an inverted index and then compared exactly: alike from a Jaccard
    similarity of one half, or where one text holds nearly all of a shorter one. Articles without a near-duplicate are left out.
    """
    order = sorted(articles, key=lambda key: (articles[key].file, key))
    shingles = {key: _shingles(articles[key].text) for key in order}
    groups = connected_components(order, _proposed(order, shingles), lambda first, second: _alike(shingles[first], shingles[second]))
    return {key: tuple(k for k in group if k != key) for group in groups if len(group) > 1 for key in group}


def jaccard(one: str, other: str) -> float:
    """How much of two texts is alike: the share of five-word runs that both have among all that either has, from 0 to 1."""
    mine, theirs = _shingles(one), _shingles(other)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words; of the whole text where it is shorter. The same in every run of the program."""
    numbers = [crc32(w.encode()) for w in WORD.findall(text.lower())]
    runs = zip(*(numbers[i:] for i in range(SHINGLE)), strict=False)
    return frozenset(map(hash, runs)) or frozenset({hash(tuple(numbers))} if numbers else ())


def _sample(shingles: frozenset[int]) -> Iterable[int]:
    return shingles if len(shingles) < SHORT else (s for s in shingles if s % SAMPLE == 0)


def _proposed(order: list[str], shingles: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    """Pairs worth comparing: a text with those before it that share enough sampled shingles."""
    holders: dict[int, list[str]] = {}
    for key in order:
        known = [holders.setdefault(shingle, []) for shingle in _sample(shingles[key])]
        shared = Counter(chain.from_iterable(known))
        for held in known:
            if len(held) < CROWD:
                held.append(key)
        for other, count in sorted(shared.items()):
            if count * SAMPLE * 4 >= min(len(shingles[key]), len(shingles[other])):
                yield other, key


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    common = len(one & other)
    shorter = min(len(one), len(other))
    return common >= ALIKE * len(one | other) or (shorter >= SHORT and common >= HELD * shorter)
