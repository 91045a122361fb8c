"""Evidence of whole articles for event coreference: rare names that two articles share, how alike their texts and sentences are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, log, sqrt

from dossier.linking.events.records import EventRecord
from dossier.model.article import Article

FULL_NAME = re.compile(r"\b[A-Z][^\W\d_]*[a-zà-ÿ’'-]+(?: (?:al-|bin |ibn |de |van |von )?[A-Z][^\W\d_]*[a-zà-ÿ’'-]{2,})+\b")
"""Two capitalised words or more: names of people, streets, bodies and small towns, whoever they are."""
WORD = re.compile(r"[^\W\d_]{4,}|[A-Z][^\W\d_]{2}")
RARE = 0.02
"""The share of a dossier's articles in which a name may stand and still point to one story."""
FEW = 10
"""In a dossier of at most this many articles a name is rare only where two articles at most print it."""
TOO_FEW = 4
"""Articles up to which shared names and words say nothing about one event."""
COUNTS = 0.5
"""Share of their weight from which shared names are given as a reason."""
MANY = 50
"""Articles from which shared names and words have their full weight."""
BACKGROUND = 50
"""Articles imagined beside those of the dossier, so that weights compare across dossiers of any size."""
KEPT_WORDS = 80
"""Words of an article that count for its likeness to another, the heaviest."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CorpusEvidence:
    """What the texts of a dossier say about pairs of articles.

    By article id: `texts`, `names` (the full names that an article prints) and `vectors` (tf-idf weights of its heaviest words, normalised
    to length 1). `frequency` is the number of articles that print a name, `idf` the weight of a word.
    """

    texts: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    frequency: Mapping[str, int]
    vectors: Mapping[str, Vector]
    idf: Mapping[str, float]

    @property
    def size_weight(self) -> float:
        """Share of its full weight that likeness of articles has, by their number: a few articles on one subject share names and words anyway."""
        return min(1.0, max(0.0, log(len(self.names) / TOO_FEW) / log(MANY / TOO_FEW))) if self.names else 0.0

    def rare_names_of(self, article: str) -> frozenset[str]:
        """The full names of an article that few others print."""
        count = len(self.names)
        limit = max(2, ceil(RARE * count)) if count > FEW else 2
        return frozenset(name for name in self.names[article] if self.frequency[name] <= limit)

    def rare_names(self, one: str, other: str) -> tuple[str, ...]:
        """The full names that two articles share and few others print, in alphabetical order."""
        return tuple(sorted(self.rare_names_of(one) & self.names[other]))

    def names_in_several(self, articles: Collection[str]) -> tuple[str, ...]:
        """The rare names that two or more of `articles` print, the most frequent first; none in a dossier too small for them to count."""
        if self.size_weight < COUNTS:
            return ()
        counts = Counter(name for article in articles for name in self.rare_names_of(article))
        return tuple(sorted((name for name, count in counts.items() if count > 1), key=lambda name: (-counts[name], name)))

    def similarity(self, one: str, other: str) -> float:
        """Cosine of two articles' words, 0 to 1."""
        return _dot(self.vectors[one], self.vectors[other])

    def sentence_similarity(self, one: EventRecord, other: EventRecord) -> float:
        """Cosine of the words of the sentences behind two records, 0 to 1."""
        return _dot(self._weights(one), self._weights(other))

    def _weights(self, record: EventRecord) -> Vector:
        sentences = (mention.span.of(self.texts[record.article]) for mention in record.mentions)
        words = {word.casefold() for sentence in sentences for word in WORD.findall(sentence)}
        return _unit({word: self.idf.get(word, 0.0) for word in words})


def collect_evidence(articles: Iterable[Article]) -> CorpusEvidence:
    """The evidence of a dossier's articles; the result does not depend on their order."""
    bodies = {article.id: article.text for article in articles}
    names = {key: frozenset(FULL_NAME.findall(text)) for key, text in bodies.items()}
    frequency = Counter(name for found in names.values() for name in found)
    counts = {key: Counter(word.casefold() for word in WORD.findall(text)) for key, text in bodies.items()}
    documents = Counter(word for found in counts.values() for word in found)
    idf = {word: log((len(bodies) + BACKGROUND) / number) for word, number in documents.items()}
    vectors = {key: _heaviest({word: (1 + log(n)) * idf[word] for word, n in found.items()}) for key, found in counts.items()}
    return CorpusEvidence(bodies, names, frequency, vectors, idf)


def _heaviest(weights: Vector) -> Vector:
    """The heaviest words of a vector, at length 1; of equal weights the first in the alphabet."""
    return _unit(dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT_WORDS]))


def _unit(weights: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _dot(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[word] for word, weight in small.items() if word in large)
