"""Who takes part in a meeting: subject, companions, "between", "attended by", and the sides of delegations."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.syntax.factuality import governing_verb
from dossier.extraction.syntax.subjects import direct_subjects

_PARTS = frozenset({"day", "days", "round", "session", "series", "start", "part", "hours", "hour", "table", "talks"})
_WITHIN = frozenset({"of", "from"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "punct", "cc"})
_BROKERED = re.compile(r"[\w.]+(?: [\w.]+)?[-–](?:\w+ed|led|run)\b")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PARTNERS = frozenset({"with", "between", "among", "alongside"})
_BESIDE = frozenset({"during", "in", "via", "at", "after", "following", "before", "ahead"})
_DISPATCHING = frozenset({"send", "dispatch"})
_SENDING = frozenset({"send", "invite", "dispatch", "help", "order", "bring", "appoint"})


def participants_of(trigger: MeetingTrigger, cast: NationalityResolver) -> tuple[int, ...]:
    """Keys of the actors that confer, in the order of the text of each slot."""
    found: list[int] = []
    for phrase in _phrases(trigger):
        found += named_by(phrase, cast)
    if trigger.noun:
        found += _before(trigger.token, cast)
        found += _after(trigger, cast, len(dict.fromkeys(found)))
    return tuple(dict.fromkeys(found))


def sequential_comitatives(trigger: MeetingTrigger) -> tuple[Token, ...]:
    """The phrases after "then with" beside a first "with": "met with X, then with Y" tells of two meetings."""
    token = trigger.token
    withs = [c for c in _descending(token) if c.lower_ == "with"]
    later = [
        w for w in withs[1:] if any(t.lower_ in {"then", "later", "afterwards", "subsequently"} for t in token.doc[max(w.i - 2, 0) : w.i])
    ]
    return tuple(g for w in later for g in w.children if g.dep_ == "pobj")


def named_by(phrase: Token, cast: NationalityResolver) -> list[int]:
    """The actors that a noun phrase and what is joined to it name.

    A person comes before the state or body served: "Russian envoy X" is X, "Russian officials" is Russia.
    """
    found: list[int] = []
    for part in _conjuncts(phrase):
        meant = cast.resolve(part)
        keys = [key for token in _own(part) if (key := cast.actor_of_name(token)) is not None]
        persons = [key for key in keys if cast.person(key)]
        owners = _owners(part, cast)
        persons = [key for key in persons if key not in owners]
        served = _served(part, cast)
        persons = [key for key in persons if key not in served] or persons
        keys = [key for key in keys if key not in owners]
        if persons:
            found += persons
        elif meant is not None and (cast.person(meant) or part.pos_ in {"PRON", "PROPN"}):
            found.append(meant)
        elif _stands_for(part) and not _title(part, cast):
            found += keys
    return found


def _served(part: Token, cast: NationalityResolver) -> set[int]:
    """Persons behind "of" in what is said of another: Y in "X, an envoy of Y's"."""
    ofs = [t for t in _own(part) if t.dep_ == "prep" and t.lower_ in _WITHIN and t.head.lemma_.lower() in word_set("meetings", "delegates")]
    return {key for of in ofs for t in of.subtree if (key := cast.actor_of_name(t)) is not None and cast.person(key)}


def _owners(part: Token, cast: NationalityResolver) -> set[int]:
    """Persons in a phrase that only own somebody in it: X in "X's son-in-law Y"."""
    return {
        key
        for token in _own(part)
        if (key := cast.actor_of_name(token)) is not None and token.i + 1 < len(token.doc) and token.nbor().tag_ == "POS"
    }


def _stands_for(part: Token) -> bool:
    """True where the phrase is an actor's name or names people who speak for it, and not a thing of its."""
    return part.pos_ in {"PROPN", "ADJ"} or part.ent_type_ != "" or part.lemma_.lower() in word_set("meetings", "delegates")


def _title(part: Token, cast: NationalityResolver) -> bool:
    """True for an office whose holder is named right behind it."""
    after = cast.actor_of_name(part.nbor()) if part.i + 1 < len(part.doc) else None
    return after is not None and cast.person(after)


def _conjuncts(phrase: Token) -> Iterator[Token]:
    yield phrase
    for child in phrase.children:
        if child.dep_ == "conj":
            yield from _conjuncts(child)


