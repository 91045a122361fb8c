"""Lists of persons after "with", "between", "attended by", read word by word: the parser loses its way in chains of roles and names.

"met with the President of A, X, the Minister of B, Y, and Z in C" names X, Y and Z.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun

_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"})
_ROLE_LINKS = frozenset({"of", "for", "to", "on", "in"})
"""Prepositions inside a role: "envoy to X", "minister for Y"."""
_AND = frozenset({"and", "as", "well", "along", "with", "together", "&"})
_LONGEST = 90
_LONGEST_ROLE = 14


def listed_persons(doc: Doc, start: int, nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the persons in the list that begins at token `start`, in order.

    The list ends where the sentence goes on: at a verb, a relative pronoun, or a preposition outside a role. What a verb ends is its
    subject and no part of the list ("with X, Y said"), unless it is all there is.
    """
    segments: list[list[int]] = [[]]
    for token in _list_tokens(doc, start):
        if token.text in {",", ";"} or token.lower_ == "and":
            segments.append([])
        if (key := person_named(token, start, nationalities)) is not None:
            segments[-1].append(key)
    end = _list_end(doc, start)
    if len(segments) > 1 and end < len(doc) and _is_finite(doc[end]) and doc[end].sent.start == doc[start].sent.start:
        segments.pop()
    return tuple(dict.fromkeys(key for segment in segments for key in segment))


def holder_of_office(office: Token, nationalities: NationalityResolver) -> int | None:
    """Key of the person named after an office: X for "President" in "the President of the Council, X"; None where none is."""
    if not is_person_noun(office):
        return None
    doc = office.doc
    for token in doc[office.i + 1 : min(office.i + 1 + _LONGEST_ROLE, office.sent.end)]:
        if (key := person_named(token, office.i, nationalities)) is not None:
            return key
        is_inside = token.pos_ in {"PROPN", "ADJ", "DET"} or token.lower_ in _ROLE_LINKS or token.text in {",", "-", "("}
        if not is_inside and not (token.pos_ in {"NOUN", "CCONJ"} and not is_person_noun(token)):
            return None
    return None


def is_speaker_after_comma(name: Token) -> bool:
    """True for Y in "met with X, Y said", which the parser takes for a second companion."""
    doc, end = name.doc, name.right_edge.i + 1
    before = doc[name.left_edge.i - 1].text if name.left_edge.i else ""
    return before == "," and end < len(doc) and _is_finite(doc[end]) and doc[end].lemma_.lower() in word_set("event_times", "speech")


def _list_tokens(doc: Doc, start: int) -> Iterator[Token]:
    yield from doc[start : _list_end(doc, start)]


def _list_end(doc: Doc, start: int) -> int:
    """The index after the last token of the list that begins at `start`."""
    end, after_role = start, False
    last = min(doc[start].sent.end, start + _LONGEST)
    while end < last:
        token = doc[end]
        if token.text in {",", "and"}:
            after_role = False
        is_link = after_role and token.lower_ in _ROLE_LINKS
        is_participle = token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod"
        is_name_part = token.ent_iob_ == "I" or token.dep_ == "compound"
        is_mark = token.text in {",", "-", "–", "(", ")", "’", "'", "“", "”", '"', "&"} or token.tag_ == "POS"
        if not (token.pos_ in _LISTED or token.lower_ in _AND or is_link or is_participle or is_name_part or is_mark):
            return end
        if token.lower_ in {"who", "which", "that", "where", "whom"}:
            return end
        after_role = after_role or is_person_noun(token)
        end += 1
    return end


def _is_finite(token: Token) -> bool:
    return token.pos_ == "AUX" or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP", "MD"})


def person_named(token: Token, start: int, nationalities: NationalityResolver) -> int | None:
    """Key of the person whom a token of a phrase that begins at `start` names; None for one who only owns or is served by somebody."""
    key = nationalities.actor_of_name(token)
    if key is None or not nationalities.person(key) or _is_possessor(token) or _is_served(token, start, nationalities):
        return None
    return key


def _is_possessor(token: Token) -> bool:
    """True inside a name followed by a possessive: X in "X's adviser"."""
    last = token
    while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I" and last.nbor().tag_ != "POS":
        last = last.nbor()
    return last.i + 1 < len(last.doc) and last.nbor().tag_ == "POS"


def _is_served(token: Token, start: int, nationalities: NationalityResolver) -> bool:
    """True for the person in another's role: X in "the adviser of President X", but not in "Secretary of State X"."""
    doc, key, at = token.doc, nationalities.actor_of_name(token), token.i - 1
    while at > start and (nationalities.actor_of_name(doc[at]) == key or doc[at].ent_iob_ == "I" or doc[at + 1].ent_iob_ == "I"):
        at -= 1
    while at > start and (doc[at].pos_ in {"DET", "ADJ"} or is_person_noun(doc[at])):
        at -= 1
    return at > start and doc[at].lower_ in {"of", "for"} and is_person_noun(doc[at - 1])
