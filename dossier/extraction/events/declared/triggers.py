"""Triggers of declared kinds: words of the declared lexicon with the objects that it requires."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dossier.model.event_kinds.declaration import TriggerLexicon

NOUNS = frozenset({"NOUN", "PROPN"})
_BACK = frozenset({"the", "this", "that", "these", "those", "its", "their"})


@dataclass(frozen=True, slots=True)
class DeclaredTrigger:
    """A word that denotes an event. `refers_back` is true for a bare “the swap”, which only refers to an event mentioned before."""

    token: Token
    refers_back: bool = False

    @property
    def noun(self) -> bool:
        """True where the word is a noun."""
        return self.token.pos_ in NOUNS


def find_triggers(doc: Doc, lexicon: TriggerLexicon) -> tuple[DeclaredTrigger, ...]:
    """Every word of the lexicon that has one of its objects, in order; after the first also definite nouns without one."""
    triggers: list[DeclaredTrigger] = []
    for token in doc:
        if not is_word_of(token, lexicon.verbs, lexicon.nouns):
            continue
        if not lexicon.objects or any(o.lemma_.lower() in lexicon.objects for o in objects_of(token)):
            triggers.append(DeclaredTrigger(token))
        elif triggers and token.pos_ in NOUNS and any(t.lower_ in _BACK for t in token.lefts):
            triggers.append(DeclaredTrigger(token, refers_back=True))
    return tuple(triggers)


def is_word_of(token: Token, verbs: frozenset[str], nouns: frozenset[str]) -> bool:
    """True for a verb or a noun among base forms of its part of speech."""
    return token.lemma_.lower() in (verbs if token.pos_ == "VERB" else nouns if token.pos_ in NOUNS else frozenset())


def objects_of(token: Token) -> Iterator[Token]:
    """The nouns that an event is done to: the object of a verb or its subject in the passive, a noun's modifiers and what follows “of”,
    each with its conjuncts.
    """
    for noun in _direct_objects(token):
        for part in (noun, *noun.conjuncts):
            yield part
            yield from (g for c in part.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")


def _direct_objects(token: Token) -> Iterator[Token]:
    if token.pos_ in NOUNS:
        yield from (t for left in token.lefts if left.dep_ in {"compound", "nmod", "amod", "poss"} for t in left.subtree)
        yield from (g for c in token.children if c.lower_ in {"of", "involving"} for g in c.children if g.dep_ in {"pobj", "dobj"})
        return
    yield from (c for c in token.children if c.dep_ in {"dobj", "nsubjpass"})
    if token.dep_ in {"acl", "relcl"} and token.tag_ == "VBN":
        yield token.head
