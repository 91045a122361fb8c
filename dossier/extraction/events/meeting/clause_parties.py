"""Parties that only the clause around a meeting's noun shows: who is told something in it, and who does something where it is held."""

from collections.abc import Iterator

from spacy.tokens import Token

TELLING = frozenset({"tell", "inform", "brief", "assure", "advise", "notify", "remind", "warn", "urge", "promise"})
"""Verbs whose object hears what is said (VerbNet's class tell-37.2 and its neighbours)."""
WITHIN = frozenset({"in", "during", "at"})
PLACES_OF_CLAUSE = frozenset({"where", "which"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})


def clause_parties(noun: Token) -> Iterator[Token]:
    """Head words of those who tell or are told something "in a meeting", and of the subjects of "a summit where A and B signed"."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and any(t.lower_ in PLACES_OF_CLAUSE for left in clause.lefts for t in left.subtree):
            yield from (c for c in clause.children if c.dep_ == "nsubj")
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in WITHIN else None
    if verb is None or verb.lemma_.lower() not in TELLING:
        return
    for child in verb.children:
        if child.dep_ in ARGUMENTS:
            yield child
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from (g for g in child.children if g.dep_ == "pobj")
