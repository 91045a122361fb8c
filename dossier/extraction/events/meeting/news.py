"""The meeting that an article is about, where no sentence that names it says who met."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, takewhile
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.days import is_long_before
from dossier.extraction.events.meeting.brought_together import are_brought_together, is_of_others
from dossier.extraction.events.meeting.context import states_represented
from dossier.extraction.events.meeting.coref import is_coarse
from dossier.extraction.events.meeting.meeting_mention import MeetingMention
from dossier.extraction.events.paragraphs import Paragraphs
from dossier.extraction.lexicon.titles import HEADS_OF_STATE, holds_state_office
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

FEWEST, MOST = 2, 3
"""Officers of different states whom a sentence brings together: more of them are a list."""
OPENING = 4
"""Paragraphs in which an article says what its news is."""
REACH = 3
"""Paragraphs between the sentence that brings them together and the word for their meeting."""


class NewsParties:
    """The officers of different states whom the opening of an article brings together in one sentence."""

    def __init__(self, doc: Doc, paragraphs: Paragraphs, nationalities: NationalityResolver, resolver: "CorefResolver") -> None:
        self.nationalities, self.resolver, self._doc = nationalities, resolver, doc
        numbered = ((paragraphs.number_at(sentence.start_char), sentence) for sentence in doc.sents)
        opening = takewhile(lambda row: row[0] < OPENING, numbered)
        self._officers = [(number, s, self._officers_in(s)) for number, s in opening]

    def of(self, mention: MeetingMention) -> tuple[int, ...]:
        """Keys of those who met, for a mention whose sentence or whose preceding paragraphs bring them together; empty for others."""
        word = self._doc[mention.token_index]
        if is_of_others(word):
            return ()
        for number, sentence, officers in reversed(self._officers):
            is_near = sentence.start_char <= mention.sentence.start and mention.paragraph - number <= REACH
            if is_near and FEWEST <= len(officers) <= MOST and mention.persons <= officers.keys():
                return tuple(officers) if word in sentence or are_brought_together(tuple(officers.values())) else ()
        return ()

    def _officers_in(self, sentence: Span) -> dict[int, Token]:
        """Keys of the persons of a sentence who hold an office of a state or lead it, each with its first word, if no two are of one state; else
        none.
        """
        names: dict[int, Token] = {}
        for token in sentence:
            key = self.nationalities.actor_of_name(token)
            if key is not None and self.nationalities.person(key) and self._holds_office(key):
                names.setdefault(key, token)
        return names if all(self._are_of_two_states(one, other) for one, other in combinations(names, 2)) else {}

    def _holds_office(self, key: int) -> bool:
        return self._is_head(key) or any(map(holds_state_office, self.resolver.roles(key)))

    def _is_head(self, key: int) -> bool:
        """True for the head of a state or of a government."""
        return any(role.lower().partition(" of ")[0] in HEADS_OF_STATE for role in self.resolver.roles(key))

    def _are_of_two_states(self, one: int, other: int) -> bool:
        """True where two people act for different states. Where the text says only of one which it is, both must be heads: it has one of them."""
        states = [frozenset(self.resolver.affiliations(key)) for key in (one, other)]
        return not states[0] & states[1] and (all(states) or (any(states) and self._is_head(one) and self._is_head(other)))


def is_of_past(mention: MeetingMention, times: Sequence[TimeExpression], published: date | None) -> bool:
    """True for a meeting that is only recalled, or of which the text says that it took place months before."""
    is_dated = mention.time_ids and all(is_coarse(i, times) or is_long_before(times[i], published) for i in mention.time_ids)
    return mention.recalled or bool(is_dated)


def with_news(
    mentions: Sequence[MeetingMention], parties: NewsParties, times: Sequence[TimeExpression], published: date | None
) -> list[MeetingMention]:
    """The mentions, that of the article's news with those who met; empty where there is none.

    The news is the first mention, one with a day or a place before others, of a meeting that others than its own sentence say the parties of.
    """
    possible = [(m, keys) for m in mentions if _may_be_news(m) and not is_of_past(m, times, published) and (keys := parties.of(m))]
    if not possible:
        return []
    news, keys = min(possible, key=lambda row: not (row[0].time_ids or row[0].places))
    return [_met_by(m, keys, parties) if m is news else m for m in mentions]


def _may_be_news(mention: MeetingMention) -> bool:
    """True for a meeting that the text does not only recall, look forward to as another one, or speak of in general, and no summit of a body."""
    if mention.has_other_side:
        return False
    is_pointed_at = mention.definite or mention.time_ids or mention.places or len(mention.persons) >= FEWEST
    return bool(is_pointed_at) and not (mention.roster or mention.gathering or mention.is_new or mention.weak or mention.called_off)


def _met_by(mention: MeetingMention, keys: tuple[int, ...], parties: NewsParties) -> MeetingMention:
    """The mention with those who met."""
    participants = tuple(dict.fromkeys((*mention.participants, *keys)))
    return replace(
        mention,
        participants=participants,
        persons=mention.persons | set(keys),
        states=states_represented(participants, parties.nationalities, parties.resolver),
        passing=False,
    )
