"""Chunking: a paragraph as a row of chunks, each with a token class, for the patterns of names, titles and organisations."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import (
    CLASS_OF_LABEL,
    GEOGRAPHIC,
    NAME_WORDS,
    OTHER_HEADS,
    ROLE_NOUNS,
    STATE_WORDS,
    TokenClass,
    starts_segment,
    token_class,
)
from dossier.extraction.lexicon.gazetteer import GazetteerEntry, match_gazetteer
from dossier.extraction.lexicon.lists import load_lexicon, row_names, word_set
from dossier.extraction.lexicon.titles import long_title, offices
from dossier.extraction.segments.doc_text import entity_at, text_of
from dossier.model.article import BLANK_LINES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

MAYBE_PERSONAL = GEOGRAPHIC | NAME_WORDS - {TokenClass.NAME} | {TokenClass.TITLE, TokenClass.OUTLET}
"""Classes of words that may be part of a person's name."""
MAYBE_GIVEN_NAME = frozenset({TokenClass.TITLE, TokenClass.STATE, TokenClass.CAPITAL, TokenClass.PLACE})
MAYBE_HYPHENATED = NAME_WORDS - {TokenClass.NAME} | {TokenClass.TITLE}
LONGEST_WITHOUT_TITLE = 2
"""Words of a name in which the first may be a given name that is also a trade."""
LONGEST_LISTED = 60
"""Characters of a listed name."""
BEFORE_TITLE_NAME = ROLE_NOUNS | {TokenClass.HONORIFIC}
HEADS_BEFORE_NAME = word_set("roles", "head_before_name")
"""Heads of places and events that stand before the name ("Lake Roe"); others there are given names or surnames ("Bill Roe", "Park Min-ho")."""
BEFORE_BODY = frozenset({TokenClass.NAME, TokenClass.PLACE_HEAD, TokenClass.PORTFOLIO})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Chunk: tokens `start` up to, not including, `end` of the parse, with their class; `entry` is set for a listed name."""

    kind: TokenClass
    start: int
    end: int
    entry: GazetteerEntry | None = None

    @property
    def state(self) -> str:
        """Short English name of the state that a state, a nationality or a capital refers to; empty for any other chunk."""
        return self.entry.name if self.entry is not None and self.kind in STATE_WORDS else ""


@dataclass(frozen=True, slots=True)
class ParagraphChunks:
    """Chunks of one paragraph; `classes` is the string of their token classes, one letter for each chunk, for patterns."""

    chunks: tuple[Chunk, ...]
    classes: str

    def class_at(self, index: int) -> str:
        """Class of the chunk at an index; empty for any index outside of the paragraph."""
        return self.classes[index] if 0 <= index < len(self.classes) else ""


def chunk_paragraphs(doc: "Doc") -> tuple[ParagraphChunks, ...]:
    """Chunking: the paragraphs of a parse, in order, white space left out.

    Paragraphs rather than sentences, since the parser ends sentences inside brackets and before names.
    """
    listed_names = _find_listed_names(doc)
    capitalized = {t.text for s in doc.sents for t in list(s)[1:] if t.text[:1].isupper() and not starts_segment(t)}
    ends = [t.i + 1 for t in doc if t.is_space and BLANK_LINES.search(t.text)]
    return tuple(_chunk_paragraph(doc[a:b], listed_names, capitalized) for a, b in pairwise([0, *ends, len(doc)]) if b > a)


def _find_listed_names(doc: "Doc") -> dict[int, tuple[int, GazetteerEntry]]:
    """Listed names of the text: first token -> (token after the last, entry)."""
    entries = {}
    text = text_of(doc)
    for match in match_gazetteer(text):
        span = doc.char_span(match.span.start, match.span.end, alignment_mode="expand")
        if span is None or (match.entry.label == "state" and span.start > 0 and doc[span.start - 1].text == "New"):
            continue
        if match.entry.label == "outlet" and _is_before_body_head(doc, span):
            continue
        if match.entry.label == "outlet" and _is_part_of_name(doc, span):
            inner = next(iter(match_gazetteer(text[doc[span.start + 1].idx : match.span.end + LONGEST_LISTED])), None)
            if inner is not None and inner.span.start == 0 and inner.span.end > span.end_char - doc[span.start + 1].idx:
                end = doc[span.start + 1].idx + inner.span.end
                entries[span.start + 1] = (next(t.i for t in doc[span.end :] if t.idx + len(t) >= end) + 1, inner.entry)
            continue
        entries[span.start] = (span.end, match.entry)
    return entries


def _is_before_body_head(doc: "Doc", outlet: "Span") -> bool:
    """True for an outlet's name of one word inside that of another body: "Liberation" in "Northland Liberation Army"."""
    if len(outlet) > 1 or outlet.start == 0 or outlet.end == len(doc):
        return False
    before, following = doc[outlet.start - 1], doc[outlet.end]
    is_head = following.text in word_set("roles", "body_head") and following.text[:1].isupper()
    return is_head and bool(outlet[0].whitespace_) and (before.text[:1].isupper() or before.text in {"'s", "’s"})


