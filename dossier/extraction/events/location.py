"""Location of an event: the place phrase that belongs to its trigger."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dossier.extraction.events.place_phrases import LOCATIVE, PlacePhrase, places_in
from dossier.extraction.lexicon.geography import unions
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_press

_MAX_STEPS = 12
_NEAR = frozenset({"near", "outside", "from", "beyond"})
_OF_BODY = 2
"""Words of a name but one, from which the model's label decides whether it is a body's: there is a Camp David."""
_STATE = 4
"""Rank of a place phrase that is a state."""
_BROACHING = frozenset({"discuss", "raise", "broach", "address", "review", "debate"})
_TOPICS = frozenset({"topic", "issue", "focus", "subject", "agenda", "theme"})
_JOURNEYS = frozenset({"travel", "fly", "go", "come", "head", "return", "send", "dispatch", "journey", "invite", "trip", "visit"})


def place_of(trigger: Token, places: Sequence[PlacePhrase], *, use_opening: bool = True) -> PlacePhrase | None:
    """The place of the event that `trigger` names, or None where its sentence states none.

    A phrase attached to the trigger or its verb comes first, then one at the start of the sentence, but only with `use_opening`: in
    "In Ukraine, an official said …" it is the place of the statement's content for strikes, not for meetings.
    """
    sentence = trigger.sent
    doc = trigger.doc
    in_sentence = [p for p in places_in(sentence, places) if not (_is_owner(p, trigger) or is_of_speaker(p, doc) or _is_of_body(p, doc))]
    locative = [p for p in in_sentence if p.preposition in LOCATIVE or _is_destination(p, trigger.doc)]
    modifiers = [p for p in in_sentence if _modifies(trigger, p)]
    antecedent = _antecedent_of_where(trigger, in_sentence)
    if antecedent is not None:
        return antecedent
    reachable = [(steps, p) for p in locative if (steps := _steps(trigger, p)) is not None]
    if modifiers:
        return modifiers[0]
    if reachable:
        return min(reachable, key=lambda pair: (pair[0], abs(pair[1].first - trigger.i)))[1]
    opening = [p for p in locative if p.first <= sentence.start + 4 and trigger.i > p.last and not _is_of_judge(p, trigger)]
    return opening[0] if opening and use_opening else None


def _is_owner(place: PlacePhrase, trigger: Token) -> bool:
    """True for the state in "at the Peruvian embassy", "at the U.S. Mission": it names whose house it is, not where."""
    last = trigger.doc[place.last]
    is_before_noun = last.dep_ in {"compound", "nmod", "amod"} and last.head.i > place.last and last.head != trigger
    return is_before_noun and place.rank >= _STATE and place.preposition in LOCATIVE and last.head.pos_ in {"NOUN", "PROPN"}


def is_of_speaker(place: PlacePhrase, doc: Doc) -> bool:
    """True for "a source in X said", "media in X reported": where somebody speaks of what was elsewhere. Offices and people of a town ("officials in
    X", "witnesses in X") speak of what was there.
    """
    preposition = doc[place.last].head
    speaker = preposition.head
    is_subject = preposition.dep_ == "prep" and speaker.dep_ == "nsubj" and speaker.head.lemma_.lower() in word_set("cues", "say")
    return is_subject and (is_press(speaker) or speaker.lemma_.lower() == "source")


def _is_of_body(place: PlacePhrase, doc: Doc) -> bool:
    """True for the body of "the European Political Community summit"."""
    last = doc[place.last]
    is_body = last.ent_type_ == "ORG" or last.text in word_set("roles", "body_head")
    is_named = (is_body and place.last - place.first >= _OF_BODY) or last.text in unions()  # "the G7 summit"
    return is_named and last.head.lemma_.lower() in word_set("meetings", "nouns")


def _is_destination(place: PlacePhrase, doc: Doc) -> bool:
    """True for the destination of a journey: "flew to X"."""
    head = doc[place.last]
    while head.i >= place.first and head.head != head:
        head = head.head
    return place.preposition in {"to", "into"} and head.lower_ == place.preposition and _is_journey(head.head)


def _antecedent_of_where(trigger: Token, places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The place that "where" refers to in "visited X, where he met Y"; no state that something belongs to ("X's leader")."""
    token = trigger
    for _ in range(4):
        if token.dep_ in {"relcl", "advcl"} and any(c.lower_ == "where" for c in token.children):
            return next(
                (
                    p
                    for p in reversed(places)
                    if p.last < token.i
                    and not p.possessive
                    and not any(c.i < p.first for c in token.children if c.lower_ == "where")
                    and not is_beside(p, token)
                ),
                None,
            )
        token = token.head
    return None


def is_beside(place: PlacePhrase, clause: Token) -> bool:
    """True for X in "in X, near the town where a bomb went off": the clause is about another place."""
    noun = clause.head
    return clause.dep_ == "relcl" and noun.pos_ == "NOUN" and place.last < noun.i and noun.dep_ == "pobj" and noun.head.lower_ in _NEAR


def _steps(trigger: Token, place: PlacePhrase) -> int | None:
    """Number of heads between the phrase and the trigger or its verb; None where the phrase is not attached to them."""
    doc = trigger.doc
    goals = {trigger.i: 0}
    token = trigger
    for step in range(1, 5):
        ends_clause = token.dep_ in {"ccomp", "relcl", "advcl", "ROOT", "parataxis", "conj"} and token.pos_ in {"VERB", "AUX"}
        if ends_clause and not _is_purpose_of_journey(token):
            break
        token = token.head
        if _is_subject_of_war(token, trigger):
            break  # "with the war in X at the centre of the talks"
        goals.setdefault(token.i, step)
    token = below = doc[place.last]
    for step in range(_MAX_STEPS):
        if token.i in goals and not place.first <= token.i <= place.last:
            return step + goals[token.i]
        is_barrier = is_next_step(token) or (token.pos_ == "AUX" and token.dep_ == "advcl" and is_time_clause(token))
        is_barrier = is_barrier or (
            token.pos_ == "VERB" and token.dep_ in {"ccomp", "relcl", "advcl", "acl"} and (token.head != trigger or is_time_clause(token))
        )
        is_barrier = is_barrier and not is_clause_of_venue(token, trigger)
        is_barrier = is_barrier or _is_judge(token, trigger) or _is_other_meeting(token, trigger)
        if (
            token.head == token
            or is_barrier
            or _is_subject_of_war(token, trigger)
            or _is_topic(token, trigger)
            or _describes_person(token, below)
        ):
            return None
        token, below = token.head, token
    return None


def is_next_step(verb: Token) -> bool:
    """True for what somebody does before or after: "travelling" in "meets X before travelling to Y for talks"."""
    return verb.dep_ == "pcomp" and verb.pos_ in {"VERB", "AUX"} and verb.head.lower_ in {"before", "after"}


def _is_purpose_of_journey(verb: Token) -> bool:
    """True for "is travelling to X to hold talks", "a flight to X to meet Y": the talks are where the journey goes."""
    is_infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return verb.dep_ in {"advcl", "acl", "relcl"} and is_infinitive and _is_journey(verb.head)


def _is_journey(word: Token) -> bool:
    return word.lemma_.lower() in _JOURNEYS | word_set("meetings", "journeys") | word_set("meetings", "journey_nouns")


def _is_other_meeting(noun: Token, trigger: Token) -> bool:
    """True for talks that the event only follows, "a fourth round, following talks in X", or to which somebody is invited at it: "thanked him for an
    invitation to the summit in X".
    """
    follows = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "before", "following", "since"}
    return (follows or is_invited_to(noun)) and noun != trigger and noun.lemma_.lower() in word_set("meetings", "nouns")


