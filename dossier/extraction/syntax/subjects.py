"""Whose act a verb is: its subject in the parse, through participles, conjoined verbs, relative clauses and the passive."""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import QuoteSegmentation

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
NOBODY = frozenset({"it", "there", "what", "this", "that", "which", "all", "nothing", "something", "everything"})
UPWARD = frozenset({"advmod", "acomp", "conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "acl", "parataxis"})
PARTITIVES = frozenset({"one", "some", "many", "several", "most", "another", "two", "three", "part", "half", "majority", "number"})
STEPS = 7


def subject_of(verb: "Token", layout: QuoteSegmentation) -> "Token | None":
    """The head word of whoever does `verb`, outside quotation marks; None where the parse does not tell.

    In the passive it is the agent ("by …"), except with verbs of quoting ("was quoted as saying"), where it is the subject.
    """
    token, mute = verb, None
    for _ in range(STEPS):
        if token.pos_ in {"VERB", "AUX"} and layout.outside(token):
            found, settled = _own(token, layout, first=token == verb)
            settled = settled and not (token != verb and _told_by_another(verb, token))
            if settled and (found is None or token == verb or (can_speak(found) and found.lower_ != "it")):
                return found or mute
            mute = mute or found
        elif token.lemma_.lower() in word_set("cues", "carriers") and token.dep_ in {"dobj", "pobj"} and token != verb:
            return _issuer(token, layout)  # "she released a statement saying …"
        elif token.pos_ in {"NOUN", "PROPN", "PRON"} and token != verb and layout.outside(token) and can_speak(token):
            return token
        if token.head == token or token.dep_ not in UPWARD | {"relcl"}:
            return mute
        token = token.head
    return mute


def _issuer(carrier: "Token", layout: QuoteSegmentation) -> "Token":
    """Who put a statement out, where the sentence tells; else the statement itself."""
    verb = carrier.head if carrier.dep_ == "dobj" else carrier.head.head
    owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in {"by", "from"}) for c in carrier.children)
    if owned or verb.pos_ != "VERB":
        return carrier
    return subject_of(verb, layout) or carrier


def _told_by_another(participle: "Token", verb: "Token") -> bool:
    """True for "said the plan was dead, calling it …": behind a comma the participle goes with whoever said it."""
    comma = participle.i > 0 and participle.doc[participle.i - 1].text == ","
    told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in word_set("cues", "say") and verb.head.i < verb.i
    return participle.tag_ == "VBG" and comma and told


def can_speak(noun: "Token") -> bool:
    """True for names, pronouns, and nouns of people, bodies and texts: what can say something, unlike "demand" or "talks"."""
    if noun.pos_ in {"PROPN", "PRON"} or noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in noun.children):
        return True
    if noun.tag_ == "NN" and noun.text[:1].isupper() and not any(True for _ in noun.lefts):
        return True  # a name that the tagger took for a common noun
    lemma = noun.lemma_.lower()
    if lemma in PARTITIVES and any(c.lower_ == "of" for c in noun.children):
        return True
    agent = lemma.endswith(("er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "eer", "ant"))
    return agent or any(lemma in word_set("cues", name) for name in ("people", "bodies", "carriers"))


def _own(verb: "Token", layout: QuoteSegmentation, *, first: bool) -> tuple["Token | None", bool]:
    """The verb's own subject, and whether the search ends with it."""
    kids = [c for c in verb.children if c.dep_ in SUBJECTS and layout.outside(c) and not c.lower_.endswith(("self", "selves"))]
    if passive(verb):
        agent = _agent(verb, layout)
        if verb.lemma_.lower() in word_set("cues", "quoted") and kids:
            return _real(kids[0], verb, layout), True
        if first or (agent is not None and not kids):
            return agent, True
    if kids:
        return _real(kids[-1], verb, layout), True
    quoted = _quoted_person(verb, layout)
    if quoted is not None:
        return quoted, True
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBZ", "VBP"} and not _runs_on(verb):
        return None, True
    return None, False


def _runs_on(verb: "Token") -> bool:
    """True for a finite verb that shares the subject of the verb it was hung on ("came and said")."""
    return any(c.dep_ == "cc" for c in verb.head.children)


def passive(verb: "Token") -> bool:
    """True for "was told", and for a bare past participle behind a noun ("a man described as …")."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)


def _agent(verb: "Token", layout: QuoteSegmentation) -> "Token | None":
    for kid in verb.children:
        if kid.dep_ == "agent" or (kid.dep_ == "prep" and kid.lower_ == "by"):
            return next((c for c in kid.children if c.dep_ == "pobj" and layout.outside(c)), None)
    return None


def _real(subject: "Token", verb: "Token", layout: QuoteSegmentation) -> "Token | None":
    """The noun behind a relative pronoun; None for "it is said" and the like."""
    if verb.dep_ == "relcl" and subject.lower_ in RELATIVES:
        noun = verb.head
        return _issuer(noun, layout) if noun.lemma_.lower() in word_set("cues", "carriers") and noun.dep_ in {"dobj", "pobj"} else noun
    if subject.lower_ in NOBODY - {"it"} or (subject.lower_ == "it" and passive(verb)):
        return None
    return subject


def _quoted_person(verb: "Token", layout: QuoteSegmentation) -> "Token | None":
    """For "saying" in "Reuters quoted Smith as saying": Smith."""
    if verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "advcl"} and verb.head.lower_ == "as" and verb.head.dep_ == "prep":
        above = verb.head.head
        if above.lemma_.lower() in word_set("cues", "quoted") and not passive(above):
            return next((c for c in above.children if c.dep_ == "dobj" and layout.outside(c)), None)
    return None