def _is_part_of_name(doc: "Doc", outlet: "Span") -> bool:
    """True for "The Guardian" in "The Guardian Council" and "The Times" in "The Times Square": another name begins after the article."""
    if outlet[0].text != "The" or outlet.end == len(doc) or not outlet[-1].whitespace_:
        return False
    following = doc[outlet.end]
    is_head = any(following.text in word_set("roles", key) for key in ("body_head", "place_head", "idea_head"))
    return following.text[:1].isupper() and (is_head or (following.ent_type_ == "ORG" and following.ent_iob_ == "I"))


def _chunk_paragraph(tokens: "Span", listed_names: dict[int, tuple[int, GazetteerEntry]], capitalized: set[str]) -> ParagraphChunks:
    chunks: list[Chunk] = []
    doc, i, paragraph_end = tokens.doc, tokens.start, tokens.end
    while i < paragraph_end:
        token = doc[i]
        title_end = 0 if token.is_space else long_title(doc, i, paragraph_end)
        if i in listed_names and listed_names[i][0] >= title_end:
            end, entry = listed_names[i]
            chunks.append(Chunk(CLASS_OF_LABEL[entry.label], i, end, entry))
        elif token.is_space:
            end = i + 1
        elif title_end:
            end = title_end
            chunks.append(Chunk(TokenClass.TITLE if token.text[0].isupper() else TokenClass.ROLE, i, end))
        else:
            end = i + 1
            chunks.append(Chunk(token_class(token, capitalized), i, end))
        i = end
    chunks = _relabel_person_names(doc, chunks, capitalized)
    return ParagraphChunks(tuple(chunks), "".join(c.kind for c in chunks))


def _relabel_person_names(doc: "Doc", chunks: list[Chunk], capitalized: set[str]) -> list[Chunk]:
    """Relabel trades, states and outlets that are part of a person's name ("Miner Roe", "Chad Roe", "Ann Cook") as name words."""
    for i, chunk in enumerate(chunks):
        if _is_hyphenated_name(doc, chunks, i) or _ends_longer_name(chunks, i) or _is_short_form_in_name(doc, chunks, i):
            chunks[i] = Chunk(TokenClass.BODY_HEAD if chunk.kind is TokenClass.BODY else TokenClass.NAME, chunk.start, chunk.end)
        if chunk.kind not in MAYBE_PERSONAL or chunk.end - chunk.start > 1 or doc[chunk.start].ent_type_ != "PERSON":
            continue
        entity = entity_at(doc, chunk.start)
        if entity is None or not _is_part_of_person_name(doc, chunks, i, entity) or _opens_sentence(doc, chunk, entity, capitalized):
            continue
        chunks[i] = Chunk(TokenClass.NAME, chunk.start, chunk.end)
    return chunks


