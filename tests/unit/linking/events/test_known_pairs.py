"""Known pairs: what was compared before is not compared again, and nothing else is taken for it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dossier.linking.events import known_pairs
from dossier.linking.events.corpus import CorpusEvidence, collect_evidence
from dossier.linking.events.known_pairs import Matcher
from dossier.linking.events.matching import match_probability
from dossier.linking.events.records import EventRecord
from tests.unit.linking.builders import make_record, on

NAME = "Ada Lund"


class Memory(dict[int, float]):
    """Known pairs in a dictionary."""

    def put(self, pair: int, probability: float) -> None:
        """Note a pair."""
        self[pair] = probability


def evidence(frequency: int = 1, word: str = "talks") -> CorpusEvidence:
    """Evidence of two articles that print one name, which so many print."""
    both = ("a0", "a1")
    return replace(
        collect_evidence((), {}),
        names={key: frozenset({NAME}) for key in both},
        people={key: frozenset() for key in both},
        frequency={NAME: frequency},
        vectors={key: {word: 1.0} for key in both},
    )


def probability(memory: Memory, corpus: CorpusEvidence, change: Callable[[EventRecord], EventRecord] = lambda record: record) -> float:
    """The probability of two records, the second one changed, by a new matcher."""
    matcher = Matcher(corpus)
    matcher.known = memory
    return matcher.probability(make_record(0), change(make_record(1)))


def test_a_known_pair_is_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another matcher has the same probability without a comparison."""
    memory, corpus = Memory(), evidence()
    expected = match_probability(make_record(0), make_record(1), corpus)
    assert probability(memory, corpus) == expected
    with monkeypatch.context() as patch:
        patch.setattr(known_pairs, "match_probability", None)
        assert probability(memory, corpus) == expected
    assert len(memory) == 1


@pytest.mark.parametrize(
    ("corpus", "change"),
    [
        (evidence(), lambda record: replace(record, dates=on(3))),
        (evidence(), lambda record: replace(record, place=("Lima", "Peru"))),
        (evidence(), lambda record: replace(record, persons=frozenset({"stranger"}))),
        (evidence(frequency=6), lambda record: record),
        (evidence(word="others"), lambda record: record),
    ],
)
def test_a_pair_that_differs_in_anything_is_another_one(corpus: CorpusEvidence, change: Callable[[EventRecord], EventRecord]) -> None:
    """Its days, place or people, how rare a shared name is, and the texts."""
    memory = Memory()
    probability(memory, evidence())
    assert probability(memory, corpus, change) == match_probability(make_record(0), change(make_record(1)), corpus)
    assert len(memory) == 2


def test_the_ids_of_other_actors_of_an_article_make_no_difference() -> None:
    """They are no part of a match, and change whenever an actor is found to be another one."""
    memory = Memory()
    probability(memory, evidence())
    probability(memory, evidence(), lambda record: replace(record, actor_ids={9: "p9"}))
    assert len(memory) == 1
