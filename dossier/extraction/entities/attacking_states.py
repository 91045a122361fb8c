"""States that only an adjective names: of an attack, of forces or of a weapon ("Kenyan strikes", "a Kenyan drone"), or of who negotiates
for them ("the Kenyan delegation", "Kenyan and Ugandan ministers").
"""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun
from dossier.extraction.lexicon.weapons import find_weapons
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

OBJECTS = frozenset({"dobj", "nsubjpass", "dative"})
NEGOTIATORS = frozenset({"delegation", "negotiator"})
TARGET_PREPOSITIONS = frozenset({"on", "at", "against", "near", "of", "for"})


def find_attacking_states(doc: "Doc", known: "Collection[str]") -> list[EntityCluster]:
    """The states that adjectives of attacks and delegations name, in order, with these adjectives as their mentions; `known` states are left out."""
    mentions: dict[str, list[Mention]] = {}
    weapons = frozenset(weapon.last - 1 for weapon in find_weapons(doc))
    for token in doc:
        state = _nation_of_attack(token, weapons) or _nation_of_negotiators(token) or _nation_of_people(token)
        if state and state not in known:
            mentions.setdefault(state, []).append(Mention(Span(token.idx, token.idx + len(token.text)), token.text))
    return [EntityCluster(0, state, ActorKind.STATE, tuple(adjectives)) for state, adjectives in mentions.items()]


def _nation_of_attack(token: "Token", weapons: "Collection[int]") -> str:
    """The state of a nationality adjective before a noun of attack, or of forces or weapons that are not struck themselves; empty for
    other words, towns and the names of states.
    """
    if token.dep_ not in {"amod", "compound", "nmod"} or not token.text[:1].isupper():
        return ""
    if state_named(token.text) or state_of_city(token.text):
        return ""
    noun, lemma = token.head, token.head.lemma_.lower()
    is_attack = lemma in word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
    is_target = noun.dep_ in OBJECTS or (noun.dep_ == "pobj" and noun.head.lower_ in TARGET_PREPOSITIONS)
    if not is_attack and (is_target or (lemma not in word_set("strikes", "armed.nouns") and noun.i not in weapons)):
        return ""
    return country_of(token.text)


def _nation_of_negotiators(token: "Token") -> str:
    """The state of a nationality adjective of a delegation ("Kenyan and Ugandan delegations"), or one that it is "from"; empty for other words."""
    first = token.head if token.dep_ == "conj" else token
    if first.dep_ == "pobj" and first.head.lower_ == "from" and first.head.head.lemma_.lower() in NEGOTIATORS:
        return state_named(token.text) or ""
    is_adjective = first.dep_ == "amod" and token.text[:1].isupper() and not state_named(token.text)
    return country_of(token.text) if is_adjective and first.head.lemma_.lower() in NEGOTIATORS else ""


def _nation_of_people(token: "Token") -> str:
    """The state of one of two coordinated nationality adjectives of people ("Kenyan and Ugandan ministers"); empty for other words."""
    first = token.head if token.dep_ == "conj" else token
    pair = (first, *(c for c in first.children if c.dep_ == "conj"))
    are_nations = len(pair) > 1 and all(t.text[:1].isupper() and country_of(t.text) and not state_named(t.text) for t in pair)
    is_of_people = first.dep_ == "amod" and first.head.tag_ == "NNS" and is_person_noun(first.head)
    return country_of(token.text) if token in pair and are_nations and is_of_people else ""
