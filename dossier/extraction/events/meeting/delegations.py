"""Members of delegations: "a delegation led by X", "in attendance were", "the team includes"."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.participants import named_by, subjects_of
from dossier.extraction.syntax.factuality import governing_verb

_ATTENDANCE = re.compile(
    r"\b(?:in attendance|those attending|attendees|those present|participants|also (?:present|attending)|attended by)\b", re.IGNORECASE
)
_MEMBERSHIP_VERBS = frozenset({"lead", "head", "include", "comprise", "represent", "chair", "feature"})
_DELEGATIONS = frozenset({"delegation", "delegations", "negotiators"})


_TEAMS = frozenset({"team", "side"})
_REPRESENTING = frozenset({"side", "behalf", "sent", "sends", "sending", "dispatched", "fielded", "represented", "represents"})
_OFFICES = frozenset({"negotiator", "envoy", "representative", "delegate"})


def delegates_named(sentence: Token, nationalities: NationalityResolver) -> tuple[tuple[int, ...], Token] | None:
    """Keys of the persons that a sentence names as delegates, and the word that does; None where there are none.

    `sentence` is any token of the sentence.
    """
    word_by_key: dict[int, Token] = {}
    for word, phrases in _cues(sentence):
        for key in (key for phrase in phrases for key in named_by(phrase, nationalities) if nationalities.person(key)):
            word_by_key.setdefault(key, word)
    return (tuple(word_by_key), next(iter(word_by_key.values()))) if word_by_key else None


def _cues(anchor: Token) -> Iterator[tuple[Token, list[Token]]]:
    """Each word that introduces delegates, with the phrases that name them; `anchor` is any token of the sentence."""
    sentence = anchor.sent
    match = _ATTENDANCE.search(sentence.text)
    if match:
        word = anchor.doc.char_span(sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand")
        if word is not None:
            yield (
                word[-1],
                [t for t in sentence if t.i > word[-1].i and t.pos_ == "PROPN" and t.ent_type_ == "PERSON" and not _is_possessor(t)]
                or list(sentence[word[-1].i - sentence.start + 1 :]),
            )
    delegations = [t for t in sentence if t.lower_ in _DELEGATIONS or (t.lower_ in _TEAMS and _is_led(t))]
    if delegations:
        verbs = [t for t in sentence if t.lemma_.lower() in _MEMBERSHIP_VERBS or t.lower_ in {"including", "included"}]
        phrases = [p for verb in verbs for p in _members(verb)]
        yield delegations[0], phrases
        yield (
            delegations[0],
            [
                g
                for b in delegations
                for c in (*b.children, *b.head.children)
                if c.lower_ == "under"
                for g in c.children
                if g.dep_ == "pobj"
            ],
        )
        yield delegations[0], [t for t in sentence if _heads_delegation(t)]
    yield from _negotiators(anchor)
    yield from _delegates_of_state(anchor)


def _delegates_of_state(sentence: Token) -> Iterator[tuple[Token, list[Token]]]:
    """Persons whom a state sends ("X sent A"), and who represent it ("On X's side were A and B", "A and B sat for X")."""
    for token in sentence.sent:
        if token.lemma_.lower() in {"send", "dispatch", "field"} and token.pos_ == "VERB" and not _has_goal(token):
            yield token, [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
        if token.lower_ in {"side", "behalf"} and token.head.lower_ in {"on", "from", "for"} and token.head.head.lemma_ == "be":
            verb = token.head.head
            yield token, [c for c in verb.children if c.dep_ in {"nsubj", "attr"}]
        if token.lemma_.lower() == "represent" and token.pos_ == "VERB":
            yield token, [*(c for c in token.children if c.dep_ == "nsubj"), *_members(token)]


def _heads_delegation(noun: Token) -> bool:
    """True for "the head of the delegation, X"; not for the head of a delegation to somewhere else."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() not in {"head", "leader", "chief", "chair", "member"}:
        return False
    led = (g for c in noun.children if c.lower_ == "of" for g in c.children if g.lower_ in _DELEGATIONS | _TEAMS)
    return any(not _has_goal(delegation) for delegation in led)


def _is_led(team: Token) -> bool:
    """True for "the army's team is led by X"."""
    return team.dep_ == "nsubjpass" and team.head.lemma_.lower() in {"lead", "head"}


def _has_goal(verb: Token) -> bool:
    """True where somebody is sent to a place or for a purpose, which need not be the talks."""
    return any(c.lower_ in {"to", "into"} for c in verb.children)


def _is_possessor(token: Token) -> bool:
    """True inside a name followed by a possessive."""
    last = token
    while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I" and last.nbor().tag_ != "POS":
        last = last.nbor()
    return last.i + 1 < len(last.doc) and last.nbor().tag_ == "POS"


def _negotiators(sentence: Token) -> Iterator[tuple[Token, list[Token]]]:
    """Offices at the talks: "top negotiator X", "X, envoy to the talks"."""
    for token in sentence.sent:
        is_at_talks = any(
            c.lower_ in {"to", "at", "in"} and any(g.lower_ in {"talks", "negotiations"} for g in c.children) for c in token.children
        )
        if token.lower_ == "negotiator" or (token.lower_ in {"envoy", "representative", "delegate"} and is_at_talks):
            yield token, [t for t in (token, token.head) if t == token or token.dep_ in {"compound", "appos", "nmod"}]


def _members(verb: Token) -> Iterator[Token]:
    """Leaders and members: the agent of "led by", the object of "include", the subject of "X leads the delegation"."""
    passive = [
        g for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for g in c.children if g.dep_ == "pobj"
    ]
    if passive:
        yield from passive
    elif verb.lemma_.lower() in {"include", "comprise", "feature", "including"}:
        yield from (c for c in verb.children if c.dep_ in {"dobj", "pobj"})
    elif any(c.dep_ == "dobj" and c.lower_ in _DELEGATIONS for c in verb.children):
        yield from subjects_of(verb)


def delegation_sentences(doc: Doc) -> Iterator[Token]:
    """The first token of each sentence that may name delegates."""
    for sentence in doc.sents:
        if _ATTENDANCE.search(sentence.text) or any(t.lower_ in _DELEGATIONS | _OFFICES | _REPRESENTING | _TEAMS for t in sentence):
            yield sentence[0]


def is_present(word: Token) -> bool:
    """True for the words of "leads the delegation" and "is sending a delegation"."""
    verb = governing_verb(word)
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})} if verb is not None else set()
    return bool(tags & {"VBZ", "VBP"}) and "MD" not in tags
