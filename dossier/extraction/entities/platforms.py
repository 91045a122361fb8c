"""Platforms that act as companies ("Chatter removed the post", "a Chatter spokesman"); elsewhere they are only the channel ("on Chatter")."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.organisations import Organisation
from dossier.extraction.entities.person_evidence import staff_of
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.syntax.noun_phrases import first_conjunct

if TYPE_CHECKING:
    from spacy.tokens import Doc

CHANNEL_PREPOSITIONS = frozenset({"on", "via", "through", "over", "to", "off", "onto"})
COMPANY_NOUNS = frozenset({"headquarters", "office", "campus", "policy", "rule", "decision", "statement", "board", "staff", "share", "stock", "revenue", "profit", "algorithm", "moderator"})  # fmt: skip
"""Nouns of what a company has, and a channel has not."""


def find_platforms(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[Organisation]:
    """The platforms that act, or whose people are named, anywhere in the article, with all mentions of them that are no channel."""
    platforms: dict[str, Organisation] = {}
    acting: set[str] = set()
    for name_span in name_spans:
        is_platform = name_span.label == "platform" and name_span.entry is not None and len(name_span.text) > 1
        if not is_platform or doc[name_span.start - 1].lower_ in CHANNEL_PREPOSITIONS:
            continue
        platforms.setdefault(name_span.text, Organisation(name_span.text)).name_spans.append(name_span)
        if _acts(doc, name_span) or staff_of(doc, paragraphs[name_span.paragraph], name_span):
            acting.add(name_span.text)
    return [platform for platform in platforms.values() if platform.name in acting]


def _acts(doc: "Doc", name_span: NameSpan) -> bool:
    """True for the subject of a verb in the active, for the agent of a passive, and for the owner of what a company has."""
    tokens = doc[name_span.start : name_span.end]
    root = first_conjunct(tokens.root)
    if root.pos_ not in ("PROPN", "NOUN"):
        return False
    if root.dep_ == "nsubj":
        return root.head.pos_ == "VERB"
    is_agent = root.dep_ == "pobj" and root.head.dep_ == "agent"
    return is_agent or (root.dep_ in ("poss", "compound") and root.head.lemma_.lower() in COMPANY_NOUNS)
