"""Who struck what, where: the slots of one trigger, read from its clause."""

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.known import state_of
from dossier.extraction.places import LOCATIVE, Place, place_of, state_named, state_of_city
from dossier.extraction.triggers import Trigger, objects_of, subjects_of
from dossier.extraction.vocabulary import words
from dossier.model.span import Span

if TYPE_CHECKING:
    from dossier.extraction.pronouns import Cast

NAMING = frozenset({"amod", "compound", "poss", "nmod", "nsubj"})
LONGEST_TARGET = 90
AIMS = frozenset({"on", "at", "against", "into", "targeting", "towards", "toward"})


def attacker_of(trigger: Trigger, cast: "Cast", states: dict[str, int]) -> int | None:
    """The actor who strikes, None where the clause does not tell; `states` are the states that act in the text, by name."""
    for token in _attacking(trigger):
        key = actor_at(token, cast, states)
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
    done = [
        p
        for act in acts
        for c in act.children
        if c.dep_ in {"agent", "prep"} and c.lower_ in {"by", "to", "on"} and _ascribes(act, c)
        for p in c.children
        if p.dep_ == "pobj"
    ]
    carrier = carrier_of(token)
    carried = subjects_of(carrier) if carrier is not None else []
    before = [c for c in token.lefts if c.dep_ in NAMING and not _is_scene(c)]
    return [*by, *done, *carried, *before]


def _ascribes(act: Token, preposition: Token) -> bool:
    """As in "carried out by", "ascribed to", "blamed on"."""
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


