"""Limit of triggers in a sentence: rules compare each with each other one."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TypeVar

from spacy.tokens import Token

MOST_IN_SENTENCE = 16
"""Meetings or attacks of one sentence that are looked at; a list in the news has a few."""


class Trigger(Protocol):
    """A word that names an event."""

    @property
    def token(self) -> Token:
        """The word."""


TriggerT = TypeVar("TriggerT", bound=Trigger)


def first_in_sentences(triggers: Iterable[TriggerT]) -> tuple[TriggerT, ...]:
    """The triggers, of each sentence no more than `MOST_IN_SENTENCE`."""
    counts: Counter[int] = Counter()
    first = []
    for trigger in triggers:
        sentence = trigger.token.sent.start
        counts[sentence] += 1
        if counts[sentence] <= MOST_IN_SENTENCE:
            first.append(trigger)
    return tuple(first)
