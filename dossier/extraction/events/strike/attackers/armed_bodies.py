"""The armed body that "the rebels" or "the militant group" refers to, by what the text calls the bodies that it names."""

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.events.strike.armed import armed_groups
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import singular
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

IRREGULARS = frozenset({"extremist", "guerrilla", "guerilla", "insurgent", "islamist", "jihadist", "militant", "militia", "paramilitary", "rebel", "separatist", "terrorist"})  # fmt: skip
"""Words for fighters who are not a state's, as nouns ("the rebels") and before one ("the rebel group")."""
DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
MAX_SENTENCES = 6
"""Sentences over which a body is referred to."""


def armed_body(noun: Token, resolver: "CorefResolver") -> int | None:
    """Key of the armed body that a definite noun refers to: the last named before it, where the text names no other in these sentences; None for
    other nouns and where two fit.
    """
    if not _refers_to_armed_body(noun):
        return None
    sentences = [s.start for s in noun.doc.sents if s.start <= noun.i]
    start = sentences[-1 - MAX_SENTENCES :][0]
    keys = {key for i, key in _armed_names(noun, resolver) if start <= i < noun.i}
    return next(iter(keys)) if len(keys) == 1 else None


def _refers_to_armed_body(noun: Token) -> bool:
    """True for "the rebels" and "the Islamist group", without a name or a complement that says which."""
    if noun.pos_ != "NOUN" or not any(t.lower_ in DETERMINERS for t in noun.lefts) or any(c.dep_ in {"prep", "appos"} for c in noun.rights):
        return False
    modifiers = [t for t in noun.subtree if t.i < noun.i and t.pos_ in {"ADJ", "NOUN", "VERB", "PROPN"}]
    is_body = noun.lower_ in word_set("roles", "body_noun") and any(_is_irregular(t) for t in modifiers)
    return is_body or _is_irregular(noun)


def _is_irregular(word: Token) -> bool:
    return singular(word.lower_) in IRREGULARS or word.lemma_.lower() in IRREGULARS


def _armed_names(noun: Token, resolver: "CorefResolver") -> list[tuple[int, int]]:
    """The names of armed bodies as (index of the token, key), kept with the document: of listed groups, and of organisations that the text calls
    so anywhere.
    """
    doc = noun.doc
    if "armed bodies" not in doc.user_data:
        named = [(t, key) for t in doc if (key := resolver.actor_of_name(t)) is not None and resolver.kind(key) is ActorKind.ORGANISATION]
        armed = {key for t, key in named if resolver.name(key) in armed_groups() or _is_called_armed(t)}
        doc.user_data["armed bodies"] = [(t.i, key) for t, key in named if key in armed]
    names: list[tuple[int, int]] = doc.user_data["armed bodies"]
    return names


def _is_called_armed(name: Token) -> bool:
    """True for X in "X rebels", "the rebel group X", "the militant X", "X, an Islamist group" and "militants from X"."""
    above = name.head.head if name.dep_ == "pobj" else name.head
    near = [name.head] if name.dep_ in MODIFIERS | {"appos"} else []
    near += [above] if name.dep_ == "pobj" and name.head.lower_ in {"of", "from"} else []
    near += [c for c in name.children if c.dep_ in MODIFIERS | {"appos"}]
    near += [c for n in list(near) for c in n.lefts if c.dep_ in MODIFIERS]
    return any(_is_irregular(t) for t in near)
