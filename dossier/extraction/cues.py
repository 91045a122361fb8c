"""Words that attribute: verbs of saying, describing and thinking, and "according to", each with whoever speaks."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from dossier.extraction.frames import VERB_TAGS, Frame, Layout
from dossier.extraction.subjects import passive, subject_of
from dossier.extraction.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "POS", "WP", "JJS"})
ATTRIBUTIVE = frozenset({"amod", "compound", "poss"})


class Strength(IntEnum):
    """How surely a cue attributes words."""

    THINK = 1
    DESCRIBE = 2
    SAY = 3


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue word of the reporter. `subject` is the head word of whoever speaks, None where the sentence does not tell."""

    token: "Token"
    subject: "Token | None"
    strength: Strength


def find_cues(frame: Frame, layout: Layout) -> tuple[Cue, ...]:
    """The cues among the reporter's words of one frame, in order."""
    found = []
    for token in frame.tokens:
        strength = _strength(token)
        if strength is not None:
            found.append(Cue(token, _subject(token, frame, layout), strength))
    return tuple(found)


def _strength(token: "Token") -> Strength | None:
    lemma = token.lemma_.lower()
    if token.lower_ == "according" and any(c.lower_ == "to" for c in token.children):
        return Strength.SAY
    if token.tag_ not in VERB_TAGS:
        return _mistagged(token)
    if token.dep_ in ATTRIBUTIVE or _is_auxiliary(token):
        return None
    if lemma == "plead" and any(c.lower_ in {"guilty", "innocent", "not"} for c in token.children):
        return None
    if lemma == "continue" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children):
        return None
    if lemma == "make" and any(c.dep_ == "dobj" and c.lemma_.lower() in words("cues", "speech_nouns") for c in token.children):
        return Strength.SAY
    for name, strength in (("say", Strength.SAY), ("describe", Strength.DESCRIBE), ("think", Strength.THINK)):
        if lemma in words("cues", name):
            return strength
    return None


def _mistagged(token: "Token") -> Strength | None:
    """A verb that the tagger took for a noun beside a closing mark: "tweeted", "reads:"."""
    if token.lower_ in {"said", "says", "wrote", "writes", "tweeted", "tells", "told", "adds", "added"}:
        return Strength.SAY
    follower = token.nbor() if token.i + 1 < len(token.doc) else None
    if follower is not None and follower.text == ":" and token.lemma_.lower() in words("cues", "say") and token.tag_ == "NNS":
        return Strength.SAY
    return None


def _is_auxiliary(token: "Token") -> bool:
    return token.dep_ in {"aux", "auxpass"}


def _subject(token: "Token", frame: Frame, layout: Layout) -> "Token | None":
    if token.lower_ == "according":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        return next((c for c in to.children if c.dep_ == "pobj" and layout.outside(c)), None) if to is not None else None
    found = subject_of(token, layout)
    if found is not None or passive(token):
        return found
    return _beside(token, frame, layout)


def _beside(verb: "Token", frame: Frame, layout: Layout) -> "Token | None":
    """Where the parse gives no subject: the noun phrase right behind a verb that follows a mark, else the one right before it."""
    place = next((i for i, t in enumerate(frame.tokens) if t == verb), -1)
    previous = verb.doc[verb.i - 1] if verb.i else None
    follows_mark = place == 0 or (previous is not None and (not layout.outside(previous) or previous.text == ","))
    if follows_mark:
        for kid in verb.rights:
            if (
                kid.dep_ in {"nsubj", "dobj", "attr", "oprd", "ccomp", "npadvmod"}
                and kid.pos_ in {"NOUN", "PROPN", "PRON"}
                and layout.outside(kid)
            ):
                return kid
        run = _run(frame.tokens[place + 1 :])
        if run:
            return run[-1]
    if verb.tag_ == "VBG":
        return _beside(verb.head, frame, layout) if verb.dep_ == "advcl" and verb.head.i < verb.i else None
    for token in reversed(frame.tokens[max(0, place - 4) : place]):
        if token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "PRP":
            return token
        if token.pos_ not in {"AUX", "ADV", "PART"}:
            return None
    return None


def _run(tokens: "tuple[Token, ...]") -> "list[Token]":
    """The words of the noun phrase that the tokens start with."""
    run: list[Token] = []
    for token in tokens:
        if token.tag_ not in NOUN_PHRASE_TAGS or (run and token.i != run[-1].i + 1):
            break
        run.append(token)
    return run if run and run[-1].pos_ in {"NOUN", "PROPN", "PRON"} else []
