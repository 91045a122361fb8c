"""Where a text names something: runs of chunks that are one name, sorted by what their words say."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import starts_segment
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

RUN = re.compile(r"(?:ph?)*N(?:h?(?:ph?)*N)*G?")
"""A name of other words than those of the lists: "Ana", "al-Masri", "Omar bin Said", "Abdul-Aziz"."""
LEFT_OF_HEAD = frozenset("NFRLIOASGKQH#")
RIGHT_OF_OF = frozenset("NFASKQLIRO")
HOUSING = frozenset({"at", "near", "outside", "inside"})
"""Prepositions that make a body a mere location; "in" and "from" do not ("in the party")."""
PLACING = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "outside",
        "inside",
        "around",
        "across",
        "through",
        "throughout",
        "off",
        "into",
        "via",
        "above",
        "over",
        "along",
        "within",
        "beyond",
    }
)

AREAS = frozenset({"province", "region", "district", "city", "town", "village", "area", "county", "state", "valley", "border", "governorate", "oblast", "municipality", "suburb", "neighbourhood", "neighborhood", "island", "peninsula", "river", "lake", "mountain", "coast", "coastline", "prefecture", "canton", "settlement", "port", "airport", "outskirt", "territory", "commune", "borough", "hospital", "prison", "camp", "field", "highway", "road", "street", "square", "bridge", "dam", "plant", "refinery", "forest", "desert"})  # fmt: skip
"""What words beside a name make it a place."""
REACHED = frozenset({"enter", "leave", "reach", "capture", "recapture", "seize", "visit", "retake", "besiege", "occupy", "cross", "approach", "flee", "surround", "storm", "shell", "bomb", "bombard", "liberate", "evacuate", "overrun"})  # fmt: skip
"""Verbs whose object is a place rather than a person."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """One name at a place: chunks `first` up to, not including, `last` of paragraph `paragraph`; tokens and characters likewise.

    `sort` is state, capital, body (listed), outlet, platform, group (a body by its head word), short (a head word alone,
    "the Council"), place, thing or name (nothing said yet).
    """

    paragraph: int
    chunk_start: int
    chunk_end: int
    start: int
    end: int
    span: Span
    text: str
    label: str


def find_name_spans(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...]) -> tuple[NameSpan, ...]:
    """Every name of the text, in order, without overlaps."""
    spans = []
    for index, paragraph in enumerate(paragraphs):
        used = [False] * len(paragraph.chunks)
        candidates = [*_bodies(doc, paragraph)]
        for start, end, _ in candidates:
            used[start:end] = [True] * (end - start)
        candidates += _of_nation(doc, paragraph, used)
        for i, chunk in enumerate(paragraph.chunks):
            if chunk.kind in "SKBM" and not used[i] and chunk.entry is not None:
                candidates.append((i, i + 1, chunk.entry.label))
                used[i] = True
        for match in RUN.finditer(paragraph.classes):
            if not any(used[match.start() : match.end()]):
                candidates.append(_run(doc, paragraph, _name_start(doc, paragraph, *match.span()), match.end()))
        spans += [_spot(doc, paragraph, index, *candidate) for candidate in sorted(candidates)]
    return tuple(spans)


def _name_start(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> int:
    """Past a town or an unlisted trade before a person's name ("mayor of Northtown Ann Roe", "Harpist Ann Roe")."""
    for at in range(first + 1, last - 1):
        start = paragraph.chunks[at].start
        named = next((e for e in doc.ents if e.start == start and e.label_ == "PERSON" and e.end == paragraph.chunks[last - 1].end), None)
        before = doc[paragraph.chunks[first].start]
        if named is not None and (
            paragraph.classes[first - 1 : first] == "o" or (at == first + 1 and starts_segment(before) and before.ent_type_ == "")
        ):
            return at
    return first


def _of_nation(doc: "Doc", paragraph: ParagraphChunks, taken: list[bool]) -> list[tuple[int, int, str]]:
    """Bodies named by a nation and a word: another nation's "House of Representatives", and companies ("Saudi Aramco")."""
    found = []
    for i, (one, two) in enumerate(pairwise(paragraph.chunks)):
        if one.kind not in "SA" or one.entry is None or taken[i] or taken[i + 1] or re.search(r"[rR]od?$", paragraph.classes[:i]):
            continue
        last = 0
        if two.kind == "B" and two.entry is not None and two.entry.state not in ("", one.entry.name):
            last = i + 2
        elif match := RUN.match(paragraph.classes, i + 1):
            last = (
                match.end()
                if _labelled(doc, paragraph, i, match.end()) and paragraph.classes[match.end() : match.end() + 1] not in "LI"
                else 0
            )
        if last:
            found.append((i, last, "group"))
            taken[i:last] = [True] * (last - i)
    return found


