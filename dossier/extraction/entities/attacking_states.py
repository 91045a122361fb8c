"""States that only the adjective of an attack names: "Kenyan strikes"."""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token


def find_attacking_states(doc: "Doc", known: "Collection[str]") -> list[EntityCluster]:
    """The states that adjectives of attacks name, in order, with these adjectives as their mentions; `known` states are left out."""
    mentions: dict[str, list[Mention]] = {}
    for token in doc:
        state = _nation_of_attack(token)
        if state and state not in known:
            mentions.setdefault(state, []).append(Mention(Span(token.idx, token.idx + len(token.text)), token.text))
    return [EntityCluster(0, state, ActorKind.STATE, tuple(adjectives)) for state, adjectives in mentions.items()]


def _nation_of_attack(token: "Token") -> str:
    """The state of a nationality adjective before a noun of attack; empty for other words, towns and the names of states."""
    attacks = word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
    is_modifier = token.dep_ in {"amod", "compound", "nmod"} and token.text[:1].isupper()
    if not is_modifier or token.head.lemma_.lower() not in attacks or state_named(token.text) or state_of_city(token.text):
        return ""
    return country_of(token.text)
