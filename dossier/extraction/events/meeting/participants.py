"""Participants of a meeting: subject, comitatives, "between", "attended by", and the sides of delegations."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.clause_parties import clause_parties
from dossier.extraction.events.meeting.parties_beside import parties_after, parties_before, parties_of_sentence
from dossier.extraction.events.meeting.party_lists import holder_of_office, is_speaker_after_comma, listed_persons
from dossier.extraction.events.meeting.references import belongs_to_other, clause_reported, is_within_meeting
from dossier.extraction.events.meeting.settling import COMITATIVE, PARTS, SUBJECTS, frames, settlers
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_kin, is_person_noun
from dossier.extraction.syntax.factuality import governing_verb
from dossier.extraction.syntax.subjects import direct_subjects

_WITHIN = frozenset({"of", "from"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "punct", "cc"})
_COINCIDENCE = frozenset({"during", "in", "via", "at", "after", "following", "before", "ahead"})
_BACKGROUND = frozenset({"about", "after", "against", "amid", "before", "concerning", "despite", "following", "on", "regarding", "since"})
"""Prepositions of what a meeting follows or is about."""
_DISPATCHING = frozenset({"send", "dispatch"})
_STEPS_TO_SUBJECT = 8
SIDES = 2
"""Parties of a meeting at least."""
_MOST_COMPANIONS = 16
"""Phrases with "with" or "between" of one meeting that are looked at."""
_ATTENDING = frozenset({"attend", "join", "host", "chair", "lead", "head"})
_SENDING = frozenset({"send", "invite", "dispatch", "help", "order", "bring", "appoint"})


def participants_of(trigger: MeetingTrigger, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the actors that confer, in the order of the arguments."""
    keys: list[int] = []
    for phrase in argument_heads(trigger):
        keys += named_by(phrase, nationalities)
    for start in _list_starts(trigger):
        keys += listed_persons(trigger.token.doc, start, nationalities)
    if trigger.noun:
        keys += [key for phrase in clause_parties(trigger.token) for key in named_by(phrase, nationalities) if nationalities.person(key)]
        keys += parties_before(trigger.token, nationalities)
        keys += parties_after(trigger, nationalities, len(dict.fromkeys(keys)))
        if sum(map(nationalities.person, dict.fromkeys(keys))) < SIDES:
            keys += parties_of_sentence(trigger.token, nationalities)
    return tuple(dict.fromkeys(keys))


def sequential_comitatives(trigger: MeetingTrigger) -> tuple[Token, ...]:
    """Phrases after "then with" that follow a first "with": "met with X, then with Y" reports two meetings."""
    token = trigger.token
    comitative_heads = [c for c in _descending(token) if c.lower_ == "with"]
    later = [
        w
        for w in comitative_heads[1:]
        if any(t.lower_ in {"then", "later", "afterwards", "subsequently"} for t in token.doc[max(w.i - 2, 0) : w.i])
    ]
    return tuple(g for w in later for g in w.children if g.dep_ == "pobj")


def named_by(phrase: Token, nationalities: NationalityResolver) -> list[int]:
    """Keys of the actors that a noun phrase and its conjuncts name.

    A person comes before the state or organisation served: "Russian envoy X" is X, "Russian officials" is Russia.
    """
    named: list[int] = []
    for part in (p for conjunct in _conjuncts(phrase) for p in (conjunct, *_included(conjunct))):
        if any(c.lower_ == "no" and c.dep_ == "det" for c in part.lefts):
            continue  # "no Kenyan official will attend"
        coreferent = nationalities.resolve(part)
        if coreferent is None:
            coreferent = nationalities.officer(part)
        keys = [key for token in _phrase_tokens(part) if (key := nationalities.actor_of_name(token)) is not None]
        persons = [key for key in keys if nationalities.person(key)]
        owners = _possessors(part, nationalities)
        persons = [key for key in persons if key not in owners]
        persons_served = _persons_served(part, nationalities)
        holder = holder_of_office(part, nationalities) if set(persons) <= persons_served else None
        persons = [key for key in persons if key not in persons_served] or ([holder] if holder is not None else persons)
        keys = [key for key in keys if key not in owners]
        if persons:
            named += persons
        elif coreferent is not None and (nationalities.person(coreferent) or part.pos_ in {"PRON", "PROPN"}):
            named.append(coreferent)
        elif _is_representative(part) and not _is_title(part, nationalities):
            named += keys
    return named


def _included(part: Token) -> Iterator[Token]:
    """Head words of those named as some of a group: X and Y in "party leaders, including X and Y"."""
    for including in part.children:
        if including.lower_ == "including":
            yield from (p for c in including.children if c.dep_ in {"pobj", "dobj"} for p in _conjuncts(c))


