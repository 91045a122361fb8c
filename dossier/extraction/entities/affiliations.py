"""Affiliations: the state or organisation that a person acts for, by the words of a role and of the sentence."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.roles import RolePhrase, acting_role, is_kinship, is_office, role_owner
from dossier.extraction.entities.token_classes import GEOGRAPHIC, NAME_WORDS, NATION, STATE_WORDS, TokenClass
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import singular
from dossier.extraction.segments.doc_text import token_span
from dossier.extraction.syntax.subjects import SUBJECTS
from dossier.model.actor import Affiliation
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PUBLIC_HEADS = frozenset({"Ministry", "Department", "Army", "Navy", "Force", "Forces", "Guard", "Guards", "Corps", "Police", "Embassy", "Consulate", "Parliament", "Assembly", "Senate", "House", "Congress", "Government", "Cabinet", "Office", "Court", "Council", "Directorate", "Agency", "Service", "Administration", "Command", "Commission", "Secretariat", "Mission", "Delegation", "Marines", "Coast"})  # fmt: skip
"""Heads of bodies that are part of the state whose adjective they have; an institute or forum is not."""
PARTISAN_WORDS = frozenset({"Democratic", "Liberation", "Free", "National", "Popular", "People's", "People’s"})
"""With one of these, "Forces" and "Army" may be rebels: "Freedonian Democratic Forces" are not part of the state."""
ARMED_HEADS = frozenset({"Forces", "Army", "Force", "Council"})
DELEGATION_NOUNS = frozenset({"delegation", "team", "negotiators", "side", "group", "officials"})
LOCAL_WORDS = frozenset({"governor", "mayor", "provincial", "regional", "municipal", "district", "councillor"})
MIN_MENTIONS = 3
"""Mentions that make a state the main one of an article."""
LEADING_VERBS = frozenset({"lead", "head", "include", "comprise", "consist", "chair"})

OWNERS = frozenset({TokenClass.STATE, TokenClass.CAPITAL})
ELSEWHERE = frozenset({TokenClass.NAME, TokenClass.PLACE, TokenClass.CAPITAL})
"""Classes that name a place in the words of a local office."""
OF_OR_FOR = frozenset({TokenClass.OF, TokenClass.FOR})
IN_OF_PHRASE = (
    GEOGRAPHIC
    | NAME_WORDS - {TokenClass.PLACE_HEAD, TokenClass.EVENT_HEAD}
    | {
        TokenClass.OF,
        TokenClass.DETERMINER,
        TokenClass.MODIFIER,
        TokenClass.TITLE,
        TokenClass.ROLE,
        TokenClass.POSSESSIVE,
        TokenClass.CONJUNCTION,
    }
)
"""Classes between a role noun and the state that it serves by "of"."""
BEFORE_BODY = frozenset({TokenClass.MODIFIER, TokenClass.HYPHEN, TokenClass.VERB})
BEFORE_COMPANY = frozenset({TokenClass.DETERMINER, TokenClass.MODIFIER})


@dataclass(frozen=True, slots=True)
class AffiliationHint:
    """Evidence of an affiliation: the `name` of a state or body, or with `person` that of a person who has the same affiliation."""

    name: str
    span: Span
    person: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationState:
    """Name of an organisation and the state that it serves, empty where the article does not show it."""

    name: str
    state: str


OrganisationsBySpan = Mapping[Span, OrganisationState]
"""Characters of a name -> the organisation that it names."""


def affiliation_of_role(
    doc: "Doc",
    paragraph: ParagraphChunks,
    index: int,
    phrase: RolePhrase,
    name_spans: tuple[NameSpan, ...],
    organisations: OrganisationsBySpan,
) -> AffiliationHint | None:
    """Affiliation of the holder of a role by its words, or None; `index` is the number of the paragraph."""
    if is_kinship(doc, paragraph, phrase):
        office = acting_role(paragraph, phrase)
        if office is None:
            return None
        phrase = office
    inside = [n for n in name_spans if n.paragraph == index and phrase.start <= n.chunk_start and n.chunk_end <= phrase.end]
    for name_span in inside:
        if name_span.span in organisations and _is_served(doc, paragraph, phrase, name_span):
            return organisation_hint(organisations[name_span.span], name_span.span)
    state = _state_in_role(doc, paragraph, phrase) if is_office(doc, paragraph, phrase) else None
    if state is not None:
        return state
    return _outlet_or_person(doc, paragraph, phrase, inside) or _owner_of_whose(paragraph, index, phrase, name_spans, organisations)


def _outlet_or_person(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase, inside: list[NameSpan]) -> AffiliationHint | None:
    """The outlet, or the person, that the role serves ("Ann Roe's spokesman")."""
    serves_person = singular(doc[paragraph.chunks[phrase.head].end - 1].text.lower()) in word_set("roles", "serving")
    for name_span in inside:
        if name_span.label == "outlet" and _is_served(doc, paragraph, phrase, name_span):
            return AffiliationHint(name_span.text, name_span.span)
        if serves_person and name_span.label == "name" and paragraph.class_at(name_span.chunk_end) == TokenClass.POSSESSIVE:
            return AffiliationHint(name_span.text, name_span.span, person=True)
    return None


def _owner_of_whose(
    paragraph: ParagraphChunks, index: int, phrase: RolePhrase, name_spans: tuple[NameSpan, ...], organisations: OrganisationsBySpan
) -> AffiliationHint | None:
    """The body in "the BODY, whose commander is President NAME"."""
    owner = role_owner(paragraph, phrase)
    if owner is None:
        return None
    for name_span in name_spans:
        is_owner = name_span.paragraph == index and name_span.chunk_end == owner + 1
        if is_owner and name_span.span in organisations:
            return organisation_hint(organisations[name_span.span], name_span.span)
    return None


def organisation_hint(organisation: OrganisationState, span: Span) -> AffiliationHint:
    """Hint of the state that the organisation serves, else of the organisation itself."""
    return AffiliationHint(organisation.state or organisation.name, span)


def state_hint(doc: "Doc", chunk: Chunk) -> AffiliationHint:
    """Hint of the state that the chunk refers to."""
    return AffiliationHint(chunk.state, token_span(doc, chunk.start, chunk.end))


def _state_in_role(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
    """The state in the words of the role before its head, or after it by "of"."""
    for i in (*range(phrase.start, phrase.head), *range(phrase.head + 1, phrase.end)):
        chunk = paragraph.chunks[i]
        if chunk.state and (i < phrase.head or _depends_by_of(paragraph, phrase.head, i)):
            return state_hint(doc, chunk)
    return None


def _is_served(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase, name_span: NameSpan) -> bool:
    """True where the body precedes the role noun, or follows it after "of" or "for"."""
    if name_span.chunk_start < phrase.head:
        return True
    between = [c.kind for c in paragraph.chunks[phrase.head + 1 : name_span.chunk_start]]
    if phrase.text:
        return all(kind is TokenClass.DETERMINER for kind in between)
    preposition = doc[paragraph.chunks[phrase.head + 1].start].lower_ if between and between[0] in OF_OR_FOR else ""
    return preposition in ("of", "for") and TokenClass.PREPOSITION not in between


def _depends_by_of(paragraph: ParagraphChunks, head: int, index: int) -> bool:
    """True where chunk `index` depends on the role noun by "of" alone, or on the verb that gives a post."""
    if paragraph.chunks[head].kind is TokenClass.VERB:
        return True
    between = [c.kind for c in paragraph.chunks[head + 1 : index]]
    return TokenClass.OF in between and all(kind in IN_OF_PHRASE or kind is TokenClass.COMMA for kind in between)


def state_of_body(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> AffiliationHint | None:
    """The state that a body serves: a listed one's, a possessor's ("Freedonia's Water Council") or its own adjective's, or None."""
    if name_span.label == "body" and name_span.entry is not None:
        return AffiliationHint(name_span.entry.state, name_span.span) if name_span.entry.state else None
    i = name_span.chunk_start - 1
    while paragraph.class_at(i) in BEFORE_BODY:
        i -= 1
    if paragraph.class_at(i) == TokenClass.POSSESSIVE and paragraph.class_at(i - 1) in OWNERS:
        return state_hint(doc, paragraph.chunks[i - 1])
    if not is_public_body(doc, name_span):
        return None
    inside = range(name_span.chunk_start, name_span.chunk_end)
    candidates = [i, *inside] if i == name_span.chunk_start - 1 and i >= 0 else inside
    return next((state_hint(doc, paragraph.chunks[k]) for k in candidates if paragraph.chunks[k].kind in NATION), None)


