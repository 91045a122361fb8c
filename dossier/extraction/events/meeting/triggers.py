"""The words of a text that name a meeting."""

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.lists import word_set

_PARTNERS = frozenset({"with", "between", "among"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class MeetingTrigger:
    """A word that names a meeting. `subkind` is "call", "host" or "" ; `weak` is true where it needs partners to count."""

    token: Token
    subkind: str = ""
    weak: bool = False

    @property
    def noun(self) -> bool:
        """True where the word is a noun."""
        return self.token.pos_ in {"NOUN", "PROPN"}


def find_triggers(doc: Doc) -> tuple[MeetingTrigger, ...]:
    """Every word that may name a meeting, in order; of "round of talks" and "held talks" one word stands for the whole."""
    found: list[MeetingTrigger] = []
    for token in doc:
        trigger = _trigger(token) or (_next_round(token) if found else None)
        if trigger is not None:
            found.append(trigger)
    heads = {t.token.i for t in found}
    return tuple(t for t in found if not _inside(t.token, heads))


def _inside(token: Token, heads: set[int]) -> bool:
    """True for "talks" in "round of talks" and for "confer" beside the noun that is its object."""
    return (
        token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.i in heads and token.head.head.lemma_ in {"round", "session"}
    )


def _trigger(token: Token) -> MeetingTrigger | None:
    if token.pos_ in {"NOUN", "PROPN"} or (token.lower_ in {"talks", "meeting"} and token.dep_ in {"dobj", "pobj", "nsubj"}):
        found = _noun(token)
    else:
        found = _verb(token) if token.pos_ == "VERB" else None
    return None if found is None or _elsewhere(token) else found


def _next_round(token: Token) -> MeetingTrigger | None:
    """Gives "a third round" after talks have been told of, without another "of"."""
    counted = any(c.ent_type_ == "ORDINAL" or c.lower_ in {"next", "new", "another", "final"} for c in token.lefts)
    plain = token.lower_ == "round" and token.pos_ == "NOUN" and not any(c.lower_ == "of" for c in token.children)
    return MeetingTrigger(token) if plain and counted and not _elsewhere(token) else None


def _elsewhere(token: Token) -> bool:
    """True where the clause is of sport, or something other than a person is met."""
    return any(
        t.lower_ in word_set("meetings", "elsewhere")
        for t in token.sent[max(0, token.i - token.sent.start - 12) : token.i - token.sent.start + 13]
    )


def _noun(token: Token) -> MeetingTrigger | None:
    word = token.lower_
    lemma = token.lemma_.lower()
    if word not in word_set("meetings", "nouns") and (lemma not in word_set("meetings", "nouns")):
        return None
    left = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 4) : token.i] if token.i in {t.head.i, t.head.head.i}}
    if left & word_set("meetings", "own_sittings") and lemma != "summit" and not _partners(token):
        return None
    if lemma == "call":
        return _call(token, left)
    if (
        lemma in {"round", "session"}
        and not any(
            c.lower_ == "of"
            and any(
                g.lower_ in {"talks", "negotiations", "discussions", "consultations", "meetings", "diplomacy", "dialogue"}
                for g in c.children
            )
            for c in token.children
        )
        and not (lemma == "round" and any(c.lower_ == "this" for c in token.children))
    ):
        return None
    if _of_office(token) or (
        token.dep_ in {"compound", "nmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"} and token.i < token.head.i
    ):
        return None
    wired = bool(left & word_set("meetings", "call_words")) and lemma in {"conversation", "discussion"}
    return MeetingTrigger(token, "call" if wired else "", weak=word in word_set("meetings", "weak_nouns"))


def _of_office(token: Token) -> bool:
    """True for "envoy for Ruritania negotiations": the noun is part of somebody's title."""
    above = token.head.head if token.dep_ == "pobj" else token
    titled = above.pos_ in {"NOUN", "PROPN"} and above.lemma_.lower() in word_set("meetings", "delegates")
    return titled and not any(t.dep_ in {"det", "poss"} for t in token.lefts)


def _call(token: Token, left: set[str]) -> MeetingTrigger | None:
    """A call is a conversation where it went by phone or had two ends; "a call for peace" is none."""
    if any(c.lower_ == "for" for c in token.children) or token.dep_ in {"compound", "nmod"}:
        return None
    return MeetingTrigger(token, "call", weak=True) if left & word_set("meetings", "call_words") or _partners(token) else None


