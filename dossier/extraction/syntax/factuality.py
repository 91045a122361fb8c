"""Event factuality: whether an event took place, was planned, denied, supposed, generic, a total or called off."""

from enum import StrEnum
from itertools import takewhile

from spacy.tokens import Token

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun

_CLAUSE_LINKS = frozenset({"xcomp", "acl", "ccomp", "pcomp"})
_NOUN_LINKS = frozenset({"pobj", "prep", "compound", "nmod", "conj", "appos", "amod", "poss", "dep"})
_CONDITIONS = frozenset({"if", "unless", "lest", "whether"})
COMMITMENTS = frozenset({"agree", "commit", "consent", "pledge", "promise", "swear", "undertake", "volunteer", "vow"})
"""Verbs of the FrameNet frames Commitment and Make_agreement_on_action that take an infinitive."""
_DISTINCTIONS = frozenset({"first", "last", "next", "only", "sole"})
"""Adjectives that license an infinitive after their noun, besides ordinals and superlatives: a closed class (Huddleston and Pullum 2002, chapter 12)."""
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "wo"})
_MODALS = frozenset({"could", "may", "might", "should", "must", "can", "ought", "ca"})


class Factuality(StrEnum):
    """Factuality of an event mention. The classes follow FactBank, with separate ones for generic reports, totals and bare mentions."""

    OCCURRED = "held"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    GENERIC = "generic"
    CUMULATIVE = "cumulative"
    CALLED_OFF = "called off"
    MENTIONED = "mentioned"


def factuality_of(trigger: Token, verbs: frozenset[str] | None = None) -> Factuality:
    """Factuality of the event that `trigger` (a verb or an event noun) denotes, from its sentence alone.

    `verbs` are the lemmas that report a noun's event taking place ("hold", "begin"): under any other verb that is not in the plain
    past ("would hurt the talks") the noun is only MENTIONED. With None every verb reports it.
    """
    if trigger.pos_ in {"NOUN", "PROPN"}:
        factuality = _from_noun(trigger)
        if factuality is not None:
            return factuality
    verb = governing_verb(trigger)
    if verb is None:
        return Factuality.OCCURRED
    if verb != trigger:
        factuality = _from_argument(trigger, verb)
        if factuality is not None:
            return factuality
    factuality = Factuality.DENIED if verb == trigger and _has_no_subject(verb) else _from_verb(verb)
    only_mentioned = factuality is not Factuality.OCCURRED or _describes_people(verb)
    if verbs is not None and verb != trigger and only_mentioned and verb.lemma_.lower() not in verbs:
        return Factuality.OCCURRED if _precedes_outcome(trigger, verb) else Factuality.MENTIONED
    return Factuality.OCCURRED if factuality is Factuality.PLANNED and _precedes_outcome(trigger, verb) else factuality


def _has_no_subject(verb: Token) -> bool:
    """True for "no minister has met X": nobody does what the verb says."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(t.lower_ in word_set("modality", "negative_words") for s in subjects for t in (s, *s.lefts))


def sets_apart(verb: Token) -> bool:
    """True for the infinitive of what distinguishes somebody: "became the first minister to meet X", "the only side to attend"."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    head = verb.head
    nouns = [head] if head.pos_ in {"NOUN", "PROPN"} else [c for c in head.children if c.dep_ in {"attr", "oprd", "xcomp"} and c.i < verb.i]
    return any(t.ent_type_ == "ORDINAL" or t.tag_ in {"JJS", "RBS"} or t.lower_ in _DISTINCTIONS for noun in nouns for t in noun.lefts)


def has_perfect(verb: Token) -> bool:
    """True for a perfect tense, also an infinitive: "has met", "had met", "could have met"."""
    return any(map(_is_perfect_auxiliary, verb.children))


def has_present_perfect(verb: Token) -> bool:
    """True for "has met" and "have met"; not for "had met" or "could have met"."""
    return any(_is_perfect_auxiliary(c) and c.tag_ in {"VBZ", "VBP"} for c in verb.children)


def _is_perfect_auxiliary(token: Token) -> bool:
    return token.dep_ == "aux" and token.lemma_.lower() == "have"


def has_past_perfect(verb: Token) -> bool:
    """True for "had met", before the time that a text reports on; not in what somebody said, where it stands for the plain past."""
    is_reported = verb.dep_ in {"ccomp", "parataxis"} and verb.head.lemma_.lower() in word_set("cues", "say")
    return not is_reported and any(c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in verb.children)


