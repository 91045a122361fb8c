"""Roles: titles before a name, appositions after it, and copulas ("is the ...")."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import (
    GEOGRAPHIC,
    NAME_WORDS,
    ROLE_NOUNS,
    STATE_WORDS,
    TokenClass,
    class_pattern,
    one_of,
)
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import offices, singular
from dossier.extraction.segments.doc_text import token_span
from dossier.model.span import Span

if TYPE_CHECKING:
    import re

    from spacy.tokens import Doc

NOMINAL = (
    GEOGRAPHIC
    | NAME_WORDS
    | ROLE_NOUNS
    | {
        TokenClass.BODY,
        TokenClass.OUTLET,
        TokenClass.HONORIFIC,
        TokenClass.GENERATION,
        TokenClass.MODIFIER,
        TokenClass.HYPHEN,
        TokenClass.POSSESSIVE,
        TokenClass.NUMBER,
    }
)
"""Classes inside the noun phrase of a role."""
IN_TITLE = NOMINAL | {TokenClass.VERB}
"""Classes between the start of a role's noun phrase and its head."""
IN_BODY_TITLE = (
    GEOGRAPHIC
    | NAME_WORDS
    | ROLE_NOUNS
    | {
        TokenClass.BODY,
        TokenClass.HYPHEN,
        TokenClass.POSSESSIVE,
        TokenClass.CONJUNCTION,
        TokenClass.DETERMINER,
        TokenClass.OF,
        TokenClass.FOR,
    }
)
"""Classes between a role noun and the body that ends its phrase."""
BODY_END = frozenset(
    {
        TokenClass.BODY_HEAD,
        TokenClass.BODY,
        TokenClass.STATE,
        TokenClass.PORTFOLIO,
        TokenClass.PLACE_HEAD,
        TokenClass.NAME,
        TokenClass.PLACE,
    }
)
"""Classes that end a role's phrase with the name of a body or place."""
OF_OR_FOR = frozenset({TokenClass.OF, TokenClass.FOR})
BODY_WORDS = frozenset({TokenClass.BODY_HEAD, TokenClass.BODY, TokenClass.MODIFIER, TokenClass.NAME})
COMPANY_NAME_END = frozenset({TokenClass.NAME, TokenClass.HYPHEN, TokenClass.PARTICLE})
NOT_INITIAL = frozenset({TokenClass.POSSESSIVE, TokenClass.HYPHEN, TokenClass.NUMBER})
AFTER_TITLE = frozenset({TokenClass.OF, TokenClass.FOR, TokenClass.COMMA, TokenClass.OTHER, TokenClass.CLOSE_BRACKET, TokenClass.PREPOSITION})  # fmt: skip
APPOSITION_MARKS = frozenset({TokenClass.COMMA, TokenClass.OPEN_BRACKET, TokenClass.DASH})
STATE_PREFIX = STATE_WORDS | {TokenClass.POSSESSIVE}

NOUN_PHRASE = class_pattern(
    rf"[<DETERMINER><OF>]*(?:{one_of(NOMINAL | {TokenClass.ADVERB, TokenClass.PARTICLE})}"
    r"|<CONJUNCTION>(?=[<MODIFIER><ROLE><PORTFOLIO><TITLE><NAME><NATIONALITY><STATE>]))*"
)
NAME_LIST = class_pattern("(?:<COMMA><CONJUNCTION>?|<CONJUNCTION>)(?=<PARTICLE>?<HYPHEN>?<NAME>)")
"""Separator of two names of a list."""
COORDINATED_ROLE = class_pattern(
    "<ROLE><CONJUNCTION>[<ROLE><MODIFIER><TITLE><BODY><PORTFOLIO><STATE><NATIONALITY>]|<PORTFOLIO><CONJUNCTION>[<PORTFOLIO><BODY_HEAD>]"
)
HEAD_OF_BODY = class_pattern("<BODY_HEAD><OF><DETERMINER>?$")
RELATIVE_COPULA = class_pattern("<RELATIVE><ADVERB>*[<BE><VERB>]<PREPOSITION>?")
COPULA = class_pattern("<ADVERB>*<BE>+<ADVERB>*(?:<VERB><PREPOSITION>)?")
ON_THE_BOARD = class_pattern("<PREPOSITION><DETERMINER><MODIFIER>")
BODY_WHOSE = class_pattern("[<BODY_HEAD><BODY><STATE><CAPITAL><NAME>][<DASH><COMMA>]<RELATIVE>[<MODIFIER><ROLE>]*<ROLE><BE>$")


