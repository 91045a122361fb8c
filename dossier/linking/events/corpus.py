"""Evidence of whole articles for event coreference: rare names that two articles share, how alike their texts and sentences are."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log, sqrt

from dossier.linking.events.records import EventRecord
from dossier.linking.word_weights import WORD, word_weight
from dossier.model.actor import ActorKind, EntityCluster
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.text.names import without_accents

FULL_NAME = re.compile(r"\b[A-Z][^\W\d_]*[a-zà-ÿ’'-]+(?: (?:al-|bin |ibn |de |van |von )?[A-Z][^\W\d_]*[a-zà-ÿ’'-]{2,})+\b")
"""Two capitalised words or more: names of people, streets, bodies and small towns, whoever they are."""
OFFICE = re.compile(r"[A-Z]|spokes|police|officer")
"""What a title or an office has in it: a capital ("Cpl.", "mayor of Quito"), or the trade of those who speak about a case."""
MOST_ARTICLES = 20
"""Articles that may name somebody without an office who still points to one story: more, and it is somebody whom everybody knows."""
AGE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b", re.IGNORECASE)
RARE = 5
"""Articles that may print a name which still points to one story."""
TOO_FEW = 4
"""Articles up to which shared names and words say nothing about one event."""
COUNTS = 0.5
"""Share of their weight from which shared names are given as a reason."""
MANY = 50
"""Articles from which shared names and words have their full weight."""
CHANCE = 0.04
"""Cosine of two texts, or two sentences, that have nothing but the usual words of news in common."""
KEPT_WORDS = 80
"""Words of an article that count for its similarity to another, the heaviest."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CorpusEvidence:
    """What the texts of a dossier say about pairs of articles.

    By article id: `names` (the full names that an article prints, without accents and but for those of bodies), `people` (the full names of persons whom it gives no office:
    mostly victims, suspects and their families) and `vectors` (tf-idf weights of its heaviest words, normalised
    to length 1). `frequency` is the number of articles that print a name.
    """

    names: Mapping[str, frozenset[str]]
    people: Mapping[str, frozenset[str]]
    frequency: Mapping[str, int]
    vectors: Mapping[str, Vector]

    @property
    def size_weight(self) -> float:
        """Share of its full weight that similarity of articles has, by their number: a few articles on one subject share names and words anyway."""
        return min(1.0, max(0.0, log(len(self.names) / TOO_FEW) / log(MANY / TOO_FEW))) if self.names else 0.0

    def rare_names_of(self, article: str) -> frozenset[str]:
        """The full names of an article that few others print."""
        return frozenset(name for name in self.names[article] if self.frequency[name] <= RARE)

    def rare_names(self, one: str, other: str) -> tuple[str, ...]:
        """The full names that two articles share and few others print, in alphabetical order."""
        return tuple(sorted(self.rare_names_of(one) & self.names[other]))

    def shared_people(self, one: str, other: str) -> tuple[str, ...]:
        """The persons without an office of either article whom the other names too, in alphabetical order."""
        shared = (self.people[one] & self.names[other]) | (self.people[other] & self.names[one])
        return tuple(sorted(name for name in shared if self.frequency[name] <= MOST_ARTICLES))

    def story_people(self, article: str) -> frozenset[str]:
        """The persons without an office of an article whom few enough articles name to point to one story."""
        return frozenset(name for name in self.people[article] if self.frequency[name] <= MOST_ARTICLES)

    def names_in_several(self, articles: Collection[str]) -> tuple[str, ...]:
        """The rare names that two or more of `articles` print, the most frequent first; in a dossier too small for them to count, only people
        without an office.
        """
        people = Counter(name for pair in combinations(sorted(set(articles)), 2) for name in self.shared_people(*pair))
        names = (
            Counter(name for article in articles for name in self.rare_names_of(article)) if self.size_weight >= COUNTS else Counter[str]()
        )
        shared = {*people, *(name for name, count in names.items() if count > 1)}
        return tuple(sorted(shared, key=lambda name: (-people[name], -names[name], name)))

    def ages_in_several(self, records: Sequence[EventRecord]) -> tuple[str, ...]:
        """The ages that the sentences of two or more articles print, in order."""
        articles = Counter(age for age, _ in {(age, record.article) for record in records for age in self.ages(record)})
        return tuple(sorted((age for age, count in articles.items() if count > 1), key=int))

    def similarity(self, one: str, other: str) -> float:
        """Cosine of two articles' words above CHANCE, 0 to 1."""
        return max(0.0, _dot(self.vectors[one], self.vectors[other]) - CHANCE)

    def sentence_similarity(self, one: EventRecord, other: EventRecord) -> float:
        """Cosine of the words of the sentences behind two records above CHANCE, 0 to 1."""
        return max(0.0, _dot(_sentence_vector(one.sentences), _sentence_vector(other.sentences)) - CHANCE)

    def ages(self, record: EventRecord) -> frozenset[str]:
        """The ages in years that the sentences of a record print, as digits."""
        return frozenset(age for sentence in record.sentences for age in AGE.findall(sentence))


