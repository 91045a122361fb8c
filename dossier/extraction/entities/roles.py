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
    """A role as units of a row: `first` up to `last` is printed, `head` the role noun; `plural` for "envoys".

    Where a verb tells the role, `head` is the verb and `made` the role in words ("head of the Water Office").
    """

    first: int
    last: int
    head: int
    plural: bool = False
    made: str = ""


def title_before(doc: "Doc", row: ParagraphChunks, first: int) -> RolePhrase | None:
    """The title or role directly before the name at unit `first` ("US envoy", "(lawmaker)", "chief of the Water Office")."""
    i = first - 1
    while i >= 0 and row.letters[i] == "H":
        i -= 1
    if i >= 0 and row.letters[i] == ")":
        i -= 1
    while i > 0 and row.letters[i] in "Rr" and row.letters[i - 1] in "Rr" and _rank(doc, row, i):
        i -= 1
    if i < 0:
        return None
    if row.letters[i] in "Rr":
        if _maker(doc, row, i, first):
            return None
        start = _phrase_start(doc, row, i)
        return RolePhrase(start, i + 1, i, _plural(doc, row, i))
    return _role_of_body(doc, row, i)


def _rank(doc: "Doc", row: ParagraphChunks, at: int) -> bool:
    unit = row.units[at]
    return doc[unit.start : unit.end].text.lower() in word_set("roles", "rank")


