"""What speaks for a name being a person's: titles, apposition, ties of family, the model's label, what the name does."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.name_spans import NameSpan, in_location_context
from dossier.extraction.entities.relative_roles import role_in_relative_clause
from dossier.extraction.entities.roles import (
    LIST,
    RolePhrase,
    apposition_after,
    apposition_before,
    copula,
    title_before,
    title_like,
)
from dossier.extraction.entities.token_classes import opens
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

ACRONYM = re.compile(r"[A-Z]{2,}s?")
ENDS = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True)
class NameMention:
    """One mention of an undecided name and what its surroundings say of it."""

    spot: NameSpan
    name: str
    roles: list[RolePhrase] = field(default_factory=list)
    person: bool = False
    body: bool = False
    label: str = ""
    acts: bool = False
    speaks: bool = False
    placed: bool = False
    drop: bool = False
    opens: bool = False
    beside: "NameMention | None" = None


def collect_person_evidence(doc: "Doc", rows: tuple[ParagraphChunks, ...], spots: tuple[NameSpan, ...]) -> list[NameMention]:
    """What is seen of every spot of sort "name"."""
    seen = [_look(doc, rows[s.row], s) for s in spots if s.label == "name"]
    _join_brackets(rows, seen)
    _share_titles(doc, rows, seen)
    _pair_up(rows, seen)
    _keep_to_owner(seen)
    return [s for s in seen if not s.drop]


def _look(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> NameMention:
    seen = NameMention(spot, spot.text)
    seen.label = _label(doc, spot)
    seen.roles = _roles(doc, row, spot, seen.label)
    seen.person = bool(seen.roles) or row.letters[spot.first - 1 : spot.first] == "H" or _aged(row, spot) or _kin(doc, row, spot)
    seen.acts = _acts(doc, spot)
    seen.speaks = _speaks(doc, spot)
    if ACRONYM.fullmatch(spot.text) and seen.label != "PERSON":
        seen.person, seen.roles = False, []
    seen.placed = in_location_context(doc, row, spot)
    seen.body = _called_body(doc, row, spot)
    seen.opens = opens(doc[spot.start])
    return seen


def _roles(doc: "Doc", row: ParagraphChunks, spot: NameSpan, label: str) -> list[RolePhrase]:
    """The roles that stand before and behind a name; none where the name only stands before another role noun."""
    if row.letters[spot.last : spot.last + 1] in ("r", "R"):
        return []
    title = title_before(doc, row, spot.first)
    if title is not None and label != "PERSON" and spot.end == spot.start + 1 and not title_like(doc, row, title):
        title = None
    behind = [apposition_after(doc, row, spot.last), role_in_relative_clause(doc, row, spot.last), copula(doc, row, spot.last)]
    found = [
        title,
        apposition_before(doc, row, title.first if title else spot.first, spot.last),
        *(phrase for phrase in behind if phrase and not phrase.plural),
    ]
    return [phrase for phrase in found if phrase is not None]


def _label(doc: "Doc", spot: NameSpan) -> str:
    """The model's label for most of the name's tokens, or empty."""
    labels = [t.ent_type_ for t in doc[spot.start : spot.end] if t.is_alpha or t.ent_type_]
    return max(labels, key=lambda label: (labels.count(label), label)) if labels else ""


def _acts(doc: "Doc", spot: NameSpan) -> bool:
    """True where the name is subject, agent or possessor."""
    root = doc[spot.start : spot.end].root
    while root.dep_ in ("conj", "compound", "flat") and root.head.i != root.i and root.dep_ == "conj":
        root = root.head
    if root.dep_ in ENDS:
        return True
    following = doc[spot.end] if spot.end < len(doc) else None
    return (
        root.dep_ == "poss"
        or (root.dep_ == "pobj" and root.head.dep_ == "agent")
        or (following is not None and following.text in ("'s", "’s"))
    )


def _speaks(doc: "Doc", spot: NameSpan) -> bool:
    """True where the name is subject of what only people do."""
    root = doc[spot.start : spot.end].root
    return root.dep_ in ENDS and root.head.lemma_.lower() in word_set("roles", "human_verb")


def _aged(row: ParagraphChunks, spot: NameSpan) -> bool:
    return re.match(r",#,", row.letters[spot.last :]) is not None


def _kin(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> bool:
    """True after "his son," and the like, and before ", who"."""
    if re.match(r",?w", row.letters[spot.last :]):
        comma = row.letters[spot.last : spot.last + 1] == ","
        return doc[row.units[spot.last + comma].start].lower_ in ("who", "whom")
    return False


def _called_body(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> bool:
    """True where a word before or after says that the name is a body's ("the gas producer NAME", "NAME Group")."""
    if spot.first == 0 or row.letters[spot.first - 1] not in "mr" or title_before(doc, row, spot.first) is not None:
        return False
    return doc[row.units[spot.first - 1].end - 1].lower_ in word_set("roles", "body_noun")


