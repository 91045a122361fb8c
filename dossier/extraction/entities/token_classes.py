"""The letter of one token: what the word, its case and the parse say that it is (the classes are told in chunks.py)."""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

AMBIGUOUS_PARTICLES = frozenset(
    {"as", "o", "e", "y", "la", "le", "los", "ap", "bar", "ten", "zu", "ben", "san", "das", "die", "ul", "ur", "af", "av"}
)
"""Particles of names that are also common words."""
QUOTES = frozenset("\"“”„«»‘’'")
DEGREE_WORDS = frozenset({"most", "then", "newly", "recently", "currently", "once", "highly", "high"})
PREFIXES = frozenset({"ex", "then", "non", "anti", "pro", "pre", "post", "vice", "co", "mid", "inter", "trans"})
"""Words that belong to the next one where a hyphen follows."""
OPEN_CLASS_POS = {"PROPN", "NOUN", "ADJ", "X", "NUM", "INTJ"}
CLASS_OF_POS = {
    "NOUN": "m",
    "ADJ": "m",
    "PROPN": "m",
    "NUM": "#",
    "VERB": "v",
    "AUX": "v",
    "DET": "d",
    "CCONJ": "c",
    "ADP": "i",
    "PRON": "n",
    "ADV": "a",
}
CLASS_OF_MARK = {",": ",", "(": "(", ")": ")", "[": "(", "]": ")", "-": "h", "'s": "'", "’s": "'", "'": "'", "’": "'", "–": "-", "—": "-"}


def token_class(token: "Token", capitalized: set[str]) -> str:
    """Token class of a token that is not part of a listed name; `capitalized` are the words with a capital within a sentence."""
    text, lower = token.text, token.lower_
    if text in CLASS_OF_MARK:
        return _class_of_mark(token)
    if text in QUOTES:
        return "q"
    if lower in ("of", "for", "to"):
        return "o" if lower == "of" else "f"
    if text[0].isupper() and not _is_prefix(token) and _is_name_like(token, capitalized):
        return _class_of_capitalized(token)
    return _class_of_lowercase(token)


def _class_of_lowercase(token: "Token") -> str:
    """Token class of a word that is not spelt like a name."""
    if token.lower_ in role_nouns() and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return "r"
    if token.lower_ in word_set("roles", "particle") and _precedes_name(token):
        return "p"
    return "N" if _ends_hyphenated_name(token) else _class_of_common_word(token)


def _is_prefix(token: "Token") -> bool:
    """True for "Ex" and the like before a hyphen."""
    return token.lower_ in PREFIXES and token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_


def _ends_hyphenated_name(token: "Token") -> bool:
    """True for the part after a hyphen that ends an entity labelled as a person ("Min-ho", not "oil-rich Ann Roe")."""
    before = token.nbor(-1) if token.i > 1 else token
    hyphenated = before.text == "-" and before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.ent_iob_ == "I"
    return hyphenated and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")


def _modifies_role(token: "Token") -> bool:
    """True for a word that modifies the role noun after it ("the acting minister", "most senior diplomat")."""
    if token.lower_ in DEGREE_WORDS:
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in ("ADJ", "VERB", "NOUN")
    return token.lower_ in word_set("roles", "modifier") and token.dep_ in ("amod", "compound", "nmod", "advmod")


def _class_of_mark(token: "Token") -> str:
    if token.text == "-":
        return "h" if _has_no_space_around(token) else "-"
    if token.text == "–" and _has_no_space_around(token) and token.nbor(-1).text[:1].isupper():
        return "h"
    if token.text in ("'", "’"):
        return "'" if token.tag_ == "POS" else "q"
    return CLASS_OF_MARK[token.text]


def _has_no_space_around(token: "Token") -> bool:
    """True where the mark has no space on either side."""
    return not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _class_of_common_word(token: "Token") -> str:
    if token.tag_ in ("PRP$", "WP$"):
        return "d" if token.tag_ == "PRP$" else "w"
    if token.tag_ in ("WP", "WDT"):
        return "w"
    if token.lemma_ == "be":
        return "b"
    if _is_prefix(token):
        return "m"
    if token.like_num:
        return "#"
    if (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod") or _modifies_role(token):
        return "m"
    return CLASS_OF_POS.get(token.pos_, ".")


def _class_of_capitalized(token: "Token") -> str:
    """Token class of a word that is spelt like a name."""
    text = token.text
    if text in word_set("roles", "calendar") and token.ent_type_ != "PERSON":
        return "#"
    if text in word_set("roles", "generation"):
        return "G"
    if text in word_set("roles", "honorific"):
        return "H"
    if token.lower_ in role_nouns():
        return "R"
    for key, letter in (("body_head", "O"), ("idea_head", "I"), ("place_head", "L"), ("portfolio", "F")):
        if text in word_set("roles", key):
            return letter
    return "N"


def starts_segment(token: "Token") -> bool:
    """True where any word has a capital: at the start of a sentence, a quotation or a bracket, and after a colon."""
    i = token.i - 1
    while i >= token.sent.start and token.doc[i].is_space:
        i -= 1
    if i < token.sent.start:
        return True
    before = token.doc[i]
    return before.text in QUOTES or before.text in (":", "[", "—", "…", ";")


def _is_name_like(token: "Token", capitalized: set[str]) -> bool:
    if not any(c.isalpha() for c in token.text):
        return False
    if not starts_segment(token):
        return token.pos_ not in ("DET", "PRON", "CCONJ", "ADP", "SCONJ") or token.ent_type_ == "PERSON"
    if token.pos_ in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "VERB"):
        return token.ent_type_ in ("PERSON", "ORG") and token.text in capitalized
    if token.pos_ == "PROPN" or token.text in capitalized or token.ent_type_ in ("PERSON", "ORG", "GPE", "FAC", "LOC"):
        return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.pos_ in OPEN_CLASS_POS and following is not None and following.text[:1].isupper()


def _precedes_name(token: "Token") -> bool:
    """True where a name follows the particle, over a hyphen or further particles."""
    i = token.i + 1
    hyphenated = i < len(token.doc) and token.doc[i].text == "-" and not token.whitespace_
    if token.lower_ in AMBIGUOUS_PARTICLES and not hyphenated and token.ent_type_ != "PERSON":
        return False
    while i < len(token.doc) and (token.doc[i].text == "-" or token.doc[i].lower_ in word_set("roles", "particle")):
        i += 1
    return i < len(token.doc) and token.doc[i].text[:1].isupper() and i - token.i <= 4
