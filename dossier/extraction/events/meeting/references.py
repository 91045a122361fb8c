"""Meetings that a text only refers to: in passing, to date something else, or to say what distinguishes somebody."""

from spacy.tokens import Token

from dossier.extraction.events.location import is_invited_to, is_next_step
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import Factuality, factuality_of, governing_verb, has_past_perfect, has_perfect, sets_apart
from dossier.extraction.syntax.subjects import direct_subjects

_SEQUENCE = frozenset({"earlier", "later", "separately", "afterwards", "afterward", "beforehand", "subsequently"})
_CONDITIONS = frozenset({"if", "unless", "once", "until", "after", "when", "provided"})
_ORDER = frozenset({"follow", "precede"})
_STEPS, _STEPS_OF_TOPIC = 6, 12
"""Steps in the parse from a meeting to the verb of which it is the matter, and from a place to that of which it is the topic."""
_LENGTHS = frozenset({"minute", "hour", "day", "week", "month"})
_REFERENCES = frozenset({"between", "since", "until"})


def is_passing(trigger: MeetingTrigger, *, has_day: bool, has_place: bool) -> bool:
    """True for a mention that does not establish a meeting by itself: a participle, a relative clause, a headline without a verb, or "the
    first president to meet X"; a day or a place of its own makes it one.
    """
    token = trigger.token
    if trigger.noun:
        return not has_day and _is_verbless(token)
    if has_day:
        return False
    if token.tag_ == "VBG" and token.dep_ != "pcomp":
        return not (has_place and any(c.dep_ == "aux" and c.lemma_ == "be" for c in token.children))  # "in X, where officials are meeting"
    return not has_place and (token.dep_ == "relcl" or sets_apart(token) or _is_with_many(token))


def _is_with_many(verb: Token) -> bool:
    """True for "has met with several leaders", which sums up meetings."""
    objects = [g for c in verb.children if c.lower_ == "with" for g in c.children] + [c for c in verb.children if c.dep_ == "dobj"]
    vague = word_set("modality", "generic_adjectives")
    return has_perfect(verb) and any(t.tag_ == "NNS" and any(c.lower_ in vague for c in t.lefts) for t in objects)


def _is_verbless(noun: Token) -> bool:
    """True for a noun in a fragment without any verb: a kicker, a heading, the name of a photo."""
    return not any(t.pos_ in {"VERB", "AUX"} for t in noun.sent)


def has_only_own_details(noun: Token) -> bool:
    """True for a meeting of which only the words of its own phrase give the place and the day."""
    return _is_only_reference(noun) or _is_described(noun)


def _is_only_reference(noun: Token) -> bool:
    """True for a meeting that only says when something else took place: "between the two meetings", "since the talks", "hours before the
    meeting", and "ahead of the talks" or "following a call" when another meeting did.
    """
    if word_of_later_event(noun) is not None:
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"} and _is_of_meeting(noun.head.head):
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead":
        return _is_of_meeting(noun.head.head.head)
    is_temporal = noun.head.lower_ in _REFERENCES or (noun.lower_ == "meetings" and noun.head.lower_ in {"after", "following"})
    return noun.dep_ == "pobj" and is_temporal and noun.head.dep_ == "prep" and noun.head.head.pos_ in {"VERB", "AUX"}


def _is_described(noun: Token) -> bool:
    """True for a meeting of which somebody only says what it was: "in X, the meeting was characterized as a success"."""
    verb = noun.head
    is_object = noun.dep_ == "nsubjpass" or (noun.dep_ == "dobj" and any(c.lower_ == "as" for c in verb.children))
    return is_object and verb.lemma_.lower() in word_set("cues", "describe")


def _is_of_meeting(verb: Token) -> bool:
    """True for "A met B", "the talks took place"."""
    subjects = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
    nouns = word_set("meetings", "nouns")
    return verb.lemma_.lower() in word_set("meetings", "verbs") or any({s.lower_, s.lemma_.lower()} & nouns for s in subjects)


def _verbs_of_holding() -> frozenset[str]:
    """Verbs of holding a meeting and of its coming to pass: what is "on" an island takes place there."""
    return word_set("meetings", "holding") | word_set("meetings", "happening")


def is_matter(noun: Token) -> bool:
    """True for talks that are spoken of: "met to discuss the arrangements for the talks", "asked about talks with X"."""
    token = noun
    for _ in range(_STEPS):
        head = token.head
        if head == token or (head.pos_ in {"VERB", "AUX"} and head.lemma_ != "discuss" and token.lower_ != "about"):
            return False
        if token.dep_ == "prep" and token.lower_ == "about" and head.pos_ == "VERB":
            return True
        if head.lemma_ == "discuss" and (token.dep_ == "dobj" or token.lower_ == "for"):
            return True
        token = head
    return False


