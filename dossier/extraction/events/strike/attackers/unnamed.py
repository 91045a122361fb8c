"""Attackers without a name, as the text calls them: "gunmen", "the junta", "Iran-backed militants"."""

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from dossier.extraction.events.strike.attackers.armed_bodies import IRREGULARS
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.weapons import singular_of

_DETERMINERS = frozenset({"a", "an", "the"})
_NOT_OF_NAME = frozenset({"DET", "NUM", "PRON", "ADP", "PUNCT", "ADV", "CCONJ", "SPACE"})
"""Parts of speech with which the words for an attacker do not begin."""
_OWNERS = frozenset({"compound", "nmod", "poss"})
_AIRCRAFT = frozenset({"fighter", "bomber"})
"""Words for people that also are aircraft."""
MOST_WORDS = 6
"""Words of a phrase at most; of a longer one its noun alone is taken."""


def words_for_attacker(heads: Sequence[Token], arms: Collection[int] = ()) -> str:
    """The words for the first of some head words that names armed people, a force or an armed group; empty without one.

    `heads` are the words in the place of the attacker, most reliable first, `arms` the indexes of those that are weapons: of "a junta jet" it is
    the junta.
    """
    return next((words for head in heads if (words := _words_for(head, arms))), "")


def _words_for(head: Token, arms: Collection[int]) -> str:
    if any(t.dep_ == "poss" and t.pos_ == "PRON" for t in head.lefts):
        return ""  # "its fighters"
    if _is_aircraft(head) or (head.i in arms and not _is_armed(head)):
        owners = [t for t in head.subtree if t.i < head.i and t.dep_ in _OWNERS | {"amod"} and not _is_aircraft(t)]
        owner = next((t for t in reversed(owners) if _is_owner(t)), None)
        return f"the {_phrase(owner)}" if owner is not None else ""
    if head.dep_ in _OWNERS | {"amod"} and head.i < head.head.i:  # "a junta airstrike"; "a terrorist attack" says of what kind it was
        return f"the {_phrase(head)}" if _is_armed(head) and not _says_kind(head) else ""
    if _is_armed(head):
        return _phrase(head)
    if singular_of(head) in word_set("roles", "body_noun") and any(_is_armed(t) or t.lower_ == "armed" for t in head.lefts):
        return _phrase(head)
    members = (p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
    return next((words for p in members if (words := _words_for(p, arms))), "")  # "a group of gunmen"


def _is_owner(word: Token) -> bool:
    """True for the junta in "a junta fighter jet", and the council in "the military council’s jet"."""
    is_described = word.dep_ == "poss" and word.pos_ == "NOUN" and any(_is_armed(t) for t in word.lefts)
    return is_described or (_is_armed(word) and word.lemma_.lower() not in _AIRCRAFT and word.head.dep_ != "poss")


def _is_aircraft(noun: Token) -> bool:
    """True for "the jet", "a jet fighter", "fighter jets"."""
    words = {w for t in (noun, *noun.lefts) if t.dep_ == "compound" or t == noun for w in (t.lemma_.lower(), singular_of(t))}
    return bool(words & word_set("strikes", "armed.aircraft"))


def _is_armed(word: Token) -> bool:
    """True for a word for fighters, a force, or who rules by force."""
    if word.pos_ not in {"NOUN", "PROPN", "ADJ"} or (word.pos_ == "PROPN" and word.ent_type_ == "PERSON"):
        return False
    classes = word_set("wordnet", "armed_actors") | word_set("strikes", "accusation.gunmen") | IRREGULARS
    return bool({word.lemma_.lower(), singular_of(word)} & classes)


def _says_kind(word: Token) -> bool:
    """True for a word that says of what kind an attack is, or of what kind the aircraft are, and not who carried it out."""
    kinds = word_set("strikes", "nouns.military") | _AIRCRAFT
    return word.pos_ not in {"NOUN", "PROPN"} or bool({word.lemma_.lower(), singular_of(word)} & kinds)


def _phrase(noun: Token) -> str:
    """The words before a noun that describe it, and the noun; its article only for one that is not owned and in the singular."""
    doc, first = noun.doc, max(noun.left_edge.i, noun.sent.start)
    is_singular = noun.tag_ in {"NN", "NNP"} and noun.dep_ not in _OWNERS
    article = doc[first].lower_ if is_singular and doc[first].lower_ in _DETERMINERS else ""
    while first < noun.i and not _begins_phrase(doc[first]):
        first += 1
    if noun.i - first >= MOST_WORDS or any(map(_ends_phrase, doc[first : noun.i])):
        first = noun.i
    words = " ".join(doc[first : noun.i + 1].text.split())
    if doc[first].is_sent_start and not (doc[first].ent_type_ or doc[first].is_upper):
        words = words[:1].lower() + words[1:]
    return f"{article} {words}" if article else words


def _begins_phrase(word: Token) -> bool:
    """True for a word with which a description may begin, and for the number of "42-year-old"."""
    if word.nbor().text == "-":
        return word.pos_ not in _NOT_OF_NAME - {"NUM"}
    return not (word.pos_ in _NOT_OF_NAME or word.like_num or word.tag_ == "POS")


def _ends_phrase(word: Token) -> bool:
    """True for a word that is no description of one noun: a comma, a quotation mark, a verb in a clause."""
    return (word.pos_ == "PUNCT" and word.text != "-") or word.tag_ in {"VBD", "VBZ", "VBP", "VBG"}
