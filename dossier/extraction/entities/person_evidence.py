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
from dossier.extraction.entities.token_classes import starts_segment
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

ACRONYM = re.compile(r"[A-Z]{2,}s?")
ENDS = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True)
class NameMention:
    """One mention of an undecided name and what its surroundings say of it."""

    name_span: NameSpan
    name: str
    roles: list[RolePhrase] = field(default_factory=list)
    is_person: bool = False
    is_organisation: bool = False
    label: str = ""
    acts: bool = False
    speaks: bool = False
    in_location: bool = False
    merged: bool = False
    sentence_initial: bool = False
    shared_title_owner: "NameMention | None" = None


def collect_person_evidence(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[NameMention]:
    """What is seen of every name_span of sort "name"."""
    seen = [_look(doc, paragraphs[s.paragraph], s) for s in name_spans if s.label == "name"]
    _join_brackets(paragraphs, seen)
    _share_titles(doc, paragraphs, seen)
    _pair_up(paragraphs, seen)
    _keep_to_owner(seen)
    return [s for s in seen if not s.merged]


def _look(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> NameMention:
    seen = NameMention(name_span, name_span.text)
    seen.label = _label(doc, name_span)
    seen.roles = _roles(doc, paragraph, name_span, seen.label)
    seen.is_person = (
        bool(seen.roles)
        or paragraph.classes[name_span.chunk_start - 1 : name_span.chunk_start] == "H"
        or _aged(paragraph, name_span)
        or _kin(doc, paragraph, name_span)
    )
    seen.acts = _acts(doc, name_span)
    seen.speaks = _speaks(doc, name_span)
    if ACRONYM.fullmatch(name_span.text) and seen.label != "PERSON":
        seen.is_person, seen.roles = False, []
    seen.in_location = in_location_context(doc, paragraph, name_span)
    seen.is_organisation = _called_body(doc, paragraph, name_span)
    seen.sentence_initial = starts_segment(doc[name_span.start])
    return seen


def _roles(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, label: str) -> list[RolePhrase]:
    """The roles that stand before and behind a name; none where the name only stands before another role noun."""
    if paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] in ("r", "R"):
        return []
    title = title_before(doc, paragraph, name_span.chunk_start)
    if title is not None and label != "PERSON" and name_span.end == name_span.start + 1 and not title_like(doc, paragraph, title):
        title = None
    behind = [
        apposition_after(doc, paragraph, name_span.chunk_end),
        role_in_relative_clause(doc, paragraph, name_span.chunk_end),
        copula(doc, paragraph, name_span.chunk_end),
    ]
    found = [
        title,
        apposition_before(doc, paragraph, title.start if title else name_span.chunk_start, name_span.chunk_end),
        *(phrase for phrase in behind if phrase and not phrase.plural),
    ]
    return [phrase for phrase in found if phrase is not None]


def _label(doc: "Doc", name_span: NameSpan) -> str:
    """The model's label for most of the name's tokens, or empty."""
    labels = [t.ent_type_ for t in doc[name_span.start : name_span.end] if t.is_alpha or t.ent_type_]
    return max(labels, key=lambda label: (labels.count(label), label)) if labels else ""


def _acts(doc: "Doc", name_span: NameSpan) -> bool:
    """True where the name is subject, agent or possessor."""
    root = doc[name_span.start : name_span.end].root
    while root.dep_ in ("conj", "compound", "flat") and root.head.i != root.i and root.dep_ == "conj":
        root = root.head
    if root.dep_ in ENDS:
        return True
    following = doc[name_span.end] if name_span.end < len(doc) else None
    return (
        root.dep_ == "poss"
        or (root.dep_ == "pobj" and root.head.dep_ == "agent")
        or (following is not None and following.text in ("'s", "’s"))
    )


def _speaks(doc: "Doc", name_span: NameSpan) -> bool:
    """True where the name is subject of what only people do."""
    root = doc[name_span.start : name_span.end].root
    return root.dep_ in ENDS and root.head.lemma_.lower() in word_set("roles", "human_verb")


def _aged(paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    return re.match(r",#,", paragraph.classes[name_span.chunk_end :]) is not None


def _kin(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True after "his son," and the like, and before ", who"."""
    if re.match(r",?w", paragraph.classes[name_span.chunk_end :]):
        comma = paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] == ","
        return doc[paragraph.chunks[name_span.chunk_end + comma].start].lower_ in ("who", "whom")
    return False


def _called_body(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True where a word before or after says that the name is a body's ("the gas producer NAME", "NAME Group")."""
    if (
        name_span.chunk_start == 0
        or paragraph.classes[name_span.chunk_start - 1] not in "mr"
        or title_before(doc, paragraph, name_span.chunk_start) is not None
    ):
        return False
    return doc[paragraph.chunks[name_span.chunk_start - 1].end - 1].lower_ in word_set("roles", "body_noun")


def _join_brackets(paragraphs: tuple[ParagraphChunks, ...], seen: list[NameMention]) -> None:
    """Make one name of "(President Olav) Name", the words that an editor put before a surname."""
    for one, two in pairwise(seen):
        if (
            one.name_span.paragraph == two.name_span.paragraph
            and two.name_span.chunk_start == one.name_span.chunk_end + 1
            and paragraphs[one.name_span.paragraph].classes[one.name_span.chunk_end] == ")"
        ):
            two.name = f"{one.name} {two.name}"
            two.roles = one.roles + [r for r in two.roles if r.end > one.name_span.chunk_end]
            two.is_person = two.is_person or one.is_person
            one.merged = True


def _keep_to_owner(seen: list[NameMention]) -> None:
    """Take from a name the words behind its comma that are the next name's title ("A, chief of the Water Office B, ...")."""
    titles = [(s, phrase) for s in seen for phrase in s.roles if phrase.end <= s.name_span.chunk_start]
    for one in seen:
        one.roles = [r for r in one.roles if not any(o is not one and _within(one, r, o, title) for o, title in titles)]


def _within(one: NameMention, role: RolePhrase, other: NameMention, title: RolePhrase) -> bool:
    """True where the role behind a name starts as the title before another does, so that it is that one's."""
    return (
        one.name_span.paragraph == other.name_span.paragraph
        and role.start >= one.name_span.chunk_end
        and role.head == title.head
        and role.end > role.head
    )


def _pair_up(paragraphs: tuple[ParagraphChunks, ...], seen: list[NameMention]) -> None:
    """Note whose nation a second title shares: "Freedonian president A and energy minister B"."""
    for one, two in pairwise(seen):
        title = next((phrase for phrase in two.roles if phrase.end <= two.name_span.chunk_start), None)
        if title is None or one.name_span.paragraph != two.name_span.paragraph or not one.roles:
            continue
        classes = paragraphs[two.name_span.paragraph].classes
        if classes[one.name_span.chunk_end : title.start] == "c" and not set("SAKB") & set(classes[title.start : title.end]):
            two.shared_title_owner = one


def _share_titles(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], seen: list[NameMention]) -> None:
    """Give "envoys" to every name of the list behind it, and personhood to the fellows of a titled name."""
    at = {(s.name_span.paragraph, s.name_span.chunk_start): s for s in seen}
    for one in seen:
        paragraph = paragraphs[one.name_span.paragraph]
        shared = [phrase for phrase in one.roles if phrase.plural and phrase.end <= one.name_span.chunk_start]
        last, fellow = one.name_span.chunk_end, one
        while shared and (link := LIST.match(paragraph.classes, last)):
            following = at.get((one.name_span.paragraph, link.end()))
            if following is None:
                break
            following.roles.extend(replace(phrase) for phrase in shared)
            following.is_person = True
            fellow, last = following, following.name_span.chunk_end
        if fellow is not one and (served := apposition_after(doc, paragraph, last)) is not None:
            _give_back(one, at, paragraph, served)
    _share_behind(doc, paragraphs, at)


def _share_behind(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], at: dict[tuple[int, int], NameMention]) -> None:
    """Give a plural role behind two or more names to all of them ("A and B, the Freedonian envoys")."""
    followers = set()
    for key in sorted(at):
        one, last, many = at[key], at[key].name_span.chunk_end, 1
        classes = paragraphs[key[0]].classes
        if key in followers:
            continue
        while (link := LIST.match(classes, last)) and (following := at.get((key[0], link.end()))) is not None:
            followers.add((key[0], following.name_span.chunk_start))
            last, many = following.name_span.chunk_end, many + 1
        role = apposition_after(doc, paragraphs[key[0]], last) if many > 1 else None
        if role is not None:
            _give_back(one, at, paragraphs[key[0]], role)


def _give_back(one: NameMention, at: dict[tuple[int, int], NameMention], paragraph: ParagraphChunks, phrase: RolePhrase) -> None:
    """Give a plural role behind a list (", who serve as chairmen of ...") to all its names."""
    if not phrase.plural:
        return
    last, fellow = one.name_span.chunk_end, one
    while True:
        if phrase not in fellow.roles:
            fellow.roles.append(phrase)
        link = LIST.match(paragraph.classes, last)
        following = at.get((one.name_span.paragraph, link.end())) if link else None
        if following is None:
            return
        fellow, last = following, following.name_span.chunk_end
