"""Near-duplicate detection by 5-word shingles (Jaccard), so that copies of one agency report count as one independent source."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from zlib import crc32

from dossier.linking.components import connected_components
from dossier.model.article import Article

WORD = re.compile(r"[^\W_]+")
SHINGLE_LENGTH = 5
"""Words in a shingle; the length that the literature on near-duplicates of news uses."""
MIN_JACCARD = 0.5
"""Jaccard similarity from which two texts are near-duplicates."""
MIN_CONTAINMENT = 0.8
"""Share of the shorter text's shingles in the longer one from which it is contained in it."""
SAMPLE = 4  # one shingle in so many is used for blocking; the comparison itself uses all
SHORT = 40  # of texts with fewer shingles all are used for blocking
MAX_BLOCK = 8  # of the texts that share a shingle only the first ones are compared; the rest are linked through them


def find_near_duplicates(articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """For each article that is not alone, the ids of the others in its group of near-duplicates, in order of file and id.

    Pairs are found by shared shingles over an inverted index and then compared exactly: near-duplicates from a Jaccard
    similarity of one half, or where one text contains nearly all of a shorter one. Articles without a near-duplicate are left out.
    """
    order = sorted(articles, key=lambda key: (articles[key].file, key))
    shingles = {key: _shingles(articles[key].text) for key in order}
    groups = connected_components(
        order, _candidate_pairs(order, shingles), lambda first, second: _near_duplicates(shingles[first], shingles[second])
    )
    return {key: tuple(k for k in group if k != key) for group in groups if len(group) > 1 for key in group}


def jaccard(text: str, other: str) -> float:
    """Jaccard similarity of two texts: shingles in both divided by shingles in either, 0 to 1."""
    left, right = _shingles(text), _shingles(other)
    return len(left & right) / len(left | right) if left or right else 0.0


def _shingles(text: str) -> frozenset[int]:
    """Hashes of all shingles; of the whole text where it is shorter. They are stable between runs of the program."""
    words = [crc32(w.encode()) for w in WORD.findall(text.lower())]
    shingles = zip(*(words[i:] for i in range(SHINGLE_LENGTH)), strict=False)
    return frozenset(map(hash, shingles)) or frozenset({hash(tuple(words))} if words else ())


def _sample(shingles: frozenset[int]) -> Iterable[int]:
    return shingles if len(shingles) < SHORT else (s for s in shingles if s % SAMPLE == 0)


def _candidate_pairs(order: list[str], shingles: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    """Blocking: each text with those before it that share enough sampled shingles."""
    index: dict[int, list[str]] = {}
    for key in order:
        blocks = [index.setdefault(shingle, []) for shingle in _sample(shingles[key])]
        shared = Counter(chain.from_iterable(blocks))
        for block in blocks:
            if len(block) < MAX_BLOCK:
                block.append(key)
        for other, count in sorted(shared.items()):
            if count * SAMPLE * 4 >= min(len(shingles[key]), len(shingles[other])):
                yield other, key


def _near_duplicates(left: frozenset[int], right: frozenset[int]) -> bool:
    common = len(left & right)
    shorter = min(len(left), len(right))
    return common >= MIN_JACCARD * len(left | right) or (shorter >= SHORT and common >= MIN_CONTAINMENT * shorter)
