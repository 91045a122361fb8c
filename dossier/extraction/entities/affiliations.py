"""Whom somebody acts for, read from the words of a role and of the sentence."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.roles import RolePhrase, acting_role, is_office, kinship, role_owner
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import singular
from dossier.model.actor import Affiliation
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PUBLIC = frozenset({"Ministry", "Department", "Army", "Navy", "Force", "Forces", "Guard", "Guards", "Corps", "Police", "Embassy", "Consulate", "Parliament", "Assembly", "Senate", "House", "Congress", "Government", "Cabinet", "Office", "Court", "Council", "Directorate", "Agency", "Service", "Administration", "Command", "Commission", "Secretariat", "Mission", "Delegation", "Marines", "Coast"})  # fmt: skip
"""Heads of bodies that are part of the state whose adjective they bear; an institute or forum is not."""
PARTISAN = frozenset({"Democratic", "Liberation", "Free", "National", "Popular", "People's", "People’s"})
"""With one of these, "Forces" and "Army" may as well be rebels: "Freedonian Democratic Forces" serve nobody but themselves."""
DELEGATION = frozenset({"delegation", "team", "negotiators", "side", "group", "officials"})
LOCAL_WORDS = frozenset({"governor", "mayor", "provincial", "regional", "municipal", "district", "councillor"})
LEAST = 3
LEADING = frozenset({"lead", "head", "include", "comprise", "consist", "chair"})


@dataclass(frozen=True, slots=True)
class AffiliationHint:
    """A side as the words tell it: a state or a body by `name`, or (`person`) whoever the named person acts for."""

    name: str
    span: Span
    person: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationState:
    """The body that a name_span names: its name, and the state it serves as far as the article tells, or empty."""

    name: str
    state: str


OrganisationsBySpan = Mapping[Span, OrganisationState]
"""Where a body is named -> which body."""


def affiliation_of_role(
    doc: "Doc", paragraph: ParagraphChunks, number: int, phrase: RolePhrase, name_spans: tuple[NameSpan, ...], homes: OrganisationsBySpan
) -> AffiliationHint | None:
    """Whom the holder of the role acts for, or None where the words do not tell; `number` is the paragraph's."""
    if kinship(doc, paragraph, phrase):
        other = acting_role(paragraph, phrase)
        if other is None:
            return None
        phrase = other
    inside = [s for s in name_spans if s.paragraph == number and phrase.start <= s.chunk_start and s.chunk_end <= phrase.end]
    for name_span in inside:
        if name_span.span in homes and _served(doc, paragraph, phrase, name_span):
            return _home_side(homes[name_span.span], name_span.span)
    by_words = _state_in(doc, paragraph, phrase) if is_office(doc, paragraph, phrase) else None
    if by_words is not None:
        return by_words
    return _side_of_others(doc, paragraph, phrase, inside) or _side_over_whose(paragraph, number, phrase, name_spans, homes)


def _side_of_others(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase, inside: list[NameSpan]) -> AffiliationHint | None:
    """The outlet, or the person, that the role serves ("Ann Roe's spokesman")."""
    serving = singular(doc[paragraph.chunks[phrase.head].end - 1].text.lower()) in word_set("roles", "serving")
    for name_span in inside:
        if name_span.label == "outlet" and _served(doc, paragraph, phrase, name_span):
            return AffiliationHint(name_span.text, name_span.span)
        if serving and name_span.label == "name" and paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] == "'":
            return AffiliationHint(name_span.text, name_span.span, person=True)
    return None


def _side_over_whose(
    paragraph: ParagraphChunks, number: int, phrase: RolePhrase, name_spans: tuple[NameSpan, ...], homes: OrganisationsBySpan
) -> AffiliationHint | None:
    """The body in "the BODY, whose commander is President NAME"."""
    at = role_owner(paragraph, phrase)
    for name_span in name_spans:
        if at is not None and name_span.paragraph == number and name_span.chunk_end == at + 1 and name_span.span in homes:
            return _home_side(homes[name_span.span], name_span.span)
    return None