def _precedes_outcome(noun: Token, verb: Token) -> bool:
    """True for "failed to reach agreement after talks" and "agreed to end the war following talks": what came of the talks, or did not, is
    known, so they took place.
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"after", "following"}:
        return False
    if any(t.tag_ == "VBD" and _lemma(t) in word_set("modality", "denied") for t in (verb, verb.head)):
        return True
    is_infinitive = verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.tag_ in {"VBD", "VBN", "VBP", "VBZ"}
    return is_infinitive and _lemma(verb.head) in COMMITMENTS and _from_verb(verb.head) is Factuality.OCCURRED


def _describes_people(verb: Token) -> bool:
    """True for a participle after a noun, which says who somebody is: "officials involved in negotiations"."""
    return verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"} and is_person_noun(verb.head)


def governing_verb(trigger: Token) -> Token | None:
    """The verb that reports the event: the trigger itself, or the one above an event noun; None in a verbless sentence."""
    token = trigger
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _from_noun(noun: Token) -> Factuality | None:
    """Factuality by the modifiers of the noun: "further talks", "several rounds", "no meeting"; None where they do not decide."""
    head = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        head = noun.head.head
    near = {t.lower_ for n in {noun, head} for t in n.lefts if t.dep_ in {"amod", "det", "nummod", "advmod", "nmod", "compound"}}
    lemmas = {t.lemma_.lower() for n in {noun, head} for t in n.lefts}
    if near & word_set("modality", "negative_words"):
        return Factuality.DENIED
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ == "ahead":
        return Factuality.PLANNED
    if near & word_set("modality", "planned_adjectives"):
        return Factuality.PLANNED
    if near & word_set("modality", "supposed_adjectives") or _is_prospect(head):
        return Factuality.HYPOTHETICAL
    if head != noun and head.lemma_.lower() in word_set("modality", "generic_heads"):
        return Factuality.GENERIC
    habits = {t.lower_ for c in noun.children if c.dep_ in {"acl", "relcl"} for t in c.children}
    if habits & word_set("modality", "habits"):
        return Factuality.GENERIC
    if (near | lemmas) & word_set("modality", "generic_adjectives") and "Number=Plur" in str(head.morph):
        return Factuality.GENERIC
    return None


def _is_prospect(noun: Token) -> bool:
    """True for "a date for talks", "the hope of a meeting": what is not known to come about; not for "the venue of the talks"."""
    if (
        noun.dep_ != "pobj"
        or noun.head.lower_ not in {"for", "of"}
        or any(t.lower_ in {"the", "this", "these", "those"} for t in noun.lefts)
    ):
        return False
    return noun.head.head.pos_ == "NOUN" and noun.head.head.lemma_.lower() in word_set("wordnet", "open_matters")


def _from_argument(noun: Token, verb: Token) -> Factuality | None:
    """Factuality by the verb that takes the event noun as argument: cancelled, scheduled, demanded; None for other verbs."""
    token = noun
    while token.head not in {verb, token} and token.dep_ in _NOUN_LINKS - {"appos"}:
        token = token.head
    lemma = _lemma(verb)
    if token.dep_ not in {"dobj", "nsubjpass", "nsubj", "prep"}:
        return None
    if lemma in word_set("modality", "called_off") and token.dep_ != "prep":
        return Factuality.CALLED_OFF
    if token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "prep" and token.lower_ == "for"):
        if lemma in word_set("modality", "plan_of") and not _has_negation(verb):
            return Factuality.PLANNED
        if lemma in word_set("modality", "wish_of"):
            return Factuality.HYPOTHETICAL
    if (
        lemma in {"agree", "commit"}
        and token.dep_ == "prep"
        and token.lower_ == "to"
        and not _has_negation(verb)
        and _leads_straight(noun, token)
    ):
        return Factuality.PLANNED
    is_bound = token.dep_ == "prep" and token.lower_ == "for" and lemma in word_set("modality", "bound_for")
    return Factuality.PLANNED if is_bound else None


def _leads_straight(noun: Token, preposition: Token) -> bool:
    """True for "agreed to a round of talks"; not for "agreed to a truce during talks"."""
    between = takewhile(lambda t: t != preposition, noun.ancestors)
    return all(t.dep_ != "prep" or t.lower_ == "of" for t in between)


def _from_verb(verb: Token) -> Factuality:
    """Factuality of a verb: by its own auxiliaries first, then by each verb above it that it completes."""
    if _is_to_be(verb):
        return Factuality.PLANNED
    factuality = _from_auxiliaries(verb)
    if factuality is not None:
        return factuality
    if _shares_auxiliaries(verb):
        return _from_verb(verb.head)
    if verb.tag_ == "VB" or (verb.dep_ in {"xcomp", "pcomp"} and verb.tag_ == "VBG"):
        return _from_infinitive(verb)
    return _from_parent(verb)


def _shares_auxiliaries(verb: Token) -> bool:
    """True for "decided" in "will be examined and decided"."""
    own = any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not own and any(c.dep_ == "auxpass" for c in verb.head.children)


def _is_to_be(verb: Token) -> bool:
    """True for "were" in "the talks were to be held": a plan."""
    completions = [c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i] if verb.lemma_ == "be" else []
    return any(g.lower_ == "to" and g.dep_ == "aux" and g.i == verb.i + 1 for c in completions for g in c.children)


def _from_auxiliaries(verb: Token) -> Factuality | None:
    """Factuality by "not", "if", "will", "might", "often" next to the verb; None without such a word."""
    near = {t.lower_ for t in verb.children if t.dep_ in {"aux", "auxpass", "neg", "advmod", "mark"}}
    if _has_negation(verb):
        return Factuality.DENIED
    if _is_conditional(verb):
        return Factuality.HYPOTHETICAL
    if near & _FUTURE:
        return Factuality.HYPOTHETICAL if _has_condition(verb) else Factuality.PLANNED
    if near & _MODALS and not has_perfect(verb):
        return Factuality.HYPOTHETICAL
    return Factuality.GENERIC if near & word_set("modality", "habits") else None


def _from_infinitive(verb: Token) -> Factuality:
    """Factuality of an infinitive or gerund by the word above it: set, urged, refused; a bare purpose is a plan."""
    head = verb.head
    lemma = _lemma(head)
    if head == verb:
        return Factuality.OCCURRED
    if sets_apart(verb):
        governor = governing_verb(head)
        return _from_verb(governor) if governor is not None else Factuality.OCCURRED
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return _from_verb(head)
    if verb.dep_ == "pcomp" and head.lower_ == "before" and head.head.pos_ == "VERB":
        return _from_verb(head.head)  # "will meet X before travelling to Y for talks"
    if lemma in word_set("modality", "denied") or _has_negation(head):
        return Factuality.DENIED
    if lemma in word_set("modality", "supposed"):
        return Factuality.HYPOTHETICAL
    if lemma in word_set("modality", "fulfilled") and head.tag_ in {"VBD", "VBN"}:
        return _from_verb(head)
    is_finite = head.pos_ in {"VERB", "AUX"} and (
        head.tag_ != "VB" or any(c.tag_ == "MD" for c in head.children)
    )  # "can continue negotiating"
    above = _from_verb(head) if is_finite else Factuality.OCCURRED
    return Factuality.PLANNED if above is Factuality.OCCURRED and verb.tag_ == "VB" else above


def _from_parent(verb: Token) -> Factuality:
    """Factuality of a finite verb by the verb above it ("hopes that they meet", "denied that they met"); speech verbs change nothing."""
    head = verb.head
    if verb.dep_ == "ccomp" and head != verb and verb.tag_ in {"VBP", "VBZ"} and _lemma(head) in {"hope", "demand", "want", "propose"}:
        return Factuality.HYPOTHETICAL
    is_claim = verb.dep_ in {"acl", "ccomp"} and head.pos_ == "NOUN" and head.dep_ == "dobj"  # "denied a claim that they shot it down"
    if (verb.dep_ == "ccomp" and _lemma(head) == "deny") or (is_claim and _lemma(head.head) in word_set("modality", "denied")):
        return Factuality.DENIED
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBP", "VBZ"} and _lemma(head) == "agree":
        return Factuality.PLANNED
    if _is_coming_time(verb):
        above = _from_verb(head)
        return Factuality.PLANNED if above is Factuality.OCCURRED else above
    return Factuality.OCCURRED


def _is_coming_time(verb: Token) -> bool:
    """True for a clause in the present that gives the time of what is to come: "when they meet on Thursday", "once the talks resume", and "will say
    more after she meets X".
    """
    is_present = verb.tag_ in {"VBP", "VBZ"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    words = {c.lower_ for c in verb.children if c.i < verb.i} if verb.dep_ == "advcl" and is_present else set()
    is_after_plan = "after" in words and any(
        c.lower_ in _FUTURE for t in (verb.head, verb.head.head) for c in t.children if c.dep_ == "aux"
    )
    return bool(words & {"when", "once"}) or is_after_plan


def _lemma(token: Token) -> str:
    """The lemma with its particle: "call_off"."""
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    phrasal = f"{token.lemma_.lower()}_{particle}"
    return phrasal if phrasal in word_set("modality", "called_off") else token.lemma_.lower()


def _has_negation(verb: Token) -> bool:
    return any(c.dep_ == "neg" and c.lower_ != "only" for c in verb.children) or any(
        c.dep_ in {"aux", "advmod"} and c.lower_ in {"never", "n't", "n’t", "cannot"} for c in verb.children
    )


def _has_condition(verb: Token) -> bool:
    """True for the main clause of a condition: "if there is will, there will be a third round"."""
    return any(c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in {"if", "unless"} for g in c.children) for c in verb.children)


def _is_conditional(verb: Token) -> bool:
    token = verb
    for _ in range(4):
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS for c in token.children):
            return True
        if any(c.lower_ == "before" and c.dep_ == "mark" for c in token.children) and token.tag_ in {"VBP", "VBZ"}:
            return True
        if token.dep_ not in _CLAUSE_LINKS | {"conj"} or token.dep_ == "ccomp":
            return False
        token = token.head
    return False
