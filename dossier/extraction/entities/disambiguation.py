"""Listed names that an article uses in a sense of its own: classes that it explains, bodies of a state it never names."""

import re
from dataclasses import replace
from itertools import pairwise

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set

ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{1,9}")
SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "de"})
PLAIN_WORDS = frozenset({"Federal", "National", "Central", "Representatives", "Commons", "Lords", "Congress", "Senate", "Chiefs", "Joint", "General", "Intelligence", "Investigation", "Revolutionary", "Reserve", "Metropolitan"})  # fmt: skip
"""Words besides heads of bodies and portfolios that any state may name its bodies with."""


def disambiguate(paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> tuple[NameSpan, ...]:
    """The name_spans, with listed bodies made plain groups where the article means another body by the name."""
    explained = {
        b.text
        for a, b in pairwise(name_spans)
        if a.label in ("body", "group") and defines_acronym(paragraphs, a, b) and _known(paragraphs, a) != _known(paragraphs, b)
    }
    here = {u.entry.name for paragraph in paragraphs for u in paragraph.chunks if u.kind in "SAK" and u.entry is not None}
    found = []
    for name_span in name_spans:
        entry = paragraphs[name_span.paragraph].chunks[name_span.chunk_start].entry
        foreign = entry is not None and entry.state != "" and bool(here) and entry.state not in here and _any_states(name_span.text)
        found.append(
            replace(name_span, label="group") if name_span.label == "body" and (foreign or name_span.text in explained) else name_span
        )
    return tuple(found)


def defines_acronym(paragraphs: tuple[ParagraphChunks, ...], name_span: NameSpan, following: NameSpan) -> bool:
    """True where `following` is the acronym, in brackets, of the body directly before it."""
    classes = paragraphs[name_span.paragraph].classes
    near = (
        following.paragraph == name_span.paragraph
        and following.chunk_start == name_span.chunk_end + 1
        and classes[name_span.chunk_end] == "("
    )
    if not near or classes[following.chunk_end : following.chunk_end + 1] != ")" or not ACRONYM.fullmatch(following.text):
        return False
    initials = "".join(w[0] for w in re.split(r"[\s-]+", name_span.text) if w and w.lower() not in SMALL).casefold()
    asked = re.sub(r"[^a-z]", "", following.text.casefold())
    return asked[0] in initials and sum(c in initials for c in asked) * 2 > len(asked)


def _known(paragraphs: tuple[ParagraphChunks, ...], name_span: NameSpan) -> str:
    entry = paragraphs[name_span.paragraph].chunks[name_span.chunk_start].entry
    return entry.name if entry is not None else name_span.text


def _any_states(name: str) -> bool:
    """True for a name made of words that any state's body may bear ("Congress", "Justice Department")."""
    usual = PLAIN_WORDS | word_set("roles", "body_head") | word_set("roles", "portfolio") | {w.capitalize() for w in SMALL} | SMALL
    return all(word in usual for word in name.split())
