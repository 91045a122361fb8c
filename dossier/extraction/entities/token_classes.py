"""The letter of one token: what the word, its case and the parse say that it is (the letters are told in units.py)."""

from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

DOUBTFUL = frozenset({"as", "o", "e", "y", "la", "le", "los", "ap", "bar", "ten", "zu", "ben", "san", "das", "die", "ul", "ur", "af", "av"})
"""Particles that are also common words."""
QUOTES = frozenset("\"“”„«»‘’'")
INTENSE = frozenset({"most", "then", "newly", "recently", "currently", "once", "highly", "high"})
PREFIXES = frozenset({"ex", "then", "non", "anti", "pro", "pre", "post", "vice", "co", "mid", "inter", "trans"})
"""Words that a hyphen makes part of the next."""
OPEN_POS = {"PROPN", "NOUN", "ADJ", "X", "NUM", "INTJ"}
PLAIN = {
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
MARKS = {",": ",", "(": "(", ")": ")", "[": "(", "]": ")", "-": "h", "'s": "'", "’s": "'", "'": "'", "’": "'", "–": "-", "—": "-"}


def token_class(token: "Token", inside: set[str]) -> str:
    """The letter of one token that no list of the world's names holds."""
    text, low = token.text, token.lower_
    if text in MARKS:
        return _mark(token)
    if text in QUOTES:
        return "q"
    if low in ("of", "for", "to"):
        return "o" if low == "of" else "f"
    if text[0].isupper() and not _prefix(token) and _name_like(token, inside):
        return _capital_letter(token)
    return _small_letter(token)


def _small_letter(token: "Token") -> str:
    """The letter of a word that is not written as a name is."""
    if token.lower_ in role_nouns() and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return "r"
    if token.lower_ in word_set("roles", "particle") and _before_name(token):
        return "p"
    return "N" if _second_half(token) else _plain_letter(token)


def _prefix(token: "Token") -> bool:
    """True for "Ex" and the like before a hyphen, which belong to the next word."""
    return token.lower_ in PREFIXES and token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_


def _second_half(token: "Token") -> bool:
    """True for the part behind a hyphen that ends what the model reads as a person ("Min-ho", not "oil-rich Ann Roe")."""
    before = token.nbor(-1) if token.i > 1 else token
    tied = before.text == "-" and before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.ent_iob_ == "I"
    return tied and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")


def _low_modifier(token: "Token") -> bool:
    """True for a word that belongs to the role noun behind it ("the acting minister", "most senior diplomat")."""
    if token.lower_ in INTENSE:
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in ("ADJ", "VERB", "NOUN")
    return token.lower_ in word_set("roles", "modifier") and token.dep_ in ("amod", "compound", "nmod", "advmod")


def _mark(token: "Token") -> str:
    if token.text == "-":
        return "h" if _tight(token) else "-"
    if token.text == "–" and _tight(token) and token.nbor(-1).text[:1].isupper():
        return "h"
    if token.text in ("'", "’"):
        return "'" if token.tag_ == "POS" else "q"
    return MARKS[token.text]


def _tight(token: "Token") -> bool:
    """True where no space parts the mark from the words on both sides."""
    return not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _plain_letter(token: "Token") -> str:
    if token.tag_ in ("PRP$", "WP$"):
        return "d" if token.tag_ == "PRP$" else "w"
    if token.tag_ in ("WP", "WDT"):
        return "w"
    if token.lemma_ == "be":
        return "b"
    if _prefix(token):
        return "m"
    if token.like_num:
        return "#"
    if (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod") or _low_modifier(token):
        return "m"
    return PLAIN.get(token.pos_, ".")


def _capital_letter(token: "Token") -> str:
    """The letter of a word that is written as a name is."""
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


def opens(token: "Token") -> bool:
    """True where a capital proves nothing: the first word of a sentence, a quotation, a bracket or after a colon."""
    i = token.i - 1
    while i >= token.sent.start and token.doc[i].is_space:
        i -= 1
    if i < token.sent.start:
        return True
    before = token.doc[i]
    return before.text in QUOTES or before.text in (":", "[", "—", "…", ";")


def _name_like(token: "Token", inside: set[str]) -> bool:
    if not any(c.isalpha() for c in token.text):
        return False
    if not opens(token):
        return token.pos_ not in ("DET", "PRON", "CCONJ", "ADP", "SCONJ") or token.ent_type_ == "PERSON"
    if token.pos_ in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "VERB"):
        return token.ent_type_ in ("PERSON", "ORG") and token.text in inside
    if token.pos_ == "PROPN" or token.text in inside or token.ent_type_ in ("PERSON", "ORG", "GPE", "FAC", "LOC"):
        return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.pos_ in OPEN_POS and following is not None and following.text[:1].isupper()


def _before_name(token: "Token") -> bool:
    """True where a name follows a particle, over a hyphen or further particles."""
    i = token.i + 1
    tied = i < len(token.doc) and token.doc[i].text == "-" and not token.whitespace_
    if token.lower_ in DOUBTFUL and not tied and token.ent_type_ != "PERSON":
        return False
    while i < len(token.doc) and (token.doc[i].text == "-" or token.doc[i].lower_ in word_set("roles", "particle")):
        i += 1
    return i < len(token.doc) and token.doc[i].text[:1].isupper() and i - token.i <= 4
