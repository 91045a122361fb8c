"""Subjects of verbs in the parse, through participles, conjoined verbs, relative clauses and the passive.

`direct_subjects` and `by_phrases` are the common part. How to go on from a verb without a subject depends on the question:
`subject_of` looks for who says something, `events/meeting/participants.subjects_of` for who meets and
`events/strike/triggers.subjects_of` for who attacks.
"""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import QuoteSegmentation

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SUBJECT_RELATIVES = frozenset({"who", "which", "that"})
RELATIVES = SUBJECT_RELATIVES | {"whom"}
NON_SPEAKERS = frozenset({"it", "there", "what", "this", "that", "which", "all", "nothing", "something", "everything"})
LINKS_UP = frozenset({"advmod", "acomp", "conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "acl", "parataxis"})
PARTITIVES = frozenset({"one", "some", "many", "several", "most", "another", "two", "three", "part", "half", "majority", "number"})
EVENT_PRONOUNS = frozenset({"it", "this", "that"})
MAX_STEPS = 7


def direct_subjects(verb: "Token") -> list["Token"]:
    """Subjects of the verb itself, active or passive, in order; for a relative pronoun the noun that it refers to."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if subjects and verb.dep_ == "relcl" and subjects[0].lower_ in SUBJECT_RELATIVES:
        return [verb.head]
    return subjects


def by_phrases(verb: "Token") -> list["Token"]:
    """The prepositions "by" of a verb, whose objects are its agents in the passive."""
    return [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]


def agents_of(word: "Token") -> list["Token"]:
    """The agents of a verb or a noun: what follows its "by"."""
    return [c for by in by_phrases(word) for c in by.children if c.dep_ == "pobj"]


def is_predicate(noun: "Token") -> bool:
    """True for "it is the latest bombing", "called the blast an attack" and "described it as an attack", where "it" was mentioned before; not for
    "died in what they call an attack".
    """
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head if noun.dep_ == "oprd" else None
    if verb is not None and any(c.dep_ in {"dobj", "nsubjpass"} and c.tag_ != "WP" for c in verb.children):
        return True
    is_cleft = any(c.dep_ in {"relcl", "ccomp"} and c.i > noun.i for c in (*noun.children, *noun.head.children))
    if is_cleft:
        return False  # "it was the attack that …"
    return noun.dep_ == "attr" and any(c.dep_ == "nsubj" and c.lower_ in EVENT_PRONOUNS for c in noun.head.children)


def subject_of(verb: "Token", segmentation: QuoteSegmentation) -> "Token | None":
    """Subject of a reporting verb: the head of the phrase that speaks, outside quotation marks; None where the parse has none.

    In the passive it is the agent ("by …"), except with verbs of quoting ("was quoted as saying"), where it is the subject.
    """
    token, fallback = verb, None
    for _ in range(MAX_STEPS):
        if token.pos_ in {"VERB", "AUX"} and segmentation.outside(token):
            subject, final = _own_subject(token, segmentation, first=token == verb)
            final = final and not (token != verb and (_belongs_to_speaker(verb, token) or _joins_speaker(verb, token)))
            if final and (subject is None or token == verb or (can_speak(subject) and subject.lower_ != "it")):
                return subject or fallback
            fallback = fallback or subject
        elif token.lemma_.lower() in word_set("cues", "carriers") and token.dep_ in {"dobj", "pobj"} and token != verb:
            return _issuer(token, segmentation)  # "she released a statement saying …"
        elif token.pos_ in {"NOUN", "PROPN", "PRON"} and token != verb and segmentation.outside(token) and can_speak(token):
            return token
        if token.head == token or token.dep_ not in LINKS_UP | {"relcl"}:
            return fallback
        token = token.head
    return fallback


def _issuer(carrier: "Token", segmentation: QuoteSegmentation) -> "Token":
    """The subject that issued a statement, where the sentence has one; else the statement itself."""
    verb = carrier.head if carrier.dep_ == "dobj" else carrier.head.head
    owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in {"by", "from"}) for c in carrier.children)
    if owned or verb.pos_ != "VERB":
        return carrier
    return subject_of(verb, segmentation) or carrier


def _belongs_to_speaker(participle: "Token", verb: "Token") -> bool:
    """True for "said the plan was dead, calling it …": after a comma the participle belongs to the subject of "said"."""
    comma = participle.i > 0 and participle.doc[participle.i - 1].text == ","
    reported = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in word_set("cues", "say") and verb.head.i < verb.i
    return participle.tag_ == "VBG" and comma and reported


def _joins_speaker(conjunct: "Token", verb: "Token") -> bool:
    """True for "said that six people were hurt and called it …": whoever was hurt is no speaker, the second verb joins "said"."""
    reported = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in word_set("cues", "say") and verb.head.i < verb.i
    suffers = any(c.dep_ == "nsubjpass" and c.pos_ == "NOUN" for c in verb.children)
    return reported and suffers and conjunct.dep_ == "conj" and not any(c.dep_ in {"auxpass", *SUBJECTS} for c in conjunct.children)


def can_speak(noun: "Token") -> bool:
    """True for names, pronouns, and nouns of people, bodies and texts, which can say something, unlike "demand" or "talks"."""
    if noun.pos_ in {"PROPN", "PRON"} or noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in noun.children):
        return True
    if noun.tag_ == "NN" and noun.text[:1].isupper() and not any(True for _ in noun.lefts):
        return True  # a name that the tagger labels as a common noun
    lemma = noun.lemma_.lower()
    if lemma in PARTITIVES and any(c.lower_ == "of" for c in noun.children):
        return True
    agent = lemma.endswith(("er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "eer", "ant"))
    return agent or any(lemma in word_set("cues", name) for name in ("people", "bodies", "carriers"))


def _own_subject(verb: "Token", segmentation: QuoteSegmentation, *, first: bool) -> tuple["Token | None", bool]:
    """Subject of the verb itself, and whether the search ends here."""
    children = [c for c in verb.children if c.dep_ in SUBJECTS and segmentation.outside(c) and not c.lower_.endswith(("self", "selves"))]
    if passive(verb):
        agent = _agent(verb, segmentation)
        if verb.lemma_.lower() in word_set("cues", "quoted") and children:
            return _resolve_subject(children[0], verb, segmentation), True
        if first or (agent is not None and not children):
            return agent, True
    if children:
        return _resolve_subject(children[-1], verb, segmentation), True
    person = _quoted_person(verb, segmentation)
    if person is not None:
        return person, True
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBZ", "VBP"} and not _shares_subject(verb):
        return None, True
    return None, False


def _shares_subject(verb: "Token") -> bool:
    """True for a finite verb that shares the subject of the verb above it ("came and said")."""
    return any(c.dep_ == "cc" for c in verb.head.children)


def passive(verb: "Token") -> bool:
    """True for "was told", and for a bare past participle after a noun ("a man described as …")."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)


def _agent(verb: "Token", segmentation: QuoteSegmentation) -> "Token | None":
    by = next(iter(by_phrases(verb)), None)
    return next((c for c in by.children if c.dep_ == "pobj" and segmentation.outside(c)), None) if by is not None else None


def _resolve_subject(subject: "Token", verb: "Token", segmentation: QuoteSegmentation) -> "Token | None":
    """The noun that a relative pronoun refers to; None for expletives ("it is said"); else the subject itself."""
    if verb.dep_ == "relcl" and subject.lower_ in RELATIVES:
        noun = verb.head
        return (
            _issuer(noun, segmentation) if noun.lemma_.lower() in word_set("cues", "carriers") and noun.dep_ in {"dobj", "pobj"} else noun
        )
    if subject.lower_ in NON_SPEAKERS - {"it"} or (subject.lower_ == "it" and passive(verb)):
        return None
    return subject


def _quoted_person(verb: "Token", segmentation: QuoteSegmentation) -> "Token | None":
    """For "saying" in "Reuters quoted Smith as saying": Smith."""
    if verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "advcl"} and verb.head.lower_ == "as" and verb.head.dep_ == "prep":
        above = verb.head.head
        if above.lemma_.lower() in word_set("cues", "quoted") and not passive(above):
            return next((c for c in above.children if c.dep_ == "dobj" and segmentation.outside(c)), None)
    return None


def accused_of(verb: "Token") -> "Token | None":
    """Who is accused of what the verb says: "accusing the militia of shelling …"; None without an accusation."""
    above = verb.head.head
    accusation = above if above.pos_ == "VERB" else above.head
    if accusation.lemma_.lower() not in word_set("strikes", "accusation.words") or accusation.pos_ != "VERB":
        return None
    return next((c for c in accusation.children if c.dep_ in {"dobj", "nsubjpass"}), None)
