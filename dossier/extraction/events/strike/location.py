"""Where an attack happened: the place phrase of its clause, of its target, of what it did."""

from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.events.location import LOCATIVE, PlacePhrase, place_of, state_named, state_of_city
from dossier.extraction.events.strike.arguments import targets_of
from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.model.span import Span

NEAR = 8  # words between a target and a place inside its phrase
STEPS = 14
BESIDE = frozenset({"at", "in", "near", "outside"})


def place_for(trigger: StrikeTrigger, harmed: tuple[Token, ...], places: tuple[PlacePhrase, ...]) -> PlacePhrase | None:
    """Where it happened: the phrase of the clause, else what the target or the noun names, else the place of the harm told with
    it; `harmed` are the words of harm that belong to it ("killed").
    """
    found = _phrase(trigger, places)
    if found is None or found.rank == 4:
        found = _told_beside(trigger, harmed, places) or found
    if found is not None and len(found.names) == 1 and (city := _city_within(found.names[0])):
        return replace(found, names=(found.names[0], city, state_of_city(city) or city))
    return found


def _told_beside(trigger: StrikeTrigger, harmed: tuple[Token, ...], places: tuple[PlacePhrase, ...]) -> PlacePhrase | None:
    """A finer place that hangs on the trigger over other nouns ("in a street in the heart of X"), on the verb over a participle
    ("…, killing two"), or on a verb of harm.
    """
    token = trigger.token
    anchors = [token, *harmed]
    if not trigger.noun and token.tag_ == "VBG" and token.dep_ in {"advcl", "conj"}:
        anchors.append(token.head)
    for anchor in anchors:
        told = [p for p in places if p.rank < 4 and anchor.sent.start <= p.first < anchor.sent.end and _hangs(p, anchor)]
        if told:
            return min(told, key=lambda p: (p.rank, p.first))
    return None


def _hangs(place: PlacePhrase, anchor: Token) -> bool:
    """Whether a place phrase leads up to the anchor over prepositions and nouns alone."""
    token, located = anchor.doc[place.last], place.preposition in LOCATIVE
    for _ in range(STEPS):
        located = located or token.lower_ in LOCATIVE
        if token.head == anchor:
            return located
        if token.head == token or token.head.pos_ not in {"ADP", "NOUN", "PROPN"}:
            return False
        token = token.head
    return False


def _city_within(name: str) -> str:
    """The listed city that a longer name begins with ("X International Airport"), or empty."""
    parts = name.split()
    return next((city for n in range(len(parts) - 1, 0, -1) if state_of_city(city := " ".join(parts[:n]))), "")


def _phrase(trigger: StrikeTrigger, places: tuple[PlacePhrase, ...]) -> PlacePhrase | None:
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


def _narrower(found: PlacePhrase, places: tuple[PlacePhrase, ...]) -> PlacePhrase:
    """For "in the city of X, in southern Y" the two as one place."""
    for place in places:
        if place.rank < found.rank and 0 < found.first - place.last <= 4 and place.preposition in LOCATIVE:
            names = (*place.names, *(n for n in found.names if n not in place.names))
            return replace(found, names=names, rank=place.rank, first=place.first)
    return found


def _of_subject(trigger: StrikeTrigger, places: tuple[PlacePhrase, ...]) -> PlacePhrase | None:
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


def _unlisted(trigger: StrikeTrigger, heads: list[Token]) -> PlacePhrase | None:
    """A name that no list knows behind "at" or "in" beside the target or the trigger: "the plant at X"."""
    for head in (*heads, trigger.token):
        for token in head.subtree:
            bare = token.dep_ == "pobj" and token.pos_ == "PROPN" and (token.head.lower_ in BESIDE or _located(token))
            if bare and token.ent_type_ not in {"DATE", "TIME", "PERSON", "EVENT"} and abs(token.i - head.i) <= NEAR:
                return _named_place(token)
    return None


def _named_place(token: Token) -> PlacePhrase:
    """A place from a name alone, as a settlement."""
    first = token.i
    while first > token.sent.start and token.doc[first - 1].dep_ == "compound" and token.doc[first - 1].pos_ == "PROPN":
        first -= 1
    part = token.doc[first : token.i + 1]
    return PlacePhrase((part.text,), Span(part.start_char, part.end_char), "in", first, token.i, 1)


def _within(place: PlacePhrase, head: Token) -> bool:
    """Whether a place is the target or stands inside its phrase, as "Ukraine's infrastructure" or "the camp at X"; the home of
    people who are struck is none.
    """
    if place.first <= head.i <= place.last:
        return head.ent_type_ != "PERSON"
    part = head.doc[place.last]
    if part.dep_ == "appos" and part.head == head:
        return True
    if part.head.lower_ == "of" and part.head.head == head and head.lemma_.lower() in word_set("strikes", "targets.areas"):
        return True
    if not head.is_ancestor(part) or abs(part.i - head.i) > NEAR:
        return False
    owned = part.i < head.i and place.preposition not in LOCATIVE
    listed = any(t.lower_ in {"including", "especially", "notably"} for t in head.doc[max(head.i, place.first - 4) : place.first])
    return place.preposition in LOCATIVE or listed or _located(part) or (owned and is_ground(head))


def _located(name: Token) -> bool:
    """As in "in the central province of X": the preposition stands before the common noun."""
    area = name.head.head if name.head.lower_ == "of" else name
    return area.head.lower_ in LOCATIVE and area.lemma_.lower() in word_set("strikes", "targets.areas")


def is_ground(head: Token) -> bool:
    """Whether a target stands on the ground where it is struck: no people, ships or aircraft."""
    lemma = head.lemma_.lower()
    if lemma in word_set("strikes", "armed.nouns") | word_set("figures", "people.nouns") | word_set("figures", "vehicles.nouns") | word_set(
        "strikes", "targets.moving"
    ):
        return False
    return lemma in word_set("strikes", "targets.nouns") | word_set("figures", "buildings.nouns")


def state_of_name(token: Token) -> str:
    """The state that a token, or the name that ends with it, names."""
    longer = token.doc[max(0, token.i - 1) : token.i + 1].text
    return state_named(longer) or state_named(token.text) or ""


def state_of_target(trigger: StrikeTrigger, heads: list[Token]) -> str:
    """The state whose adjective the target or the scene bears ("several Ukrainian regions", "in Iraqi military bases"), or empty."""
    for head in (*heads, trigger.token):
        inner = [head, *(t for t in head.subtree if abs(t.i - head.i) <= NEAR)]
        for token in inner:
            if (
                token.dep_ in {"amod", "compound"}
                and token.head.lemma_.lower() in word_set("strikes", "targets.areas")
                and token.head.lemma_.lower() not in {"border", "frontier"}  # near it, and on which side of it is open
                and (found := country_of(token.text))
            ):
                return found
            if (token == head or (token.dep_ == "poss" and is_ground(head))) and (state := state_of_name(token)):
                return state
    return ""
