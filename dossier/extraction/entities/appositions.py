"""Appositions before a name: roles that end in a comma ("the head of the Water Office, NAME")."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.roles import (
    NAME_LIST,
    RolePhrase,
    complements_end,
    is_plural,
    phrase_start,
    title_with_body,
)
from dossier.extraction.entities.token_classes import GEOGRAPHIC, ROLE_NOUNS, TokenClass, class_pattern, one_of
from dossier.extraction.entities.token_rows import ParagraphChunks

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME_AFTER_COMMA = class_pattern(
    "<COMMA>(?:<HONORIFIC>|<PARTICLE>|<HYPHEN>|<NAME>|<GENERATION>)+(?:<COMMA>?<CONJUNCTION>?|<COMMA>)<DETERMINER>?$"
)
"""A name between a comma and what follows it in a list."""
FIELD_WORDS_AT_MOST = 8
AFTER_MARK = class_pattern("[<COMMA><OPEN_BRACKET><DASH>]<DETERMINER>?$")
DATELINE = class_pattern(
    rf"(?:{one_of(GEOGRAPHIC | {TokenClass.NAME, TokenClass.NUMBER, TokenClass.COMMA})}|<OPEN_BRACKET>|<CLOSE_BRACKET>){{1,8}}<DASH><DETERMINER>?"
)
SENTENCE_END = frozenset({"", TokenClass.OTHER})


def apposition_before(doc: "Doc", paragraph: ParagraphChunks, name_start: int, name_end: int) -> RolePhrase | None:
    """Role before a comma and the name ("the city's police chief, NAME, said"), or None."""
    first = name_start
    while paragraph.class_at(name_start - 1) == TokenClass.HONORIFIC:
        name_start -= 1
    if name_start < 2 or paragraph.class_at(name_start - 1) != TokenClass.COMMA or NAME_LIST.match(paragraph.classes, name_end):
        return None
    head = name_start - 2
    if paragraph.chunks[head].kind in ROLE_NOUNS:
        if paragraph.class_at(name_end) == TokenClass.VERB and name_start == first:
            return None
        start = phrase_start(doc, paragraph, head)
        return _role_served(doc, paragraph, start, head) or RolePhrase(start, head + 1, head, is_plural(doc, paragraph.chunks[head]))
    phrase = title_with_body(doc, paragraph, head) or _title_with_field(doc, paragraph, head)
    if phrase is None or _stands_in_chain(doc, paragraph, phrase.start):
        return phrase
    # "A, the mayor of Esper, Sultan Land, said": the role belongs to A, and the name after it is a province; but in "the mayor of
    # Esper, A, the mayor of Sultan, B" each role stands before its name
    if AFTER_MARK.search(paragraph.classes, 0, phrase.start) and not _follows_dateline(paragraph, phrase.start):
        return None
    # "The prime minister of Freedonia, NAME, said": commas on both sides, a form of address, or a full name at the end of the sentence
    ends = paragraph.class_at(name_end) in SENTENCE_END and not phrase.plural and _is_full_name(doc, paragraph, first, name_end)
    return phrase if paragraph.class_at(name_end) == TokenClass.COMMA or name_start < first or ends else None


def _role_served(doc: "Doc", paragraph: ParagraphChunks, start: int, head: int) -> RolePhrase | None:
    """The role that serves the one at chunk `start`: in "the adviser to the president, NAME" that of the adviser; or None."""
    i = start - 1
    while paragraph.class_at(i) == TokenClass.DETERMINER:
        i -= 1
    if paragraph.class_at(i) not in {TokenClass.OF, TokenClass.FOR} or paragraph.class_at(i - 1) not in ROLE_NOUNS:
        return None
    return RolePhrase(phrase_start(doc, paragraph, i - 1), head + 1, i - 1, is_plural(doc, paragraph.chunks[i - 1]))


def _follows_dateline(paragraph: ParagraphChunks, start: int) -> bool:
    """True for the role at chunk `start` right after a dateline ("Northtown — The president of …", "Northtown, 3 May: …")."""
    return DATELINE.fullmatch(paragraph.classes, 0, start) is not None


def _is_full_name(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> bool:
    """True where the model takes a name of several words for a person's."""
    tokens = doc[paragraph.chunks[start].start : paragraph.chunks[end - 1].end]
    return len(tokens) > 1 and all(t.ent_type_ == "PERSON" for t in tokens if t.is_alpha)


def _title_with_field(doc: "Doc", paragraph: ParagraphChunks, last: int) -> RolePhrase | None:
    """Title that ends in its field ("special representative for the dialogue") at chunk `last`, or None."""
    for i in range(last - 1, max(last - FIELD_WORDS_AT_MOST, 0), -1):
        if paragraph.chunks[i].kind in ROLE_NOUNS and paragraph.class_at(i + 1) in (TokenClass.OF, TokenClass.FOR):
            is_whole = complements_end(paragraph, i + 1) == last + 1
            return RolePhrase(phrase_start(doc, paragraph, i), last + 1, i, is_plural(doc, paragraph.chunks[i])) if is_whole else None
    return None


def _stands_in_chain(doc: "Doc", paragraph: ParagraphChunks, start: int) -> bool:
    """True where the role at chunk `start` follows a name that has its own role before it: "the head of X, A, the head of Y, B"."""
    match = NAME_AFTER_COMMA.search(paragraph.classes, 0, start)
    if match is None:
        return False
    head = match.start() - 1
    if head < 0:
        return False
    if paragraph.chunks[head].kind in ROLE_NOUNS:
        before = phrase_start(doc, paragraph, head)
    else:
        phrase = title_with_body(doc, paragraph, head) or _title_with_field(doc, paragraph, head)
        if phrase is None:
            return False
        before = phrase.start
    return not AFTER_MARK.search(paragraph.classes, 0, before) or _stands_in_chain(doc, paragraph, before)
