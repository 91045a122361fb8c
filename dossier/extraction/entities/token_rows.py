"""A paragraph as a row of units, one letter each, on which the patterns for names, titles and bodies are written.

S state, A its adjective, K its capital, Q listed town, region or people, B listed body, M outlet or platform, R role noun in capitals, r role noun in small
letters, H form of address, F portfolio word in capitals, O head of a body's name, L head of a place's name, I head of an
event's or work's name, N other name-like word, G generation ("Jr."), p particle of a name, h hyphen inside a word, ' possessive,
o "of", f "for" and "to", i other preposition, d determiner or possessive pronoun, c "and", m other adjective or noun,
# number, b form of "be", v other verb, w relative pronoun, n pronoun, "," "(" ")" "q" (a quotation mark) and "." for all else.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import opens, token_class
from dossier.extraction.lexicon.gazetteer import LETTERS, GazetteerEntry, match_gazetteer
from dossier.extraction.lexicon.lists import load_lexicon
from dossier.extraction.lexicon.titles import long_title, offices
from dossier.extraction.segments.doc_text import text_of
from dossier.model.article import BLANK_LINES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `start` up to, not including, `end` of the parse, read as one thing. `known` is set where a world list names it."""

    letter: str
    start: int
    end: int
    known: GazetteerEntry | None = None


@dataclass(frozen=True, slots=True)
class ParagraphChunks:
    """The units of one paragraph; `letters` is their letters in a string, for patterns."""

    units: tuple[Chunk, ...]
    letters: str


def chunk_paragraphs(doc: "Doc") -> tuple[ParagraphChunks, ...]:
    """The paragraphs of a parse as rows of units, in order.

    A paragraph and not a sentence, since the parser ends sentences inside brackets and before names.
    """
    starts = _known_at(doc)
    inside = {t.text for s in doc.sents for t in list(s)[1:] if t.text[:1].isupper() and not opens(t)}
    ends = [t.i + 1 for t in doc if t.is_space and BLANK_LINES.search(t.text)]
    return tuple(_row(doc[a:b], starts, inside) for a, b in pairwise([0, *ends, len(doc)]) if b > a)


def _known_at(doc: "Doc") -> dict[int, tuple[int, GazetteerEntry]]:
    """First token -> (end token, what it is) of every listed name."""
    found = {}
    for name in match_gazetteer(text_of(doc)):
        span = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
        if span is not None and (name.entry.label != "state" or span.start == 0 or doc[span.start - 1].text != "New"):
            found[span.start] = (span.end, name.entry)
    return found


def _row(stretch: "Span", starts: dict[int, tuple[int, GazetteerEntry]], inside: set[str]) -> ParagraphChunks:
    units: list[Chunk] = []
    i = stretch.start
    while i < stretch.end:
        token = stretch.doc[i]
        many = 0 if token.is_space else long_title(stretch, i)
        if i in starts and starts[i][0] >= many:
            end, known = starts[i]
            units.append(Chunk(LETTERS[known.label], i, end, known))
        elif token.is_space:
            end = i + 1
        elif many:
            end = many
            units.append(Chunk("R" if token.text[0].isupper() else "r", i, end))
        else:
            end = i + 1
            units.append(Chunk(token_class(token, inside), i, end))
        i = end
    units = _named_so(stretch.doc, units)
    return ParagraphChunks(tuple(units), "".join(u.letter for u in units))


def _named_so(doc: "Doc", units: list[Chunk]) -> list[Chunk]:
    """Units with trades, states and outlets that are part of a person's name ("Miner Roe", "Chad Roe", "Ann Cook") made name words."""
    for i, unit in enumerate(units):
        if _tied(doc, units, i) or _longer(units, i):
            units[i] = Chunk("N" if unit.letter != "B" else "O", unit.start, unit.end)
        if unit.letter not in "RSKQMALIFO" or unit.end - unit.start > 1 or doc[unit.start].ent_type_ != "PERSON":
            continue
        entity = next((e for e in doc.ents if e.start <= unit.start < e.end), None)
        if entity is None or not _personal(doc, units, i, entity):
            continue
        units[i] = Chunk("N", unit.start, unit.end)
    return units


def _personal(doc: "Doc", units: list[Chunk], i: int, entity: "Span") -> bool:
    """True where a word of another list is a given name or a surname inside what the model reads as a person."""
    unit = units[i]
    if unit.letter in "LI":
        titled = next((u for u in units[:i][::-1] if u.end <= entity.start), None)
        return len(entity) == 1 or (titled is not None and titled.letter in "RrH" and titled.end == entity.start)
    if len(entity) < 2:
        return False
    first, last = unit.start == entity.start, unit.end == entity.end
    beside = units[i + 1].letter if first and i + 1 < len(units) else units[i - 1].letter if last and i else ""
    given = first and unit.letter in "RSKQ" and doc[unit.start].lower_ not in offices() and doc[unit.start].text not in _states()
    family = last and not first and doc[unit.end - 2].text[0].isupper()
    return beside == "N" and (given or family)


def _tied(doc: "Doc", units: list[Chunk], i: int) -> bool:
    """True for a word of another list that a hyphen ties to a name word ("Sea-Star")."""
    if units[i].letter not in "LIOFR":
        return False
    right = (
        i + 2 < len(units) and units[i + 1].letter == "h" and units[i + 2].letter in "NLIOF" and doc[units[i + 2].start].text[0].isupper()
    )
    left = i > 1 and units[i - 1].letter == "h" and units[i - 2].letter in "NLIOF"
    return right or left


def _longer(units: list[Chunk], i: int) -> bool:
    """True where "Congress" and the like end another body's name ("Trade Union Congress")."""
    unit = units[i]
    return (
        unit.letter == "B"
        and unit.end == unit.start + 1
        and unit.known is not None
        and unit.known.state != ""
        and i > 0
        and units[i - 1].letter in "NLF"
        and unit.known.name not in _seats()
    )


@lru_cache(maxsize=1)
def _seats() -> frozenset[str]:
    return frozenset(row["name"] for key in ("seat", "service") for row in load_lexicon("bodies")[key])


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """States and capitals that are no given names."""
    given = set(load_lexicon("states")["given"])
    return frozenset(
        name
        for row in load_lexicon("states")["state"]
        for name in (row["name"], *row.get("also", ()), *row["capital"])
        if name not in given
    )