def _persons_served(part: Token, nationalities: NationalityResolver) -> set[int]:
    """Persons after "of" in another person's description: Y in "X, an envoy of Y's" and "X, wife of Y"."""
    prepositions = [
        t
        for t in _phrase_tokens(part)
        if t.dep_ == "prep" and t.lower_ in _WITHIN and (t.head.lemma_.lower() in word_set("meetings", "delegates") or is_kin(t.head))
    ]
    return {
        key for of in prepositions for t in of.subtree if (key := nationalities.actor_of_name(t)) is not None and nationalities.person(key)
    }


def _possessors(part: Token, nationalities: NationalityResolver) -> set[int]:
    """Actors in a phrase that only modify another: X in "X's son-in-law Y". A state whose officer meets takes part: "Peru's president"."""
    is_office = is_person_noun(part)
    return {
        key
        for token in _phrase_tokens(part)
        if (key := nationalities.actor_of_name(token)) is not None
        and token.i + 1 < len(token.doc)
        and token.nbor().tag_ == "POS"
        and not (is_office and nationalities.state(key))
    }


def _is_representative(part: Token) -> bool:
    """True where the phrase is an actor's name or names people who speak for it, rather than a thing that it owns."""
    return part.pos_ in {"PROPN", "ADJ"} or part.ent_type_ != "" or part.lemma_.lower() in word_set("meetings", "delegates")


def _is_title(part: Token, nationalities: NationalityResolver) -> bool:
    """True for an office whose holder is named right after it."""
    after = nationalities.actor_of_name(part.nbor()) if part.i + 1 < len(part.doc) else None
    return after is not None and nationalities.person(after)


def _conjuncts(phrase: Token) -> Iterator[Token]:
    yield phrase
    for child in phrase.children:
        if child.dep_ == "conj" and not is_speaker_after_comma(child):
            yield from _conjuncts(child)


def _phrase_tokens(part: Token) -> Iterator[Token]:
    """The tokens of a phrase without its clauses, its conjuncts, and the possessor of a person."""
    yield part
    yield from _origins(part)
    for child in part.children:
        if (
            child.dep_ in _CLAUSES
            or child.dep_ == "conj"
            or is_speaker_after_comma(child)
            or (child.dep_ == "prep" and child.lower_ not in _WITHIN)
        ):
            continue
        if child.dep_ == "poss" and any(c.dep_ == "appos" for c in part.children):
            continue
        yield from _subtree_without_clauses(child)


def _origins(part: Token) -> Iterator[Token]:
    """Origin of unnamed people, stated after their field: "advisers on security from X and Y"."""
    field = part.nbor() if part.tag_ == "NNS" and part.i + 1 < len(part.doc) else part
    if field.dep_ == "prep" and field.lower_ in {"on", "for"}:
        yield from (t for inner in field.subtree if inner.lower_ == "from" for t in inner.subtree)


