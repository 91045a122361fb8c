"""Location of a strike: the place phrase of its clause, of its target, or of its effects."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.events.listed_names import LARGE_TOWN, is_month_of_date
from dossier.extraction.events.location import place_of
from dossier.extraction.events.place_phrases import LOCATIVE, PlacePhrase, places_in, words_for_events
from dossier.extraction.events.strike.arguments import struck_by, targets_of
from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.model.place import PlaceKind
from dossier.model.span import Span
from dossier.places.gazetteer import find_places_spelled
from dossier.places.keys import sound_key

MAX_DISTANCE = 8  # words between a target and a place inside its phrase
MAX_STEPS = 14
PLACE_PREPOSITIONS = frozenset({"at", "in", "near", "outside"})


def place_for(trigger: StrikeTrigger, harm_tokens: tuple[Token, ...], places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """Place of a strike: the phrase of the clause, else of the target or the noun, else the place of the harm.

    `harm_tokens` are the words of harm that belong to the strike ("killed").
    """
    place = _place_of_clause(trigger, places)
    if place is None or place.rank == 4:
        place = _finer_place(trigger, harm_tokens, places) or place
    if place is not None and len(place.names) == 1 and (city := _city_prefix(place.names[0])):
        return replace(place, names=(place.names[0], city, state_of_city(city) or city))
    return place


def _finer_place(trigger: StrikeTrigger, harm_tokens: tuple[Token, ...], places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """A more specific place: attached to the trigger through other nouns ("in a street in the heart of X"), to the verb of a participle
    ("…, killing two"), or to a verb of harm.
    """
    token = trigger.token
    anchors = [token, *harm_tokens]
    if not trigger.noun and token.tag_ == "VBG" and token.dep_ in {"advcl", "conj"}:
        anchors.append(token.head)
    for anchor in anchors:
        finer = [p for p in places_in(anchor.sent, places) if p.rank < 4 and _leads_to(p, anchor)]
        if anchor != token and anchor.lemma_.lower() in word_set("figures", "killed.intransitive") | {"pronounce", "dead"}:
            finer = [p for p in finer if not _is_hospital(p)]  # where somebody died later
        if finer:
            return min(finer, key=lambda p: (p.rank, p.first))
    return None


def _is_hospital(place: PlacePhrase) -> bool:
    return any(word in {"hospital", "clinic", "medical", "infirmary"} for word in place.names[0].lower().split())


def _leads_to(place: PlacePhrase, anchor: Token) -> bool:
    """True where only prepositions and nouns are between a place phrase and the anchor in the parse."""
    token, is_locative = anchor.doc[place.last], place.preposition in LOCATIVE
    for _ in range(MAX_STEPS):
        is_locative = is_locative or token.lower_ in LOCATIVE
        if token.head == anchor:
            return is_locative
        if token.head == token or token.head.pos_ not in {"ADP", "NOUN", "PROPN"}:
            return False
        token = token.head
    return False


def _city_prefix(name: str) -> str:
    """The listed city that a longer name begins with ("X International Airport"), or an empty string."""
    parts = name.split()
    return next((city for n in range(len(parts) - 1, 0, -1) if state_of_city(city := " ".join(parts[:n]))), "")


def _place_of_clause(trigger: StrikeTrigger, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The place phrase of the clause, most reliable rule first."""
    places = places_in(trigger.token.sent, places)
    place = place_of(trigger.token, places) or _place_afterwards(trigger, places)
    heads = targets_of(trigger) or struck_by(trigger)
    in_target = [p for h in heads for p in places if _is_in_target(p, h)]
    if place is not None and place.preposition in LOCATIVE:
        if place.rank == 4 and (inner := _unlisted_place(trigger, heads)) is not None and inner.names[0] not in place.names:
            return replace(inner, names=(*inner.names, *place.names))
        finer = min((p for p in in_target if p.rank < place.rank), key=lambda p: p.rank, default=None)
        if finer is not None or (in_target and trigger.noun):
            return finer or in_target[0]
        return _narrow(place, places)
    if place is not None and place.rank == 4 and place.preposition not in LOCATIVE:
        place = None  # "the US airstrike": who, not where
    if in_target:
        return min(in_target, key=lambda p: (p.rank, p.first))
    suffering = _place_that_suffers(trigger, places)
    named = place or suffering or _unlisted_place(trigger, heads) or _place_of_subject(trigger, places) or _struck_town(trigger)
    return named or _town_referred_to(heads, places)


