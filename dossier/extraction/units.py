"""A paragraph as a row of units, one letter each, on which the patterns for names, titles and bodies are written.

S state, A its adjective, K its capital, Q listed town, region or people, B listed body, M outlet or platform, R role noun in capitals, r role noun in small
letters, H form of address, F portfolio word in capitals, O head of a body's name, L head of a place's name, I head of an
event's or work's name, N other name-like word, G generation ("Jr."), p particle of a name, h hyphen inside a word, ' possessive,
o "of", f "for" and "to", i other preposition, d determiner or possessive pronoun, c "and", m other adjective or noun,
# number, b form of "be", v other verb, w relative pronoun, n pronoun, "," "(" ")" "q" (a quotation mark) and "." for all else.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.known import LETTERS, Known, find_known
from dossier.extraction.vocabulary import load, words
from dossier.model.article import BLANK_LINES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DOUBTFUL = frozenset({"as", "o", "e", "y", "la", "le", "los", "ap", "bar", "ten", "zu", "ben", "san", "das", "die", "ul", "ur", "af", "av"})
"""Particles that are also common words."""
QUOTES = frozenset("\"“”„«»‘’'")
NAMING = frozenset("SAKQBMRHFOLING")
"""Letters of units that are written with a capital as names are."""
INTENSE = frozenset({"most", "then", "newly", "recently", "currently", "once", "highly", "high"})
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


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `start` up to, not including, `end` of the parse, read as one thing. `known` is set where a world list names it."""

    letter: str
    start: int
    end: int
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The units of one paragraph; `letters` is their letters in a string, for patterns."""

    units: tuple[Unit, ...]
    letters: str


def rows(doc: "Doc") -> tuple[Row, ...]:
    """The paragraphs of a parse as rows of units, in order.

    A paragraph and not a sentence, since the parser ends sentences inside brackets and before names.
    """
    starts = _known_at(doc)
    inside = {t.text for s in doc.sents for t in list(s)[1:] if t.text[:1].isupper() and not opens(t)}
    ends = [t.i + 1 for t in doc if t.is_space and BLANK_LINES.search(t.text)]
    return tuple(_row(doc[a:b], starts, inside) for a, b in pairwise([0, *ends, len(doc)]) if b > a)


def _known_at(doc: "Doc") -> dict[int, tuple[int, Known]]:
    """First token -> (end token, what it is) of every listed name."""
    found = {}
    for name in find_known(doc.text):
        span = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
        if span is not None and (name.known.sort != "state" or span.start == 0 or doc[span.start - 1].text != "New"):
            found[span.start] = (span.end, name.known)
    return found


def _row(stretch: "Span", starts: dict[int, tuple[int, Known]], inside: set[str]) -> Row:
    units: list[Unit] = []
    i = stretch.start
    while i < stretch.end:
        token = stretch.doc[i]
        many = 0 if token.is_space else _long_title(stretch, i)
        if i in starts and starts[i][0] >= many:
            end, known = starts[i]
            units.append(Unit(LETTERS[known.sort], i, end, known))
        elif token.is_space:
            end = i + 1
        elif many:
            end = many
            units.append(Unit("R" if token.text[0].isupper() else "r", i, end))
        else:
            end = i + 1
            units.append(Unit(_letter(token, inside), i, end))
        i = end
    units = _named_so(stretch.doc, units)
    return Row(tuple(units), "".join(u.letter for u in units))


def _named_so(doc: "Doc", units: list[Unit]) -> list[Unit]:
    """Units with trades, states and outlets that are part of a person's name ("Hunter Roe", "Chad Roe", "Ann Cook") made name words."""
    for i, unit in enumerate(units):
        if _tied(doc, units, i) or _longer(units, i):
            units[i] = Unit("N" if unit.letter != "B" else "O", unit.start, unit.end)
        if unit.letter not in "RSKQMALIFO" or unit.end - unit.start > 1 or doc[unit.start].ent_type_ != "PERSON":
            continue
        entity = next((e for e in doc.ents if e.start <= unit.start < e.end), None)
        if entity is None or not _personal(doc, units, i, entity):
            continue
        units[i] = Unit("N", unit.start, unit.end)
    return units


def _personal(doc: "Doc", units: list[Unit], i: int, entity: "Span") -> bool:
    """True where a word of another list is a given name or a surname inside what the model reads as a person."""
    unit = units[i]
    if unit.letter in "LI":
        titled = next((u for u in units[:i][::-1] if u.end <= entity.start), None)
        return len(entity) == 1 or (titled is not None and titled.letter in "RrH" and titled.end == entity.start)
    if len(entity) < 2:
        return False
    first, last = unit.start == entity.start, unit.end == entity.end
    beside = units[i + 1].letter if first and i + 1 < len(units) else units[i - 1].letter if last and i else ""
    given = first and unit.letter in "RSKQ" and doc[unit.start].lower_ not in _titles() and doc[unit.start].text not in _states()
    family = last and not first and doc[unit.end - 2].text[0].isupper()
    return beside == "N" and (given or family)


def _tied(doc: "Doc", units: list[Unit], i: int) -> bool:
    """True for a word of another list that a hyphen ties to a name word ("Sea-Watch")."""
    if units[i].letter not in "LIOFR":
        return False
    right = (
        i + 2 < len(units) and units[i + 1].letter == "h" and units[i + 2].letter in "NLIOF" and doc[units[i + 2].start].text[0].isupper()
    )
    left = i > 1 and units[i - 1].letter == "h" and units[i - 2].letter in "NLIOF"
    return right or left


