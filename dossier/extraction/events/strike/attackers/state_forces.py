"""The state of "the army" or "the military" that a clause names without its state."""

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named

FAR_MORE = 3
"""Times as often as another that the main state of a text is named."""
STATE_FORCES = frozenset({"army", "military", "navy"})
"""Nouns of the forces that only a state has."""


def state_of_forces(noun: Token, states: Mapping[str, int]) -> int | None:
    """Key of the state whose forces "the army" are: the only one whose army, military or navy the text names, else its only state or the one that
    it names far more often than any other; None for other nouns, for an army that is described ("the rebel army"), and where there are several
    states.

    `states` maps the names of states in the text to their keys.
    """
    if noun.lemma_.lower() not in STATE_FORCES or any(t.dep_ in {"amod", "compound", "poss", "nmod"} for t in noun.lefts):
        return None
    if any(c.lower_ in {"of", "from"} or c.dep_ == "appos" for c in noun.children):
        return None
    owners = _states_with_forces(noun.doc)
    keys = {states[name] for name in owners if name in states} if owners else _main_states(noun.doc, states)
    return next(iter(keys)) if len(keys) == 1 and len(owners) < 2 else None


def _main_states(doc: Doc, states: Mapping[str, int]) -> set[int]:
    """Keys of the states of a text; only the one that it names at least three times as often as any other."""
    counts = Counter(name for t in doc if (name := state_named(t.text) or country_of(t.text) or "") in states)
    (first, often), (_, less) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return {states[first]} if first and often >= FAR_MORE * max(less, 1) else set(states.values())


def _states_with_forces(doc: Doc) -> frozenset[str]:
    """The states whose forces a text names ("Kenya's army", "the Kenyan military"), kept with the document."""
    if "states with forces" not in doc.user_data:
        owners = (
            t for noun in doc if noun.lemma_.lower() in STATE_FORCES for t in noun.lefts if t.dep_ in {"amod", "compound", "poss", "nmod"}
        )
        doc.user_data["states with forces"] = frozenset(name for t in owners if (name := country_of(t.text) or state_named(t.text) or ""))
    states: frozenset[str] = doc.user_data["states with forces"]
    return states
