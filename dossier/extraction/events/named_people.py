"""People counted by their names: "John Smith, 23, and his sister Jane" are two."""

from spacy.tokens import Doc, Token

PRONOUNS = frozenset({"he", "she", "him", "her"})
MAX_TITLES = 4
MAX_AGE = 120


def name_at(tokens: Doc, i: int, end: int) -> int:
    """Index after the name of one person that begins at token `i`, words such as "teacher" before it and an age after it included; 0
    where none does.
    """
    first = i
    while (
        first < min(end, i + MAX_TITLES) and tokens[first].ent_type_ != "PERSON" and tokens[first].pos_ in {"NOUN", "PROPN", "ADJ", "DET"}
    ):
        first += 1
    if first >= end or tokens[first].ent_type_ != "PERSON" or tokens[first].ent_iob_ != "B" or tokens[first].pos_ != "PROPN":
        return 0
    last = first + 1
    while last < end and tokens[last].ent_type_ == "PERSON" and tokens[last].ent_iob_ == "I":
        last += 1
    if tokens[last - 1].tag_ == "POS" or (last < end and (tokens[last].tag_ == "POS" or tokens[last].text == "-")):
        return 0
    return _after_age(tokens, last, end)


def _after_age(tokens: Doc, i: int, end: int) -> int:
    """Index after an age in ", 23," or "(23)" that begins at `i`, else `i`."""
    if i + 1 < end and tokens[i].text in {",", "("} and tokens[i + 1].text.isdigit() and int(tokens[i + 1].text) <= MAX_AGE:
        closes = i + 2 < end and tokens[i + 2].text in {",", ")"}
        return i + 3 if closes and tokens[i + 2].text == ")" else i + 2
    return i


def is_pronoun_of_one(token: Token) -> bool:
    """True for "he" or "her" where it stands for one person and does not own the next noun."""
    return token.lower_ in PRONOUNS and token.dep_ not in {"poss", "det"}
