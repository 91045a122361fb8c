"""What a relative clause says somebody is: "who heads the Water Office", "who drives a taxi"."""

import re
from typing import TYPE_CHECKING

from dossier.extraction.entities.roles import NOUN_PHRASE, RolePhrase
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import load_lexicon, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLAUSE = re.compile(r"[,(-](?:#,?)?w(a*)v")
TAIL = re.compile(r"(?:[of]d?(?:[SAKQBMONFLIRrHGmh'#dp]|c(?=[mrFRNOASB]))+)*")
HELD = frozenset({"VBZ", "VBP"})
BODIES = frozenset({"office", "agency", "administration", "ministry", "department", "service", "army", "navy", "force", "brigade", "regiment", "battalion", "militia", "government", "cabinet", "party", "group", "movement", "union", "alliance", "association", "federation", "charity", "foundation", "institute", "commission", "committee", "council", "board", "bureau", "authority", "academy", "bank", "team", "club", "mission", "delegation", "region", "province", "district", "state", "city", "town", "village"})  # fmt: skip
"""Small-letter heads of what can be led for long; an attack or a march is led once."""


def role_in_relative_clause(doc: "Doc", paragraph: ParagraphChunks, last: int) -> RolePhrase | None:
    """The post or trade that ", who heads BODY" or ", 38, who drives a taxi" gives to the name that ends at chunk `last`.

    Only in the present tense, or with a body as object: "who led the attack" is no post.
    """
    match = CLAUSE.match(paragraph.classes, last)
    if match is None:
        return None
    verb = match.end() - 1
    token = doc[paragraph.chunks[verb].end - 1]
    lemma = token.lemma_.lower()
    phrase = NOUN_PHRASE.match(paragraph.classes, verb + 1)
    if phrase is None or phrase.end() == verb + 1:
        return None
    trade = load_lexicon("roles")["trade"].get(lemma)
    if trade is not None and token.tag_ in HELD and re.fullmatch(r"d?m+", phrase.group()):
        return RolePhrase(verb, phrase.end(), verb, text=f"{_thing(doc, paragraph, verb + 1, phrase.end())} {trade}")
    post = load_lexicon("roles")["post"].get(lemma)
    if post is None or not _led(doc, paragraph, phrase.start(), phrase.end()):
        return None
    rest = TAIL.match(paragraph.classes, phrase.end())
    end = rest.end() if rest else phrase.end()
    printed = doc[paragraph.chunks[verb + 1].start : paragraph.chunks[end - 1].end].text
    return RolePhrase(verb, end, verb, text=f"{post} of {' '.join(printed.split())}")


def _thing(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> str:
    """What is driven or taught, without its article."""
    first += paragraph.classes[first] == "d"
    return str(doc[paragraph.chunks[first].start : paragraph.chunks[last - 1].end].text)


def _led(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> bool:
    """True where the object is a body by its name or its noun."""
    named = bool(set("BO") & set(paragraph.classes[first:last]))
    return named or doc[paragraph.chunks[last - 1].end - 1].lemma_.lower() in BODIES | word_set("roles", "body_noun")
