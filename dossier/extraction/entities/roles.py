"""What a text says a person is: titles before a name, apposition beside it, "is the ...", and whom the person acts for."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import singular
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

IN_TITLE = frozenset("SAKQBMONFLIRrHGmh'#v")
"""Units that may stand between the start of a role's noun phrase and its head."""
NOUN_PHRASE = re.compile(r"(?:[do]*)(?:[SAKQBMONFLIRrHGmh'#ap]|c(?=[mrFRNAS]))*")
AFTER_HEAD = re.compile(r"(?:[ofi]d?(?:[SAKQBMONFLIRrHGmh'#dp]|c(?=[mrFRNOASB]))+)*")
LIST = re.compile(r"(?:,c?|c)(?=p?h?N)")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role as chunks of a paragraph: `first` up to `last` is printed, `head` the role noun; `plural` for "envoys".

    Where a verb tells the role, `head` is the verb and `made` the role in words ("head of the Water Office").
    """

    start: int
    end: int
    head: int
    plural: bool = False
    text: str = ""


def title_before(doc: "Doc", paragraph: ParagraphChunks, first: int) -> RolePhrase | None:
    """The title or role directly before the name at chunk `first` ("US envoy", "(lawmaker)", "chief of the Water Office")."""
    i = first - 1
    while i >= 0 and paragraph.classes[i] == "H":
        i -= 1
    if i >= 0 and paragraph.classes[i] == ")":
        i -= 1
    while i > 0 and paragraph.classes[i] in "Rr" and paragraph.classes[i - 1] in "Rr" and _rank(doc, paragraph, i):
        i -= 1
    if i < 0:
        return None
    if paragraph.classes[i] in "Rr":
        if _maker(doc, paragraph, i, first):
            return None
        start = _phrase_start(doc, paragraph, i)
        return RolePhrase(start, i + 1, i, _plural(doc, paragraph, i))
    return _role_of_body(doc, paragraph, i)


def _rank(doc: "Doc", paragraph: ParagraphChunks, at: int) -> bool:
    chunk = paragraph.chunks[at]
    return doc[chunk.start : chunk.end].text.lower() in word_set("roles", "rank")


def title_like(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role noun is an office, which alone makes a person of any name behind it; a trade does not."""
    head = paragraph.chunks[phrase.head]
    return singular(doc[head.start : head.end].text.lower()) in {w.lower() for w in word_set("roles", "office")}


def _maker(doc: "Doc", paragraph: ParagraphChunks, role: int, first: int) -> bool:
    """True where "producer", "publisher" and the like stand before a company's name and not a person's."""
    word = doc[paragraph.chunks[role].end - 1].lower_
    after = paragraph.classes[first + 1 : first + 2]
    return (
        word in word_set("roles", "body_noun") and after not in ("N", "h", "p") and doc[paragraph.chunks[first].start].ent_type_ != "PERSON"
    )


def _role_of_body(doc: "Doc", paragraph: ParagraphChunks, last: int) -> RolePhrase | None:
    """The title that ends at chunk `last` with a body ("secretary of Freedonia's Water Council"), or None."""
    if paragraph.classes[last] not in "OBSFLNQ":
        return None
    i = last
    while i >= 0 and last - i < 14:
        letter = paragraph.classes[i]
        if letter in "Rr" and paragraph.classes[i + 1 : i + 2] == "o" and not re.search(r"Ood?$", paragraph.classes[:i]):
            start = _phrase_start(doc, paragraph, i)
            return RolePhrase(start, last + 1, i, _plural(doc, paragraph, i))
        if letter not in "SAKQBONFLIRrh'cdo":
            return None
        i -= 1
    return None


def _phrase_start(doc: "Doc", paragraph: ParagraphChunks, head: int) -> int:
    """The first chunk of the noun phrase whose role noun is chunk `head`."""
    start = head
    while start > 0:
        letter, token = paragraph.classes[start - 1], doc[paragraph.chunks[start - 1].start]
        if token.ent_type_ in ("DATE", "TIME") and letter not in "rR":
            break
        if (letter == "v" and token.tag_ not in ("VBN", "VBG")) or (letter == "v" and token.dep_ not in ("amod", "compound")):
            break
        if (
            letter == "c"
            and start - 2 >= 0
            and paragraph.classes[start - 2 : start + 1] in ("rcr", "rcm", "rcR", "rcB", "FcF", "rcF", "rcS", "rcA", "FcO")
            and not _plural(doc, paragraph, start - 2)
        ):
            start -= 1
        elif letter not in IN_TITLE:
            break
        else:
            start -= 1
    while start < head and paragraph.classes[start] in "'h#":
        start += 1
    return start


def _plural(doc: "Doc", paragraph: ParagraphChunks, head: int) -> bool:
    word = doc[paragraph.chunks[head].end - 1].text
    return singular(word) != word


def apposition_after(doc: "Doc", paragraph: ParagraphChunks, last: int) -> RolePhrase | None:
    """The role in apposition after the name that ends at chunk `last` (", head of ...", ", 38, a taxi driver", ", who is the ...")."""
    classes = paragraph.classes
    if classes[last : last + 1] not in (",", "(", "-"):
        return None
    at = last + 1
    if age := re.match(r"#,?", classes[at:]):
        at += age.end() if classes[at : at + 2] in ("#,", "#m") else 0
    if served := re.match(r"wa*[bv](?:i)?", classes[at:]):
        verb = doc[paragraph.chunks[at + served.end() - 1].end - 1]
        at += served.end() if verb.lower_ in ("is", "was", "as", "serves", "served", "are", "were") else 0
        if at == last + 1:
            return None
    return _phrase_from(doc, paragraph, at)


