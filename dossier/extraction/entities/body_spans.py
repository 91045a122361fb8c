"""Spans of bodies' names: by their head words ("Southern Water Council", "Institute for Sea Research"), and by a nation and a word."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import (
    GEOGRAPHIC,
    NAME_WORDS,
    NATION,
    OTHER_HEADS,
    ROLE_NOUNS,
    TokenClass,
    class_pattern,
    one_of,
)
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import entity_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

Candidate = tuple[int, int, str]
"""First chunk, chunk after the last, label."""

NAME_RUN = class_pattern("(?:<PARTICLE><HYPHEN>?)*<NAME>(?:<HONORIFIC>?<HYPHEN>?(?:<PARTICLE><HYPHEN>?)*<NAME>)*<GENERATION>?")
"""A name of unlisted words: "Ana", "al-Masri", "Omar bin Said", "Abdul-Aziz", "Omar Sheikh Said"."""
ROLE_OF = class_pattern("[<ROLE><TITLE>]<OF><DETERMINER>?$")
END_OF_PHRASE = class_pattern("<OF><DETERMINER>?$")
NEXT_HEAD = class_pattern("[<NAME><PORTFOLIO><NATIONALITY><EVENT_HEAD><PLACE_HEAD><PLACE>]{0,2}<BODY_HEAD>")
LEFT_OF_HEAD = NAME_WORDS | GEOGRAPHIC | {TokenClass.TITLE, TokenClass.GENERATION, TokenClass.HONORIFIC, TokenClass.NUMBER}
"""Classes that may stand before the head word of a body's name."""
RIGHT_OF_HEAD = NAME_WORDS | GEOGRAPHIC | {TokenClass.TITLE}
"""Classes that may follow "of" or "for" after the head word of a body's name."""
BEFORE_POSSESSIVE = frozenset({TokenClass.NAME, TokenClass.TITLE, TokenClass.PORTFOLIO})
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
NOT_INITIAL = frozenset({TokenClass.NUMBER, TokenClass.HONORIFIC})
FIELD_WORDS = frozenset({TokenClass.NAME, TokenClass.PORTFOLIO})
PEOPLE_OR_FIELD = FIELD_WORDS | {TokenClass.TITLE}
MODEL_BODY = class_pattern(
    rf"{one_of(NAME_WORDS)}+<STATE>|[<PLACE><CAPITAL>]<NAME>[<NAME><HYPHEN>]*"
    r"|<PLACE_HEAD>?<PLACE>+[<NAME><PORTFOLIO>]*<NAME>"
    r"|[<PLACE><NAME><PORTFOLIO><NATIONALITY>]{2,}<CONJUNCTION>[<NAME><PORTFOLIO>]"
)
FIELD_AND_STATE = class_pattern("[<PORTFOLIO><BODY_HEAD>]+<STATE>")
LINKS = frozenset({TokenClass.OF, TokenClass.FOR, TokenClass.PREPOSITION})
COMPANY_ENDINGS = word_set("roles", "legal_form") | word_set("roles", "company_word")
"""Last words of a body whose first word alone may name it; they are also common words of other names ("Clean Air Act")."""


def find_national_bodies(doc: "Doc", paragraph: ParagraphChunks, used: list[bool]) -> list[Candidate]:
    """Bodies named by a nation and a word: another nation's "House of Representatives", and companies ("Saudi Aramco")."""
    candidates = []
    for i, (nation, following) in enumerate(pairwise(paragraph.chunks)):
        if (
            nation.kind not in NATION
            or nation.entry is None
            or used[i]
            or used[i + 1]
            or ROLE_OF.search(paragraph.classes, max(0, i - 3), i)
        ):
            continue
        end = 0
        if following.kind is TokenClass.BODY and following.entry is not None and following.entry.state not in ("", nation.entry.name):
            end = i + 2
        elif match := NAME_RUN.match(paragraph.classes, i + 1):
            # a run that ends the paragraph is left out, as is one before the head of a place's or event's name
            is_body = match.end() < len(paragraph.chunks) and paragraph.chunks[match.end()].kind not in OTHER_HEADS
            is_body = is_body and not _is_make(doc, paragraph, match.end())
            end = match.end() if is_body and _is_organisation_entity(doc, paragraph, i, match.end()) else 0
        if end:
            candidates.append((i, end, "group"))
            used[i:end] = [True] * (end - i)
    return candidates


def _is_make(doc: "Doc", paragraph: ParagraphChunks, after: int) -> bool:
    """True for a name before its kind of thing: "Freedonian Zenit jets"."""
    return paragraph.class_at(after) == TokenClass.MODIFIER and doc[paragraph.chunks[after].end - 1].lemma_.lower() in word_set(
        "roles", "thing_noun"
    )