def clause_reported(saying: Token, verb: Token) -> Token | None:
    """The verb of the clause before a comma and the words for who says so, which a part of it may be attached to: "A will speak, before
    meeting B, C said"; else None.
    """
    after = saying.lemma_.lower() in word_set("cues", "say") and all(s.i > verb.i for s in direct_subjects(saying))
    clauses = [c for c in (saying.head, *saying.children) if c != saying and c.pos_ == "VERB" and c.i < verb.i]
    return clauses[0] if after and clauses else None


def factuality_of_meeting(token: Token) -> Factuality:
    """Factuality of a trigger; what is planned in "A will speak, before meeting B, C said" is not held because C said so."""
    verbs = _verbs_of_holding()
    if _is_counted(token):
        return Factuality.CUMULATIVE
    if _is_on_condition(token):
        return Factuality.HYPOTHETICAL
    if _is_announced(token):
        return Factuality.PLANNED
    factuality = factuality_of(token, verbs)
    reported = (clause_reported(verb, token) for verb in token.ancestors if verb.pos_ == "VERB")
    clause = next((c for c in reported if c is not None), None)
    is_planned = clause is not None and factuality is Factuality.OCCURRED and factuality_of(clause, verbs) is Factuality.PLANNED
    return Factuality.PLANNED if is_planned else factuality


def _is_counted(verb: Token) -> bool:
    """True for "have spoken five times", "had met on several occasions": several meetings of which none is reported; not where one of them is
    dated, "the last time on Monday".
    """
    parts = [t for c in verb.children for t in (c, *c.children) if t.dep_ == "npadvmod" or (t.dep_ == "pobj" and c.lower_ == "on")]
    is_dated = any(t.dep_ == "pobj" and t.ent_type_ == "DATE" and t.head.lower_ == "on" for t in verb.subtree)
    return verb.pos_ == "VERB" and has_perfect(verb) and any(t.lower_ in {"times", "occasions"} for t in parts) and not is_dated


def _is_announced(noun: Token) -> bool:
    """True for a meeting to which somebody is invited, and for "the summit which will be held in May" and "a meeting scheduled for May"."""
    clauses = [c for c in noun.children if c.dep_ in {"relcl", "acl"}]
    is_to_come = any(g.lower_ == "will" and g.dep_ == "aux" for c in clauses for g in c.children)
    return noun.pos_ in {"NOUN", "PROPN"} and (is_invited_to(noun) or is_to_come or any(map(_schedules_a_day, clauses)))


def _schedules_a_day(clause: Token) -> bool:
    """True for "scheduled for May" and "scheduled to be held"; not for "scheduled for an hour", "by the hosts", "months ago"."""
    if clause.lemma_.lower() != "schedule":
        return False
    days = (day for c in clause.children if c.lower_ in {"for", "on", "in"} for day in c.children if day.dep_ == "pobj")
    return any(c.dep_ == "xcomp" for c in clause.children) or any(day.ent_type_ == "DATE" for day in days)


def _is_on_condition(token: Token) -> bool:
    """True for "will only agree to meet X after a plan", "would only meet X if"."""
    verb = governing_verb(token)
    verbs = [v for v in (verb, verb.head if verb is not None and verb.dep_ == "xcomp" else None) if v is not None]
    words = {c.lower_ for v in verbs for c in v.children if c.dep_ in {"advmod", "aux"} and c.i < token.i}
    is_open = any(t.lower_ in _CONDITIONS or t.lemma_.lower() == "agree" for v in verbs for t in v.subtree)
    return "only" in words and bool(words & {"will", "would", "’ll", "'ll"}) and is_open


def is_in_topic(place: Token, noun: Token) -> bool:
    """True for X in "the meeting will focus on a visit to X": what a meeting, which is the subject, is about."""
    token = place
    for _ in range(_STEPS_OF_TOPIC):
        if token.dep_ == "prep" and token.lower_ in {"on", "about"} and token.head.pos_ == "VERB":
            is_of_noun = token.head == noun.head or noun.head.is_ancestor(token)
            return is_of_noun and noun.dep_ == "nsubj" and token != place.head and token.head.lemma_.lower() not in _verbs_of_holding()
        if token.head in {token, noun}:
            return False
        token = token.head
    return False


