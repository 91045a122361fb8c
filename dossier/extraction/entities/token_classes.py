"""Token classes: the classes of chunks, the notation of patterns over them, and the class of a token outside listed names.

A class is one letter, so that a paragraph is a string of classes and a pattern over it a plain regular expression.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token


class TokenClass(StrEnum):
    """Class of a chunk by its words, their case and the parse; the value is its letter in `ParagraphChunks.classes`."""

    STATE = "S"
    NATIONALITY = "A"  # adjective of a state
    CAPITAL = "K"  # capital of a state
    PLACE = "Q"  # listed town, region or people
    BODY = "B"  # listed body
    OUTLET = "M"  # listed outlet or platform
    TITLE = "R"  # role noun with a capital letter
    ROLE = "r"  # role noun in small letters
    HONORIFIC = "H"  # form of address
    PORTFOLIO = "F"  # field of an office, with a capital letter ("Foreign")
    BODY_HEAD = "O"  # head of the name of a body
    PLACE_HEAD = "L"  # head of the name of a place
    EVENT_HEAD = "I"  # head of the name of an event or a work
    NAME = "N"  # any other word that is spelt like a name
    GENERATION = "G"  # "Jr."
    PARTICLE = "p"  # "bin", "van"
    HYPHEN = "h"  # within a word; also "&" within a name
    POSSESSIVE = "'"
    OF = "o"
    FOR = "f"  # "for" or "to"
    PREPOSITION = "i"  # any other preposition
    DETERMINER = "d"  # also a possessive pronoun
    CONJUNCTION = "c"
    MODIFIER = "m"  # any other adjective or noun
    NUMBER = "#"  # also a month or a weekday
    BE = "b"
    VERB = "v"  # any other verb
    ADVERB = "a"
    RELATIVE = "w"  # relative pronoun
    PRONOUN = "n"
    COMMA = ","
    OPEN_BRACKET = "("
    CLOSE_BRACKET = ")"
    DASH = "-"
    QUOTE_MARK = "q"
    OTHER = "."


ROLE_NOUNS = frozenset({TokenClass.TITLE, TokenClass.ROLE})
NATION = frozenset({TokenClass.STATE, TokenClass.NATIONALITY})
STATE_WORDS = NATION | {TokenClass.CAPITAL}
GEOGRAPHIC = STATE_WORDS | {TokenClass.PLACE}
OTHER_HEADS = frozenset({TokenClass.PLACE_HEAD, TokenClass.EVENT_HEAD})
NAME_WORDS = OTHER_HEADS | {TokenClass.BODY_HEAD, TokenClass.NAME, TokenClass.PORTFOLIO}
"""Words of the names of bodies, places and events."""
CLASS_OF_LABEL = {
    "state": TokenClass.STATE,
    "capital": TokenClass.CAPITAL,
    "adjective": TokenClass.NATIONALITY,
    "body": TokenClass.BODY,
    "outlet": TokenClass.OUTLET,
    "platform": TokenClass.OUTLET,
    "place": TokenClass.PLACE,
}
"""Label of a gazetteer entry -> its class."""
CLASS_OF_POS = {
    "NOUN": TokenClass.MODIFIER,
    "ADJ": TokenClass.MODIFIER,
    "PROPN": TokenClass.MODIFIER,
    "NUM": TokenClass.NUMBER,
    "VERB": TokenClass.VERB,
    "AUX": TokenClass.VERB,
    "DET": TokenClass.DETERMINER,
    "CCONJ": TokenClass.CONJUNCTION,
    "ADP": TokenClass.PREPOSITION,
    "PRON": TokenClass.PRONOUN,
    "ADV": TokenClass.ADVERB,
}
CLASS_OF_MARK = {
    ",": TokenClass.COMMA,
    "(": TokenClass.OPEN_BRACKET,
    "[": TokenClass.OPEN_BRACKET,
    ")": TokenClass.CLOSE_BRACKET,
    "]": TokenClass.CLOSE_BRACKET,
    "-": TokenClass.HYPHEN,
    "'s": TokenClass.POSSESSIVE,
    "’s": TokenClass.POSSESSIVE,
    "'": TokenClass.POSSESSIVE,
    "’": TokenClass.POSSESSIVE,
    "–": TokenClass.DASH,
    "—": TokenClass.DASH,
}
CLASS_OF_LIST = {
    "body_head": TokenClass.BODY_HEAD,
    "idea_head": TokenClass.EVENT_HEAD,
    "place_head": TokenClass.PLACE_HEAD,
    "portfolio": TokenClass.PORTFOLIO,
}
"""List of the role lexicon -> class of its words with a capital letter; the first list that has the word decides."""

AMBIGUOUS_PARTICLES = frozenset({"as", "o", "e", "y", "la", "le", "los", "ap", "bar", "ten", "zu", "ben", "san", "das", "die", "ul", "ur", "af", "av"})  # fmt: skip
"""Particles of names that are also common words."""
QUOTES = frozenset("\"“”„«»‘’'")
DEGREE_WORDS = frozenset({"most", "then", "newly", "recently", "currently", "once", "highly", "high"})
PREFIXES = frozenset({"ex", "then", "non", "anti", "pro", "pre", "post", "vice", "co", "mid", "inter", "trans"})
"""Words that belong to the next one where a hyphen follows."""
LONGEST_SYLLABLE = 5
OPEN_CLASS_POS = frozenset({"PROPN", "NOUN", "ADJ", "X", "NUM", "INTJ"})


def class_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over classes, a regular expression in which `<NAME>` matches a chunk of that class (NLTK's tag patterns).

    Raises KeyError for a name that is no member of TokenClass.
    """
    return re.compile(re.sub(r"<(\w+)>", lambda name: re.escape(TokenClass[name[1]]), pattern))


