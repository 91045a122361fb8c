"""Phrases around a word of attack: its prepositions, the light verb that carries out what it names, and who says what a verb reports."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.lists import word_set


def prepositional_objects(token: Token, prepositions: set[str]) -> list[Token]:
    """Objects of the token's prepositions among the given words (lower case).

    Of a noun also those that follow it, whatever the parse attaches them to: "reported an attack by X on Y".
    """
    own = [c for c in token.children if c.lower_ in prepositions]
    return [p for c in own or _following(token, prepositions) for p in c.children if p.dep_ == "pobj"]


def _following(noun: Token, prepositions: set[str]) -> list[Token]:
    """The preposition right after a noun, or after a "by" and its object, as a list; none that belongs to a verb in the passive."""
    end = noun.i + 1
    for _ in range(2 if noun.pos_ == "NOUN" else 0):
        word = noun.doc[end] if end < noun.sent.end else noun
        if word.dep_ not in {"prep", "agent"} or any(c.dep_ in {"auxpass", "nsubjpass"} for c in word.head.children):
            break
        if word.lower_ in prepositions:
            return [word]
        end = word.right_edge.i + 1
    return []


def light_verb(noun: Token) -> Token | None:
    """The light verb of a strike noun: "launched strikes", "the strike was conducted", "resorted to mortar fire"."""
    token = noun
    for _ in range(3):
        if (
            token.dep_ == "pobj"
            and token.head.lower_ in {"to", "with"}
            and token.head.head.lemma_.lower() in word_set("strikes", "verbs.carry_to")
            and (token.head.lower_ == "with" or token.head.head.lemma_.lower() == "resort")
        ):
            return token.head.head
        if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in word_set("strikes", "verbs.carry"):
            return token.head
        if token.dep_ != "conj":
            return None
        token = token.head
    return None


def speakers_of(subjects: list[Token], verb: Token) -> list[Token]:
    """Who says what the verb reports of them: X in "X said it had struck Y"; empty for other subjects."""
    if verb.dep_ != "ccomp" or not any(t.pos_ == "PRON" for t in subjects):
        return []
    return [c for c in verb.head.children if c.dep_ == "nsubj"]


def modifies_other_noun(noun: Token) -> bool:
    """True where the noun only modifies another, as in "attack ads", "strike action", "strike team"; not in "the shooting death of X"."""
    if noun.dep_ not in {"compound", "nmod"} or noun.head.i <= noun.i:
        return False
    return noun.tag_ in {"NNS", "NNPS"} or noun.head.lemma_.lower() not in word_set("strikes", "nouns.of_an_attack")


def instruments_of(verb: Token) -> list[Token]:
    """What somebody "used to kill" others: the guns."""
    is_purpose = verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "use"
    return [c for c in verb.head.children if c.dep_ == "dobj"] if is_purpose else []


@lru_cache(maxsize=1)
def attack_nouns() -> frozenset[str]:
    """Nouns for an attack, as lemmas."""
    return word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")


def names_claim(doc: Doc) -> bool:
    """True where a text says who claimed responsibility for an attack, or that nobody has; not for "claimed no responsibility for the cars"."""
    claims = word_set("strikes", "blame.responsibility")
    return any(t.lower_ == "responsibility" and t.head.lemma_.lower() in claims and _is_for_attack(t) for t in doc)


def _is_for_attack(responsibility: Token) -> bool:
    """True for responsibility "for the bombing", "for it" or for nothing that is named."""
    if any(t.dep_ == "det" and t.lower_ == "no" for t in responsibility.lefts):
        return False
    things = prepositional_objects(responsibility, {"for"}) or prepositional_objects(responsibility.head, {"for"})
    return all(t.pos_ == "PRON" or t.lemma_.lower() in attack_nouns() for t in things)


def head_of_phrase(noun: Token) -> Token:
    """The "one" of "one of the deadliest attacks", which is one attack; the noun itself elsewhere."""
    of = noun.head
    return of.head if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ == "one" else noun


def names_several(noun: Token) -> bool:
    """True for a noun in the plural, but for that of "one of the deadliest attacks"."""
    return noun.tag_ in {"NNS", "NNPS"} and head_of_phrase(noun) == noun
