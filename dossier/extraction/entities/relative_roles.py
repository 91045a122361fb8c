"""Roles from relative clauses: "who heads the Water Office", "who drives a taxi"."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.roles import NOUN_PHRASE, RolePhrase, complement_pattern
from dossier.extraction.entities.token_classes import TokenClass, class_pattern
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import load_lexicon, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

RELATIVE_CLAUSE = class_pattern("[<COMMA><OPEN_BRACKET><DASH>](?:<NUMBER><COMMA>?)?<RELATIVE><ADVERB>*<VERB>")
TRADE_OBJECT = class_pattern("<DETERMINER>?<MODIFIER>+")
COMPLEMENTS = complement_pattern("<OF><FOR>")
LISTED_OR_HEAD = frozenset({TokenClass.BODY, TokenClass.BODY_HEAD})
PRESENT_TENSE = frozenset({"VBZ", "VBP"})
BODIES = frozenset({"office", "agency", "administration", "ministry", "department", "service", "army", "navy", "force", "brigade", "regiment", "battalion", "militia", "government", "cabinet", "party", "group", "movement", "union", "alliance", "association", "federation", "charity", "foundation", "institute", "commission", "committee", "council", "board", "bureau", "authority", "academy", "bank", "team", "club", "mission", "delegation", "region", "province", "district", "state", "city", "town", "village"})  # fmt: skip
"""Nouns in small letters of what can be led for long; an attack or a march is led once."""


def role_in_relative_clause(doc: "Doc", paragraph: ParagraphChunks, name_end: int) -> RolePhrase | None:
    """Post or trade by ", who heads BODY" or ", 38, who drives a taxi" after the name that ends at chunk `name_end`, or None.

    Only with a body as object, or for a trade in the present tense: "who led the attack" gives no post.
    """
    match = RELATIVE_CLAUSE.match(paragraph.classes, name_end)
    if match is None:
        return None
    verb = match.end() - 1
    token = doc[paragraph.chunks[verb].end - 1]
    lemma = token.lemma_.lower()
    phrase = NOUN_PHRASE.match(paragraph.classes, verb + 1)
    if phrase is None or phrase.end() == verb + 1:
        return None
    trade = load_lexicon("roles")["trade"].get(lemma)
    if trade is not None and token.tag_ in PRESENT_TENSE and TRADE_OBJECT.fullmatch(phrase.group()):
        return RolePhrase(verb, phrase.end(), verb, text=f"{_object_text(doc, paragraph, verb + 1, phrase.end())} {trade}")
    post = load_lexicon("roles")["post"].get(lemma)
    if post is None or not _is_body(doc, paragraph, phrase.start(), phrase.end()):
        return None
    complements = COMPLEMENTS.match(paragraph.classes, phrase.end())
    end = complements.end() if complements else phrase.end()
    body = doc[paragraph.chunks[verb + 1].start : paragraph.chunks[end - 1].end].text
    return RolePhrase(verb, end, verb, text=f"{post} of {' '.join(body.split())}")


def _object_text(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> str:
    """Text of the object without its article."""
    start += paragraph.chunks[start].kind is TokenClass.DETERMINER
    return str(doc[paragraph.chunks[start].start : paragraph.chunks[end - 1].end].text)


def _is_body(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> bool:
    """True where the object is a body by its name or its noun."""
    chunks = paragraph.chunks[start:end]
    return any(c.kind in LISTED_OR_HEAD for c in chunks) or doc[chunks[-1].end - 1].lemma_.lower() in BODIES | word_set(
        "roles", "body_noun"
    )
