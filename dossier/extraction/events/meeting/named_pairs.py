"""Named pairs: the people whom "they", "the two leaders", "the pair" and "their meeting" stand for, where no meeting has been reported yet."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.participants import named_by
from dossier.extraction.events.paragraphs import Paragraphs

PAIR = 2
REACH = 1
"""Paragraphs between a pair and the words that stand for it, at most."""
_SINGULAR = frozenset({"he", "she"})


def pair_named_before(token: Token, nationalities: NationalityResolver, paragraphs: Paragraphs) -> tuple[int, ...]:
    """Keys of the only two people in the nearest sentence before that of `token` that has two or more; empty for more, and for none nearby."""
    paragraph = paragraphs.number_at(token.idx)
    for sentence in _sentences_before(token):
        if paragraph - paragraphs.number_at(sentence.start_char) > REACH:
            break
        people = list(dict.fromkeys(key for word in sentence if (key := _person(word, nationalities)) is not None))
        if len(people) >= PAIR:
            return tuple(people) if len(people) == PAIR else ()
    return ()


def group_named_before(token: Token, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the persons who are one subject earlier in the sentence: "X and Y will go to Z, where they will meet W"."""
    subjects = [t for t in token.sent if t.i < token.i and t.dep_ in {"nsubj", "nsubjpass"}]
    groups = [tuple(filter(nationalities.person, named_by(t, nationalities))) for t in subjects]
    return next((group for group in reversed(groups) if len(set(group)) > 1), ())


def _sentences_before(token: Token) -> Iterator[Span]:
    """The sentences before that of a token, nearest first."""
    start = token.sent.start
    while start > 0:
        sentence = token.doc[start - 1].sent
        yield sentence
        start = sentence.start


def _person(word: Token, nationalities: NationalityResolver) -> int | None:
    """Key of the person whom a name or "he" and "she" mean; None for other words."""
    key = nationalities.resolve(word) if word.lower_ in _SINGULAR else nationalities.actor_of_name(word) if word.pos_ == "PROPN" else None
    return key if key is not None and nationalities.person(key) else None
