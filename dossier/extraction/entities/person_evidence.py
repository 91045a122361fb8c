"""Person evidence: what shows that a name is a person's (titles, appositions, the model's label, the verbs it is subject of)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.appositions import apposition_before
from dossier.extraction.entities.name_spans import NameSpan, in_location_context
from dossier.extraction.entities.organisations import ADDRESSING_VERBS
from dossier.extraction.entities.relative_roles import role_in_relative_clause
from dossier.extraction.entities.roles import (
    NAME_LIST,
    RolePhrase,
    apposition_after,
    copula,
    is_office_title,
    title_before,
)
from dossier.extraction.entities.token_classes import ROLE_NOUNS, STATE_WORDS, TokenClass, class_pattern, starts_segment
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import offices, singular
from dossier.extraction.syntax.noun_phrases import first_conjunct
from dossier.extraction.syntax.subjects import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BLAMING = word_set("strikes", "blame.verbs")
ACRONYM = re.compile(r"[A-Z]{2,}s?")
CODE = re.compile(r"[A-Z][A-Z0-9]*[A-Z]")
"""An acronym, also with a digit in it."""
OF_STATE = class_pattern("<COMMA>?<OF><DETERMINER>?<STATE>(?=[<COMMA><CONJUNCTION>])")
HAS_STAFF = class_pattern("[<ROLE><TITLE>][<OF><FOR>]<DETERMINER>?$")
HEADS_OF_FIELDS = frozenset({"minister", "secretary", "undersecretary", "commissioner"})
"""Offices that have their field before them ("the Ports minister")."""
STAFF = frozenset({"agent", "attorney", "co-founder", "cofounder", "coach", "correspondent", "employee", "engineer", "fighter", "founder", "lawyer", "lecturer", "lobbyist", "manager", "member", "militant", "owner", "player", "producer", "professor", "staffer", "student", "teacher", "trader", "volunteer", "worker"})  # fmt: skip
"""Trades that, besides offices, are described by the body somebody belongs to ("a Halwell engineer")."""
EXECUTIVES = frozenset(
    {"chief executive", "ceo", "cfo", "coo", "cto", "executive", "founder", "co-founder", "cofounder", "chairman", "chairwoman"}
)
"""Offices of companies and other bodies, seldom of towns and persons."""
OF_BODY = class_pattern("<NAME><OF><DETERMINER>?$")
AGE = class_pattern("<COMMA><NUMBER><COMMA>")
GIVEN_BY_PEOPLE = frozenset({"advice", "answer", "appearance", "assist", "attempt", "call", "comment", "contribution", "criticism", "donation", "email", "endorsement", "gift", "goal", "help", "instruction", "invitation", "letter", "message", "money", "offer", "order", "pass", "performance", "permission", "praise", "pressure", "question", "quotation", "quote", "remark", "request", "response", "shot", "speech", "statement", "suggestion", "support", "testimony", "threat", "tweet", "vote"})  # fmt: skip
LONGEST_TITLE = 40
"""Chunks of a title after its head."""
COMMON_NOUNS = frozenset({TokenClass.MODIFIER, TokenClass.ROLE})
OWN_STATE = STATE_WORDS | {TokenClass.BODY}


@dataclass(slots=True)
class NameMention:
    """Mention of an undecided name, with the evidence for a person or an organisation.

    `name` is the name in full, `roles` the roles that the words around it give; `label` the label of the model. `acts` is true for a
    subject, agent or possessor, `speaks` for the subject of a verb that only people take. `staff` is more than 0 where people are named by it
    (`staff_of`). `has_article` is true after "a" or "the", `listed_with_people` in a list of full names most of which are persons'.
    `in_location` is true where it is only a location, `sentence_initial` where any word has a capital letter, unless a person speaks there.
    `merged` is set where it is part of the next mention's name,
    `shared_title_owner` is the mention with which it shares the nation of a title.
    """

    name_span: NameSpan
    name: str
    roles: list[RolePhrase] = field(default_factory=list)
    is_person: bool = False
    is_addressed: bool = False
    is_organisation: bool = False
    label: str = ""
    acts: bool = False
    speaks: bool = False
    staff: int = 0
    in_location: bool = False
    merged: bool = False
    sentence_initial: bool = False
    has_article: bool = False
    listed_with_people: bool = False
    shared_title_owner: "NameMention | None" = None


MentionsByStart = Mapping[tuple[int, int], NameMention]
"""Number of a paragraph and first chunk of a name -> its mention."""


def collect_person_evidence(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[NameMention]:
    """Mentions, with their evidence, of the name spans with the label "name"."""
    mentions = [_make_mention(doc, paragraphs[n.paragraph], n) for n in name_spans if n.label == "name"]
    _merge_bracketed(paragraphs, mentions)
    _share_titles(doc, paragraphs, mentions)
    _share_locations(paragraphs, mentions)
    _mark_lists_of_people(paragraphs, mentions)
    _link_shared_titles(paragraphs, mentions)
    _drop_titles_of_next(mentions)
    return [mention for mention in mentions if not mention.merged]


def _make_mention(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> NameMention:
    mention = NameMention(name_span, name_span.text)
    mention.label = _model_label(doc, name_span)
    mention.is_organisation = _is_called_organisation(doc, paragraph, name_span)
    if not mention.is_organisation and not (ACRONYM.fullmatch(name_span.text) and mention.label != "PERSON"):
        mention.roles = _roles(doc, paragraph, name_span, mention.label)
        mention.is_addressed = _is_addressed_as_person(doc, paragraph, name_span)
        mention.is_person = bool(mention.roles) or mention.is_addressed
    mention.acts = _acts(doc, name_span)
    mention.speaks = _speaks(doc, name_span)
    mention.staff = staff_of(doc, paragraph, name_span)
    mention.in_location = in_location_context(doc, paragraph, name_span) and not _is_origin_of_person(doc, name_span)
    first = doc[name_span.start]
    is_speaker = mention.speaks and mention.label == "PERSON" and first.tag_ == "NNP"
    mention.sentence_initial = starts_segment(first) and not is_speaker
    mention.has_article = paragraph.class_at(name_span.chunk_start - 1) == TokenClass.DETERMINER
    return mention


def _roles(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, label: str) -> list[RolePhrase]:
    """Roles before and after a name; none where the name only modifies another role noun."""
    start, end = name_span.chunk_start, name_span.chunk_end
    if paragraph.class_at(end) in ROLE_NOUNS:
        return []
    title = title_before(doc, paragraph, start)
    is_doubtful = label != "PERSON" and name_span.end == name_span.start + 1
    if title is not None and is_doubtful and not is_office_title(doc, paragraph, title):
        title = None
    after = [apposition_after(doc, paragraph, end), role_in_relative_clause(doc, paragraph, end), copula(doc, paragraph, end)]
    phrases = [
        title,
        apposition_before(doc, paragraph, title.start if title else start, end),
        *(phrase for phrase in after if phrase and not phrase.plural),
    ]
    return [phrase for phrase in phrases if phrase is not None]


def _model_label(doc: "Doc", name_span: NameSpan) -> str:
    """The model's entity label of most tokens of the name, or empty."""
    labels = [t.ent_type_ for t in doc[name_span.start : name_span.end] if t.is_alpha or t.ent_type_]
    return max(labels, key=lambda label: (labels.count(label), label)) if labels else ""