def find_bodies_by_model(doc: "Doc", paragraph: ParagraphChunks, used: list[bool]) -> list[Candidate]:
    """Bodies that the model finds as a whole and that have a place or "and" in their name: "Statistics Norway", "Texas Instruments", "Southern
    Pacific Trade Community", "Pacific Gas and Electric". All but a field and its state ("Health Norway") are undecided.
    """
    chunk_by_end = {chunk.end: i for i, chunk in enumerate(paragraph.chunks)}
    candidates: list[Candidate] = []
    for i, chunk in enumerate(paragraph.chunks):
        entity = entity_at(doc, chunk.start) if not used[i] else None
        last = chunk_by_end.get(entity.end, -1) if entity is not None else -1
        if last <= i or any(used[i : last + 1]) or not _is_organisation_entity(doc, paragraph, i, last + 1):
            continue
        if MODEL_BODY.fullmatch(paragraph.classes, i, last + 1) and not ROLE_OF.search(paragraph.classes, max(0, i - 3), i):
            is_field = FIELD_AND_STATE.fullmatch(paragraph.classes, i, last + 1) is not None
            candidates.append((i, last + 1, "group" if is_field else "name"))
            used[i : last + 1] = [True] * (last + 1 - i)
    return candidates


def _is_organisation_entity(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> bool:
    """True where the model labels exactly these chunks (and an article before them) as an organisation, or with "the summit of the" before them."""
    first_token, end_token = paragraph.chunks[start].start, paragraph.chunks[end - 1].end
    entity = entity_at(doc, first_token)
    if entity is None or entity.end != end_token or entity.label_ not in ("ORG", "NORP"):
        return False
    is_end_of_name = entity.start < first_token and END_OF_PHRASE.search(paragraph.classes, 0, start) is not None
    return entity.start in (first_token, first_token - 1) or is_end_of_name


def find_bodies(doc: "Doc", paragraph: ParagraphChunks) -> list[Candidate]:
    """Bodies by their head words ("Southern Water Council", "Institute for Sea Research")."""
    candidates: list[Candidate] = []
    i = 0
    while i < len(paragraph.chunks):
        is_head = paragraph.chunks[i].kind is TokenClass.BODY_HEAD and not _is_of_heads(doc, paragraph.chunks[i])
        if not is_head or (candidates and i < candidates[-1][1]):
            i += 1
            continue
        end = i + 1
        while match := NEXT_HEAD.match(paragraph.classes, end):
            end = match.end()
        start = _left_edge(doc, paragraph, i, _floor(doc, paragraph, candidates))
        if candidates and start < candidates[-1][1]:
            candidates.pop()
        end = _right_edge(doc, paragraph, end)
        is_short = end == start + 1
        names_thing = paragraph.class_at(end) == TokenClass.EVENT_HEAD and doc[paragraph.chunks[end - 1].start].text in COMPANY_ENDINGS
        if not names_thing and (is_short or not _is_indefinite(doc, paragraph, start, end)):
            candidates.append((start, end, "short" if is_short else "group"))
        i = end
    return candidates


def _is_of_heads(doc: "Doc", chunk: Chunk) -> bool:
    """True for the last word of "heads of state and government", which names no body."""
    return [t.lower_ for t in doc[max(0, chunk.end - 5) : chunk.end - 1]] == ["heads", "of", "state", "and"]


def _floor(doc: "Doc", paragraph: ParagraphChunks, candidates: list[Candidate]) -> int:
    """First chunk that the next body may have: after the last one, unless that is only its first word ("the Air and Space Museum")."""
    if not candidates:
        return 0
    start, end, _ = candidates[-1]
    is_word = doc[paragraph.chunks[end - 1].start].text in COMPANY_ENDINGS
    is_part = is_word and paragraph.class_at(end) == TokenClass.CONJUNCTION and end + 1 < len(paragraph.chunks)
    return start if is_part and _is_one_name(doc, paragraph, end - 1, end + 1) else end


def _is_indefinite(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> bool:
    """True for "a Terrorist Organization", where no noun follows ("a Water Council official")."""
    return (
        paragraph.class_at(start - 1) == TokenClass.DETERMINER
        and doc[paragraph.chunks[start - 1].start].lower_ in ("a", "an")
        and paragraph.class_at(end) not in ROLE_NOUNS | {TokenClass.MODIFIER}
    )


def _left_edge(doc: "Doc", paragraph: ParagraphChunks, head: int, floor: int) -> int:
    """First chunk of the body whose head word is chunk `head`, at or after chunk `floor`."""
    start = head
    while start > floor:
        before = paragraph.chunks[start - 1]
        second = paragraph.chunks[start - 2].kind if start - 2 >= floor else None
        if before.kind in OTHER_HEADS and paragraph.chunks[start].kind is TokenClass.BODY_HEAD and start < head:
            break
        is_count = (
            before.kind is TokenClass.NUMBER and not doc[before.start].text[0].isupper() and not ORDINAL.fullmatch(doc[before.start].text)
        )
        if before.kind in LEFT_OF_HEAD and not is_count:
            start -= 1
        elif (
            (before.kind is TokenClass.HYPHEN and second in LEFT_OF_HEAD)
            or (before.kind is TokenClass.POSSESSIVE and second in BEFORE_POSSESSIVE and start == head)
            or (before.kind is TokenClass.CONJUNCTION and second is not None and _is_one_name(doc, paragraph, start - 2, start))
        ):
            start -= 2
        else:
            break
    while start < head and _is_outside_name(doc, paragraph.chunks[start]):
        start += 1
    while start < head and paragraph.chunks[start].kind is TokenClass.EVENT_HEAD:
        start += 1
    return start


def _is_outside_name(doc: "Doc", chunk: Chunk) -> bool:
    """True for a first chunk that is not part of the body's name: a number other than "93rd", "the", or a nation in a longer word ("US-designated")."""
    token = doc[chunk.start]
    is_compound_part = chunk.kind in NATION and "-" in token.text and token.text[-1].islower()
    is_ordinal = ORDINAL.fullmatch(token.text) is not None
    return (chunk.kind in NOT_INITIAL and not is_ordinal) or token.lower_ == "the" or is_compound_part


def _is_one_name(doc: "Doc", paragraph: ParagraphChunks, left: int, right: int) -> bool:
    """True where "and" coordinates two words of one body's name rather than two names."""
    first, last = paragraph.chunks[left], paragraph.chunks[right]
    if first.kind is TokenClass.PORTFOLIO and last.kind in FIELD_WORDS:
        return True
    is_word = first.kind in PEOPLE_OR_FIELD or doc[first.end - 1].text in COMPANY_ENDINGS  # "the Air and Space Museum"
    tokens = doc[first.start : last.end]
    return is_word and all(t.ent_type_ == "ORG" for t in tokens) and not any(t.ent_iob_ == "B" for t in tokens[1:])


def _right_edge(doc: "Doc", paragraph: ParagraphChunks, end: int) -> int:
    """Chunk after the last of the body whose head word ends at chunk `end`, with its complements ("of ...", "for ...")."""
    chunks = paragraph.chunks
    while end + 1 < len(chunks) and chunks[end].kind in LINKS and doc[chunks[end].start].lower_ in ("of", "for", "on"):
        complement = end + 1
        if chunks[complement].kind is TokenClass.DETERMINER and doc[chunks[complement].start].lower_ == "the":
            complement += 1
        i = complement
        while i < len(chunks) and chunks[i].kind in RIGHT_OF_HEAD and not _is_outside_complement(doc, chunks[i]):
            is_field = chunks[i].kind in PEOPLE_OR_FIELD
            i += 1
            if is_field and paragraph.class_at(i) == TokenClass.CONJUNCTION and _continues_field(doc, paragraph, i + 1):
                i += 1
        while i - 1 > complement and chunks[i - 1].kind is TokenClass.TITLE and paragraph.class_at(i) == TokenClass.NAME:
            i -= 1  # "the Museum of Flight CEO Ann Roe"
        if i == complement:
            break
        end = i
    return end


def _is_outside_complement(doc: "Doc", chunk: Chunk) -> bool:
    """True for a person, and for a word with a digit ("the Space Center on ABC-1")."""
    token = doc[chunk.start]
    return token.ent_type_ == "PERSON" or any(c.isdigit() for c in doc[chunk.start : min(chunk.end + 2, len(doc))].text.split()[0])


def _continues_field(doc: "Doc", paragraph: ParagraphChunks, i: int) -> bool:
    """True for the second field of a body after "and": "Department of Parks and Recreation", "Society of Pilots and Engineers"."""
    if paragraph.class_at(i) == TokenClass.PORTFOLIO and paragraph.class_at(i - 2) in FIELD_WORDS:
        return paragraph.class_at(i + 1) != TokenClass.BODY_HEAD
    return paragraph.class_at(i) in NAME_WORDS | {TokenClass.TITLE} and _is_one_name(doc, paragraph, i - 2, i)
