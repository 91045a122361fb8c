"""Affiliations by the context of a role: "its adviser", "the region's governor", "an aide will travel with her"."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliations import (
    ELSEWHERE,
    OWNERS,
    AffiliationHint,
    OrganisationsBySpan,
    organisation_hint,
    state_hint,
)
from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.roles import RolePhrase, is_kinship, is_office
from dossier.extraction.entities.token_classes import NATION, TokenClass
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.syntax.subjects import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POSSESSIVE_PRONOUNS = frozenset({"its", "their"})
REGION_NOUNS = frozenset({"region", "province", "district", "governorate", "oblast", "county", "prefecture", "republic", "department", "state"})  # fmt: skip
COMPANION_VERBS = frozenset({"travel", "accompany", "go", "fly", "come", "join", "be", "stand", "arrive", "sit"})
COMPANION_PREPOSITIONS = frozenset({"with", "beside", "accompany"})
OBJECT_PRONOUNS = frozenset({"him", "her"})
REGION_NAME = frozenset({TokenClass.NAME, TokenClass.PLACE})
IN_REGION_NAME = REGION_NAME | {TokenClass.POSSESSIVE, TokenClass.MODIFIER, TokenClass.HYPHEN}


def affiliation_of_possessor(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, phrase: RolePhrase, organisations: OrganisationsBySpan
) -> AffiliationHint | None:
    """The state or body that "its" or "their" in a role refers to ("The palace said so. NAME, its adviser, ..."), or None.

    That is the last one before it in the sentence, else in the sentence before; subjects come first.
    """
    start, end = paragraph.chunks[phrase.start].start, paragraph.chunks[phrase.end - 1].end
    has_pronoun = any(t.lower_ in POSSESSIVE_PRONOUNS for t in doc[max(start - 1, 0) : end])
    if not has_pronoun or is_kinship(doc, paragraph, phrase):
        return None
    sentence = doc[name_span.start].sent.start
    previous = doc[sentence - 1].sent.start if sentence > paragraph.chunks[0].start else sentence
    hints = _mentioned_before(doc, paragraph, name_span.start, organisations)
    for earliest in (sentence, previous):
        candidates = [(_is_subject(doc, i), i, hint) for i, hint in hints if i >= earliest]
        if candidates:
            return max(candidates, key=lambda item: item[:2])[2]
    return None


def _mentioned_before(
    doc: "Doc", paragraph: ParagraphChunks, end: int, organisations: OrganisationsBySpan
) -> list[tuple[int, AffiliationHint]]:
    """States and bodies mentioned in the paragraph before token `end`, each with its first token."""
    hints = [(c.start, state_hint(doc, c)) for c in paragraph.chunks if c.kind in OWNERS and c.end <= end]
    token_at = {t.idx: t.i for t in doc[paragraph.chunks[0].start : end]}
    hints += [
        (token_at[span.start], organisation_hint(organisation, span))
        for span, organisation in organisations.items()
        if span.start in token_at
    ]
    return hints


def _is_subject(doc: "Doc", start: int) -> bool:
    """True where the name that starts at token `start` is a subject."""
    token = doc[start]
    while token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i:
        token = token.head
    return token.dep_ in SUBJECTS


def affiliation_of_region(
    doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], paragraph: ParagraphChunks, phrase: RolePhrase
) -> AffiliationHint | None:
    """The state of the region that "the region's governor" refers to, where it was named before ("Freedonia's Upper region"), or None."""
    chunks = paragraph.chunks[phrase.start : phrase.end]
    start, end = chunks[0].start, chunks[-1].end
    region = next((t for t in doc[start:end] if t.lower_ in REGION_NOUNS), None)
    if region is None or any(c.kind in ELSEWHERE for c in chunks) or not is_office(doc, paragraph, phrase):
        return None
    owners = [
        chunk
        for earlier in paragraphs
        for i, chunk in enumerate(earlier.chunks)
        if chunk.kind in NATION and chunk.end <= start and _owns_region(doc, earlier, i, region.lower_)
    ]
    return state_hint(doc, owners[-1]) if owners else None


def _owns_region(doc: "Doc", paragraph: ParagraphChunks, index: int, region: str) -> bool:
    """True where the state at chunk `index` owns a named region ("Freedonia's Upper region")."""
    following = paragraph.chunks[index + 1 : index + 6]
    words = [doc[c.start : c.end].text.lower() for c in following]
    if region not in words:
        return False
    between = {c.kind for c in following[: words.index(region)]}
    return between <= IN_REGION_NAME and bool(between & REGION_NAME)


def affiliation_of_companion(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, phrase: RolePhrase, name_spans: tuple[NameSpan, ...]
) -> AffiliationHint | None:
    """The person whom an officer accompanies ("General NAME will travel with him", "With her was NAME, a minister"), or None."""
    sentence = doc[name_span.start].sent
    pronoun = next((t for t in sentence if t.lower_ in OBJECT_PRONOUNS and t.head.lower_ in COMPANION_PREPOSITIONS), None)
    if pronoun is None or not is_office(doc, paragraph, phrase) or not _accompanies(pronoun, name_span):
        return None
    earlier = [n for n in name_spans if n.label == "name" and n.end <= sentence.start and n.paragraph == name_span.paragraph]
    subjects = [n for n in earlier if doc[n.start : n.end].root.dep_ in SUBJECTS]
    if not subjects or doc[subjects[-1].start].sent.end < sentence.start:
        return None
    return AffiliationHint(subjects[-1].text, subjects[-1].span, person=True)


def _accompanies(pronoun: "Token", name_span: NameSpan) -> bool:
    """True where the named person comes, or is present, with the person that the pronoun refers to."""
    verb = pronoun.head.head if pronoun.head.dep_ == "prep" else pronoun.head
    arguments = [c for c in verb.children if c.dep_ in {"nsubj", "attr", "dobj"}]
    return verb.lemma_ in COMPANION_VERBS and any(
        c.left_edge.i <= name_span.start and name_span.end <= c.right_edge.i + 1 for c in arguments
    )