def _acts(doc: "Doc", name_span: NameSpan) -> bool:
    """True where the name is subject, agent or possessor, or who is accused, urged or backed, or what an attack is blamed on."""
    root = first_conjunct(doc[name_span.start : name_span.end].root)
    following = doc[name_span.end].text if name_span.end < len(doc) else ""
    is_agent = root.dep_ == "pobj" and root.head.dep_ == "agent"
    is_addressed = root.dep_ == "dobj" and root.head.lemma_ in ADDRESSING_VERBS
    is_blamed = root.dep_ == "pobj" and root.head.lower_ in {"on", "to"} and any(t.lemma_ in BLAMING for t in _governors(root.head))
    return root.dep_ in SUBJECTS or root.dep_ == "poss" or is_agent or is_addressed or is_blamed or following in ("'s", "’s")


def _governors(preposition: "Token") -> tuple["Token", ...]:
    """The words above a preposition: its own, and above the object of a verb the verb ("blamed the attack on X")."""
    above = preposition.head
    return (above, above.head) if above.dep_ in {"dobj", "nsubjpass"} else (above,)


def _speaks(doc: "Doc", name_span: NameSpan) -> bool:
    """True where the name is subject of a verb that only people take."""
    root = doc[name_span.start : name_span.end].root
    return root.dep_ in SUBJECTS and root.head.lemma_.lower() in word_set("roles", "human_verb")