def one_of(classes: Iterable[TokenClass]) -> str:
    """Part of a `class_pattern` that matches a chunk of any of the classes."""
    return "[" + "".join(sorted(f"<{member.name}>" for member in classes)) + "]"


def token_class(token: "Token", capitalized: set[str]) -> TokenClass:
    """Class of a token that is not part of a listed name; `capitalized` are the words with a capital letter within a sentence."""
    text, lower = token.text, token.lower_
    if text in CLASS_OF_MARK:
        return _class_of_mark(token)
    if text == "&" and _joins_name(token):
        return TokenClass.HYPHEN
    if text in QUOTES:
        return TokenClass.QUOTE_MARK
    if lower in ("of", "for", "to") and not _is_surname_like_preposition(token):
        return TokenClass.OF if lower == "of" else TokenClass.FOR
    if text[0].isupper() and not _is_prefix(token) and _is_name_like(token, capitalized):
        return _class_of_capitalized(token)
    return _class_of_lowercase(token)


def _is_surname_like_preposition(token: "Token") -> bool:
    """True for the "To" of "Ann To", which the parse takes for a name, before a word in small letters or a mark."""
    is_name = token.is_title and token.pos_ == "PROPN" and token.i > 0 and token.nbor(-1).is_title and token.nbor(-1).pos_ == "PROPN"
    return is_name and not starts_segment(token) and not (token.i + 1 < len(token.doc) and token.nbor().text[:1].isupper())


def _class_of_lowercase(token: "Token") -> TokenClass:
    """Class of a word that is not spelt like a name."""
    if token.lower_ in role_nouns() and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return TokenClass.ROLE
    if token.lower_ in word_set("roles", "particle") and _precedes_name(token):
        return TokenClass.PARTICLE
    return TokenClass.NAME if _ends_hyphenated_name(token) else _class_of_common_word(token)


def _is_prefix(token: "Token") -> bool:
    """True for "Ex" and the like before a hyphen."""
    return token.lower_ in PREFIXES and token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_