def is_public_body(doc: "Doc", name_span: NameSpan) -> bool:
    """True where the head word of the body makes it a part of a state."""
    words = [t.text for t in doc[name_span.start : name_span.end]]
    is_partisan = words[-1] in ARMED_HEADS and any(word in PARTISAN_WORDS for word in words)
    return any(word in PUBLIC_HEADS for word in words) and not is_partisan


def affiliation_of_sentence_state(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, phrase: RolePhrase
) -> AffiliationHint | None:
    """The state at the start of the sentence, for a regional office ("In Freedonia's Upper region, ... Governor NAME said")."""
    if singular(doc[paragraph.chunks[phrase.head].end - 1].lower_) not in word_set("roles", "regional"):
        return None
    sentence = doc[name_span.start].sent
    if doc[sentence.start].lower_ != "in":
        return None
    chunk = next((c for c in paragraph.chunks if c.kind is TokenClass.STATE and c.start == sentence.start + 1), None)
    return state_hint(doc, chunk) if chunk is not None else None


def main_state(paragraphs: tuple[ParagraphChunks, ...]) -> str:
    """The state that an article is about: mentioned at least three times and more often than all others together; else empty."""
    mentions = Counter(chunk.state for paragraph in paragraphs for chunk in paragraph.chunks if chunk.state)
    state, count = next(iter(mentions.most_common(1)), ("", 0))
    return state if count >= MIN_MENTIONS and count * 2 > sum(mentions.values()) else ""