def _place_afterwards(trigger: StrikeTrigger, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The place in "the village of X after the bombing", as captions have it."""
    token = trigger.token
    is_after = trigger.noun and token.dep_ == "pobj" and token.head.lower_ in {"after", "following", "during"}
    noun = token.head.head
    return next((p for p in places if is_after and p.first - 2 <= noun.i <= p.last + 1 and noun.pos_ in {"NOUN", "PROPN"}), None)


def _town_referred_to(heads: Sequence[Token], places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The town before "strikes on the city" in its sentence."""
    towns = word_set("places", "settlements")
    anaphors = [h for h in heads if h.lemma_.lower() in towns and [c.lower_ for c in h.children] == ["the"]]
    named = [p for h in anaphors for p in places if p.rank == 1 and p.last < h.i]
    return named[-1] if named else None


def _narrow(wide: PlacePhrase, places: Sequence[PlacePhrase]) -> PlacePhrase:
    """One place from "in the city of X, in southern Y"."""
    for place in places:
        if place.rank < wide.rank and 0 < wide.first - place.last <= 4 and place.preposition in LOCATIVE:
            names = (*place.names, *(n for n in wide.names if n not in place.names))
            return replace(wide, names=names, rank=place.rank, first=place.first)
    return wide


def _place_that_suffers(trigger: StrikeTrigger, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The subject of "the city of X experienced a drone attack" and "X came under fire" where it is a place."""
    argument = trigger.token
    while argument.dep_ in {"pobj", "prep", "conj"} and argument.head != argument:
        argument = argument.head
    verb = argument if argument.pos_ == "VERB" else argument.head
    is_object = argument.dep_ == "dobj" or (trigger.token.dep_ == "pobj" and trigger.token.head.lower_ == "under")
    if not trigger.noun or not is_object or verb.lemma_.lower() not in word_set("strikes", "verbs.suffer"):
        return None
    subjects = [
        t for c in verb.children if c.dep_ == "nsubj" for t in (c, *(g for o in c.children if o.lower_ == "of" for g in o.children))
    ]
    phrase = next((p for t in subjects for p in places if p.first <= t.i <= p.last), None)
    return phrase or next((_named_place(t) for t in subjects if t.text[:1].isupper() and _is_town(_named_place(t), t)), None)


def _place_of_subject(trigger: StrikeTrigger, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The subject of "X was the target of an attack" where it is a place."""
    token = trigger.token
    for _ in range(4):
        if token.head == token:
            break
        token = token.head
        if token.pos_ == "AUX" and token.lemma_ == "be":
            subjects = [c for c in token.children if c.dep_ == "nsubj"]
            listed = next((p for s in subjects for p in places if p.first <= s.i <= p.last), None)
            predicates = [
                c for c in token.children if c.dep_ == "attr" and c.lemma_.lower() in {"target", "scene", "site", "venue", "focus"}
            ]
            return listed or (_named_place(subjects[0]) if subjects and predicates and subjects[0].pos_ == "PROPN" else None)
    return None


def _unlisted_place(trigger: StrikeTrigger, heads: list[Token]) -> PlacePhrase | None:
    """An unlisted name after "at" or "in" near the target or the trigger: "the plant at X"."""
    for head in (*heads, trigger.token):
        for token in head.subtree:
            is_name = token.dep_ == "pobj" and token.pos_ == "PROPN" and (token.head.lower_ in PLACE_PREPOSITIONS or _is_in_area(token))
            is_name = is_name and token.lower_ not in words_for_events()
            if is_name and token.ent_type_ not in {"DATE", "TIME", "PERSON", "EVENT"} and abs(token.i - head.i) <= MAX_DISTANCE:
                return _named_place(token)
    return None


def _struck_town(trigger: StrikeTrigger) -> PlacePhrase | None:
    """The town of "a drone strike on X", "hit X", "rocked the city of X" and "a strike on X’s centre", whatever the language model takes X for: a town of the world list
    under its own name, which the text has for no person.
    """
    token = trigger.token
    heads = [c for prep in token.children if prep.lower_ in {"on", "against", "of"} for c in prep.children if c.dep_ == "pobj"]
    objects = [c for c in (token.head if trigger.noun and token.dep_ == "nsubj" else token).children if c.dep_ == "dobj"]
    towns = word_set("places", "settlements")
    heads += [] if trigger.noun else objects
    heads += [c for o in objects if o.lemma_.lower() in towns for of in o.children if of.lower_ == "of" for c in of.children]
    names = [name for head in heads for name in (head, *(t for t in head.lefts if t.dep_ == "poss" and is_ground(head)))]
    proper = (name for name in names if name.pos_ == "PROPN" and not is_month_of_date(name.doc, name.i))
    return next((_named_place(name) for name in proper if _is_town(_named_place(name), name)), None)


def _is_town(place: PlacePhrase, name: Token) -> bool:
    """True for the name of a larger town or region that is no part of a person's name anywhere in the text."""
    text = place.names[0]
    listed = any(
        found.population >= LARGE_TOWN and sound_key(text) == sound_key(found.name.removesuffix(" Oblast"))
        for found in find_places_spelled(text)
        if found.kind in {PlaceKind.TOWN, PlaceKind.REGION}
    )
    persons = (entity for entity in name.doc.ents if entity.label_ == "PERSON" and name.text in entity.text.split())
    return listed and not any(len(entity) > place.last - place.first + 1 or _speaks(entity.root) for entity in persons)


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in {"say", "tell", "add"}


def _named_place(token: Token) -> PlacePhrase:
    """A place from a name alone, as a settlement."""
    first = token.i
    while first > token.sent.start and token.doc[first - 1].dep_ == "compound" and token.doc[first - 1].pos_ == "PROPN":
        first -= 1
    part = token.doc[first : token.i + 1]
    return PlacePhrase((part.text,), Span(part.start_char, part.end_char), "in", first, token.i, 1)


def _is_in_target(place: PlacePhrase, head: Token) -> bool:
    """True where a place is the target or part of its phrase, as "Ukraine's infrastructure" or "the camp at X".

    The home of people who are struck is not the place of the strike.
    """
    if place.first <= head.i <= place.last:
        return head.ent_type_ != "PERSON"
    last_token = head.doc[place.last]
    if last_token.dep_ == "appos" and last_token.head == head:
        return True
    if last_token.head.lower_ == "of" and last_token.head.head == head and head.lemma_.lower() in word_set("strikes", "targets.areas"):
        return True
    if not head.is_ancestor(last_token) or abs(last_token.i - head.i) > MAX_DISTANCE:
        return False
    is_possessor = last_token.i < head.i and place.preposition not in LOCATIVE
    is_example = any(t.lower_ in {"including", "especially", "notably"} for t in head.doc[max(head.i, place.first - 4) : place.first])
    return place.preposition in LOCATIVE or is_example or _is_in_area(last_token) or (is_possessor and is_ground(head))


def _is_in_area(name: Token) -> bool:
    """True for "in the central province of X": the preposition precedes the common noun."""
    area = name.head.head if name.head.lower_ == "of" else name
    return area.head.lower_ in LOCATIVE and area.lemma_.lower() in word_set("strikes", "targets.areas")


def is_ground(head: Token) -> bool:
    """True for a target that is fixed to the ground: no people, ships or aircraft."""
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
    """The state of a demonym in the target or the place ("several Ukrainian regions", "in Iraqi military bases"), or an empty string."""
    for head in (*heads, trigger.token):
        tokens = [head, *(t for t in head.subtree if abs(t.i - head.i) <= MAX_DISTANCE)]
        for token in tokens:
            if (
                token.dep_ in {"amod", "compound"}
                and token.head.lemma_.lower() in word_set("strikes", "targets.areas")
                and token.head.lemma_.lower() not in {"border", "frontier"}  # the target is near it, on either side
                and (state := country_of(token.text))
            ):
                return state
            if (token == head or (token.dep_ == "poss" and is_ground(head))) and (state := state_of_name(token)):
                return state
    return ""
