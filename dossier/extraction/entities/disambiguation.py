"""Disambiguation of listed names: acronyms that the article defines otherwise, bodies of a state that it never mentions."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.token_classes import TokenClass
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import plural

ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{1,9}")
SMALL_WORDS = frozenset({"of", "the", "and", "for", "to", "in", "on", "de"})
GENERIC_WORDS = frozenset({"Federal", "National", "Central", "Representatives", "Commons", "Lords", "Congress", "Senate", "Chiefs", "Joint", "General", "Intelligence", "Investigation", "Revolutionary", "Reserve", "Metropolitan"})  # fmt: skip
"""Words, besides heads of bodies and portfolios, in the names of bodies of many states."""


def disambiguate(paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> tuple[NameSpan, ...]:
    """The name spans, with the label "group" for listed bodies where the article means another body of that name."""
    redefined = {
        acronym.text
        for body, acronym in pairwise(name_spans)
        if body.label in ("body", "group") and defines_acronym(paragraphs, body, acronym) and _entry_name(body) != _entry_name(acronym)
    }
    states = {chunk.state for paragraph in paragraphs for chunk in paragraph.chunks} - {""}
    return tuple(
        replace(n, label="group") if n.label == "body" and (n.text in redefined or _is_foreign(n, states)) else n for n in name_spans
    )


def _is_foreign(name_span: NameSpan, states: set[str]) -> bool:
    """True for a generic name ("Senate") listed for a state that the article does not mention, while it mentions others."""
    state = name_span.entry.state if name_span.entry is not None else ""
    return state != "" and bool(states) and state not in states and _is_generic(name_span.text)


def defines_acronym(paragraphs: tuple[ParagraphChunks, ...], name_span: NameSpan, following: NameSpan) -> bool:
    """True where `following` is the acronym, in brackets, of the body directly before it."""
    paragraph = paragraphs[name_span.paragraph]
    if following.paragraph != name_span.paragraph or following.chunk_start != name_span.chunk_end + 1:
        return False
    brackets = paragraph.class_at(name_span.chunk_end), paragraph.class_at(following.chunk_end)
    if brackets != (TokenClass.OPEN_BRACKET, TokenClass.CLOSE_BRACKET) or not ACRONYM.fullmatch(following.text):
        return False
    initials = "".join(w[0] for w in re.split(r"[\s-]+", name_span.text) if w and w.lower() not in SMALL_WORDS).casefold()
    letters = re.sub(r"[^a-z]", "", following.text.casefold())
    return letters[0] in initials and sum(c in initials for c in letters) * 2 > len(letters)


def _entry_name(name_span: NameSpan) -> str:
    return name_span.entry.name if name_span.entry is not None else name_span.text


def names_no_single_body(name: str) -> bool:
    """True for words that several bodies share: "Ministries", "Foreign Affairs"."""
    return name in _plurals_of_bodies() or _words_of_fields().issuperset(name.split())


@lru_cache(maxsize=1)
def _plurals_of_bodies() -> frozenset[str]:
    heads = word_set("roles", "body_head")
    return frozenset(map(plural, heads)) - heads


@lru_cache(maxsize=1)
def _words_of_fields() -> frozenset[str]:
    return frozenset(word for field in word_set("roles", "portfolio") for word in field.split())


def _is_generic(name: str) -> bool:
    """True for a name made of words that the bodies of many states have ("Congress", "Justice Department")."""
    words = (
        GENERIC_WORDS
        | word_set("roles", "body_head")
        | word_set("roles", "portfolio")
        | {w.capitalize() for w in SMALL_WORDS}
        | SMALL_WORDS
    )
    return all(word in words for word in name.split())
