"""Armed actors and what can be struck: the words that distinguish an armed attack from other attacks."""

from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from dossier.extraction.events.strike.phrases import prepositional_objects
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.lexicon.people import is_person_noun, is_press
from dossier.extraction.lexicon.weapons import Weapon, singular_of


@lru_cache(maxsize=1)
def armed_groups() -> frozenset[str]:
    """Names of the armed groups in the lexicon."""
    return frozenset(name for row in load_lexicon("bodies")["group"] for name in (row["name"], *row.get("also", ()))) - {
        "Palestinian Authority"
    }


def is_armed_actor(token: Token) -> bool:
    """True where a noun names fighters: "forces", "gunmen", "the U.S. Army"."""
    if {token.lemma_.lower(), singular_of(token)} & word_set("strikes", "armed.nouns"):
        return True
    if any(c.lower_ in {"armed", "masked"} and c.dep_ == "amod" for c in token.lefts):
        return True
    if token.pos_ == "PROPN" and any(token.doc[i : token.i + 1].text in armed_groups() for i in range(token.i, max(-1, token.i - 5), -1)):
        return True
    return token.pos_ == "PROPN" and " ".join(t.lower_ for t in token.doc[max(0, token.i - 1) : token.i + 1]) in word_set(
        "strikes", "armed.bodies"
    )


def is_place(token: Token) -> bool:
    """True for a town, a region or a state."""
    return bool(token.ent_type_ in {"GPE", "LOC"} or state_named(token.text) or state_of_city(token.text))


def is_body_of_state(token: Token) -> bool:
    """True for "the Northland security service" and "Northland's SBU": a body of a state, no person and no medium."""
    modifiers = (t for t in token.lefts if t.dep_ in {"amod", "compound", "nmod", "poss"} and not state_of_city(t.text))
    return not (is_person_noun(token) or is_press(token)) and any(country_of(t.text) or state_named(t.text) for t in modifiers)


def goes_inside_place(parts: Iterable[Token]) -> bool:
    """True where a word of the clause leads "in", "into" or "inside" a place, or something of it ("inside Freedonia's northern province")."""
    objects = (p for part in parts for p in prepositional_objects(part, {"in", "inside", "into"}))
    return any(is_place(t) for p in objects for t in (p, *p.lefts))


def is_strikable(token: Token) -> bool:
    """True for what an armed attack can be on: a site, a building, a vehicle, fighters or a place."""
    nouns = word_set("strikes", "targets.nouns") | word_set("figures", "buildings.nouns") | word_set("figures", "vehicles.nouns")
    return token.lemma_.lower() in nouns | word_set("strikes", "armed.nouns") or is_place(token)


def is_struck_gunman(weapon: Weapon, objects: list[Token]) -> bool:
    """True for the "suicide bomber" among those whom somebody killed: he is no weapon of theirs."""
    word = objects[0].doc[weapon.last - 1] if objects else None
    if word is None or word.lemma_.lower() not in word_set("strikes", "accusation.gunmen"):
        return False
    return any(t == word or t.is_ancestor(word) for t in objects)