def _home_side(home: OrganisationState, span: Span) -> AffiliationHint:
    return AffiliationHint(home.state or home.name, span)


def _state_in(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
    """The state that the role's words name before its head, or behind it by "of"."""
    for at in (*range(phrase.start, phrase.head), *range(phrase.head + 1, phrase.end)):
        chunk = paragraph.chunks[at]
        if chunk.kind in "SAK" and chunk.entry is not None and (at < phrase.head or _of(paragraph, phrase.head, at)):
            return AffiliationHint(chunk.entry.name, _span(doc, chunk.start, chunk.end))
    return None


def _served(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase, name_span: NameSpan) -> bool:
    """True where the body stands before the role noun, or after it behind "of" or "for"."""
    if name_span.chunk_start < phrase.head:
        return True
    if phrase.text:
        return set(paragraph.classes[phrase.head + 1 : name_span.chunk_start]) <= set("d")
    between = paragraph.classes[phrase.head + 1 : name_span.chunk_start]
    return between[:1] in ("o", "f") and doc[paragraph.chunks[phrase.head + 1].start].lower_ in ("of", "for") and "i" not in between


def _of(paragraph: ParagraphChunks, head: int, at: int) -> bool:
    """True where chunk `at` hangs on the role noun by "of" alone, or on the verb that tells a post."""
    if paragraph.classes[head] == "v":
        return True
    return all(letter in "odSAKQFmONRr'c" for letter in paragraph.classes[head + 1 : at]) and "o" in paragraph.classes[head + 1 : at]


def state_of_body(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> AffiliationHint | None:
    """The state that a body serves: a listed one's, a possessor's ("Freedonia's Water Council") or its own adjective's."""
    entry = paragraph.chunks[name_span.chunk_start].entry
    if name_span.label == "body" and entry is not None:
        return AffiliationHint(entry.state, name_span.span) if entry.state else None
    at = name_span.chunk_start - 1
    while at >= 0 and paragraph.classes[at] in "mhv":
        at -= 1
    if at >= 1 and paragraph.classes[at] == "'" and paragraph.classes[at - 1] in "SK":
        return _unit_side(doc, paragraph, at - 1)
    if not is_public_body(doc, name_span):
        return None
    if at == name_span.chunk_start - 1 and at >= 0 and paragraph.classes[at] in "SA":
        return _unit_side(doc, paragraph, at)
    return next(
        (
            _unit_side(doc, paragraph, i)
            for i in range(name_span.chunk_start, name_span.chunk_end)
            if paragraph.classes[i] in "SA" and paragraph.chunks[i].entry is not None
        ),
        None,
    )


def is_public_body(doc: "Doc", name_span: NameSpan) -> bool:
    """True where the body's head word makes it a part of a state."""
    names = [t.text for t in doc[name_span.start : name_span.end]]
    return any(name in PUBLIC for name in names) and not any(
        name in PARTISAN and names[-1] in ("Forces", "Army", "Force", "Council") for name in names
    )


def _unit_side(doc: "Doc", paragraph: ParagraphChunks, at: int) -> AffiliationHint | None:
    chunk = paragraph.chunks[at]
    return AffiliationHint(chunk.entry.name, _span(doc, chunk.start, chunk.end)) if chunk.entry else None


def _span(doc: "Doc", start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))


def affiliation_of_sentence_state(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, phrase: RolePhrase
) -> AffiliationHint | None:
    """The state that the sentence opens with, for a regional office ("In Freedonia's Upper region, ... Governor NAME said")."""
    if singular(doc[paragraph.chunks[phrase.head].end - 1].lower_) not in word_set("roles", "regional"):
        return None
    sentence = doc[name_span.start].sent
    for chunk in paragraph.chunks:
        if chunk.kind == "S" and chunk.entry and chunk.start == sentence.start + 1 and doc[sentence.start].lower_ == "in":
            return AffiliationHint(chunk.entry.name, _span(doc, chunk.start, chunk.end))
    return None


def main_state(paragraphs: tuple[ParagraphChunks, ...]) -> str:
    """The state that an article is about: named at least three times and more often than all others together; else empty."""
    named = Counter(u.entry.name for paragraph in paragraphs for u in paragraph.chunks if u.kind in "SAK" and u.entry is not None)
    name, times = next(iter(named.most_common(1)), ("", 0))
    return name if times >= LEAST and times * 2 > sum(named.values()) else ""


def affiliation_of_local_office(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase, state: str) -> AffiliationHint | None:
    """The state that the article is about, for an office in one of its parts whose words name none ("the provincial governor")."""
    start, end = paragraph.chunks[phrase.start].start, paragraph.chunks[phrase.end - 1].end
    local = any(singular(t.lower_) in LOCAL_WORDS for t in doc[start:end])
    elsewhere = bool(set("NQK") & set(paragraph.classes[phrase.start : phrase.end]))
    return (
        AffiliationHint(state, _span(doc, start, end)) if state and local and not elsewhere and is_office(doc, paragraph, phrase) else None
    )


def affiliation_of_delegation(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> AffiliationHint | None:
    """The state whose delegation is told to include the name, or to be led by it."""
    sentence = doc[name_span.start].sent
    states = [u for u in paragraph.chunks if u.entry is not None and u.kind in "SAK" and sentence.start <= u.start < name_span.start]
    group = next((t for t in sentence if t.i < name_span.start and t.lower_ in DELEGATION), None)
    if group is None or not any(t.lemma_ in LEADING for t in doc[group.i : name_span.start]):
        return None
    represented = [u for u in states if u.start > group.i and doc[u.end - 1].dep_ in ("nsubj", "nsubjpass")]
    of = [u for u in states if group.i < u.start <= group.i + 3 and doc[group.i + 1].lower_ == "of"]
    if represented or of:
        nearest = (represented or of)[-1]
        return AffiliationHint(nearest.entry.name if nearest.entry else "", _span(doc, nearest.start, nearest.end))
    beside = [u for u in states if u.end <= group.i and group.i - u.end <= 3]
    subject = [u for u in states if u.end <= group.i and doc[u.end - 1].dep_ == "nsubj"]
    for chunk in (beside or subject)[-1:]:
        return AffiliationHint(chunk.entry.name if chunk.entry else "", _span(doc, chunk.start, chunk.end))
    return None


def affiliation_of_adjacent_organisation(
    paragraph: ParagraphChunks, name_span: NameSpan, name_spans: tuple[NameSpan, ...], homes: OrganisationsBySpan
) -> AffiliationHint | None:
    """The body in "NAME of BODY" and "BODY's NAME"."""
    after = paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] == "o"
    before = paragraph.classes[name_span.chunk_start - 1 : name_span.chunk_start] == "'"
    for other in name_spans:
        if other.paragraph != name_span.paragraph or (other.span not in homes and other.label != "outlet"):
            continue
        if (
            after
            and name_span.chunk_end < other.chunk_start
            and set(paragraph.classes[name_span.chunk_end + 1 : other.chunk_start]) <= set("dm")
        ) or (before and other.chunk_end == name_span.chunk_start - 1):
            return _home_side(homes[other.span], other.span) if other.span in homes else AffiliationHint(other.text, other.span)
    return None


def resolve_affiliations(hints: list[AffiliationHint], by_person: dict[str, str]) -> tuple[Affiliation, ...]:
    """Hints as sides; one that names a person becomes that person's side, or nothing where it is not entry."""
    found = []
    for hint in hints:
        name = by_person.get(hint.name, "") if hint.person else (country_of(hint.name) or hint.name)
        if name:
            found.append(Affiliation(name, hint.span))
    return tuple(found)
