"""Chunking: a paragraph as a row of chunks, each with a one-letter token class, for the patterns of names, titles and organisations.

S state, A its adjective, K its capital, Q listed town, region or people, B listed body, M outlet or platform, R role noun in capitals, r role noun in small
letters, H form of address, F portfolio word in capitals, O head of a body's name, L head of a place's name, I head of an
event's or work's name, N other name-like word, G generation ("Jr."), p particle of a name, h hyphen inside a word, ' possessive,
o "of", f "for" and "to", i other preposition, d determiner or possessive pronoun, c "and", m other adjective or noun,
# number, b form of "be", v other verb, a adverb, w relative pronoun, n pronoun, "," "(" ")" "q" (a quotation mark) and "." any other token.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import starts_segment, token_class
from dossier.extraction.lexicon.gazetteer import LETTERS, GazetteerEntry, match_gazetteer
from dossier.extraction.lexicon.lists import load_lexicon
from dossier.extraction.lexicon.titles import long_title, offices
from dossier.extraction.segments.doc_text import text_of
from dossier.model.article import BLANK_LINES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Chunk: tokens `start` up to, not including, `end` of the parse, with their class; `entry` is set for a listed name."""

    kind: str
    start: int
    end: int
    entry: GazetteerEntry | None = None


@dataclass(frozen=True, slots=True)
class ParagraphChunks:
    """Chunks of one paragraph; `classes` is the string of their token classes, one letter for each chunk, for patterns."""

    chunks: tuple[Chunk, ...]
    classes: str


def chunk_paragraphs(doc: "Doc") -> tuple[ParagraphChunks, ...]:
    """The paragraphs of a parse as paragraphs of chunks, in order.

    A paragraph and not a sentence, since the parser ends sentences capitalized brackets and before names.
    """
    listed_names = _listed_names(doc)
    capitalized = {t.text for s in doc.sents for t in list(s)[1:] if t.text[:1].isupper() and not starts_segment(t)}
    ends = [t.i + 1 for t in doc if t.is_space and BLANK_LINES.search(t.text)]
    return tuple(_chunk_paragraph(doc[a:b], listed_names, capitalized) for a, b in pairwise([0, *ends, len(doc)]) if b > a)


def _listed_names(doc: "Doc") -> dict[int, tuple[int, GazetteerEntry]]:
    """First token -> (end token, what it is) of every listed match."""
    listed_names = {}
    for match in match_gazetteer(text_of(doc)):
        span = doc.char_span(match.span.start, match.span.end, alignment_mode="expand")
        if span is not None and (match.entry.label != "state" or span.start == 0 or doc[span.start - 1].text != "New"):
            listed_names[span.start] = (span.end, match.entry)
    return listed_names


def _chunk_paragraph(tokens: "Span", listed_names: dict[int, tuple[int, GazetteerEntry]], capitalized: set[str]) -> ParagraphChunks:
    chunks: list[Chunk] = []
    i = tokens.start
    while i < tokens.end:
        token = tokens.doc[i]
        title_end = 0 if token.is_space else long_title(tokens, i)
        if i in listed_names and listed_names[i][0] >= title_end:
            end, entry = listed_names[i]
            chunks.append(Chunk(LETTERS[entry.label], i, end, entry))
        elif token.is_space:
            end = i + 1
        elif title_end:
            end = title_end
            chunks.append(Chunk("R" if token.text[0].isupper() else "r", i, end))
        else:
            end = i + 1
            chunks.append(Chunk(token_class(token, capitalized), i, end))
        i = end
    chunks = _relabel_person_names(tokens.doc, chunks)
    return ParagraphChunks(tuple(chunks), "".join(c.kind for c in chunks))


def _relabel_person_names(doc: "Doc", chunks: list[Chunk]) -> list[Chunk]:
    """Relabel trades, states and outlets that are part of a person's name ("Miner Roe", "Chad Roe", "Ann Cook") as name words."""
    for i, chunk in enumerate(chunks):
        if _is_hyphenated_name(doc, chunks, i) or _ends_longer_name(chunks, i):
            chunks[i] = Chunk("N" if chunk.kind != "B" else "O", chunk.start, chunk.end)
        if chunk.kind not in "RSKQMALIFO" or chunk.end - chunk.start > 1 or doc[chunk.start].ent_type_ != "PERSON":
            continue
        entity = next((e for e in doc.ents if e.start <= chunk.start < e.end), None)
        if entity is None or not _is_part_of_person_name(doc, chunks, i, entity):
            continue
        chunks[i] = Chunk("N", chunk.start, chunk.end)
    return chunks


def _is_part_of_person_name(doc: "Doc", chunks: list[Chunk], i: int, entity: "Span") -> bool:
    """True where a word of another list is a is_given_name name or a surname inside what the model reads as a person."""
    chunk = chunks[i]
    if chunk.kind in "LI":
        previous = next((c for c in chunks[:i][::-1] if c.end <= entity.start), None)
        return len(entity) == 1 or (previous is not None and previous.kind in "RrH" and previous.end == entity.start)
    if len(entity) < 2:
        return False
    first, last = chunk.start == entity.start, chunk.end == entity.end
    neighbour = chunks[i + 1].kind if first and i + 1 < len(chunks) else chunks[i - 1].kind if last and i else ""
    is_given_name = (
        first
        and chunk.kind in "RSKQ"
        and doc[chunk.start].lower_ not in offices()
        and doc[chunk.start].text not in _state_and_capital_names()
    )
    is_surname = last and not first and doc[chunk.end - 2].text[0].isupper()
    return neighbour == "N" and (is_given_name or is_surname)


def _is_hyphenated_name(doc: "Doc", chunks: list[Chunk], i: int) -> bool:
    """True for a word of another class joined to a name word by a hyphen ("Sea-Star")."""
    if chunks[i].kind not in "LIOFR":
        return False
    before_name = (
        i + 2 < len(chunks) and chunks[i + 1].kind == "h" and chunks[i + 2].kind in "NLIOF" and doc[chunks[i + 2].start].text[0].isupper()
    )
    after_name = i > 1 and chunks[i - 1].kind == "h" and chunks[i - 2].kind in "NLIOF"
    return before_name or after_name


def _ends_longer_name(chunks: list[Chunk], i: int) -> bool:
    """True where "Congress" and the like end the name of another body ("Trade Union Congress")."""
    chunk = chunks[i]
    return (
        chunk.kind == "B"
        and chunk.end == chunk.start + 1
        and chunk.entry is not None
        and chunk.entry.state != ""
        and i > 0
        and chunks[i - 1].kind in "NLF"
        and chunk.entry.name not in _seat_names()
    )


@lru_cache(maxsize=1)
def _seat_names() -> frozenset[str]:
    return frozenset(row["name"] for key in ("seat", "service") for row in load_lexicon("bodies")[key])


@lru_cache(maxsize=1)
def _state_and_capital_names() -> frozenset[str]:
    """Names of states and capitals that are not given names."""
    given = set(load_lexicon("states")["given"])
    return frozenset(
        name
        for row in load_lexicon("states")["state"]
        for name in (row["name"], *row.get("also", ()), *row["capital"])
        if name not in given
    )