def _longer(units: list[Unit], i: int) -> bool:
    """True where "Congress" and the like end another body's name ("Trade Union Congress")."""
    unit = units[i]
    return (
        unit.letter == "B"
        and unit.end == unit.start + 1
        and unit.known is not None
        and unit.known.side != ""
        and i > 0
        and units[i - 1].letter in "NLF"
        and unit.known.name not in _seats()
    )


@lru_cache(maxsize=1)
def _seats() -> frozenset[str]:
    return frozenset(row["name"] for key in ("seat", "service") for row in load("bodies")[key])


def _long_title(stretch: "Span", i: int) -> int:
    """End of a title or role of several tokens that starts at token `i`, or 0."""
    for size in range(min(5, stretch.end - i), 1, -1):
        piece = stretch.doc[i : i + size].text.lower().replace("’", "'")
        if piece in _long_titles():
            return i + size
    return 0


@lru_cache(maxsize=1)
def _long_titles() -> frozenset[str]:
    every = words("roles", "office") | words("roles", "person") | words("roles", "kin")
    found = {w.lower() for w in every if " " in w or "-" in w or w.endswith(".")}
    for area in words("roles", "portfolio"):
        found |= {f"{office} of {area}".lower() for office in ("secretary", "minister", "director", "chief", "undersecretary", "speaker")}
    return frozenset(found | {f"{w}s" for w in found})


@lru_cache(maxsize=1)
def role_nouns() -> frozenset[str]:
    """All role nouns of one word, in small letters, singular and plural."""
    every = {w.lower() for key in ("office", "person", "kin") for w in words("roles", key)}
    return frozenset(every | {_plural(w) for w in every} | {f"{w}s" for w in every})


@lru_cache(maxsize=1)
def _singulars() -> frozenset[str]:
    return frozenset(w.lower() for key in ("office", "person", "kin") for w in words("roles", key))


def _plural(word: str) -> str:
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "sh", "x")) else f"{word}s"


def singular(word: str) -> str:
    """A role noun in the singular, as far as the plural is regular ("envoys" -> "envoy", "chairmen" -> "chairman")."""
    low = word.lower()
    every = _singulars()
    if low in every:
        return word
    if low.endswith("men"):
        return f"{word[:-3]}man"
    if low.endswith("ies"):
        return f"{word[:-3]}y"
    if low.endswith("es") and low[:-2] in every:
        return word[:-2]
    return word[:-1] if low.endswith("s") and low[:-1] in every else word


def _letter(token: "Token", inside: set[str]) -> str:
    """The letter of one token that no list of the world's names holds."""
    text, low = token.text, token.lower_
    if text in MARKS:
        return _mark(token)
    if text in QUOTES:
        return "q"
    if low in ("of", "for", "to"):
        return "o" if low == "of" else "f"
    if text[0].isupper() and _name_like(token, inside):
        return _capital_letter(token)
    if low in role_nouns() and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return "r"
    if (
        token.ent_type_ == "PERSON"
        and token.i > 1
        and token.nbor(-1).text == "-"
        and token.nbor(-1).ent_type_ == "PERSON"
        and token.ent_iob_ == "I"
    ):
        return "N" if _ends_entity(token) else _plain_letter(token)
    if low in words("roles", "particle") and _before_name(token):
        return "p"
    return _plain_letter(token)


def _ends_entity(token: "Token") -> bool:
    """True for the last token of what the model labels ("Chan-ocha", not "oil-rich Ann Roe")."""
    return token.i + 1 == len(token.doc) or token.doc[token.i + 1].ent_iob_ != "I"


def low_modifier(token: "Token") -> bool:
    """True for a word that belongs to the role noun behind it ("the acting minister", "most senior diplomat")."""
    if token.lower_ in INTENSE:
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in ("ADJ", "VERB", "NOUN")
    return token.lower_ in words("roles", "modifier") and token.dep_ in ("amod", "compound", "nmod", "advmod")


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Offices, which stand before names; trades in capitals seldom do."""
    return frozenset(w.lower() for w in words("roles", "office"))


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """States and capitals that are no given names."""
    given = set(load("states")["given"])
    return frozenset(
        name for row in load("states")["state"] for name in (row["name"], *row.get("also", ()), *row["capital"]) if name not in given
    )


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
    if token.like_num:
        return "#"
    if (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod") or low_modifier(token):
        return "m"
    return PLAIN.get(token.pos_, ".")


def _capital_letter(token: "Token") -> str:
    """The letter of a word that is written as a name is."""
    text = token.text
    if text in words("roles", "calendar") and token.ent_type_ != "PERSON":
        return "#"
    if text in words("roles", "generation"):
        return "G"
    if text in words("roles", "honorific"):
        return "H"
    if token.lower_ in role_nouns():
        return "R"
    for key, letter in (("body_head", "O"), ("idea_head", "I"), ("place_head", "L"), ("portfolio", "F")):
        if text in words("roles", key):
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
    while i < len(token.doc) and (token.doc[i].text == "-" or token.doc[i].lower_ in words("roles", "particle")):
        i += 1
    return i < len(token.doc) and token.doc[i].text[:1].isupper() and i - token.i <= 4