def _phrase_from(doc: "Doc", paragraph: ParagraphChunks, at: int) -> RolePhrase | None:
    """The role phrase that starts at chunk `at`, or None where the noun phrase there ends in no role noun."""
    if letters_match := re.match(r"#[od]*", paragraph.classes[at:]):
        if doc[paragraph.chunks[at].start].lower_ == "one" and paragraph.classes[at + 1 : at + 2] == "o":
            among = _phrase_from(doc, paragraph, at + 2)
            return replace(among, plural=False) if among is not None else None
        if letters_match.end() > 1:
            return None
    phrase = NOUN_PHRASE.match(paragraph.classes, at)
    if phrase is None or phrase.end() == at:
        return None
    head = phrase.end() - 1
    while head > at and paragraph.classes[head] == "a":
        head -= 1
    if paragraph.classes[head] in "Rr" and (
        paragraph.classes[head] == "r" or paragraph.classes[head + 1 : head + 2] in ("o", "f", ",", ".", ")", "i", "")
    ):
        rest = AFTER_HEAD.match(paragraph.classes, head + 1)
        return RolePhrase(_bare(paragraph, at), rest.end() if rest else head + 1, head, _plural(doc, paragraph, head))
    if paragraph.classes[at] == "o" and any(letter in paragraph.classes[at : phrase.end()] for letter in "OBmN"):
        return RolePhrase(at, phrase.end(), phrase.end() - 1)
    return None


def _bare(paragraph: ParagraphChunks, at: int) -> int:
    while paragraph.classes[at : at + 1] == "d" or (paragraph.classes[at : at + 1] == "a" and paragraph.classes[at + 1 : at + 2] != "h"):
        at += 1
    return at


def apposition_before(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> RolePhrase | None:
    """The role before a comma and the name ("the city's police chief, NAME, said")."""
    classes = paragraph.classes
    while classes[first - 1 : first] == "H":
        first -= 1
    if classes[first - 1 : first] != "," or first < 2:
        return None
    if classes[first - 2] not in "rR":
        # "The prime minister of Freedonia, NAME, said": commas on both sides, or the name is one of a list
        enclosed = classes[last : last + 1] == "," and not LIST.match(classes, last)
        phrase = _role_of_body(doc, paragraph, first - 2) if enclosed else None
        # "A, the mayor of Esper, Sultan Land, said": the role is A's, and the name behind it a province
        return phrase if phrase is not None and not re.search(r"[,(-]d?$", classes[: phrase.start]) else None
    if classes[last : last + 1] == "v" or LIST.match(classes, last):
        return None
    start = _phrase_start(doc, paragraph, first - 2)
    return RolePhrase(start, first - 1, first - 2, _plural(doc, paragraph, first - 2))


def copula(doc: "Doc", paragraph: ParagraphChunks, last: int) -> RolePhrase | None:
    """The role that "is the ...", "was serving as ..." or "is on the board of ..." gives to the name that ends at chunk `last`."""
    match = re.match(r"a*b+a*(?:vi)?", paragraph.classes[last:])
    if match is None:
        return None
    at = last + match.end()
    if match.group().endswith("i") and doc[paragraph.chunks[at - 1].start].lower_ != "as":
        return None
    if board := re.match(r"id[m]", paragraph.classes[at:]):
        if doc[paragraph.chunks[at + 2].start].lower_ in ("board", "council", "committee", "staff"):
            rest = AFTER_HEAD.match(paragraph.classes, at + board.end())
            return RolePhrase(at, rest.end() if rest else at + 3, at + 2)
        return None
    return _phrase_from(doc, paragraph, at)


def role_owner(paragraph: ParagraphChunks, phrase: RolePhrase) -> int | None:
    """The chunk that ends the body in "the BODY, whose commander is President NAME", where `phrase` is NAME's title; else None."""
    match = re.search(r"[OBSKN][-,]w[mr]*rb$", paragraph.classes[: phrase.start])
    return match.start() if match else None


def role_text(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> tuple[str, Span]:
    """The role in words (the state it serves left out, a plural made one) and where it is printed."""
    chunks = paragraph.chunks
    printed = Span(
        doc[chunks[phrase.start].start].idx, doc[chunks[phrase.end - 1].end - 1].idx + len(doc[chunks[phrase.end - 1].end - 1].text)
    )
    if phrase.text:
        return phrase.text, printed
    at = phrase.start
    while at < phrase.head and paragraph.classes[at] in "SAK'":
        at += 1
    start = doc[chunks[at].start].idx
    text = doc[chunks[at].start : chunks[phrase.end - 1].end].text
    if phrase.plural:
        head = doc[chunks[phrase.head].end - 1]
        cut = head.idx - start
        text = text[:cut] + singular(head.text) + text[cut + len(head.text) :]
    return " ".join(text.split()), printed


def is_office(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role is an office that acts for a state or body, false for kin and trades."""
    word = singular(" ".join(doc[paragraph.chunks[phrase.head].start : paragraph.chunks[phrase.head].end].text.lower().split()))
    word = phrase.text.partition(" of ")[0] or word
    low = {w.lower() for w in word_set("roles", "office")} | {"agent", "member", "soldier", "leader", "founder", "counterpart"}
    return word in low or word.split(" of ")[0] in low


def kinship(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role is a tie of family ("son-in-law")."""
    return singular(doc[paragraph.chunks[phrase.head].start : paragraph.chunks[phrase.head].end].text.lower()) in word_set("roles", "kin")


def acting_role(paragraph: ParagraphChunks, phrase: RolePhrase) -> RolePhrase | None:
    """The other role in "senior member and son", or None."""
    heads = [i for i in range(phrase.start, phrase.head) if paragraph.classes[i] in "rR" and paragraph.classes[i + 1] == "c"]
    return RolePhrase(phrase.start, heads[-1] + 1, heads[-1]) if heads else None
