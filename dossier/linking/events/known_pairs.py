"""Known pairs: match probabilities of event records that were computed before, also by another process, so that they are computed once."""

from dataclasses import fields
from hashlib import blake2b
from typing import Protocol

import msgspec

from dossier.linking.events.corpus import MOST_ARTICLES, RARE, CorpusEvidence
from dossier.linking.events.matching import match_probability
from dossier.linking.events.records import EventRecord

ENCODER = msgspec.json.Encoder(order="deterministic")
COMPARED = tuple(field.name for field in fields(EventRecord) if field.name != "actor_ids")
"""The fields of a record that are hashed; the ids of its article's other actors play no part in a match."""
PAIR_BYTES = 8
"""Bytes of a pair's number. Among ten million pairs two have the same number with a probability of three in a million."""


class KnownPairs(Protocol):
    """Match probabilities by the number of the pair."""

    def get(self, pair: int) -> float | None:
        """The probability of a pair; None where it is not known."""

    def put(self, pair: int, probability: float) -> None:
        """Note the probability of a pair."""


class Matcher:
    """Match probabilities of pairs of records over the evidence of a dossier's articles. With `known` pairs, those are not computed again.

    The number of a pair is a hash of all that its probability depends on: both records, the words of both
    articles, and the names in them with how rare they are.
    """

    def __init__(self, corpus: CorpusEvidence) -> None:
        self.corpus = corpus
        self.known: KnownPairs | None = None
        self._records: dict[tuple[object, ...], bytes] = {}
        self._articles: dict[str, bytes] = {}

    def __reduce__(self) -> tuple[type["Matcher"], tuple[CorpusEvidence]]:
        """Pickled without what it remembers."""
        return Matcher, (self.corpus,)

    def forget(self) -> None:
        """Forget the hashes of records and articles: these have changed."""
        self._records, self._articles = {}, {}

    def probability(self, one: EventRecord, other: EventRecord) -> float:
        """See `match_probability`."""
        if self.known is None:
            return match_probability(one, other, self.corpus)
        data = self._digest(one) + self._digest(other)
        pair = int.from_bytes(blake2b(data, digest_size=PAIR_BYTES).digest(), signed=True)
        probability = self.known.get(pair)
        if probability is None:
            probability = match_probability(one, other, self.corpus)
            self.known.put(pair, probability)
        return probability

    def _digest(self, record: EventRecord) -> bytes:
        key = (record.kind, *record.key)
        if key not in self._records:
            values = [getattr(record, name) for name in COMPARED]
            self._records[key] = blake2b(ENCODER.encode(values) + self._evidence_digest(record.article)).digest()
        return self._records[key]

    def _evidence_digest(self, article: str) -> bytes:
        if article not in self._articles:
            corpus = self.corpus
            tables = (corpus.names[article], corpus.people[article])
            names = [sorted((name, self._rank(name)) for name in table) for table in tables]
            self._articles[article] = blake2b(ENCODER.encode((corpus.vectors[article], corpus.size_weight, names))).digest()
        return self._articles[article]

    def _rank(self, name: str) -> int:
        frequency = self.corpus.frequency.get(name, 0)
        return (frequency > RARE) + (frequency > MOST_ARTICLES)
