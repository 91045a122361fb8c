"""Limits of what is compared with each other: the events of a sentence, and the events that a mention may belong to."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TypeVar

from spacy.tokens import Token

MOST_IN_SENTENCE = 16
"""Meetings or attacks of one sentence that are looked at; a list in the news has a few."""

FIRST_EVENTS, LAST_EVENTS = 20, 80
"""Events of an article that a later mention may belong to, where there are more: the news, and what was reported last."""


class Trigger(Protocol):
    """A word that names an event."""

    @property
    def token(self) -> Token:
        """The word."""


TriggerT = TypeVar("TriggerT", bound=Trigger)
GroupT = TypeVar("GroupT")


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


def first_and_last(groups: list[GroupT]) -> list[GroupT]:
    """The first and the last groups of mentions; all of them where they are few."""
    return groups if len(groups) <= FIRST_EVENTS + LAST_EVENTS else [*groups[:FIRST_EVENTS], *groups[-LAST_EVENTS:]]