def is_invited_to(noun: Token) -> bool:
    """True for what somebody is invited to: "invited him to the summit", "an invitation for talks"."""
    is_aim = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "to"}
    return is_aim and noun.head.head.lemma_.lower() in {"invite", "invitation"}


def _is_subject_of_war(noun: Token, trigger: Token) -> bool:
    """True for the war of "they discussed the war in X" and "an attack amid the conflict in X"; people are killed where a war is ("in the war in X")."""
    is_in_war = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during"}
    return noun != trigger and noun.pos_ == "NOUN" and noun.lemma_.lower() in word_set("figures", "total.wars") and not is_in_war


def _is_topic(noun: Token, trigger: Token) -> bool:
    """True for what is spoken of: "raised the issue of peace in X", "the key topic was the situation in X"."""
    if noun == trigger or noun.pos_ != "NOUN":
        return False
    subjects = {c.lemma_.lower() for c in noun.head.children if c.dep_ == "nsubj"}
    return (noun.dep_ == "dobj" and noun.head.lemma_.lower() in _BROACHING) or (noun.dep_ == "attr" and bool(subjects & _TOPICS))


def _describes_person(noun: Token, part: Token) -> bool:
    """True for what somebody is, beside the name: "Anna Weber, a commander in X", "the head of the office in X, Anna Weber"; not for what a comma
    sets off from it ("Anna Weber, the minister, in X"). `part` is the word below the noun that leads to the place.
    """
    if part.i and part.nbor(-1).text == ",":
        return False
    if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
        return True
    office = noun.head.head
    is_of_office = noun.dep_ == "pobj" and noun.head.lower_ == "of" and office.pos_ in {"NOUN", "PROPN"}
    return is_of_office and any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in office.children)


def _is_judge(noun: Token, trigger: Token) -> bool:
    """True for who judges the event: where "the embassy in X" is that condemned an attack says nothing of the attack."""
    return noun.dep_ == "nsubj" and noun.head != trigger and noun.head.lemma_.lower() in word_set("cues", "describe")


def _is_of_judge(place: PlacePhrase, trigger: Token) -> bool:
    """True for a phrase that says where the one is from who judges the event."""
    token = trigger.doc[place.last]
    while token.head != token and token.pos_ not in {"VERB", "AUX"} and not _is_judge(token, trigger):
        token = token.head
    return _is_judge(token, trigger)


def is_clause_of_venue(verb: Token, trigger: Token) -> bool:
    """True for "met at the hotel where X was staying in Y on Monday": the clause says more of where and when the meeting was."""
    is_state = verb.tag_ == "VBG" and any(c.lemma_ == "be" and c.dep_ == "aux" for c in verb.children)
    is_of_place = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children) and is_state
    venue = verb.head
    return is_of_place and venue.dep_ == "pobj" and venue.head.lower_ in LOCATIVE and venue.head.head == trigger


def is_time_clause(verb: Token) -> bool:
    """True for a clause of another event that only dates this one: "hours after talks collapsed in X"."""
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    return has_subject and any(c.dep_ == "mark" and c.lower_ in {"after", "before", "since", "until", "as"} for c in verb.children)


def _modifies(trigger: Token, place: PlacePhrase) -> bool:
    """True for a phrase before the noun that modifies it: "the Vienna talks"."""
    last = trigger.doc[place.last]
    head = last.head
    if last.whitespace_ == "" or _is_of_body(place, trigger.doc):
        return False
    return trigger.pos_ in {"NOUN", "PROPN"} and head.i == trigger.i and place.last < trigger.i and not place.possessive
