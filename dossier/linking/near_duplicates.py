"""Near-duplicate detection by 5-word shingles (Jaccard), so that copies of one agency report count as one independent source."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import Protocol
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
MIN_SHARE = 2 / 3
"""Share of the shorter text's shingles that two texts have in common at least where their Jaccard similarity is one half."""
SURE_ERRORS = 3
"""Standard errors of a share that is estimated from samples, beyond which it is smaller than that."""
SAMPLE = 4  # one shingle in this many is used for blocking; the comparison itself uses all
SHORT = 40  # of texts with fewer shingles all are used for blocking
LEADERS = 8
"""Articles of a block that all others in it are compared with: those whose ids come first. An id is a hash of the file, so the choice does
not depend on when an article was added."""
TextOf = Callable[[str], str]
"""The text of an article by its id."""


class ShingleIndex(Protocol):
    """Inverted index of the sampled shingles of texts. The block of a shingle is the ids of the articles that have it, in order."""

    def block(self, shingle: int, most: int | None = None) -> Sequence[str]:
        """The block of a shingle, or its first ids."""

    def sampled(self, article: str) -> Sequence[int]:
        """The sampled shingles of an article; none for one that is not indexed."""

    def size(self, article: str) -> int:
        """The number of all shingles of an indexed article."""

    def put(self, article: str, sampled: Sequence[int], size: int) -> None:
        """Index an article, or replace what is indexed of it."""

    def remove(self, article: str) -> None:
        """Remove an article; nothing where it is not indexed."""


class ShingleTables:
    """A `ShingleIndex` in memory."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[str]] = {}
        self._texts: dict[str, tuple[Sequence[int], int]] = {}

    def block(self, shingle: int, most: int | None = None) -> Sequence[str]:
        """See `ShingleIndex`."""
        return self._blocks.get(shingle, [])[:most]

    def sampled(self, article: str) -> Sequence[int]:
        """See `ShingleIndex`."""
        return self._texts[article][0] if article in self._texts else ()

    def size(self, article: str) -> int:
        """See `ShingleIndex`."""
        return self._texts[article][1]

    def put(self, article: str, sampled: Sequence[int], size: int) -> None:
        """See `ShingleIndex`."""
        self.remove(article)
        self._texts[article] = sampled, size
        for shingle in sampled:
            insort(self._blocks.setdefault(shingle, []), article)

    def remove(self, article: str) -> None:
        """See `ShingleIndex`."""
        for shingle in self.sampled(article):
            self._blocks[shingle].remove(article)
        self._texts.pop(article, None)


def find_near_duplicates(articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """For each article that is not alone, the ids of the others in its group of near-duplicates, in order of file and id.

    Pairs are found by shared shingles over an inverted index and then compared exactly: near-duplicates from a Jaccard
    similarity of one half, or where one text contains nearly all of a shorter one. Articles without a near-duplicate are left out.
    """
    index, shingles = ShingleTables(), {}
    for key in sorted(articles):
        shingles[key] = _shingles(articles[key].text)
        index.put(key, _sample(shingles[key]), len(shingles[key]))
    pairs = ((other, key) for key in shingles for other in _candidates(key, index) if other < key)
    groups = connected_components(list(shingles), pairs, lambda a, b: _near_duplicates(shingles[a], shingles[b]))
    return groups_by_article(groups, {key: (article.file, key) for key, article in articles.items()})


def groups_by_article(groups: Iterable[Sequence[str]], order: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """For each article of a group of two or more the others, sorted by `order` (file and id)."""
    # another program may have added an article since these were read
    present = ([key for key in group if key in order] for group in groups)
    ordered = (sorted(group, key=order.__getitem__) for group in present if len(group) > 1)
    return {key: tuple(other for other in group if other != key) for group in ordered for key in group}


class IndexUpdate:
    """Changes of an index, in one batch of texts after the other: all at once need much memory, and what was compared after each batch would be
    compared again after the next.
    """

    def __init__(self, index: ShingleIndex) -> None:
        self._index = index
        self._changed: set[str] = set()
        self._leaders: dict[int, frozenset[str]] = {}

    def apply(self, changed: Mapping[str, str | None]) -> None:
        """Index texts by article id, None for one that is gone."""
        index, shingles = self._index, {key: _shingles(text) for key, text in changed.items() if text is not None}
        samples = {key: _sample(of_text) for key, of_text in shingles.items()}
        added = Counter(shingle for sampled in samples.values() for shingle in sampled)
        blocks = {shingle for key in changed for shingle in index.sampled(key)} | added.keys()
        first = ((shingle, index.block(shingle, LEADERS + 1)) for shingle in blocks - self._leaders.keys())
        # in a block of a few all are leaders, and each new one is compared with them
        self._leaders |= {shingle: frozenset(block[:LEADERS]) for shingle, block in first if len(block) + added[shingle] > LEADERS}
        for key in changed:
            if key in samples:
                index.put(key, samples[key], len(shingles[key]))
            else:
                index.remove(key)
        self._changed |= changed.keys()

    def to_compare(self) -> frozenset[str]:
        """The articles whose near-duplicates must be found again: the changed ones, and those that became or ceased to be among the leaders of
        a block.
        """
        moved = (before ^ frozenset(self._index.block(shingle, LEADERS)) for shingle, before in self._leaders.items())
        return frozenset(self._changed).union(*moved)


def near_duplicates_of(article: str, index: ShingleIndex, text_of: TextOf) -> Iterator[str]:
    """The ids of the indexed articles whose texts are near-duplicates of this one's."""
    for other in _candidates(article, index):
        if _near_duplicates(_shingles(text_of(article)), _shingles(text_of(other))):
            yield other