def _is_part_of_person_name(doc: "Doc", chunks: list[Chunk], i: int, entity: "Span") -> bool:
    """True where a word of another class is a given name or a surname inside an entity that the model labels as a person."""
    chunk = chunks[i]
    if chunk.kind in OTHER_HEADS:
        previous = next((c for c in chunks[:i][::-1] if c.end <= entity.start), None)
        if len(entity) == 1 or (previous is not None and previous.kind in BEFORE_TITLE_NAME and previous.end == entity.start):
            return True
        is_given_name = chunk.start == entity.start and i + 1 < len(chunks) and chunks[i + 1].kind is TokenClass.NAME
        has_article = previous is not None and previous.kind is TokenClass.DETERMINER and previous.end == entity.start
        return is_given_name and not has_article and doc[chunk.start].text not in HEADS_BEFORE_NAME
    if len(entity) < 2:
        return False
    first, last = chunk.start == entity.start, chunk.end == entity.end
    neighbour = chunks[i + 1] if first and i + 1 < len(chunks) else chunks[i - 1] if last and i else None
    token = doc[chunk.start]
    given_name = first and chunk.kind in MAYBE_GIVEN_NAME and token.lower_ not in offices() and token.text not in _state_and_capital_names()
    surname = last and not first and doc[chunk.end - 2].text[0].isupper()
    return neighbour is not None and neighbour.kind is TokenClass.NAME and (given_name or surname)


def _opens_sentence(doc: "Doc", chunk: Chunk, entity: "Span", capitalized: set[str]) -> bool:
    """True for a trade that opens a sentence before a name of two words ("Harpist Ann Roe said") and has no capital elsewhere."""
    token = doc[chunk.start]
    is_first = chunk.kind is TokenClass.TITLE and chunk.start == entity.start and len(entity) > LONGEST_WITHOUT_TITLE
    return is_first and starts_segment(token) and token.text not in capitalized


def _is_hyphenated_name(doc: "Doc", chunks: list[Chunk], i: int) -> bool:
    """True for a word of another class joined to a name word by a hyphen ("Sea-Star")."""
    if chunks[i].kind not in MAYBE_HYPHENATED:
        return False
    before_name = (
        i + 2 < len(chunks)
        and chunks[i + 1].kind is TokenClass.HYPHEN
        and chunks[i + 2].kind in NAME_WORDS
        and (
            doc[chunks[i + 2].start].text[0].isupper()
            or (doc[chunks[i].start].text[0].isupper() and chunks[i].start + 2 == chunks[i + 2].start)
        )
    )
    after_name = i > 1 and chunks[i - 1].kind is TokenClass.HYPHEN and chunks[i - 2].kind in NAME_WORDS
    return before_name or after_name


def _ends_longer_name(chunks: list[Chunk], i: int) -> bool:
    """True where "Congress" and the like end the name of another body ("Trade Union Congress")."""
    chunk = chunks[i]
    return (
        chunk.kind is TokenClass.BODY
        and chunk.end == chunk.start + 1
        and chunk.entry is not None
        and chunk.entry.state != ""
        and i > 0
        and chunks[i - 1].kind in BEFORE_BODY
        and chunk.entry.name not in _seat_names()
    )


def _is_short_form_in_name(doc: "Doc", chunks: list[Chunk], i: int) -> bool:
    """True where the short form of a listed body ends another body's name: "National Security Council" is not the UN's."""
    chunk = chunks[i]
    if chunk.kind is not TokenClass.BODY or chunk.entry is None or i == 0 or chunks[i - 1].kind not in BEFORE_BODY:
        return False
    text = doc[chunk.start : chunk.end].text
    is_short = text != chunk.entry.name and chunk.entry.name.endswith(text) and doc[chunk.end - 1].text in word_set("roles", "body_head")
    return is_short and chunks[i - 1].end == chunk.start


@lru_cache(maxsize=1)
def _seat_names() -> frozenset[str]:
    return frozenset(row["name"] for key in ("seat", "service") for row in load_lexicon("bodies")[key])


@lru_cache(maxsize=1)
def _state_and_capital_names() -> frozenset[str]:
    """Names of states and capitals that are not given names."""
    given = set(load_lexicon("states")["given"])
    return frozenset(name for row in load_lexicon("states")["state"] for name in (*row_names(row), *row["capital"])) - given
