"""Parties that only the clause around a meeting's noun shows: who is told something at it, and who does something where it takes place."""

from collections.abc import Iterator

from spacy.tokens import Token

TELLING = frozenset({"tell", "ask", "inform", "brief", "assure", "advise", "notify", "remind", "warn", "urge", "promise"})
"""Verbs whose object hears what is said (VerbNet's class tell-37.2 and its neighbours)."""
GREETING = frozenset({"greet", "welcome", "embrace", "hug", "kiss", "chat", "chatter", "converse", "confer", "shake"})
"""Verbs of greeting and of talk (VerbNet's chit_chat-37.6 and what pictures of meetings show); "shake" with hands only."""
ADDRESSING = frozenset({"address", "tell", "attend"})
"""Verbs whose object may be the meeting itself: "told a meeting of ministers"."""
WITHIN = frozenset({"in", "during", "at"})
AROUND = WITHIN | {"before", "after", "following", "for"}
PLACES_OF_CLAUSE = frozenset({"where", "which"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})


def clause_parties(noun: Token) -> Iterator[Token]:
    """Head words of those who tell or are told something "in a meeting", and of the subjects of "a summit where A and B signed".

    Also of those who greet each other before it, or speak to it.
    """
    for clause in noun.children:
        if clause.dep_ == "relcl" and any(t.lower_ in PLACES_OF_CLAUSE for left in clause.lefts for t in left.subtree):
            yield from (c for c in clause.children if c.dep_ == "nsubj")
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in ADDRESSING:
        yield from (c for c in noun.head.children if c.dep_ == "nsubj")
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in AROUND else None
    if verb is None or not (is_greeting(verb) or (verb.lemma_.lower() in TELLING and noun.head.lower_ in WITHIN)):
        return
    for child in verb.children:
        if child.dep_ in ARGUMENTS:
            yield child
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in {"by", "with"}):
            yield from (g for g in child.children if g.dep_ == "pobj")


def is_greeting(verb: Token) -> bool:
    """True for a verb by which people greet or talk to each other, also where the parse takes "greets" for a noun."""
    lemma = verb.lemma_.lower()
    if lemma == "shake":
        return any(c.lower_ == "hands" for c in verb.children)
    return lemma in GREETING and not any(c.dep_ in {"det", "poss", "amod"} for c in verb.lefts)