def affiliation_of_local_office(doc: "Doc", paragraph: ParagraphChunks, phrase: RolePhrase, state: str) -> AffiliationHint | None:
    """The state that the article is about, for a local office whose words name no place ("the provincial governor")."""
    chunks = paragraph.chunks[phrase.start : phrase.end]
    start, end = chunks[0].start, chunks[-1].end
    is_local = any(singular(t.lower_) in LOCAL_WORDS for t in doc[start:end]) and not any(c.kind in ELSEWHERE for c in chunks)
    return AffiliationHint(state, token_span(doc, start, end)) if state and is_local and is_office(doc, paragraph, phrase) else None


def affiliation_of_delegation(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> AffiliationHint | None:
    """The state of the delegation that includes the named person or is led by them, or None."""
    sentence = doc[name_span.start].sent
    group = next((t for t in reversed(sentence) if t.i < name_span.start and t.lower_ in DELEGATION_NOUNS), None)
    if group is None or not any(t.lemma_ in LEADING_VERBS for t in doc[group.i : name_span.start]):
        return None
    states = [c for c in paragraph.chunks if c.kind in STATE_WORDS and sentence.start <= c.start < name_span.start]
    represented = [c for c in states if c.start > group.i and doc[c.end - 1].dep_ in SUBJECTS]
    after_of = [c for c in states if group.i < c.start <= group.i + 3 and doc[group.i + 1].lower_ == "of"]
    adjacent = [c for c in states if c.end <= group.i and group.i - c.end <= 3]
    subjects = [c for c in states if c.end <= group.i and doc[c.end - 1].dep_ == "nsubj"]
    nearest = (represented or after_of or adjacent or subjects)[-1:]
    return state_hint(doc, nearest[0]) if nearest else None


def affiliation_of_adjacent_organisation(
    paragraph: ParagraphChunks, name_span: NameSpan, name_spans: tuple[NameSpan, ...], organisations: OrganisationsBySpan
) -> AffiliationHint | None:
    """The state or body in "NAME of STATE", "NAME of BODY" and "BODY's NAME", or None."""
    has_of = paragraph.class_at(name_span.chunk_end) == TokenClass.OF
    has_possessive = paragraph.class_at(name_span.chunk_start - 1) == TokenClass.POSSESSIVE
    if has_of and paragraph.class_at(name_span.chunk_end + 1) == TokenClass.STATE:
        return AffiliationHint(paragraph.chunks[name_span.chunk_end + 1].state, name_span.span)
    for other in name_spans if has_of or has_possessive else ():
        if other.paragraph != name_span.paragraph or (other.span not in organisations and other.label != "outlet"):
            continue
        between = paragraph.chunks[name_span.chunk_end + 1 : other.chunk_start]
        follows_of = has_of and name_span.chunk_end < other.chunk_start and all(c.kind in BEFORE_COMPANY for c in between)
        if follows_of or (has_possessive and other.chunk_end == name_span.chunk_start - 1):
            organisation = organisations.get(other.span)
            return organisation_hint(organisation, other.span) if organisation else AffiliationHint(other.text, other.span)
    return None


def resolve_affiliations(hints: list[AffiliationHint], by_person: dict[str, str]) -> tuple[Affiliation, ...]:
    """Hints as affiliations; one by a person becomes that person's affiliation (`by_person`: name -> state or body), if known."""
    affiliations = []
    for hint in hints:
        name = by_person.get(hint.name, "") if hint.person else (country_of(hint.name) or hint.name)
        if name:
            affiliations.append(Affiliation(name, hint.span))
    return tuple(affiliations)