def jaccard(text: str, other: str) -> float:
    """Jaccard similarity of two texts: shingles in both divided by shingles in either, 0 to 1."""
    left, right = _shingles(text), _shingles(other)
    return len(left & right) / len(left | right) if left or right else 0.0


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[int]:
    """Hashes of all shingles; of the whole text where it is shorter. They are stable between runs of the program."""
    words = [crc32(w.encode()) for w in WORD.findall(text.lower())]
    shingles = zip(*(words[i:] for i in range(SHINGLE_LENGTH)), strict=False)
    return frozenset(map(hash, shingles)) or frozenset({hash(tuple(words))} if words else ())


def _sample(shingles: Collection[int]) -> tuple[int, ...]:
    return tuple(sorted(shingles if len(shingles) < SHORT else (s for s in shingles if s % SAMPLE == 0)))


def _candidates(article: str, index: ShingleIndex) -> list[str]:
    """Blocking: the articles that share enough sampled shingles with this one, of each block its leaders, or all where it is one."""
    shared: Counter[str] = Counter()
    for shingle in index.sampled(article):
        leaders = index.block(shingle, LEADERS)
        shared.update(index.block(shingle) if len(leaders) == LEADERS and article in leaders else leaders)
    shared.pop(article, None)
    size = index.size(article) if shared else 0
    enough = (other for other, count in shared.items() if count * SAMPLE * 4 >= min(size, index.size(other)))
    sampled = frozenset(index.sampled(article))
    return sorted(other for other in enough if min(size, index.size(other)) < SHORT or _may_be_alike(sampled, index.sampled(other)))


def _may_be_alike(sampled: frozenset[int], others: Sequence[int]) -> bool:
    """True unless two samples share so little that their texts cannot be near-duplicates, but for one pair in a thousand."""
    size = min(len(sampled), len(others))
    error = sqrt(MIN_SHARE * (1 - MIN_SHARE) / size) if size else 0.0
    return len(sampled.intersection(others)) >= (MIN_SHARE - SURE_ERRORS * error) * size


def _near_duplicates(left: frozenset[int], right: frozenset[int]) -> bool:
    common = len(left & right)
    shorter = min(len(left), len(right))
    return common >= MIN_JACCARD * len(left | right) or (shorter >= SHORT and common >= MIN_CONTAINMENT * shorter)