def is_order(word: Token) -> bool:
    """True for the participle of "a meeting, followed by a session"."""
    return word.dep_ == "acl" and word.lemma_.lower() in _ORDER


def participle_of_order(noun: Token) -> Token | None:
    """The participle of "talks in X, followed by a second round in Y", before which another meeting is named; else None."""
    by = noun.head
    return by.head if noun.dep_ == "pobj" and by.dep_ == "agent" and by.head.lemma_.lower() in _ORDER else None


def verb_of_order(noun: Token) -> Token | None:
    """The verb of "the meeting follows last year's talks in X", after which another meeting is named; else None."""
    return noun.head if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _ORDER else None


def word_of_later_event(noun: Token) -> Token | None:
    """The "after" of "two days after talks in X", before which the day of what came later stands; else None."""
    word = noun.head
    before = word.nbor(-1) if word.i > noun.sent.start else word
    is_measured = any(c.dep_ == "npadvmod" for c in word.lefts) or before.lemma_.lower() in _LENGTHS
    return word if noun.dep_ == "pobj" and word.lower_ in {"after", "before"} and is_measured else None


def is_recalled(trigger: MeetingTrigger) -> bool:
    """True for a meeting before what the text reports: "had met", "their last meeting", "have improved since their talks", "met after a call"."""
    token = trigger.token
    if trigger.noun and (
        any(t.lower_ in word_set("modality", "earlier_adjectives") for t in token.lefts) or word_of_later_event(token) is not None
    ):
        return True
    if trigger.noun and token.dep_ == "pobj" and token.head.lower_ in {"since", "following", "after"} and token.head.dep_ == "prep":
        return has_perfect(token.head.head) or _is_of_meeting(token.head.head)
    verb = governing_verb(token)
    return verb is not None and has_past_perfect(verb) and not is_in_sequence(verb)


def is_in_sequence(verb: Token) -> bool:
    """True for a sentence that begins with "Before the talks", "After that" or "Earlier": it is of the same occasion."""
    fronted = [c for c in verb.children if c.i < verb.i and c.dep_ in {"prep", "advmod"} and c.i <= verb.sent.start + 1]
    others = {"that", "this"} | word_set("meetings", "nouns")
    return any(c.lower_ in _SEQUENCE or (c.lower_ in {"before", "after"} and any(g.lower_ in others for g in c.children)) for c in fronted)


def goes_on(token: Token) -> bool:
    """True for "the talks continued", "will go on", "were to resume"."""
    verb = governing_verb(token)
    if verb is None:
        return False
    return verb.lemma_.lower() in {"continue", "resume", "reconvene"} or (
        verb.lemma_ == "go" and any(c.lower_ == "on" for c in verb.children)
    )


def is_further_step(noun: Token) -> bool:
    """True for the talks in "is to meet X before travelling to Y for talks with Z": another meeting than the one before it."""
    verb = governing_verb(noun)
    return verb is not None and verb != noun and is_next_step(verb) and verb.head.head.lemma_.lower() in word_set("meetings", "verbs")


def is_within_meeting(noun: Token) -> bool:
    """True for "on the fringes of other meetings" after a meeting, whose parties and day are not its own."""
    token = noun
    while token.dep_ in {"pobj", "prep", "compound", "nmod", "amod"} and token.head != token:
        token = token.head
        if token.pos_ == "NOUN" and token.lemma_.lower() in word_set("meetings", "nouns"):
            return True
    return False


def belongs_to_other(token: Token, phrase: Token) -> bool:
    """True where another meeting's noun is between the trigger and the phrase, which belongs to that one, and where the phrase belongs to something
    else that was done: "during the summit, X signed agreements with Y".
    """
    owner, verb = phrase.head.head, governing_verb(phrase.head.head)
    is_apart = owner.pos_ == "NOUN" and owner != token and not owner.is_ancestor(token) and not token.is_ancestor(owner)
    if is_apart and token.head.dep_ == "prep" and verb is not None and verb.lemma_.lower() in word_set("meetings", "settling"):
        return True
    return any(t.lower_ in word_set("meetings", "nouns") and t.pos_ == "NOUN" for t in token.doc[token.i + 1 : phrase.i])


def has_other_subject(trigger: Token, pronoun: Token) -> bool:
    """True for "we agreed that our teams will meet": the verb of the meeting has a subject of its own."""
    verb = governing_verb(trigger)
    return verb is not None and pronoun.head != verb and any(direct_subjects(verb))