def _labelled(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> bool:
    """True where the model reads the chunks as one organisation, nothing more or less."""
    start, end = paragraph.chunks[first].start, paragraph.chunks[last - 1].end
    return any(e.start in (start, start - 1) and e.end == end and e.label_ in ("ORG", "NORP") for e in doc.ents)


def _spot(doc: "Doc", paragraph: ParagraphChunks, number: int, first: int, last: int, sort: str) -> NameSpan:
    start, end = paragraph.chunks[first].start, paragraph.chunks[last - 1].end
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
    entry = paragraph.chunks[first].entry
    if last == first + 1 and entry is not None:
        span = _printed(doc, paragraph.chunks[first])
    whole = doc[start:end]
    text = whole.text[span.start - whole.start_char : span.end - whole.start_char]
    return NameSpan(number, first, last, start, end, span, text, sort)


def _printed(doc: "Doc", chunk: Chunk) -> Span:
    """The listed name itself, where its token holds more ("U.S.-backed", "UAE's")."""
    from dossier.extraction.lexicon.gazetteer import match_gazetteer  # noqa: PLC0415 - known once more, on a few characters

    whole = doc[chunk.start : chunk.end]
    inner = match_gazetteer(whole.text)
    return (
        Span(whole.start_char + inner[0].span.start, whole.start_char + inner[0].span.end)
        if inner
        else Span(whole.start_char, whole.end_char)
    )


def _run(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> tuple[int, int, str]:
    """A run of name words, with the head of a place or an event that ends it."""
    tail = paragraph.classes[last : last + 1]
    if paragraph.classes[first - 1 : first] == "m" and doc[paragraph.chunks[first - 1].end - 1].lower_ in word_set("roles", "thing_noun"):
        return first, last, "thing"
    if re.search(r"(?:IH?R*|#)$", paragraph.classes[:first]) and paragraph.classes[first - 2 : first] != ",#":
        return first, last, "thing"
    if tail in ("L", "I"):
        return first, last + 1, "place" if tail == "L" else "thing"
    if paragraph.classes[first - 1 : first] == "I":
        return first, last, "thing"
    if paragraph.classes[first - 1 : first] == "L":
        return first, last, "place"
    return first, last, "name"


def _bodies(doc: "Doc", paragraph: ParagraphChunks) -> list[tuple[int, int, str]]:
    """The bodies that their head word tells ("Southern Water Council", "Institute for Sea Research")."""
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(paragraph.chunks):
        if paragraph.chunks[i].kind != "O" or (found and i < found[-1][1]):
            i += 1
            continue
        last = i + 1
        while more := re.match(r"[NFAILQ]{0,2}O", paragraph.classes[last:]):
            last += more.end()
        floor = found[-1][1] if found else 0
        first = _left_edge(doc, paragraph, i, floor)
        last = _right_edge(doc, paragraph, last)
        alone = last == first + 1
        if alone or not _indefinite(doc, paragraph, first, last):
            found.append((first, last, "short" if alone else "group"))
        i = last
    return found


def _indefinite(doc: "Doc", paragraph: ParagraphChunks, first: int, last: int) -> bool:
    """True for "a Terrorist Organization", one of many, where no role noun follows ("a Water Council official")."""
    return (
        paragraph.classes[first - 1 : first] == "d"
        and doc[paragraph.chunks[first - 1].start].lower_ in ("a", "an")
        and paragraph.classes[last : last + 1] not in ("m", "r", "R")
    )


def _left_edge(doc: "Doc", paragraph: ParagraphChunks, head: int, floor: int) -> int:
    """The first chunk of the body whose head word is chunk `head`."""
    first = head
    while first > floor:
        letter = paragraph.classes[first - 1]
        if letter in "LI" and paragraph.classes[first] == "O" and first < head:
            break
        if letter in LEFT_OF_HEAD and not (letter == "#" and not doc[paragraph.chunks[first - 1].start].text[0].isupper()):
            first -= 1
        elif (
            (letter == "h" and first - 2 >= floor and paragraph.classes[first - 2] in LEFT_OF_HEAD)
            or (letter == "'" and first - 2 >= floor and paragraph.classes[first - 2] in "NRF" and first == head)
            or (letter == "c" and first - 2 >= floor and _one_name(doc, paragraph, first - 2, first))
        ):
            first -= 2
        else:
            break
    while first < head and (
        paragraph.classes[first] in "#H" or doc[paragraph.chunks[first].start].lower_ == "the" or _of_compound(doc, paragraph.chunks[first])
    ):
        first += 1
    return _after_event(paragraph, first, head)


def _of_compound(doc: "Doc", chunk: Chunk) -> bool:
    """True for a nation inside a longer word ("US-designated" as one token)."""
    return chunk.kind in "SA" and "-" in doc[chunk.start].text and doc[chunk.start].text[-1].islower()


def _after_event(paragraph: ParagraphChunks, first: int, head: int) -> int:
    """Past the name of an event that only stands before the body."""
    while first < head and paragraph.classes[first] == "I":
        first += 1
    return first


def _one_name(doc: "Doc", paragraph: ParagraphChunks, left: int, right: int) -> bool:
    """True where "and" joins two words of one body's name and not two names."""
    if paragraph.classes[left] == "F" and paragraph.classes[right] in "FN":
        return True
    a, b = doc[paragraph.chunks[left].start], doc[paragraph.chunks[right].end - 1]
    joined = doc[a.i : b.i + 1]
    return paragraph.classes[left] in "NF" and all(t.ent_type_ == "ORG" for t in joined) and not any(t.ent_iob_ == "B" for t in joined[1:])


def _right_edge(doc: "Doc", paragraph: ParagraphChunks, last: int) -> int:
    """The end of the body whose head word ends at chunk `last`: over "of ..." and "for ..."."""
    while last + 1 < len(paragraph.chunks) and paragraph.classes[last] in "ofi":
        if doc[paragraph.chunks[last].start].lower_ not in ("of", "for", "on"):
            break
        at = last + 1
        if paragraph.classes[at] == "d" and doc[paragraph.chunks[at].start].lower_ == "the":
            at += 1
        end = at
        while (
            end < len(paragraph.chunks) and paragraph.classes[end] in RIGHT_OF_OF and doc[paragraph.chunks[end].start].ent_type_ != "PERSON"
        ):
            end += 1
            if (
                paragraph.classes[end : end + 1] == "c"
                and paragraph.classes[end + 1 : end + 2] == "F"
                and paragraph.classes[end - 1] in "FN"
            ):
                end += 1
        if end == at:
            break
        last = end
    return last


def in_location_context(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True where the words around make the name a mere location ("in Paris", "at the Institute", "entered Northtown")."""
    if name_span.label == "name" and _like_a_place(doc, paragraph, name_span):
        return True
    i = name_span.chunk_start - 1
    if name_span.label == "state" and (town := re.search(r"[NLKQmh]+,$", paragraph.classes[: name_span.chunk_start])):
        i = town.start() - 1
    while i >= 0 and paragraph.classes[i] in "dmAh#":
        i -= 1
    if (
        i < 0
        or paragraph.classes[i] != "i"
        or any(doc[u.end - 1].ent_type_ in ("DATE", "TIME") for u in paragraph.chunks[i + 1 : name_span.chunk_start])
    ):
        return False
    if name_span.label in ("body", "group", "short", "outlet"):
        return doc[paragraph.chunks[i].start].lower_ in HOUSING
    if (
        paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] == "'"
        or paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] == "h"
    ):
        return False
    return doc[paragraph.chunks[i].start].lower_ in PLACING


def _like_a_place(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True for "Northtown province", "the village of Northtown", "Northtown, Freedonia" and what is entered or captured."""
    after = paragraph.classes[name_span.chunk_end : name_span.chunk_end + 2]
    if after[:1] == "m" and doc[paragraph.chunks[name_span.chunk_end].start].lemma_.lower() in AREAS:
        return True
    if after in (",S", ",K", ",Q") and paragraph.classes[name_span.chunk_end + 2 : name_span.chunk_end + 3] not in (
        "N",
        "R",
        "r",
        "'",
        "O",
        "m",
    ):
        return True
    if (
        paragraph.classes[name_span.chunk_start - 1 : name_span.chunk_start] == "o"
        and name_span.chunk_start > 1
        and doc[paragraph.chunks[name_span.chunk_start - 2].start].lemma_.lower() in AREAS
    ):
        return True
    root = doc[name_span.start : name_span.end].root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    return root.dep_ == "dobj" and root.head.lemma_ in REACHED