def _partners(token: Token) -> bool:
    return any(c.lower_ in _PARTNERS for c in token.children)


def _verb(token: Token) -> MeetingTrigger | None:
    lemma = token.lemma_.lower()
    children = list(token.children)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children)
    if lemma in word_set("meetings", "verbs"):
        sought = any(
            c.dep_ == "dobj"
            and c.pos_ == "NOUN"
            and c.lower_ != "face"
            and c.lemma_.lower() not in word_set("meetings", "delegates")
            and c.ent_type_ == ""
            for c in children
        )
        acquainted = any(c.lower_ in {"first", "originally", "initially"} and c.dep_ == "advmod" for c in children)
        if (lemma == "meet" and (passive or acquainted)) or (sought and lemma == "meet" and not _people(children)):
            return None
        return MeetingTrigger(token)
    if lemma in {"return", "sit"} and any(_table(c) for c in children):
        return MeetingTrigger(token)
    received = passive and _received_by(children)
    if lemma in word_set("meetings", "receiving") and (received or (not passive and _person_meets_person(children))):
        return MeetingTrigger(token, "visit" if lemma == "visit" else "host")
    if lemma in word_set("meetings", "call_verbs") and any(c.dep_ == "dobj" for c in children):
        return MeetingTrigger(token, "call")
    if lemma in word_set("meetings", "speech_verbs"):
        return MeetingTrigger(token, "call", weak=True) if _by_wire(token) else None
    return None


def _table(preposition: Token) -> bool:
    """True for "to the table", "at the negotiating table"."""
    tables = [g for g in preposition.children if g.lower_ == "table" and g.dep_ == "pobj"]
    kinds = {c.lower_ for t in tables for c in t.lefts} - {"the"}
    return bool(tables) and preposition.lower_ in {"to", "at", "around"} and kinds <= {"negotiating", "bargaining", "conference"}


def _by_wire(verb: Token) -> bool:
    """True where "by phone", "on the phone", "via video link" follows in the sentence."""
    rest = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 14, verb.sent.end)]]
    after = [word for word in rest if word not in {"the", "a", "secure"}]
    return any(a in {"by", "on", "over", "via", "in", "during"} and b in word_set("meetings", "media") for a, b in pairwise(after))


def _person_meets_person(children: list[Token]) -> bool:
    """True where subject and object are names, the object a person's."""
    subject = any(c.dep_ == "nsubj" and (c.pos_ == "PROPN" or c.ent_type_ or c.lower_ in {"he", "she"}) for c in children)
    sought = [c for c in children if c.dep_ == "dobj"]
    received = len(sought) == 1 and (_named_officer(sought[0]) or _leaders(sought[0]) or _led_delegation(sought[0]))
    return subject and len(sought) == 1 and (sought[0].ent_type_ == "PERSON" or received)


def _led_delegation(noun: Token) -> bool:
    """True for "a delegation led by X"."""
    return noun.lower_ == "delegation" and any(t.lemma_ in {"lead", "head"} and t.tag_ == "VBN" for t in noun.subtree)


def _leaders(noun: Token) -> bool:
    """True for "the leaders of X and Y"."""
    of = any(c.lower_ == "of" and any(g.ent_type_ in {"GPE", "ORG", "NORP"} for g in c.children) for c in noun.children)
    return of and noun.tag_ == "NNS" and noun.lemma_.lower() in word_set("meetings", "delegates")


def _received_by(children: list[Token]) -> bool:
    """True for "X was received by President Y"."""
    guest = any(c.dep_ == "nsubjpass" and c.ent_type_ == "PERSON" for c in children)
    return guest and any(g.ent_type_ == "PERSON" for c in children if c.dep_ == "agent" for g in c.children)


def _named_officer(noun: Token) -> bool:
    """True for "the foreign minister, X"."""
    return noun.lemma_.lower() in word_set("meetings", "delegates") and any(
        t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in noun.children
    )


def _people(children: list[Token]) -> bool:
    """True where the object is a group of people by its name or its noun."""
    return any(c.dep_ == "dobj" and (c.pos_ == "PROPN" or c.ent_type_ in {"PERSON", "NORP", "ORG", "GPE"}) for c in children)