def staff_of(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> int:
    """1 for NAME in "officials of NAME", "a NAME spokesman", "Ann Roe of NAME" and "NAME's Ann Roe", 2 for "chief executive of NAME"; 0 else, as
    in "head of the NAME study".
    """
    before, end = paragraph.class_at(name_span.chunk_start - 1), name_span.chunk_end
    if paragraph.class_at(end) == TokenClass.ROLE:
        role = _role_at(doc, paragraph, end)
        is_staff = before != TokenClass.PORTFOLIO and role in STAFF | offices() - HEADS_OF_FIELDS
        return is_staff + (role in EXECUTIVES)
    if paragraph.class_at(end) == TokenClass.POSSESSIVE:
        return paragraph.class_at(end + 1) == TokenClass.NAME and doc[paragraph.chunks[end + 1].start].ent_type_ == "PERSON"
    if paragraph.class_at(end) == TokenClass.MODIFIER:
        return 0
    member = OF_BODY.search(paragraph.classes, 0, name_span.chunk_start)
    is_member = member is not None and doc[paragraph.chunks[member.start()].end - 1].ent_type_ == "PERSON"
    role_before = HAS_STAFF.search(paragraph.classes, 0, name_span.chunk_start)
    if role_before is not None:
        return 1 + (_role_at(doc, paragraph, role_before.start()) in EXECUTIVES)
    return int(is_member)


def _role_at(doc: "Doc", paragraph: ParagraphChunks, i: int) -> str:
    """The role noun at chunk `i` in small letters and in the singular."""
    chunk = paragraph.chunks[i]
    return singular(" ".join(doc[chunk.start : chunk.end].text.lower().split()))


def _is_origin_of_person(doc: "Doc", name_span: NameSpan) -> bool:
    """True after "from" for a name of several words that the model takes for a person's, after what people give ("a letter from Ann Roe")."""
    tokens = doc[name_span.start : name_span.end]
    preposition = first_conjunct(tokens.root).head
    is_person = len(tokens) > 1 and all(t.ent_type_ == "PERSON" for t in tokens)
    return is_person and preposition.lower_ == "from" and preposition.head.lemma_.lower() in GIVEN_BY_PEOPLE


def _is_addressed_as_person(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True after a form of address, before an age in commas, and before "who" or "whom"."""
    if paragraph.class_at(name_span.chunk_start - 1) == TokenClass.HONORIFIC or AGE.match(paragraph.classes, name_span.chunk_end):
        return True
    i = name_span.chunk_end + (paragraph.class_at(name_span.chunk_end) == TokenClass.COMMA)
    return paragraph.class_at(i) == TokenClass.RELATIVE and doc[paragraph.chunks[i].start].lower_ in ("who", "whom")


def _is_called_organisation(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True where the noun before the name is an organisation's ("the gas producer NAME", "its armed wing the NAME") and no title, or an outlet's
    ("the broadcaster Gulf Radio"), or the one after an acronym ("the HDP party").
    """
    i, end = name_span.chunk_start - 1, name_span.chunk_end
    if CODE.fullmatch(name_span.text) and paragraph.class_at(end) == TokenClass.MODIFIER:
        return doc[paragraph.chunks[end].end - 1].lower_ in word_set("roles", "body_noun")
    if (
        paragraph.class_at(i) == TokenClass.DETERMINER
        and paragraph.class_at(i - 1) == TokenClass.MODIFIER
        and doc[paragraph.chunks[i].start].text == "the"
    ):
        return doc[paragraph.chunks[i - 1].end - 1].lower_ in word_set("roles", "body_noun")
    if paragraph.class_at(i) in COMMON_NOUNS and name_span.text.split()[-1] in word_set("outlets", "head"):
        return doc[paragraph.chunks[i].end - 1].lower_ in word_set("roles", "body_noun") | word_set("roles", "thing_noun")
    if paragraph.class_at(i) not in COMMON_NOUNS or title_before(doc, paragraph, name_span.chunk_start) is not None:
        return False
    return doc[paragraph.chunks[i].end - 1].lower_ in word_set("roles", "body_noun")


def _merge_bracketed(paragraphs: tuple[ParagraphChunks, ...], mentions: list[NameMention]) -> None:
    """Merge "(President Olav) Name": the words that an editor put in brackets before a surname."""
    for bracketed, mention in pairwise(mentions):
        bracket = bracketed.name_span.chunk_end
        adjacent = bracketed.name_span.paragraph == mention.name_span.paragraph and mention.name_span.chunk_start == bracket + 1
        if adjacent and paragraphs[mention.name_span.paragraph].class_at(bracket) == TokenClass.CLOSE_BRACKET:
            mention.name = f"{bracketed.name} {mention.name}"
            mention.roles = bracketed.roles + [role for role in mention.roles if role.end > bracket]
            mention.is_person = mention.is_person or bracketed.is_person
            bracketed.merged = True


def _drop_titles_of_next(mentions: list[NameMention]) -> None:
    """Drop the words after a name's comma that are the next name's title ("A, chief of the Water Office B, ...")."""
    titles: dict[tuple[int, int], list[tuple[NameMention, RolePhrase]]] = {}
    for mention in mentions:
        for role in mention.roles:
            if role.end <= mention.name_span.chunk_start:
                titles.setdefault((mention.name_span.paragraph, role.head), []).append((mention, role))
    for mention in mentions:
        paragraph, start = mention.name_span.paragraph, mention.name_span.chunk_start
        roles = [
            role
            for role in mention.roles
            if not any(_is_title_of(other, title, mention, role) for other, title in titles.get((paragraph, role.head), ()))
        ]
        if mention.roles and not roles:
            mention.is_person = mention.is_addressed
        mention.roles = roles
        around = (pair for head in range(start - LONGEST_TITLE, start) for pair in titles.get((paragraph, head), ()))
        mention.merged = mention.merged or any(_is_inside_title(other, title, mention) for other, title in around)


def _is_inside_title(other: NameMention, title: RolePhrase, mention: NameMention) -> bool:
    """True for a name that only ends another name's title: "Diplomacy" in "the Head of EU Diplomacy, NAME"."""
    span = mention.name_span
    same_paragraph = other is not mention and other.name_span.paragraph == span.paragraph
    return same_paragraph and mention.label != "PERSON" and title.head < span.chunk_start and span.chunk_end <= title.end


def _is_title_of(other: NameMention, title: RolePhrase, mention: NameMention, role: RolePhrase) -> bool:
    """True where the role after a name has the same head as the title before another name."""
    same_paragraph = other is not mention and other.name_span.paragraph == mention.name_span.paragraph
    return same_paragraph and role.start >= mention.name_span.chunk_end and role.head == title.head and role.end > role.head


def _link_shared_titles(paragraphs: tuple[ParagraphChunks, ...], mentions: list[NameMention]) -> None:
    """Link a mention to the one whose nation its title shares: "Freedonian president A and energy minister B"."""
    for owner, mention in pairwise(mentions):
        title = next((role for role in mention.roles if role.end <= mention.name_span.chunk_start), None)
        if title is None or owner.name_span.paragraph != mention.name_span.paragraph or not owner.roles:
            continue
        paragraph = paragraphs[mention.name_span.paragraph]
        coordinated = paragraph.classes[owner.name_span.chunk_end : title.start] == TokenClass.CONJUNCTION
        if coordinated and not any(c.kind in OWN_STATE for c in paragraph.chunks[title.start : title.end]):
            mention.shared_title_owner = owner


def _share_titles(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], mentions: list[NameMention]) -> None:
    """Give a plural title ("envoys A, B and C") and a plural role after a list ("A and B, the Freedonian envoys") to all names of it."""
    by_start = {(m.name_span.paragraph, m.name_span.chunk_start): m for m in mentions}
    for mention in mentions:
        paragraph = paragraphs[mention.name_span.paragraph]
        titles = [role for role in mention.roles if role.plural and role.end <= mention.name_span.chunk_start]
        members = list(_listed_after(mention, paragraph, by_start)) if titles else []
        for member in members:
            member.roles.extend(titles)
            member.is_person = True
        _share_apposition(doc, paragraph, mention, members)
    listed: set[int] = set()
    for mention in (by_start[key] for key in sorted(by_start)):
        if id(mention) not in listed:
            paragraph = paragraphs[mention.name_span.paragraph]
            members = list(_listed_after(mention, paragraph, by_start))
            listed |= {id(member) for member in members}
            _share_apposition(doc, paragraph, mention, members)


def _share_locations(paragraphs: tuple[ParagraphChunks, ...], mentions: list[NameMention]) -> None:
    """Mark the other names of a list of places: "near Northtown, Old Mill and Westford"."""
    by_start = {(m.name_span.paragraph, m.name_span.chunk_start): m for m in mentions}
    for mention in mentions:
        if mention.in_location and not mention.is_person:
            for member in _listed_after(mention, paragraphs[mention.name_span.paragraph], by_start):
                member.in_location = member.in_location or not member.is_person
                if member.is_person:
                    break


def _mark_lists_of_people(paragraphs: tuple[ParagraphChunks, ...], mentions: list[NameMention]) -> None:
    """Mark the full names of a list most of which are persons': "the painters Ann Roe, Jan Moy and Ida Orr"."""
    by_start = {(m.name_span.paragraph, m.name_span.chunk_start): m for m in mentions}
    for mention in mentions:
        members = [mention, *_listed_after(mention, paragraphs[mention.name_span.paragraph], by_start)]
        people = [m for m in members if m.is_person or m.label == "PERSON"]
        if all(" " in m.name for m in members) and len(people) < len(members) < len(people) * 2:
            for member in members:
                member.listed_with_people = True


def _listed_after(mention: NameMention, paragraph: ParagraphChunks, by_start: MentionsByStart) -> Iterator[NameMention]:
    """The other names of the list that a mention opens ("B" and "C" of "A, B and C", "B" of "A of Freedonia and B of Sylvania")."""
    end = _after_state(paragraph, mention.name_span.chunk_end)
    while separator := NAME_LIST.match(paragraph.classes, end):
        member = by_start.get((mention.name_span.paragraph, separator.end()))
        if member is None:
            return
        yield member
        end = _after_state(paragraph, member.name_span.chunk_end)


def _after_state(paragraph: ParagraphChunks, end: int) -> int:
    """Chunk after the state that a name in a list is given: "of Freedonia"."""
    match = OF_STATE.match(paragraph.classes, end)
    return match.end() if match else end


def _share_apposition(doc: "Doc", paragraph: ParagraphChunks, mention: NameMention, members: list[NameMention]) -> None:
    """Give a plural role after a list (", who serve as chairmen of ...") to all its names."""
    role = apposition_after(doc, paragraph, members[-1].name_span.chunk_end) if members else None
    if role is not None and role.plural:
        for member in (mention, *members):
            if role not in member.roles:
                member.roles.append(role)