def actor_at(token: Token, cast: "Cast", states: dict[str, int]) -> int | None:
    """The actor named by a head word or, for "Russian forces" and "a Ukrainian drone", by the words before it."""
    own = cast.meant(token)
    if own is not None:
        return own
    owner = next((c for c in token.lefts if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if owner is not None and (key := cast.meant(owner)) is not None:
        return key
    parts = [c for c in token.lefts if c.dep_ in NAMING] + [p for c in token.children if c.lower_ in {"of", "from"} for p in c.children]
    for part in parts:
        key = cast.named(part) if not _is_scene(part) else None
        if key is None and not _is_scene(part):
            key = states.get(state_of(part.text))
        if key is not None:
            return key
    return states.get(state_of(token.text)) if token.pos_ in {"ADJ", "PROPN"} else None


def targets_of(trigger: Trigger) -> list[Token]:
    """Head words of what is struck."""
    token = trigger.token
    if not trigger.noun:
        if token.lemma_.lower() in words("strikes", "verbs.launch") | {"open"}:
            return _aimed_at(token)
        things = objects_of(token)
        return [t for t in things if not any(w.first <= t.i < w.last for w in trigger.weapons)] or _aimed_at(token)
    return _aimed_at(token)


def _aimed_at(token: Token) -> list[Token]:
    carrier = carrier_of(token) if token.pos_ != "VERB" else None
    above = list(carrier.children) if carrier is not None else []
    aims = [c for c in (*token.children, *above) if c.dep_ == "prep" and c.lower_ in AIMS]
    found = [p for c in aims for p in c.children if p.dep_ == "pobj" and p.ent_type_ not in {"DATE", "TIME"}]
    found += [t for c in token.children if c.dep_ in {"acl", "advcl"} and c.lemma_ == "target" for t in objects_of(c)]
    found += [
        t for d in token.children if d.dep_ == "dobj" for c in d.children if c.dep_ == "acl" and c.lemma_ == "target" for t in objects_of(c)
    ]
    return found


def target_text(heads: list[Token]) -> str:
    """What is struck, as printed, without clauses behind it."""
    if not heads or heads[0].pos_ == "PRON":
        return ""
    head = heads[0]
    if head.like_num or head.lower_ in {"people", "dozens", "scores", "hundreds"}:
        return ""
    named = next((c for c in head.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    if named is not None and head.ent_type_ != "PERSON":
        head = named
    start = max(head.left_edge.i, head.sent.start)
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
    found = _phrase(trigger, places)
    if found is not None and len(found.names) == 1 and (city := _city_within(found.names[0])):
        return replace(found, names=(found.names[0], city, state_of_city(city) or city))
    return found


def _city_within(name: str) -> str:
    """The listed city that a longer name begins with ("X International Airport"), or empty."""
    parts = name.split()
    return next((city for n in range(len(parts) - 1, 0, -1) if state_of_city(city := " ".join(parts[:n]))), "")


def _phrase(trigger: Trigger, places: tuple[Place, ...]) -> Place | None:
    """The place phrase of the clause, surest first."""
    found = place_of(trigger.token, places)
    heads = targets_of(trigger)
    near = [p for h in heads for p in places if _within(p, h)]
    if found is not None and found.preposition in LOCATIVE:
        if found.rank == 4 and (inner := _unlisted(trigger, heads)) is not None and inner.names[0] not in found.names:
            return replace(inner, names=(*inner.names, *found.names))
        finer = min((p for p in near if p.rank < found.rank), key=lambda p: p.rank, default=None)
        if finer is not None or (near and trigger.noun):
            return finer or near[0]
        return _narrower(found, places)
    if found is not None and found.rank == 4 and found.preposition not in LOCATIVE:
        found = None  # "the US airstrike": who, not where
    if near:
        return min(near, key=lambda p: (p.rank, p.first))
    return found or _unlisted(trigger, heads) or _of_subject(trigger, places)


def _narrower(found: Place, places: tuple[Place, ...]) -> Place:
    """For "in the city of X, in southern Y" the two as one place."""
    for place in places:
        if place.rank < found.rank and 0 < found.first - place.last <= 4 and place.preposition in LOCATIVE:
            names = (*place.names, *(n for n in found.names if n not in place.names))
            return replace(found, names=names, rank=place.rank, first=place.first)
    return found


def _of_subject(trigger: Trigger, places: tuple[Place, ...]) -> Place | None:
    """For "X was the target of an attack" the subject that is a place."""
    token = trigger.token
    for _ in range(4):
        if token.head == token:
            break
        token = token.head
        if token.pos_ == "AUX" and token.lemma_ == "be":
            subjects = [c for c in token.children if c.dep_ == "nsubj"]
            known = next((p for s in subjects for p in places if p.first <= s.i <= p.last), None)
            scene = [c for c in token.children if c.dep_ == "attr" and c.lemma_.lower() in {"target", "scene", "site", "venue", "focus"}]
            return known or (_named_place(subjects[0]) if subjects and scene and subjects[0].pos_ == "PROPN" else None)
    return None


def _unlisted(trigger: Trigger, heads: list[Token]) -> Place | None:
    """A name that no list knows behind "at" or "in" beside the target or the trigger: "the plant at X"."""
    for head in (*heads, trigger.token):
        for token in head.subtree:
            bare = token.dep_ == "pobj" and token.pos_ == "PROPN" and token.head.lower_ in {"at", "in", "near", "outside"}
            if bare and token.ent_type_ not in {"DATE", "TIME", "PERSON", "EVENT"} and abs(token.i - head.i) <= 8:
                return _named_place(token)
    return None


def _named_place(token: Token) -> Place:
    """A place from a name alone, as a settlement."""
    first = token.i
    while first > token.sent.start and token.doc[first - 1].dep_ == "compound" and token.doc[first - 1].pos_ == "PROPN":
        first -= 1
    part = token.doc[first : token.i + 1]
    return Place((part.text,), Span(part.start_char, part.end_char), "in", first, token.i, 1)


def _within(place: Place, head: Token) -> bool:
    """Whether a place is the target or stands inside its phrase, as "Ukraine's infrastructure" or "the camp at X"; the home of
    people who are struck is none.
    """
    if place.first <= head.i <= place.last:
        return head.ent_type_ != "PERSON"
    part = head.doc[place.last]
    if part.dep_ == "appos" and part.head == head:
        return True
    if part.head.lower_ == "of" and part.head.head == head and head.lemma_.lower() in words("strikes", "targets.areas"):
        return True
    if not head.is_ancestor(part) or abs(part.i - head.i) > 8:
        return False
    owned = part.i < head.i and place.preposition not in LOCATIVE
    listed = any(t.lower_ in {"including", "especially", "notably"} for t in head.doc[max(head.i, place.first - 4) : place.first])
    return place.preposition in LOCATIVE or listed or _located(part) or (owned and is_ground(head))


def _located(name: Token) -> bool:
    """As in "in the central province of X": the preposition stands before the common noun."""
    area = name.head.head if name.head.lower_ == "of" else name
    return area.head.lower_ in LOCATIVE and area.lemma_.lower() in words("strikes", "targets.areas")


def is_ground(head: Token) -> bool:
    """Whether a target stands on the ground where it is struck: no people, ships or aircraft."""
    lemma = head.lemma_.lower()
    if lemma in words("strikes", "armed.nouns") | words("figures", "people.nouns") | words("figures", "vehicles.nouns") | words(
        "strikes", "targets.moving"
    ):
        return False
    return lemma in words("strikes", "targets.nouns") | words("figures", "buildings.nouns")


def state_of_name(token: Token) -> str:
    """The state that a token, or the name that ends with it, names."""
    longer = token.doc[max(0, token.i - 1) : token.i + 1].text
    return state_named(longer) or state_named(token.text) or ""


def state_of_target(trigger: Trigger, heads: list[Token]) -> str:
    """The state whose adjective the target or the scene bears ("several Ukrainian regions", "in Iraqi military bases"), or empty."""
    for head in (*heads, trigger.token):
        inner = [head, *(t for t in head.subtree if abs(t.i - head.i) <= 8)]
        for token in inner:
            if (
                token.dep_ in {"amod", "compound"}
                and token.head.lemma_.lower() in words("strikes", "targets.areas")
                and (found := state_of(token.text))
            ):
                return found
            if (token == head or (token.dep_ == "poss" and is_ground(head))) and (state := state_of_name(token)):
                return state
    return ""