def _ends_hyphenated_name(token: "Token") -> bool:
    """True for the part after a hyphen that ends an entity labelled as a person ("Min-ho", not "oil-rich Ann Roe")."""
    before = token.nbor(-1) if token.i > 1 else token
    hyphenated = before.text == "-" and before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.ent_iob_ == "I"
    return (hyphenated and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")) or _ends_syllables(token)


def _ends_syllables(token: "Token") -> bool:
    """True for the second syllable of a given name beside a surname: "yun" in "Han Do-yun said", "kei" in "Man-kei Tam"."""
    if token.i < 2 or token.doc[token.i - 1].text != "-" or not _has_no_space_around(token.doc[token.i - 1]):
        return False
    first, before = token.doc[token.i - 2], token.doc[max(token.i - 3, 0)]
    is_syllable = token.is_alpha and token.is_lower and max(len(token), len(first)) <= LONGEST_SYLLABLE and token.pos_ in OPEN_CLASS_POS
    if not is_syllable or not first.is_title or first.pos_ != "PROPN":
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.pos_ == "PROPN" and following is not None and following.is_title and following.pos_ == "PROPN":
        return True
    is_surname = before.is_title and before.pos_ == "PROPN" and before.lower_ not in role_nouns()
    return is_surname and (following is None or following.pos_ not in ("NOUN", "ADJ"))


def _modifies_role(token: "Token") -> bool:
    """True for a word that modifies the role noun after it ("the acting minister", "most senior diplomat")."""
    if token.lower_ in DEGREE_WORDS:
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in ("ADJ", "VERB", "NOUN")
    return token.lower_ in word_set("roles", "modifier") and token.dep_ in ("amod", "compound", "nmod", "advmod")


def _class_of_mark(token: "Token") -> TokenClass:
    if token.text == "-":
        return TokenClass.HYPHEN if _has_no_space_around(token) else TokenClass.DASH
    if token.text == "–" and _has_no_space_around(token) and token.nbor(-1).text[:1].isupper():
        return TokenClass.HYPHEN
    if token.text in ("'", "’"):
        return TokenClass.POSSESSIVE if token.tag_ == "POS" or _ends_plural(token) else TokenClass.QUOTE_MARK
    return CLASS_OF_MARK[token.text]


def _ends_plural(mark: "Token") -> bool:
    """True for the mark in "the Farmers’ Union", where no quotation is open."""
    if mark.i == 0 or mark.i + 1 >= len(mark.doc) or not mark.whitespace_:
        return False
    before, after = mark.nbor(-1), mark.nbor()
    is_between_names = before.is_title and before.lower_.endswith("s") and not before.whitespace_ and after.is_title
    return is_between_names and not any(t.text in {"‘", "'"} for t in mark.doc[mark.sent.start : mark.i])


def _joins_name(mark: "Token") -> bool:
    """True for the mark in "Roe & Sons", which the model takes for one name."""
    return mark.ent_iob_ == "I" and mark.ent_type_ == "ORG" and mark.nbor(-1).text[:1].isupper()


def _has_no_space_around(token: "Token") -> bool:
    """True where the mark has no space on either side."""
    return not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _class_of_common_word(token: "Token") -> TokenClass:
    if token.tag_ == "PRP$":
        return TokenClass.DETERMINER
    if token.tag_ in ("WP", "WDT", "WP$"):
        return TokenClass.RELATIVE
    if token.lemma_ == "be":
        return TokenClass.BE
    if _is_prefix(token):
        return TokenClass.MODIFIER
    if token.like_num:
        return TokenClass.NUMBER
    if not any(c.isalpha() for c in token.text) and token.pos_ != "SYM":
        return TokenClass.OTHER  # the dot of a list, a foot mark
    if (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod") or _modifies_role(token):
        return TokenClass.MODIFIER
    return CLASS_OF_POS.get(token.pos_, TokenClass.OTHER)


def _class_of_capitalized(token: "Token") -> TokenClass:
    """Class of a word that is spelt like a name."""
    text = token.text
    if text in word_set("roles", "day_adverb"):
        return TokenClass.ADVERB
    if text in word_set("roles", "calendar") and token.ent_type_ != "PERSON":
        return TokenClass.NUMBER
    if text in word_set("roles", "generation"):
        return TokenClass.GENERATION
    if text in word_set("roles", "honorific"):
        return TokenClass.HONORIFIC
    if token.lower_ in role_nouns():
        return TokenClass.TITLE
    return next((kind for key, kind in CLASS_OF_LIST.items() if text in word_set("roles", key)), TokenClass.NAME)


def starts_segment(token: "Token") -> bool:
    """True where any word has a capital letter: at the start of a sentence, a quotation or a bracket, and after a colon."""
    before = token
    while not before.is_sent_start:
        before = before.nbor(-1)
        if not before.is_space:
            break
    else:
        return True
    return before.text in QUOTES or before.text in (":", "[", "—", "…", ";")


def _is_name_like(token: "Token", capitalized: set[str]) -> bool:
    """True where the capital letter of the word is more than that of a sentence start, by the parse and the rest of the text."""
    if not any(c.isalpha() for c in token.text):
        return False
    if not starts_segment(token):
        if token.is_upper and token.text in word_set("roles", "honorific"):
            return True
        return token.pos_ not in ("DET", "PRON", "CCONJ", "ADP", "SCONJ") or token.ent_type_ == "PERSON"
    if _is_doubt(token):
        return False
    if token.pos_ in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "VERB"):
        return token.ent_type_ in ("PERSON", "ORG") and token.text in capitalized
    if token.pos_ == "PROPN" or token.text in capitalized or token.ent_type_ in ("PERSON", "ORG", "GPE", "FAC", "LOC"):
        return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.pos_ in OPEN_CLASS_POS and following is not None and following.text[:1].isupper()


def _is_doubt(token: "Token") -> bool:
    """True for "Suspected", "Alleged" and "Accused" before a name at the start of a sentence."""
    stems = {token.lower_.removesuffix("ed"), token.lower_.removesuffix("d")} - {token.lower_}
    return bool(stems & (word_set("strikes", "belief.verbs") | word_set("strikes", "accusation.words")))


def _precedes_name(token: "Token") -> bool:
    """True where a name follows the particle, over a hyphen or further particles."""
    i = token.i + 1
    hyphenated = i < len(token.doc) and token.doc[i].text == "-" and not token.whitespace_
    if token.lower_ in AMBIGUOUS_PARTICLES and not hyphenated and token.ent_type_ != "PERSON":
        return False
    while i < len(token.doc) and (token.doc[i].text == "-" or token.doc[i].lower_ in word_set("roles", "particle")):
        i += 1
    return i < len(token.doc) and token.doc[i].text[:1].isupper() and i - token.i <= 4