def _own(part: Token) -> Iterator[Token]:
    """The tokens of a phrase without its clauses, the phrases joined to it, and the owner of a person."""
    yield part
    yield from _origins(part)
    for child in part.children:
        if child.dep_ in _CLAUSES or child.dep_ == "conj" or (child.dep_ == "prep" and child.lower_ not in _WITHIN):
            continue
        if child.dep_ == "poss" and any(c.dep_ == "appos" for c in part.children):
            continue
        yield from _all(child)


def _origins(part: Token) -> Iterator[Token]:
    """Where unnamed people come from, told behind their field: "advisers on security from X and Y"."""
    field = part.nbor() if part.tag_ == "NNS" and part.i + 1 < len(part.doc) else part
    if field.dep_ == "prep" and field.lower_ in {"on", "for"}:
        yield from (t for inner in field.subtree if inner.lower_ == "from" for t in inner.subtree)


def _all(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in _CLAUSES - {"cc"} and not (child.dep_ == "prep" and child.lower_ not in _WITHIN):
            yield from _all(child)


def _phrases(trigger: MeetingTrigger) -> Iterator[Token]:
    """The noun phrases in the slots of the meeting's word and of its verb."""
    token = trigger.token
    verb = governing_verb(token)
    if trigger.noun:
        yield from _of_noun(token, trigger.subkind)
        if verb is not None and _holds(token, verb, trigger.subkind):
            yield from _sent(verb) if verb.lemma_.lower() in _DISPATCHING else subjects_of(verb)
        if verb is not None:
            yield from _agents(verb)
        if verb is not None and verb.lemma_.lower() in word_set("meetings", "verbs"):
            yield from (*subjects_of(verb), *(c for c in verb.children if c.dep_ == "dobj"))
    else:
        yield from subjects_of(token)
        yield from (c for c in token.children if c.dep_ in {"dobj", "dative"})
        yield from (leader for c in token.children if c.dep_ == "dobj" for leader in _leading(c))
        if any(c.dep_ == "nsubjpass" for c in token.children):
            yield from (g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
    later = {p.i for p in sequential_comitatives(trigger)}
    seen: set[int] = set()
    for origin in (token, verb) if verb is not None and trigger.noun and not _aside(token, verb) else (token,):
        for phrase in comitatives(origin):
            if phrase.i not in later | seen and not _another_between(token, phrase):
                seen.add(phrase.i)
                yield phrase


def _leading(delegation: Token) -> Iterator[Token]:
    """Those by whom it is led: X in "received a delegation led by X"."""
    for act in delegation.subtree:
        if act.tag_ == "VBN" and act.lemma_ in {"lead", "head"}:
            yield from (g for c in act.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")


def _aside(token: Token, verb: Token) -> bool:
    """True where the meeting only dates what the verb tells: "after the talks, they signed a pact between X and Y"."""
    slot = token
    while slot.head not in {verb, slot}:
        slot = slot.head
    return slot.dep_ == "prep" and slot.lower_ in {"after", "before", "following", "since", "until"}


def _another_between(token: Token, phrase: Token) -> bool:
    """True where another meeting's noun stands between the word and the phrase, which so is that one's."""
    return any(t.lower_ in word_set("meetings", "nouns") and t.pos_ == "NOUN" for t in token.doc[token.i + 1 : phrase.i])


def _of_noun(token: Token, subkind: str) -> Iterator[Token]:
    """Slots of the noun itself: "meeting of X and Y", "talks involving X", "X's call", "a call made by X to Y"."""
    for child in token.children:
        if child.lower_ in {"of", "involving"}:
            yield from (g for g in child.children if g.dep_ in {"pobj", "dobj"})
            yield from (h for g in child.children if g.lower_ in {"talks", "meetings", "negotiations"} for h in comitatives(g))
        elif child.dep_ == "poss":
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


def _holds(token: Token, verb: Token, subkind: str) -> bool:
    """True where the verb's subject takes part: it holds, attends, opens the meeting, or acts in a call."""
    slot, beside = token, False
    while slot.head not in {verb, slot}:
        beside = beside or slot.dep_ in {"conj", "appos"}
        slot = slot.head
        if slot.pos_ in {"NOUN", "PROPN"} and slot.lower_ not in _PARTS and not beside:
            return False
    if verb.lemma_.lower() == "lead" and any(c.lower_ == "up" for c in verb.children):
        return False
    into = slot.dep_ == "dobj" or (slot.dep_ == "prep" and slot.lower_ in {"in", "to", "for", "up"})
    if into and verb.lemma_.lower() in word_set("meetings", "holding"):
        return True
    if subkind == "call" and slot.dep_ == "dobj" and verb.lemma_.lower() in {"receive", "get", "place", "take"}:
        return True
    own = any(c.lower_ in {"a", "an", "their", "his", "her"} for c in token.lefts)
    own = own or any(c.dep_ == "conj" for s in verb.children if s.dep_ in _SUBJECTS and s.ent_type_ == "PERSON" for c in s.children)
    own = own or any(c.lower_ == "with" for c in token.children)
    beside_it = slot.dep_ in {"prep", "advmod"} and slot.lower_ in _BESIDE
    following = verb.lower_ == "following" and slot == token
    return (beside_it and (subkind == "call" or own or slot.lower_ == "via")) or (following and own)


def subjects_of(verb: Token) -> Iterator[Token]:
    """Subjects of a verb of meeting: its own, else those of the verb or noun that it completes.

    An infinitive after "send" or "invite" has the object of that verb as subject: those who are sent meet, not the sender.
    """
    token = verb
    for _ in range(5):
        subjects = direct_subjects(token)
        if subjects:
            yield from subjects
            return
        head = token.head
        if head == token:
            return
        if token.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN"}:
            if head.lemma_.lower() in word_set("meetings", "delegates") or head.pos_ == "PROPN":
                yield head
            return
        elif token == verb and head.lemma_.lower() in _SENDING:
            sent = [c for c in head.children if c.dep_ == "dobj"]
            if sent:
                yield from sent
                return
        token = head


def _sent(verb: Token) -> Iterator[Token]:
    """Those who are sent to a meeting, and not who sends them: an object, a passive subject, or the noun before "whom X sent"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield verb.head if child.lower_ in {"whom", "who", "that"} and verb.dep_ == "relcl" else child


def _agents(verb: Token) -> Iterator[Token]:
    """Those by whom it was attended or held."""
    for child in verb.children:
        if child.dep_ == "agent" and verb.lemma_.lower() in word_set("meetings", "holding"):
            yield from (g for g in child.children if g.dep_ == "pobj")


def _descending(token: Token) -> Iterator[Token]:
    """A token's descendants outside of other clauses and of other meetings."""
    for child in token.children:
        if child.lower_ in word_set("meetings", "nouns") and child.pos_ == "NOUN":
            continue
        if child.dep_ in {"relcl", "ccomp", "advcl", "parataxis", "acl"} or (child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}):
            continue
        yield child
        yield from _descending(child)


def comitatives(origin: Token) -> Iterator[Token]:
    """The phrases after "with", "between", "among" anywhere below the word, outside of other clauses."""
    for token in _descending(origin):
        if token.lower_ in _PARTNERS and token.dep_ in {"prep", "conj", "dep"}:
            yield from (g for g in token.children if g.dep_ == "pobj")


def _after(trigger: MeetingTrigger, cast: NationalityResolver, already: int) -> list[int]:
    """The second party where the parse lost it: "a call … to X", "between X, …, and Y"."""
    if already != 1:
        return []
    token = trigger.token
    rest = token.doc[token.i + 1 : min(token.sent.end, token.i + 22)]
    between = next((t for t in rest[:4] if t.lower_ == "between"), None)
    link = "and" if between is not None else "to" if trigger.subkind == "call" else ""
    for word in rest:
        if link and word.lower_ == link and word.i + 1 < len(token.doc) and word.nbor().pos_ not in {"VERB", "AUX", "ADV"}:
            keys = [
                key
                for t in token.doc[word.i + 1 : word.i + 6]
                if t.pos_ == "PROPN" and (key := cast.actor_of_name(t)) is not None and cast.person(key)
            ]
            if keys:
                return keys[:1]
    return []


def _before(noun: Token, cast: NationalityResolver) -> list[int]:
    """Sides named before the noun: "Russian-Ukrainian talks", "US-Iran negotiations"; "US-brokered" and "Vienna talks" tell none."""
    doc = noun.doc
    found = []
    start = noun.i
    while start > noun.sent.start and (
        doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or doc[start - 1].text in {"-", "–", "and", ",", "/"}
    ):
        start -= 1
    for token in doc[start : noun.i]:
        key = cast.actor_of_name(token)
        if key is None or token.ent_type_ == "DATE":
            continue
        paired = {doc[token.i + 1].text, doc[token.i - 1].text if token.i > start else ""} & {"-", "–", "/"}
        brokered = _BROKERED.match(text_of(doc), token.idx) is not None
        if (paired or token.pos_ == "ADJ" or cast.person(key)) and not brokered:
            found.append(key)
    return found