def complement_pattern(prepositions: str) -> "re.Pattern[str]":
    """Pattern of the prepositional phrases after a role or post; `prepositions` are the classes that open one, as in `class_pattern`."""
    nominal = one_of(NOMINAL | {TokenClass.DETERMINER, TokenClass.PARTICLE})
    coordinated = "[<MODIFIER><ROLE><PORTFOLIO><TITLE><NAME><NATIONALITY><STATE><BODY_HEAD><BODY>]"
    return class_pattern(rf"(?:[{prepositions}]<DETERMINER>?(?:{nominal}|<CONJUNCTION>(?={coordinated}))+)*")


COMPLEMENTS = complement_pattern("<OF><FOR><PREPOSITION>")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """Role as chunks of a paragraph: `start` up to, not including, `end`; `head` is the role noun, `plural` true for "envoys".

    Where a verb gives the role, `head` is the verb and `text` the role in words ("head of the Water Office"); else `text` is empty.
    """

    start: int
    end: int
    head: int
    plural: bool = False
    text: str = ""


def title_before(doc: "Doc", paragraph: ParagraphChunks, name_start: int) -> RolePhrase | None:
    """Title directly before the name at chunk `name_start` ("US envoy", "(lawmaker)", "chief of the Water Office"), or None."""
    i = name_start - 1
    while paragraph.class_at(i) == TokenClass.HONORIFIC:
        i -= 1
    if paragraph.class_at(i) == TokenClass.CLOSE_BRACKET:
        i -= 1
    while paragraph.class_at(i) in ROLE_NOUNS and paragraph.class_at(i - 1) in ROLE_NOUNS and _is_rank(doc, paragraph.chunks[i]):
        i -= 1
    if i < 0:
        return None
    if paragraph.chunks[i].kind in ROLE_NOUNS:
        if _makes_product(doc, paragraph, i, name_start):
            return None
        return RolePhrase(phrase_start(doc, paragraph, i), i + 1, i, is_plural(doc, paragraph.chunks[i]))
    return title_with_body(doc, paragraph, i)


def _is_rank(doc: "Doc", chunk: Chunk) -> bool:
    return doc[chunk.start : chunk.end].text.lower() in word_set("roles", "rank")


