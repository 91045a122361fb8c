"""States that only an adjective names and that act: "an Israeli drone", "Russian forces", "Kenyan strikes"."""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

OBJECTS = frozenset({"dobj", "nsubjpass", "dative"})
TARGET_PREPOSITIONS = frozenset({"on", "at", "against", "near", "of", "for"})


def find_acting_nations(doc: "Doc", known: "Collection[str]") -> list[EntityCluster]:
    """The states that adjectives of armed forces, weapons and attacks name, in order, with these adjectives as their mentions.

    `known` are names of states that the text names otherwise. Forces that are struck do not act by it.
    """
    mentions: dict[str, list[Mention]] = {}
    for token in doc:
        state = _nation_of(token)
        if state and state not in known and _acts(token):
            mentions.setdefault(state, []).append(Mention(Span(token.idx, token.idx + len(token.text)), token.text))
    return [EntityCluster(0, state, ActorKind.STATE, tuple(adjectives), (), ()) for state, adjectives in mentions.items()]


def _nation_of(token: "Token") -> str:
    """The state of a nationality adjective; empty for other words, towns and the names of states."""
    if token.dep_ not in {"amod", "compound", "nmod"} or not token.text[:1].isupper():
        return ""
    return "" if state_named(token.text) or state_of_city(token.text) else country_of(token.text)


def _acts(adjective: "Token") -> bool:
    """True before a noun of fighters, weapons or attacks that is not the object of the sentence."""
    noun = adjective.head
    lemma = noun.lemma_.lower()
    if lemma not in word_set("strikes", "armed.nouns") | word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak"):
        return False
    is_attack = lemma not in word_set("strikes", "armed.nouns")
    is_target = noun.dep_ in OBJECTS or (noun.dep_ == "pobj" and noun.head.lower_ in TARGET_PREPOSITIONS)
    return is_attack or not is_target
