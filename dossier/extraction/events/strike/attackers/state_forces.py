"""The state of "the army" or "the military" that a clause names without its state."""

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named

STATE_FORCES = frozenset({"army", "military", "navy"})
"""Nouns of the forces that only a state has."""


def state_of_forces(noun: Token, states: Mapping[str, int]) -> int | None:
    """Key of the state whose forces "the army" are: the only one whose army, military or navy the text names, else its only state; None for
    other nouns, for an army that is described ("the rebel army"), and where there are several states.

    `states` maps the names of states in the text to their keys.
    """
    if noun.lemma_.lower() not in STATE_FORCES or any(t.dep_ in {"amod", "compound", "poss", "nmod"} for t in noun.lefts):
        return None
    if any(c.lower_ in {"of", "from"} or c.dep_ == "appos" for c in noun.children):
        return None
    owners = _states_with_forces(noun.doc)
    keys = {states[name] for name in owners if name in states} if owners else set(states.values())
    return next(iter(keys)) if len(keys) == 1 and len(owners) < 2 else None


def _states_with_forces(doc: Doc) -> frozenset[str]:
    """The states whose forces a text names ("Kenya's army", "the Kenyan military"), kept with the document."""
    if "states with forces" not in doc.user_data:
        owners = (
            t for noun in doc if noun.lemma_.lower() in STATE_FORCES for t in noun.lefts if t.dep_ in {"amod", "compound", "poss", "nmod"}
        )
        doc.user_data["states with forces"] = frozenset(name for t in owners if (name := country_of(t.text) or state_named(t.text) or ""))
    states: frozenset[str] = doc.user_data["states with forces"]
    return states