def _subtree_without_clauses(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in _CLAUSES - {"cc"} and not (child.dep_ == "prep" and child.lower_ not in _WITHIN):
            yield from _subtree_without_clauses(child)


def argument_heads(trigger: MeetingTrigger) -> Iterator[Token]:
    """Head words of the arguments of the trigger and of its verb."""
    token = trigger.token
    verb = governing_verb(token) if not is_within_meeting(token) else None
    if trigger.noun:
        yield from _of_noun(token, trigger.subkind)
        if verb is not None and _takes_part(token, verb, trigger.subkind):
            yield from _persons_sent(verb) if verb.lemma_.lower() in _DISPATCHING else _doers(verb)
        yield from settlers(token)
        if verb is not None:
            yield from _agents(verb)
        if verb is not None and verb.lemma_.lower() in word_set("meetings", "verbs") and not _only_dates(token, verb):
            yield from (*subjects_of(verb), *(c for c in verb.children if c.dep_ == "dobj"))
    else:
        yield from subjects_of(token)
        yield from _objects_of(trigger)
        if trigger.spoken:
            yield from (
                g for c in token.children if c.lower_ == "to" and c.dep_ in {"prep", "dative"} for g in c.children if g.dep_ == "pobj"
            )
        yield from (leader for c in token.children if c.dep_ == "dobj" for leader in _leaders_of(c))
        if any(c.dep_ == "nsubjpass" for c in token.children):
            yield from (g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
    later = {p.i for p in sequential_comitatives(trigger)}
    seen: set[int] = set()
    for origin in (token, verb) if verb is not None and trigger.noun and not _only_dates(token, verb) else (token,):
        for phrase in comitatives(origin):
            if phrase.i not in later | seen and not belongs_to_other(token, phrase):
                seen.add(phrase.i)
                yield phrase


def _objects_of(trigger: MeetingTrigger) -> Iterator[Token]:
    """Those who are met: the objects, and Y in "called on Y"."""
    children = list(trigger.token.children)
    yield from (c for c in children if c.dep_ in {"dobj", "dative"})
    if trigger.subkind == "visit":
        yield from (g for c in children if c.lower_ == "on" for g in c.children if g.dep_ == "pobj")


def _leaders_of(delegation: Token) -> Iterator[Token]:
    """Leaders of a delegation: X in "received a delegation led by X"."""
    for verb in delegation.subtree:
        if verb.tag_ == "VBN" and verb.lemma_ in {"lead", "head"}:
            yield from (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")


def _only_dates(token: Token, verb: Token) -> bool:
    """True where the meeting only dates the verb's event: "after the talks, they signed a pact between X and Y"."""
    argument = token
    while argument.head not in {verb, argument}:
        argument = argument.head
    if argument.lower_ == "ahead":
        return argument.i < verb.i
    return argument.dep_ == "prep" and argument.lower_ in {"after", "before", "following", "since", "until"}


def _of_noun(token: Token, subkind: str) -> Iterator[Token]:
    """Arguments of the noun itself: "meeting of X and Y", "talks involving X", "X's call", "a call made by X to Y"."""
    for child in token.children:
        if child.lower_ in {"of", "involving"}:
            yield from (g for g in child.children if g.dep_ in {"pobj", "dobj"})
            yield from (h for g in child.children if g.lower_ in {"talks", "meetings", "negotiations"} for h in comitatives(g))
        elif child.dep_ == "poss" or (child.dep_ == "nmod" and child.nbor(1).text in {"'", "’"}):  # "Lopes’ meeting with X"
            yield child
        elif child.dep_ == "acl" and child.lower_ == "involving":
            yield from (g for g in child.children if g.dep_ == "dobj")
        elif subkind == "call" and child.dep_ in {"acl", "prep"} and child.lower_ in {"made", "to", "from", "placed"}:
            yield from (
                g
                for c in (child, *child.children)
                if c.dep_ in {"agent", "prep", "dative"} and c.lower_ in {"by", "to", "from"}
                for g in c.children
                if g.dep_ == "pobj"
            )


def _takes_part(token: Token, verb: Token, subkind: str) -> bool:
    """True where the verb's subject takes part: it holds, attends or opens the meeting, or acts in a call."""
    if frames(verb, token):
        return True
    argument, is_coordinate = token, False
    while argument.head not in {verb, argument}:
        is_coordinate = is_coordinate or argument.dep_ in {"conj", "appos"}
        argument = argument.head
        if argument.pos_ in {"NOUN", "PROPN"} and argument.lower_ not in PARTS and not is_coordinate:
            return False
    if verb.lemma_.lower() == "lead" and any(c.lower_ == "up" for c in verb.children):
        return False
    is_object = argument.dep_ == "dobj" or (argument.dep_ == "prep" and argument.lower_ in {"in", "to", "for", "up"})
    if is_object and (verb.lemma_.lower() in word_set("meetings", "holding") | word_set("meetings", "journeys") or _went_for(token, verb)):
        return True
    if subkind == "call" and argument.dep_ == "dobj" and verb.lemma_.lower() in {"receive", "get", "place", "take"}:
        return True
    has_own_parties = any(c.lower_ in {"a", "an", "their", "his", "her"} for c in token.lefts)
    has_own_parties = has_own_parties or any(
        c.dep_ == "conj" for s in verb.children if s.dep_ in SUBJECTS and s.ent_type_ == "PERSON" for c in s.children
    )
    has_own_parties = has_own_parties or any(c.lower_ == "with" for c in token.children)
    is_coincident = argument.dep_ in {"prep", "advmod"} and argument.lower_ in _COINCIDENCE
    is_following = verb.lower_ == "following" and argument == token
    return (is_coincident and (subkind == "call" or has_own_parties or argument.lower_ == "via")) or (is_following and has_own_parties)


def _went_for(noun: Token, verb: Token) -> bool:
    """True for "was in X for talks with Y"."""
    is_somewhere = verb.lemma_ == "be" and any(c.dep_ == "prep" and c.lower_ in {"in", "at"} for c in verb.children)
    return is_somewhere and noun.head.lower_ == "for" and any(c.lower_ == "with" for c in noun.children)


def subjects_of(verb: Token) -> Iterator[Token]:
    """Subjects of a verb of meeting: its own, else those of the verb or noun that it completes.

    An infinitive after "send" or "invite" has the object of that verb as subject: those who are sent meet, not the sender.
    """
    token = verb
    for _ in range(_STEPS_TO_SUBJECT):
        subjects = direct_subjects(token)
        reported = clause_reported(token, verb) if subjects and token != verb else None
        if subjects and reported is None:
            yield from subjects
            return
        head = reported or token.head
        if head == token:
            return
        if token.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"}:  # "Peru, Chile and Norway meet", where the parse lists the verb too
            yield from _whole_list(head)
            return
        if token.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN"}:
            is_journey = head.lemma_.lower() in word_set("meetings", "journey_nouns") and token.tag_ == "VB"
            if is_person_noun(head) or head.pos_ == "PROPN":
                yield head
            if not is_journey:
                return
        elif token == verb and head.lemma_.lower() in _SENDING:
            sent = [c for c in head.children if c.dep_ == "dobj"]
            if sent:
                yield from sent
                return
        token = head


def _whole_list(member: Token) -> Iterator[Token]:
    """The first of a list, and the people whom what it explains is "from": "envoys" in "envoys from five powers - Peru, Chile and Norway"."""
    while member.dep_ == "conj":
        member = member.head
    yield member
    while member.dep_ in {"conj", "appos"}:
        member = member.head
    preposition = member.head
    if member.dep_ == "pobj" and preposition.lower_ in _WITHIN and is_person_noun(preposition.head):
        yield preposition.head


def _doers(verb: Token) -> Iterator[Token]:
    """The subjects of a verb, in the passive its agents: X in "was confirmed by X in a meeting with Y"."""
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    yield from agents or subjects_of(verb)
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        arriving = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.children)
        yield from (c for c in verb.head.children if arriving and c.dep_ == "dobj")  # "greeted X as he arrived for talks"


def _persons_sent(verb: Token) -> Iterator[Token]:
    """Persons sent to a meeting, without the sender: an object, a passive subject, or the noun before "whom X sent"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield verb.head if child.lower_ in {"whom", "who", "that"} and verb.dep_ == "relcl" else child


def _agents(verb: Token) -> Iterator[Token]:
    """Agents of "attended by", "held by"."""
    for child in verb.children:
        if child.dep_ == "agent" and verb.lemma_.lower() in word_set("meetings", "holding"):
            yield from (g for g in child.children if g.dep_ == "pobj")


def _descending(token: Token) -> Iterator[Token]:
    """A token's descendants, in order of the tree, except those in other clauses and other meetings."""
    following = [*token.children][::-1]
    while following:
        child = following.pop()
        if child.lower_ in word_set("meetings", "nouns") and child.pos_ == "NOUN":
            continue
        if child.dep_ in {"relcl", "ccomp", "advcl", "parataxis", "acl"} or (
            child.dep_ in {"conj", "pcomp"} and child.pos_ in {"VERB", "AUX"}
        ):
            continue
        yield child
        following += [*child.children][::-1]


def comitatives(origin: Token) -> Iterator[Token]:
    """Phrases after "with", "between", "among" below the word, except those in other clauses."""
    prepositions = (
        t for t in _descending(origin) if t.lower_ in COMITATIVE and t.dep_ in {"prep", "conj", "dep"} and not _is_of_background(t, origin)
    )
    for preposition in islice(prepositions, _MOST_COMPANIONS):
        yield from (g for g in preposition.children if g.dep_ == "pobj")


def _is_of_background(preposition: Token, origin: Token) -> bool:
    """True for "with" in "takes place after an agreement with X" and "despite its alliances with X": X is no party of the meeting."""
    thing = preposition.head
    if thing == origin or thing.pos_ != "NOUN" or thing.ent_type_ or is_person_noun(thing):
        return False
    if thing.lower_ in PARTS | word_set("meetings", "media"):  # "spoke on the phone with X"
        return False
    return thing.dep_ == "pobj" and thing.head.lower_ in _BACKGROUND


def _list_starts(trigger: MeetingTrigger) -> Iterator[int]:
    """Where lists of parties begin: after "with" and "between" of the trigger, after "attended by", at the object of "received"."""
    token = trigger.token
    doc, end = token.doc, token.sent.end
    later = {phrase.i for phrase in sequential_comitatives(trigger)}
    yield from (p.head.i + 1 for p in comitatives(token) if p.i not in later and p.head.i > token.i and not belongs_to_other(token, p))
    if not trigger.noun:
        objects = [c for c in token.children if c.dep_ == "dobj"]
        yield from (max(c.left_edge.i, token.i + 1) for c in objects)
        if not objects and token.i + 1 < end and doc[token.i + 1].pos_ == "PROPN":
            yield token.i + 1
        return
    for word in doc[token.i + 1 : max(end - 2, token.i + 1)]:
        if word.lower_ in word_set("meetings", "nouns") and word.pos_ == "NOUN":
            return
        if word.tag_ == "VBN" and word.lemma_.lower() in _ATTENDING and doc[word.i + 1].lower_ == "by":
            yield word.i + 2