def _join_brackets(rows: tuple[ParagraphChunks, ...], seen: list[NameMention]) -> None:
    """Make one name of "(President Olav) Name", the words that an editor put before a surname."""
    for one, two in pairwise(seen):
        if one.spot.row == two.spot.row and two.spot.first == one.spot.last + 1 and rows[one.spot.row].letters[one.spot.last] == ")":
            two.name = f"{one.name} {two.name}"
            two.roles = one.roles + [r for r in two.roles if r.last > one.spot.last]
            two.person = two.person or one.person
            one.drop = True


def _keep_to_owner(seen: list[NameMention]) -> None:
    """Take from a name the words behind its comma that are the next name's title ("A, chief of the Water Office B, ...")."""
    titles = [(s, phrase) for s in seen for phrase in s.roles if phrase.last <= s.spot.first]
    for one in seen:
        one.roles = [r for r in one.roles if not any(o is not one and _within(one, r, o, title) for o, title in titles)]


def _within(one: NameMention, role: RolePhrase, other: NameMention, title: RolePhrase) -> bool:
    """True where the role behind a name starts as the title before another does, so that it is that one's."""
    return one.spot.row == other.spot.row and role.first >= one.spot.last and role.head == title.head and role.last > role.head


def _pair_up(rows: tuple[ParagraphChunks, ...], seen: list[NameMention]) -> None:
    """Note whose nation a second title shares: "Freedonian president A and energy minister B"."""
    for one, two in pairwise(seen):
        title = next((phrase for phrase in two.roles if phrase.last <= two.spot.first), None)
        if title is None or one.spot.row != two.spot.row or not one.roles:
            continue
        letters = rows[two.spot.row].letters
        if letters[one.spot.last : title.first] == "c" and not set("SAKB") & set(letters[title.first : title.last]):
            two.beside = one


def _share_titles(doc: "Doc", rows: tuple[ParagraphChunks, ...], seen: list[NameMention]) -> None:
    """Give "envoys" to every name of the list behind it, and personhood to the fellows of a titled name."""
    at = {(s.spot.row, s.spot.first): s for s in seen}
    for one in seen:
        row = rows[one.spot.row]
        shared = [phrase for phrase in one.roles if phrase.plural and phrase.last <= one.spot.first]
        last, fellow = one.spot.last, one
        while shared and (link := LIST.match(row.letters, last)):
            following = at.get((one.spot.row, link.end()))
            if following is None:
                break
            following.roles.extend(replace(phrase) for phrase in shared)
            following.person = True
            fellow, last = following, following.spot.last
        if fellow is not one and (served := apposition_after(doc, row, last)) is not None:
            _give_back(one, at, row, served)
    _share_behind(doc, rows, at)


def _share_behind(doc: "Doc", rows: tuple[ParagraphChunks, ...], at: dict[tuple[int, int], NameMention]) -> None:
    """Give a plural role behind two or more names to all of them ("A and B, the Freedonian envoys")."""
    followers = set()
    for key in sorted(at):
        one, last, many = at[key], at[key].spot.last, 1
        letters = rows[key[0]].letters
        if key in followers:
            continue
        while (link := LIST.match(letters, last)) and (following := at.get((key[0], link.end()))) is not None:
            followers.add((key[0], following.spot.first))
            last, many = following.spot.last, many + 1
        role = apposition_after(doc, rows[key[0]], last) if many > 1 else None
        if role is not None:
            _give_back(one, at, rows[key[0]], role)


def _give_back(one: NameMention, at: dict[tuple[int, int], NameMention], row: ParagraphChunks, phrase: RolePhrase) -> None:
    """Give a plural role behind a list (", who serve as chairmen of ...") to all its names."""
    if not phrase.plural:
        return
    last, fellow = one.spot.last, one
    while True:
        if phrase not in fellow.roles:
            fellow.roles.append(phrase)
        link = LIST.match(row.letters, last)
        following = at.get((one.spot.row, link.end())) if link else None
        if following is None:
            return
        fellow, last = following, following.spot.last