class EvidenceIndex:
    """The evidence of the articles of a dossier, kept up to date as these come and go; `corpus` is what it says now."""

    def __init__(self) -> None:
        self._names: dict[str, frozenset[str]] = {}
        self._people: dict[str, frozenset[str]] = {}
        self._frequency: Counter[str] = Counter()
        self._vectors: dict[str, Vector] = {}
        self._printing: dict[str, set[str]] = defaultdict(set)
        self.corpus = CorpusEvidence(self._names, self._people, self._frequency, self._vectors)

    def update(self, changed: Mapping[str, tuple[Article, Facts] | None]) -> set[str]:
        """Replace articles, given by id, None for one that is gone. Returns all articles with which others compare otherwise now: the changed
        ones, those that print a name which became rare or ceased to be, and all of them where the dossier was or is small.
        """
        weight = self.corpus.size_weight
        names = {name for article in changed for name in self._names.get(article, ())}
        before = {name: self._frequency[name] for name in names}
        for article, source in changed.items():
            self._remove(article)
            if source is not None:
                self._add(article, *source)
                names |= self._names[article]
        moved = {name for name in names if _rank(before.get(name, 0)) != _rank(self._frequency.get(name, 0))}
        if weight != self.corpus.size_weight:
            return changed.keys() | self._names.keys()
        return set(changed).union(*(self._printing[name] for name in moved if name in self._printing))

    def _add(self, ident: str, article: Article, facts: Facts) -> None:
        self._people[ident] = people_without_office(facts.actors)
        self._names[ident] = frozenset(find_names(article.text, names_of_bodies(facts.actors)))
        self._vectors[ident] = text_vector(article.text)
        for name in self._names[ident]:
            self._printing[name].add(ident)
            self._frequency[name] = len(self._printing[name])

    def _remove(self, ident: str) -> None:
        for name in self._names.pop(ident, ()):
            self._printing[name].discard(ident)
            self._frequency[name] = len(self._printing[name])
            if not self._printing[name]:
                del self._printing[name], self._frequency[name]
        for table in (self._people, self._vectors):
            table.pop(ident, None)


def _rank(frequency: int) -> int:
    """Whether a name points to one story by itself, only as that of a person without an office, or not at all."""
    return (frequency > RARE) + (frequency > MOST_ARTICLES)


def collect_evidence(articles: Iterable[Article], facts: Mapping[str, Facts]) -> CorpusEvidence:
    """The evidence of articles, whose facts are by article id, from nothing; the result does not depend on their order."""
    index = EvidenceIndex()
    index.update({article.id: (article, facts.get(article.id, Facts(article.id))) for article in articles})
    return index.corpus


def find_names(text: str, bodies: Collection[str]) -> Iterator[str]:
    """The full names in a text that are not those of `bodies`, without accents."""
    return (without_accents(name) for name in FULL_NAME.findall(text) if name.removeprefix("The ") not in bodies)


def names_of_bodies(actors: Iterable[EntityCluster]) -> set[str]:
    """The names of states and organisations: they stand in reports of many events."""
    return {mention.text for actor in actors if actor.kind is not ActorKind.PERSON for mention in actor.mentions}


def people_without_office(actors: Iterable[EntityCluster]) -> frozenset[str]:
    """The full names, without accents, of persons to whom an article gives neither a title nor an office; "father" and "neighbour" are not offices."""
    return frozenset(
        without_accents(actor.name)
        for actor in actors
        if actor.kind is ActorKind.PERSON
        and " " in actor.name
        and not actor.affiliations
        and not any(OFFICE.search(role.text) for role in actor.roles)
    )


def text_vector(text: str) -> Vector:
    """The tf-idf weights of the heaviest words of a text, normalised to length 1."""
    counts = Counter(word.casefold() for word in WORD.findall(text))
    return _heaviest({word: (1 + log(n)) * word_weight(word) for word, n in counts.items()})


@lru_cache(maxsize=4_096)
def _sentence_vector(sentences: tuple[str, ...]) -> Vector:
    """The weights of the words of some sentences, at length 1. Remembered: a record is compared with many others."""
    # in the order of the text, so that sums over them are the same in every process
    words = dict.fromkeys(word.casefold() for sentence in sentences for word in WORD.findall(sentence))
    return _unit({word: word_weight(word) for word in words})


def _heaviest(weights: Vector) -> Vector:
    """The heaviest words of a vector, at length 1; of equal weights the first in the alphabet."""
    return _unit(dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT_WORDS]))


def _unit(weights: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _dot(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[word] for word, weight in small.items() if word in large)
