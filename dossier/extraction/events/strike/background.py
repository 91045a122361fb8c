"""Background: attacks that a sentence only names to place its news in time, or to say who somebody was."""

from spacy.tokens import Token

from dossier.extraction.events.strike.phrases import attack_nouns
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun

COMING = frozenset({"come", "follow", "happen", "occur"})
SEPARATING = frozenset({"after", "before"})
CLAUSES = frozenset({"acl", "relcl"})
MAX_STEPS = 6


def comes_before_news(token: Token) -> bool:
    """True for the blast of "the incident comes a week after a blast killed eight": one before what the article reports."""
    follows = False
    for _ in range(MAX_STEPS):
        follows = follows or token.lower_ in SEPARATING or any(c.dep_ == "mark" and c.lower_ in SEPARATING for c in token.children)
        if token.head == token:
            return False
        token = token.head
        if token.pos_ == "VERB" and token.lemma_.lower() in COMING:
            return follows and any(c.dep_ == "nsubj" and c.lemma_.lower() in _attacks() for c in token.children)
    return False


def _attacks() -> frozenset[str]:
    """Nouns for an attack, or for what it was."""
    return attack_nouns() | word_set("strikes", "nouns.of_an_attack")


def describes_person(token: Token, other: Token) -> bool:
    """True for "killed" in "explosions at an event in honour of a general killed in an airstrike in 2020": it says who somebody was, with a day or
    an attacker of its own; `other` is the attack that the sentence reports before it.
    """
    for _ in range(MAX_STEPS):
        if token.dep_ in CLAUSES and (token.head.ent_type_ == "PERSON" or is_person_noun(token.head)):
            details = {t.ent_type_ for t in token.subtree}
            is_object = token.head.head == other and token.head.dep_ in {"dobj", "nsubjpass"}
            return bool(details & {"DATE", "GPE", "NORP"}) and not is_object and not token.is_ancestor(other) and token != other
        if token.head in {token, other}:
            return False
        token = token.head
    return False