def is_office_title(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role noun is an office: any name after it is a person's; after a trade it need not be."""
    head = paragraph.chunks[phrase.head]
    return singular(doc[head.start : head.end].text.lower()) in offices()


def _makes_product(doc: "Doc", paragraph: ParagraphChunks, role: int, name_start: int) -> bool:
    """True where "producer", "publisher" and the like precede the name of a company rather than a person."""
    word = doc[paragraph.chunks[role].end - 1].lower_
    is_one_word = paragraph.class_at(name_start + 1) not in COMPANY_NAME_END
    return word in word_set("roles", "body_noun") and is_one_word and doc[paragraph.chunks[name_start].start].ent_type_ != "PERSON"


def title_with_body(doc: "Doc", paragraph: ParagraphChunks, last: int) -> RolePhrase | None:
    """Title whose last chunk `last` is the name of a body ("secretary of Freedonia's Water Council"), or None."""
    if paragraph.chunks[last].kind not in BODY_END:
        return None
    for i in range(last, max(last - 14, -1), -1):
        kind = paragraph.chunks[i].kind
        opens_list = paragraph.class_at(i + 1) == TokenClass.COMMA and paragraph.chunks[i].end > paragraph.chunks[i].start + 1
        is_head = kind in ROLE_NOUNS and (paragraph.class_at(i + 1) in OF_OR_FOR or opens_list)  # "Minister of Trade, Sport and Youth"
        if is_head and not HEAD_OF_BODY.search(paragraph.classes, 0, i):
            return RolePhrase(phrase_start(doc, paragraph, i), last + 1, i, is_plural(doc, paragraph.chunks[i]))
        if kind not in IN_BODY_TITLE and not (kind is TokenClass.COMMA and TokenClass.CONJUNCTION in paragraph.classes[i:last]):
            return None
    return None


def phrase_start(doc: "Doc", paragraph: ParagraphChunks, head: int) -> int:
    """First chunk of the noun phrase whose role noun is chunk `head`."""
    start = head
    while start > 0:
        kind, token = paragraph.chunks[start - 1].kind, doc[paragraph.chunks[start - 1].start]
        if token.ent_type_ in ("DATE", "TIME") and kind not in ROLE_NOUNS:
            break
        if kind is TokenClass.VERB and (token.tag_ not in ("VBN", "VBG") or token.dep_ not in ("amod", "compound")):
            break
        if kind not in IN_TITLE and not _is_coordinated(doc, paragraph, start):
            break
        start -= 1
    while start < head and paragraph.chunks[start].kind in NOT_INITIAL:
        start += 1
    return start


def _is_coordinated(doc: "Doc", paragraph: ParagraphChunks, start: int) -> bool:
    """True where "and" before chunk `start` coordinates two roles of one person ("agent and specialist") or two of their fields."""
    if start < 2 or not COORDINATED_ROLE.match(paragraph.classes, start - 2):
        return False
    return not is_plural(doc, paragraph.chunks[start - 2])


def is_plural(doc: "Doc", chunk: Chunk) -> bool:
    """True for a role noun in the plural."""
    word = doc[chunk.end - 1].text
    return singular(word) != word


def apposition_after(doc: "Doc", paragraph: ParagraphChunks, name_end: int) -> RolePhrase | None:
    """Role after the name that ends at chunk `name_end` (", head of ...", ", 38, a taxi driver", ", who is the ..."), or None."""
    if paragraph.class_at(name_end) not in APPOSITION_MARKS:
        return None
    i = name_end + 1
    if paragraph.class_at(i) == TokenClass.CONJUNCTION:
        return None  # ", and the minister B": another person
    if paragraph.class_at(i) == TokenClass.NUMBER and paragraph.class_at(i + 1) in (TokenClass.COMMA, TokenClass.MODIFIER):
        i += 2 if paragraph.class_at(i + 1) == TokenClass.COMMA else 1
    if relative := RELATIVE_COPULA.match(paragraph.classes, i):
        verb = doc[paragraph.chunks[relative.end() - 1].end - 1]
        i = relative.end() if verb.lower_ in ("is", "was", "as", "serves", "served", "are", "were") else i
        if i == name_end + 1:
            return None
    return _phrase_from(doc, paragraph, i)


def _phrase_from(doc: "Doc", paragraph: ParagraphChunks, start: int) -> RolePhrase | None:
    """Role phrase that starts at chunk `start`, or None where the noun phrase there does not end with a role noun."""
    if paragraph.class_at(start) == TokenClass.NUMBER:
        after = paragraph.class_at(start + 1)
        if after == TokenClass.OF and doc[paragraph.chunks[start].start].lower_ == "one":
            group = _phrase_from(doc, paragraph, start + 2)
            return replace(group, plural=False) if group is not None else None
        if after in (TokenClass.OF, TokenClass.DETERMINER):
            return None
    phrase = NOUN_PHRASE.match(paragraph.classes, start)
    if phrase is None or phrase.end() == start:
        return None
    head = phrase.end() - 1
    while head > start and paragraph.chunks[head].kind is TokenClass.ADVERB:
        head -= 1
    kind, after = paragraph.chunks[head].kind, paragraph.class_at(head + 1)
    if kind is TokenClass.ROLE or (kind is TokenClass.TITLE and (after == "" or after in AFTER_TITLE)):
        end = complements_end(paragraph, head + 1)
        return RolePhrase(_skip_determiners(paragraph, start), end, head, is_plural(doc, paragraph.chunks[head]))
    if paragraph.class_at(start) == TokenClass.OF and any(c.kind in BODY_WORDS for c in paragraph.chunks[start : phrase.end()]):
        return RolePhrase(start, phrase.end(), phrase.end() - 1)
    return None


def complements_end(paragraph: ParagraphChunks, start: int) -> int:
    """Chunk after the prepositional phrases that start at chunk `start`; `start` itself where there are none."""
    match = COMPLEMENTS.match(paragraph.classes, start)
    return match.end() if match else start


def _skip_determiners(paragraph: ParagraphChunks, start: int) -> int:
    while paragraph.class_at(start) == TokenClass.DETERMINER or (
        paragraph.class_at(start) == TokenClass.ADVERB and paragraph.class_at(start + 1) != TokenClass.HYPHEN
    ):
        start += 1
    return start


def copula(doc: "Doc", paragraph: ParagraphChunks, name_end: int) -> RolePhrase | None:
    """Role by "is the ...", "was serving as ..." or "is on the board of ..." after the name that ends at chunk `name_end`, or None."""
    match = COPULA.match(paragraph.classes, name_end)
    if match is None:
        return None
    i = match.end()
    if paragraph.chunks[i - 1].kind is TokenClass.PREPOSITION and doc[paragraph.chunks[i - 1].start].lower_ != "as":
        return None
    if ON_THE_BOARD.match(paragraph.classes, i):
        if doc[paragraph.chunks[i + 2].start].lower_ in ("board", "council", "committee", "staff"):
            return RolePhrase(i, complements_end(paragraph, i + 3), i + 2)
        return None
    return _phrase_from(doc, paragraph, i)


def role_owner(paragraph: ParagraphChunks, phrase: RolePhrase) -> int | None:
    """Last chunk of the body in "the BODY, whose commander is President NAME", where `phrase` is the title of NAME; else None."""
    match = BODY_WHOSE.search(paragraph.classes, 0, phrase.start)
    return match.start() if match else None


def role_text(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> tuple[str, Span]:
    """Text of the role, without the state that it serves and in the singular, and the characters where it is printed."""
    chunks = paragraph.chunks
    end_token = chunks[phrase.end - 1].end
    printed = token_span(doc, chunks[phrase.start].start, end_token)
    if phrase.text:
        return phrase.text, printed
    start = phrase.start
    while start < phrase.head and chunks[start].kind in STATE_PREFIX:
        start += 1
    first = doc[chunks[start].start]
    text = doc[first.i : end_token].text
    if phrase.plural:
        head = doc[chunks[phrase.head].end - 1]
        offset = head.idx - first.idx
        text = text[:offset] + singular(head.text) + text[offset + len(head.text) :]
    return " ".join(text.split()), printed


def is_office(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role is an office that acts for a state or body, false for kin and trades."""
    head = paragraph.chunks[phrase.head]
    word = singular(" ".join(doc[head.start : head.end].text.lower().split()))
    word = phrase.text.partition(" of ")[0] or word
    words = offices() | {"agent", "member", "soldier", "leader", "founder", "counterpart"}
    return word in words or word.split(" of ")[0] in words


def is_kinship(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role is a kinship term ("son-in-law")."""
    head = paragraph.chunks[phrase.head]
    return singular(doc[head.start : head.end].text.lower()) in word_set("roles", "kin")


def acting_role(paragraph: ParagraphChunks, phrase: RolePhrase) -> RolePhrase | None:
    """The first role of a coordination ("senior member" in "senior member and son"), or None."""
    heads = [
        i
        for i in range(phrase.start, phrase.head)
        if paragraph.chunks[i].kind in ROLE_NOUNS and paragraph.class_at(i + 1) == TokenClass.CONJUNCTION
    ]
    return RolePhrase(phrase.start, heads[-1] + 1, heads[-1]) if heads else None