def title_like(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role noun is an office, which alone makes a person of any name behind it; a trade does not."""
    head = row.units[phrase.head]
    return singular(doc[head.start : head.end].text.lower()) in {w.lower() for w in word_set("roles", "office")}


def _maker(doc: "Doc", row: ParagraphChunks, role: int, first: int) -> bool:
    """True where "producer", "publisher" and the like stand before a company's name and not a person's."""
    word = doc[row.units[role].end - 1].lower_
    after = row.letters[first + 1 : first + 2]
    return word in word_set("roles", "body_noun") and after not in ("N", "h", "p") and doc[row.units[first].start].ent_type_ != "PERSON"


def _role_of_body(doc: "Doc", row: ParagraphChunks, last: int) -> RolePhrase | None:
    """The title that ends at unit `last` with a body ("secretary of Freedonia's Water Council"), or None."""
    if row.letters[last] not in "OBSFLNQ":
        return None
    i = last
    while i >= 0 and last - i < 14:
        letter = row.letters[i]
        if letter in "Rr" and row.letters[i + 1 : i + 2] == "o" and not re.search(r"Ood?$", row.letters[:i]):
            start = _phrase_start(doc, row, i)
            return RolePhrase(start, last + 1, i, _plural(doc, row, i))
        if letter not in "SAKQBONFLIRrh'cdo":
            return None
        i -= 1
    return None


def _phrase_start(doc: "Doc", row: ParagraphChunks, head: int) -> int:
    """The first unit of the noun phrase whose role noun is unit `head`."""
    start = head
    while start > 0:
        letter, token = row.letters[start - 1], doc[row.units[start - 1].start]
        if token.ent_type_ in ("DATE", "TIME") and letter not in "rR":
            break
        if (letter == "v" and token.tag_ not in ("VBN", "VBG")) or (letter == "v" and token.dep_ not in ("amod", "compound")):
            break
        if (
            letter == "c"
            and start - 2 >= 0
            and row.letters[start - 2 : start + 1] in ("rcr", "rcm", "rcR", "rcB", "FcF", "rcF", "rcS", "rcA", "FcO")
            and not _plural(doc, row, start - 2)
        ):
            start -= 1
        elif letter not in IN_TITLE:
            break
        else:
            start -= 1
    while start < head and row.letters[start] in "'h#":
        start += 1
    return start


def _plural(doc: "Doc", row: ParagraphChunks, head: int) -> bool:
    word = doc[row.units[head].end - 1].text
    return singular(word) != word


def apposition_after(doc: "Doc", row: ParagraphChunks, last: int) -> RolePhrase | None:
    """The role in apposition after the name that ends at unit `last` (", head of ...", ", 38, a taxi driver", ", who is the ...")."""
    letters = row.letters
    if letters[last : last + 1] not in (",", "(", "-"):
        return None
    at = last + 1
    if age := re.match(r"#,?", letters[at:]):
        at += age.end() if letters[at : at + 2] in ("#,", "#m") else 0
    if served := re.match(r"wa*[bv](?:i)?", letters[at:]):
        verb = doc[row.units[at + served.end() - 1].end - 1]
        at += served.end() if verb.lower_ in ("is", "was", "as", "serves", "served", "are", "were") else 0
        if at == last + 1:
            return None
    return _phrase_from(doc, row, at)


def _phrase_from(doc: "Doc", row: ParagraphChunks, at: int) -> RolePhrase | None:
    """The role phrase that starts at unit `at`, or None where the noun phrase there ends in no role noun."""
    if letters_match := re.match(r"#[od]*", row.letters[at:]):
        if doc[row.units[at].start].lower_ == "one" and row.letters[at + 1 : at + 2] == "o":
            among = _phrase_from(doc, row, at + 2)
            return replace(among, plural=False) if among is not None else None
        if letters_match.end() > 1:
            return None
    phrase = NOUN_PHRASE.match(row.letters, at)
    if phrase is None or phrase.end() == at:
        return None
    head = phrase.end() - 1
    while head > at and row.letters[head] == "a":
        head -= 1
    if row.letters[head] in "Rr" and (row.letters[head] == "r" or row.letters[head + 1 : head + 2] in ("o", "f", ",", ".", ")", "i", "")):
        rest = AFTER_HEAD.match(row.letters, head + 1)
        return RolePhrase(_bare(row, at), rest.end() if rest else head + 1, head, _plural(doc, row, head))
    if row.letters[at] == "o" and any(letter in row.letters[at : phrase.end()] for letter in "OBmN"):
        return RolePhrase(at, phrase.end(), phrase.end() - 1)
    return None


def _bare(row: ParagraphChunks, at: int) -> int:
    while row.letters[at : at + 1] == "d" or (row.letters[at : at + 1] == "a" and row.letters[at + 1 : at + 2] != "h"):
        at += 1
    return at


def apposition_before(doc: "Doc", row: ParagraphChunks, first: int, last: int) -> RolePhrase | None:
    """The role before a comma and the name ("the city's police chief, NAME, said")."""
    letters = row.letters
    while letters[first - 1 : first] == "H":
        first -= 1
    if letters[first - 1 : first] != "," or first < 2:
        return None
    if letters[first - 2] not in "rR":
        # "The prime minister of Freedonia, NAME, said": commas on both sides, or the name is one of a list
        enclosed = letters[last : last + 1] == "," and not LIST.match(letters, last)
        phrase = _role_of_body(doc, row, first - 2) if enclosed else None
        # "A, the mayor of Esper, Sultan Land, said": the role is A's, and the name behind it a province
        return phrase if phrase is not None and not re.search(r"[,(-]d?$", letters[: phrase.first]) else None
    if letters[last : last + 1] == "v" or LIST.match(letters, last):
        return None
    start = _phrase_start(doc, row, first - 2)
    return RolePhrase(start, first - 1, first - 2, _plural(doc, row, first - 2))


def copula(doc: "Doc", row: ParagraphChunks, last: int) -> RolePhrase | None:
    """The role that "is the ...", "was serving as ..." or "is on the board of ..." gives to the name that ends at unit `last`."""
    match = re.match(r"a*b+a*(?:vi)?", row.letters[last:])
    if match is None:
        return None
    at = last + match.end()
    if match.group().endswith("i") and doc[row.units[at - 1].start].lower_ != "as":
        return None
    if board := re.match(r"id[m]", row.letters[at:]):
        if doc[row.units[at + 2].start].lower_ in ("board", "council", "committee", "staff"):
            rest = AFTER_HEAD.match(row.letters, at + board.end())
            return RolePhrase(at, rest.end() if rest else at + 3, at + 2)
        return None
    return _phrase_from(doc, row, at)


def role_owner(row: ParagraphChunks, phrase: RolePhrase) -> int | None:
    """The unit that ends the body in "the BODY, whose commander is President NAME", where `phrase` is NAME's title; else None."""
    match = re.search(r"[OBSKN][-,]w[mr]*rb$", row.letters[: phrase.first])
    return match.start() if match else None


def role_text(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase) -> tuple[str, Span]:
    """The role in words (the state it serves left out, a plural made one) and where it is printed."""
    units = row.units
    printed = Span(
        doc[units[phrase.first].start].idx, doc[units[phrase.last - 1].end - 1].idx + len(doc[units[phrase.last - 1].end - 1].text)
    )
    if phrase.made:
        return phrase.made, printed
    at = phrase.first
    while at < phrase.head and row.letters[at] in "SAK'":
        at += 1
    start = doc[units[at].start].idx
    text = doc[units[at].start : units[phrase.last - 1].end].text
    if phrase.plural:
        head = doc[units[phrase.head].end - 1]
        cut = head.idx - start
        text = text[:cut] + singular(head.text) + text[cut + len(head.text) :]
    return " ".join(text.split()), printed


def is_office(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role is an office that acts for a state or body, false for kin and trades."""
    word = singular(" ".join(doc[row.units[phrase.head].start : row.units[phrase.head].end].text.lower().split()))
    word = phrase.made.partition(" of ")[0] or word
    low = {w.lower() for w in word_set("roles", "office")} | {"agent", "member", "soldier", "leader", "founder", "counterpart"}
    return word in low or word.split(" of ")[0] in low


def kinship(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase) -> bool:
    """True where the role is a tie of family ("son-in-law")."""
    return singular(doc[row.units[phrase.head].start : row.units[phrase.head].end].text.lower()) in word_set("roles", "kin")


def acting_role(row: ParagraphChunks, phrase: RolePhrase) -> RolePhrase | None:
    """The other role in "senior member and son", or None."""
    heads = [i for i in range(phrase.first, phrase.head) if row.letters[i] in "rR" and row.letters[i + 1] == "c"]
    return RolePhrase(phrase.first, heads[-1] + 1, heads[-1]) if heads else None
