"""Who struck what, where: the slots of one trigger, read from its clause."""

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.known import state_of
from dossier.extraction.places import LOCATIVE, Place, place_of, state_named, state_of_city
from dossier.extraction.triggers import Trigger, objects_of, subjects_of
from dossier.extraction.vocabulary import words

if TYPE_CHECKING:
    from dossier.extraction.pronouns import Cast

NAMING = frozenset({"amod", "compound", "poss", "nmod", "nsubj"})
LONGEST_TARGET = 90


def attacker_of(trigger: Trigger, cast: "Cast") -> int | None:
    """The actor who strikes, None where the clause does not tell."""
    for token in _attacking(trigger):
        key = _key(token, cast)
        if key is not None:
            return key
    return None


def _attacking(trigger: Trigger) -> list[Token]:
    """Head words that may name the attacker, surest first."""
    token = trigger.token
    if not trigger.noun:
        return subjects_of(token)
    by = [p for c in token.children if c.lower_ == "by" for p in c.children if p.dep_ == "pobj"]
    acts = [c for c in token.children if c.dep_ in {"acl", "relcl"} or (c.dep_ == "advcl" and c.tag_ == "VBN")]
    done = [p for act in acts for c in act.children if c.dep_ in {"agent", "prep"} and c.lower_ in {"by", "to", "on"} and _ascribes(act, c) for p in c.children if p.dep_ == "pobj"]
    carrier = carrier_of(token)
    carried = subjects_of(carrier) if carrier is not None else []
    before = [c for c in token.lefts if c.dep_ in NAMING and not _is_scene(c)]
    return [*by, *done, *carried, *before]


def _ascribes(act: Token, preposition: Token) -> bool:
    """ "carried out by", "ascribed to", "blamed on"."""
    if preposition.lower_ == "by":
        return True
    return act.lemma_.lower() in words("strikes", "blame.verbs")


def _is_scene(token: Token) -> bool:
    """A city before the noun is where it happened: "a Kabul car bombing"."""
    return token.dep_ != "poss" and state_of_city(token.text) is not None


def carrier_of(noun: Token) -> Token | None:
    """The verb that carries out the attack: "launched strikes", "the strike was conducted"."""
    token = noun
    for _ in range(3):
        if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in words("strikes", "verbs.carry"):
            return token.head
        if token.dep_ != "conj":
            return None
        token = token.head
    return None


def _key(token: Token, cast: "Cast") -> int | None:
    """The actor named by a head word or, for "Russian forces" and "a Ukrainian drone", by the words before it."""
    own = cast.meant(token)
    if own is not None:
        return own
    parts = [c for c in token.lefts if c.dep_ in NAMING] + [p for c in token.children if c.lower_ in {"of", "from"} for p in c.children]
    for part in parts:
        key = cast.named(part)
        if key is not None:
            return key
    return None


def targets_of(trigger: Trigger) -> list[Token]:
    """Head words of what is struck."""
    token = trigger.token
    if not trigger.noun:
        if token.lemma_.lower() in words("strikes", "verbs.launch"):
            return _aimed_at(token)
        things = objects_of(token)
        return [t for t in things if not any(w.first <= t.i < w.last for w in trigger.weapons)] or _aimed_at(token)
    return _aimed_at(token)


def _aimed_at(token: Token) -> list[Token]:
    aims = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"on", "at", "against", "into", "targeting", "towards"}]
    found = [p for c in aims for p in c.children if p.dep_ == "pobj" and p.ent_type_ not in {"DATE", "TIME"}]
    found += [t for c in token.children if c.dep_ in {"acl", "advcl"} and c.lemma_ == "target" for t in objects_of(c)]
    found += [t for d in token.children if d.dep_ == "dobj" for c in d.children if c.dep_ == "acl" and c.lemma_ == "target" for t in objects_of(c)]
    return found


def target_text(heads: list[Token]) -> str:
    """What is struck, as printed, without clauses behind it."""
    if not heads or heads[0].pos_ == "PRON":
        return ""
    head = heads[0]
    start = head.left_edge.i
    text: str = head.doc[start : head.i + 1].text
    return text if len(text) <= LONGEST_TARGET else head.text


def target_words(heads: list[Token]) -> frozenset[str]:
    """Words by which two mentions of one target know each other: head nouns and names."""
    found = set()
    for head in heads:
        if head.pos_ == "PRON":
            continue
        found.add(head.lemma_.lower())
        found |= {t.lower_ for t in head.subtree if t.pos_ == "PROPN" and abs(t.i - head.i) < 6 and len(t) > 3}
    return frozenset(found)


def place_for(trigger: Trigger, places: tuple[Place, ...]) -> Place | None:
    """Where it happened: the phrase of the clause, else the state or region that the target or the noun names."""
    found = place_of(trigger.token, places)
    if found is not None and found.preposition in LOCATIVE:
        return found
    heads = targets_of(trigger)
    near = [p for h in heads for p in places if _within(p, h)]
    if near:
        return min(near, key=lambda p: (p.rank, p.first))
    return found or _of_subject(trigger, places)


def _of_subject(trigger: Trigger, places: tuple[Place, ...]) -> Place | None:
    """For "Abqaiq was the target of an attack" the subject that is a place; for "in Iraqi bases" nothing here."""
    token = trigger.token
    for _ in range(4):
        if token.head == token:
            break
        token = token.head
        if token.pos_ == "AUX" and token.lemma_ == "be":
            subjects = [c for c in token.children if c.dep_ == "nsubj"]
            return next((p for s in subjects for p in places if p.first <= s.i <= p.last), None)
    return None


def _within(place: Place, head: Token) -> bool:
    """Whether a place is the target or stands inside its phrase, as "Ukraine's infrastructure" or "the camp at X"."""
    if place.first <= head.i <= place.last:
        return True
    part = head.doc[place.last]
    return head.is_ancestor(part) and abs(part.i - head.i) <= 8


def state_of_target(heads: list[Token]) -> str:
    """The state whose adjective the target bears ("several Ukrainian regions", "Iraqi military bases"), or empty."""
    for head in heads:
        inner = [head, *(t for t in head.subtree if abs(t.i - head.i) <= 6)]
        for token in inner:
            if token.dep_ in {"amod", "compound"} and token.head.lemma_.lower() in _AREAS and (found := state_of(token.text)):
                return found
            if token == head and (state := state_named(token.text)):
                return state
    return ""


_AREAS = frozenset({"region", "base", "city", "town", "village", "territory", "soil", "infrastructure", "port", "capital", "border", "area", "province", "airport", "facility", "plant", "grid", "district", "position", "coast", "water"})
