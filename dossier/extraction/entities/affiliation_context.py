"""Whom somebody acts for as the words around tell it: "its adviser", "the region's governor", "an aide will travel with her"."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliations import AffiliationHint, OrganisationsBySpan
from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.roles import RolePhrase, is_office, kinship
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWNING = frozenset({"its", "their"})
PARTS = frozenset({"region", "province", "district", "governorate", "oblast", "county", "prefecture", "republic", "department", "state"})
COMPANY = frozenset({"travel", "accompany", "go", "fly", "come", "join", "be", "stand", "arrive", "sit"})
PRONOUNS = frozenset({"him", "her"})


def affiliation_of_possessor(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, phrase: RolePhrase, homes: OrganisationsBySpan
) -> AffiliationHint | None:
    """The state or body that "its" and "their" mean in a role ("The palace said so. NAME, its adviser, ...").

    That is the nearest one before which is a subject of its sentence, else the nearest; no farther than the sentence before.
    """
    start, end = paragraph.chunks[phrase.start].start, paragraph.chunks[phrase.end - 1].end
    owning = start > 0 and doc[start - 1].lower_ in OWNING
    if kinship(doc, paragraph, phrase) or not (owning or any(t.lower_ in OWNING for t in doc[start:end])):
        return None
    here = doc[name_span.start].sent.start
    before = doc[here - 1].sent.start if here > paragraph.chunks[0].start else here
    found = [(s, _tells(doc, s), hint) for s, hint in _named_before(doc, paragraph, name_span.start, homes) if before <= s]
    for since in (here, before):
        near = [(acts, at, hint) for at, acts, hint in found if at >= since]
        if near:
            return max(near, key=lambda item: item[:2])[2]
    return None


def _named_before(doc: "Doc", paragraph: ParagraphChunks, end: int, homes: OrganisationsBySpan) -> list[tuple[int, AffiliationHint]]:
    """States and bodies of the paragraph named before token `end`, by first token."""
    found = [
        (u.start, AffiliationHint(u.entry.name, _span(doc, u.start, u.end)))
        for u in paragraph.chunks
        if u.kind in "SK" and u.entry is not None and u.end <= end
    ]
    at = {t.idx: t.i for t in doc[paragraph.chunks[0].start : end]}
    found += [(at[span.start], AffiliationHint(home.state or home.name, span)) for span, home in homes.items() if span.start in at]
    return found


def _tells(doc: "Doc", at: int) -> bool:
    """True where the name that starts at token `at` is a subject."""
    token = doc[at]
    while token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"}


def affiliation_of_region(
    doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], paragraph: ParagraphChunks, phrase: RolePhrase
) -> AffiliationHint | None:
    """The state of which "the region's governor" governs a part, where it was named before ("Freedonia's Upper region")."""
    start, end = paragraph.chunks[phrase.start].start, paragraph.chunks[phrase.end - 1].end
    part = next((t for t in doc[start:end] if t.lower_ in PARTS), None)
    named = set("NQK") & set(paragraph.classes[phrase.start : phrase.end])
    if part is None or named or not is_office(doc, paragraph, phrase):
        return None
    owned = [
        AffiliationHint(paragraph.chunks[i].entry.name, _span(doc, paragraph.chunks[i].start, paragraph.chunks[i].end))  # type: ignore[union-attr] # S, A: entry
        for paragraph in paragraphs
        for i, letter in enumerate(paragraph.classes)
        if letter in "SA"
        and paragraph.chunks[i].entry is not None
        and paragraph.chunks[i].end <= start
        and _part_of(doc, paragraph, i, part.lower_)
    ]
    return owned[-1] if owned else None


def _part_of(doc: "Doc", paragraph: ParagraphChunks, at: int, part: str) -> bool:
    """True where the state's name at chunk `at` owns a named part ("Freedonia's Upper region")."""
    after = [doc[u.start : u.end].text.lower() for u in paragraph.chunks[at + 1 : at + 6]]
    if part not in after:
        return False
    classes = paragraph.classes[at + 1 : at + 1 + after.index(part)]
    return bool(classes) and set(classes) <= set("'NQmh") and bool(set("NQ") & set(classes))


def affiliation_of_companion(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, phrase: RolePhrase, others: tuple[NameSpan, ...]
) -> AffiliationHint | None:
    """The person with whom an officer comes ("General NAME will travel with him", "With her was NAME, a minister")."""
    sentence = doc[name_span.start].sent
    pronoun = next((t for t in sentence if t.lower_ in PRONOUNS and t.head.lower_ in {"with", "beside", "accompany"}), None)
    if pronoun is None or not is_office(doc, paragraph, phrase) or not _together(pronoun, name_span):
        return None
    earlier = [s for s in others if s.label == "name" and s.end <= sentence.start and s.paragraph == name_span.paragraph]
    told = [s for s in earlier if doc[s.start : s.end].root.dep_ in {"nsubj", "nsubjpass"}] if earlier else []
    if not told or doc[told[-1].start].sent.end < sentence.start:
        return None
    return AffiliationHint(told[-1].text, told[-1].span, person=True)


def _together(pronoun: "Token", name_span: NameSpan) -> bool:
    """True where the name is what comes, or is there, with the pronoun's person."""
    verb = pronoun.head.head if pronoun.head.dep_ == "prep" else pronoun.head
    around = [c for c in verb.children if c.dep_ in {"nsubj", "attr", "dobj"}]
    return verb.lemma_ in COMPANY and any(c.left_edge.i <= name_span.start and name_span.end <= c.right_edge.i + 1 for c in around)


def _span(doc: "Doc", start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
