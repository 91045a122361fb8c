"""Surnames that are also the name of a state, a capital or a town, or a word for a place or a work ("Ann Paris", "Ann Law"): they are recognised by
the full name in the same article.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import GEOGRAPHIC, NATION, OTHER_HEADS, TokenClass, class_pattern
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.noun_phrases import first_conjunct
from dossier.extraction.syntax.subjects import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

AFTER_NAME = class_pattern("<COMMA><NUMBER>(?:<COMMA>|$)|[<COMMA><OPEN_BRACKET>]<DETERMINER>?[<MODIFIER><NATIONALITY><HYPHEN>]*<ROLE>")
"""An age, or what somebody is, after a name."""
BEFORE_NAME = class_pattern("[<ROLE><TITLE><HONORIFIC>]<NAME>$")
"""A title or form of address and a given name."""
OFFICE_OF = class_pattern("[<ROLE><TITLE><BODY_HEAD>]<OF>$")
"""What comes before a state or town rather than a person: "king of", "Bank of"."""
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "to", "from", "via", "within", "over"})  # fmt: skip
FATES = frozenset({"arrest", "bear", "charge", "die", "elect", "injure", "sentence", "wound"})
SAINT = frozenset({"st", "saint", "san", "santa"})
BEFORE_COMMON_NOUN = NATION | {TokenClass.DETERMINER, TokenClass.MODIFIER, TokenClass.NUMBER, TokenClass.OF, TokenClass.PORTFOLIO}
NOT_PERSONAL = frozenset({TokenClass.BODY_HEAD, TokenClass.PLACE_HEAD, TokenClass.BODY, TokenClass.NAME, TokenClass.HYPHEN})
"""Classes of a word next to a place that make both one longer name."""


def relabel_surnames(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...]) -> tuple[ParagraphChunks, ...]:
    """The paragraphs, with places that are surnames as name words: after a given name, and alone where that full name is in the article."""
    ends = [
        doc[chunk.start]
        for paragraph in paragraphs
        for i, chunk in enumerate(paragraph.chunks)
        if _ends_person_name(doc, paragraph, i) or _is_surname_of_entity(doc, paragraph, i)
    ]
    if not ends:
        return paragraphs
    surnames = {token.text for token in ends}
    things = {t.text for t in doc if t.text in surnames and t.ent_type_ != "PERSON" and t.i and t.nbor(-1).text[:1].isupper()}
    full_names = {(token.nbor(-1).text, token.text) for token in ends if token.i and token.text not in things}

    def is_surname(paragraph: ParagraphChunks, i: int) -> bool:
        token = doc[paragraph.chunks[i].start]
        return token.text in surnames and (
            (token.i > 0 and (token.nbor(-1).text, token.text) in full_names)
            or _ends_person_name(doc, paragraph, i)
            or _stands_for_person(doc, paragraph, i)
        )

    return tuple(_relabel(paragraph, is_surname) for paragraph in paragraphs)


def _relabel(paragraph: ParagraphChunks, is_surname: "Callable[[ParagraphChunks, int], bool]") -> ParagraphChunks:
    chunks = tuple(
        Chunk(TokenClass.NAME, chunk.start, chunk.end) if _is_one_word_place(chunk) and is_surname(paragraph, i) else chunk
        for i, chunk in enumerate(paragraph.chunks)
    )
    return replace(paragraph, chunks=chunks, classes="".join(c.kind for c in chunks))


def _is_one_word_place(chunk: Chunk) -> bool:
    return chunk.kind in GEOGRAPHIC | OTHER_HEADS and chunk.kind is not TokenClass.NATIONALITY and chunk.end == chunk.start + 1


def _ends_person_name(doc: "Doc", paragraph: ParagraphChunks, i: int) -> bool:
    """True for the place in "Ann Paris, 38, ...", "Ann Paris, a teacher" and "Senator Ann Paris"."""
    if not _is_one_word_place(paragraph.chunks[i]) or paragraph.class_at(i - 1) != TokenClass.NAME:
        return False
    given = doc[paragraph.chunks[i - 1].start]
    is_saint = given.i > 0 and given.nbor(-1).lower_.rstrip(".") in SAINT
    if given.i + 1 != paragraph.chunks[i].start or given.is_upper or is_saint or paragraph.class_at(i - 2) in NATION:
        return False
    if paragraph.chunks[i].kind in OTHER_HEADS and not all(t.ent_type_ == "PERSON" for t in doc[given.i : given.i + 2]):
        return False
    is_titled = BEFORE_NAME.search(paragraph.classes, 0, i) is not None and paragraph.class_at(i + 1) not in NOT_PERSONAL
    return is_titled or AFTER_NAME.match(paragraph.classes, i + 1) is not None or _speaks(doc, paragraph, i)


def _speaks(doc: "Doc", paragraph: ParagraphChunks, i: int) -> bool:
    """True where the full name, by the model a person's, is the subject of a verb that only people take, or of what happens to people; without
    an article also of any other verb ("Ann Law won").
    """
    token = doc[paragraph.chunks[i].start]
    first = first_conjunct(token)
    has_article = paragraph.class_at(i - 2) in BEFORE_COMMON_NOUN
    is_doer = first.dep_ == "nsubj" and first.head.pos_ == "VERB" and paragraph.chunks[i].kind in OTHER_HEADS and not has_article
    is_subject = first.dep_ in SUBJECTS and (is_doer or first.head.lemma_.lower() in word_set("roles", "human_verb") | FATES)
    return is_subject and token.ent_type_ == token.nbor(-1).ent_type_ == "PERSON" and token.nbor(-1).ent_iob_ == "B"


def _is_surname_of_entity(doc: "Doc", paragraph: ParagraphChunks, i: int) -> bool:
    """True for a name word that ends a name which the model takes for a person's, of two words or more."""
    chunk = paragraph.chunks[i]
    token = doc[chunk.start]
    ends = chunk.end == chunk.start + 1 and (chunk.end == len(doc) or doc[chunk.end].ent_iob_ != "I")
    return chunk.kind is TokenClass.NAME and token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and ends


def _stands_for_person(doc: "Doc", paragraph: ParagraphChunks, i: int) -> bool:
    """True where a surname stands alone, and neither after a preposition of place nor beside another place."""
    if paragraph.class_at(i - 1) in NOT_PERSONAL or paragraph.class_at(i + 1) in NOT_PERSONAL:
        return False
    if paragraph.class_at(i + 1) == TokenClass.COMMA and paragraph.class_at(i + 2) in GEOGRAPHIC:
        return False
    is_head = paragraph.chunks[i].kind in OTHER_HEADS
    if is_head and (paragraph.class_at(i - 1) in BEFORE_COMMON_NOUN or paragraph.class_at(i + 1) == TokenClass.MODIFIER):
        return False
    before = doc[paragraph.chunks[i - 1].start].lower_ if i else ""
    return before not in PLACE_PREPOSITIONS and not OFFICE_OF.search(paragraph.classes, 0, i)
