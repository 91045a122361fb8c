"""Where a text names something: runs of units that are one name, sorted by what their words say."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.extraction.entities.token_classes import opens
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
    """One name at a place: units `first` up to, not including, `last` of row `row`; tokens and characters likewise.

    `sort` is state, capital, body (listed), outlet, platform, group (a body by its head word), short (a head word alone,
    "the Council"), place, thing or name (nothing said yet).
    """

    row: int
    first: int
    last: int
    start: int
    end: int
    span: Span
    text: str
    label: str


def find_name_spans(doc: "Doc", rows: tuple[ParagraphChunks, ...]) -> tuple[NameSpan, ...]:
    """Every name of the text, in order, without overlaps."""
    found = []
    for number, row in enumerate(rows):
        taken = [False] * len(row.units)
        pieces = [*_bodies(doc, row)]
        for first, last, _ in pieces:
            taken[first:last] = [True] * (last - first)
        pieces += _of_nation(doc, row, taken)
        for i, unit in enumerate(row.units):
            if unit.letter in "SKBM" and not taken[i] and unit.known is not None:
                pieces.append((i, i + 1, unit.known.label))
                taken[i] = True
        for match in RUN.finditer(row.letters):
            if not any(taken[match.start() : match.end()]):
                pieces.append(_run(doc, row, _name_start(doc, row, *match.span()), match.end()))
        found += [_spot(doc, row, number, *piece) for piece in sorted(pieces)]
    return tuple(found)


def _name_start(doc: "Doc", row: ParagraphChunks, first: int, last: int) -> int:
    """Past a town or an unlisted trade before a person's name ("mayor of Northtown Ann Roe", "Harpist Ann Roe")."""
    for at in range(first + 1, last - 1):
        start = row.units[at].start
        named = next((e for e in doc.ents if e.start == start and e.label_ == "PERSON" and e.end == row.units[last - 1].end), None)
        before = doc[row.units[first].start]
        if named is not None and (row.letters[first - 1 : first] == "o" or (at == first + 1 and opens(before) and before.ent_type_ == "")):
            return at
    return first


def _of_nation(doc: "Doc", row: ParagraphChunks, taken: list[bool]) -> list[tuple[int, int, str]]:
    """Bodies named by a nation and a word: another nation's "House of Representatives", and companies ("Saudi Aramco")."""
    found = []
    for i, (one, two) in enumerate(pairwise(row.units)):
        if one.letter not in "SA" or one.known is None or taken[i] or taken[i + 1] or re.search(r"[rR]od?$", row.letters[:i]):
            continue
        last = 0
        if two.letter == "B" and two.known is not None and two.known.state not in ("", one.known.name):
            last = i + 2
        elif match := RUN.match(row.letters, i + 1):
            last = match.end() if _labelled(doc, row, i, match.end()) and row.letters[match.end() : match.end() + 1] not in "LI" else 0
        if last:
            found.append((i, last, "group"))
            taken[i:last] = [True] * (last - i)
    return found


def _labelled(doc: "Doc", row: ParagraphChunks, first: int, last: int) -> bool:
    """True where the model reads the units as one organisation, nothing more or less."""
    start, end = row.units[first].start, row.units[last - 1].end
    return any(e.start in (start, start - 1) and e.end == end and e.label_ in ("ORG", "NORP") for e in doc.ents)


def _spot(doc: "Doc", row: ParagraphChunks, number: int, first: int, last: int, sort: str) -> NameSpan:
    start, end = row.units[first].start, row.units[last - 1].end
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
    known = row.units[first].known
    if last == first + 1 and known is not None:
        span = _printed(doc, row.units[first])
    whole = doc[start:end]
    text = whole.text[span.start - whole.start_char : span.end - whole.start_char]
    return NameSpan(number, first, last, start, end, span, text, sort)


def _printed(doc: "Doc", unit: Chunk) -> Span:
    """The listed name itself, where its token holds more ("U.S.-backed", "UAE's")."""
    from dossier.extraction.lexicon.gazetteer import match_gazetteer  # noqa: PLC0415 - known once more, on a few characters

    whole = doc[unit.start : unit.end]
    inner = match_gazetteer(whole.text)
    return (
        Span(whole.start_char + inner[0].span.start, whole.start_char + inner[0].span.end)
        if inner
        else Span(whole.start_char, whole.end_char)
    )


def _run(doc: "Doc", row: ParagraphChunks, first: int, last: int) -> tuple[int, int, str]:
    """A run of name words, with the head of a place or an event that ends it."""
    tail = row.letters[last : last + 1]
    if row.letters[first - 1 : first] == "m" and doc[row.units[first - 1].end - 1].lower_ in word_set("roles", "thing_noun"):
        return first, last, "thing"
    if re.search(r"(?:IH?R*|#)$", row.letters[:first]) and row.letters[first - 2 : first] != ",#":
        return first, last, "thing"
    if tail in ("L", "I"):
        return first, last + 1, "place" if tail == "L" else "thing"
    if row.letters[first - 1 : first] == "I":
        return first, last, "thing"
    if row.letters[first - 1 : first] == "L":
        return first, last, "place"
    return first, last, "name"


def _bodies(doc: "Doc", row: ParagraphChunks) -> list[tuple[int, int, str]]:
    """The bodies that their head word tells ("Southern Water Council", "Institute for Sea Research")."""
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(row.units):
        if row.units[i].letter != "O" or (found and i < found[-1][1]):
            i += 1
            continue
        last = i + 1
        while more := re.match(r"[NFAILQ]{0,2}O", row.letters[last:]):
            last += more.end()
        floor = found[-1][1] if found else 0
        first = _left_edge(doc, row, i, floor)
        last = _right_edge(doc, row, last)
        alone = last == first + 1
        if alone or not _indefinite(doc, row, first, last):
            found.append((first, last, "short" if alone else "group"))
        i = last
    return found


def _indefinite(doc: "Doc", row: ParagraphChunks, first: int, last: int) -> bool:
    """True for "a Terrorist Organization", one of many, where no role noun follows ("a Water Council official")."""
    return (
        row.letters[first - 1 : first] == "d"
        and doc[row.units[first - 1].start].lower_ in ("a", "an")
        and row.letters[last : last + 1] not in ("m", "r", "R")
    )


def _left_edge(doc: "Doc", row: ParagraphChunks, head: int, floor: int) -> int:
    """The first unit of the body whose head word is unit `head`."""
    first = head
    while first > floor:
        letter = row.letters[first - 1]
        if letter in "LI" and row.letters[first] == "O" and first < head:
            break
        if letter in LEFT_OF_HEAD and not (letter == "#" and not doc[row.units[first - 1].start].text[0].isupper()):
            first -= 1
        elif (
            (letter == "h" and first - 2 >= floor and row.letters[first - 2] in LEFT_OF_HEAD)
            or (letter == "'" and first - 2 >= floor and row.letters[first - 2] in "NRF" and first == head)
            or (letter == "c" and first - 2 >= floor and _one_name(doc, row, first - 2, first))
        ):
            first -= 2
        else:
            break
    while first < head and (
        row.letters[first] in "#H" or doc[row.units[first].start].lower_ == "the" or _of_compound(doc, row.units[first])
    ):
        first += 1
    return _after_event(row, first, head)


def _of_compound(doc: "Doc", unit: Chunk) -> bool:
    """True for a nation inside a longer word ("US-designated" as one token)."""
    return unit.letter in "SA" and "-" in doc[unit.start].text and doc[unit.start].text[-1].islower()


def _after_event(row: ParagraphChunks, first: int, head: int) -> int:
    """Past the name of an event that only stands before the body."""
    while first < head and row.letters[first] == "I":
        first += 1
    return first


def _one_name(doc: "Doc", row: ParagraphChunks, left: int, right: int) -> bool:
    """True where "and" joins two words of one body's name and not two names."""
    if row.letters[left] == "F" and row.letters[right] in "FN":
        return True
    a, b = doc[row.units[left].start], doc[row.units[right].end - 1]
    joined = doc[a.i : b.i + 1]
    return row.letters[left] in "NF" and all(t.ent_type_ == "ORG" for t in joined) and not any(t.ent_iob_ == "B" for t in joined[1:])


def _right_edge(doc: "Doc", row: ParagraphChunks, last: int) -> int:
    """The end of the body whose head word ends at unit `last`: over "of ..." and "for ..."."""
    while last + 1 < len(row.units) and row.letters[last] in "ofi":
        if doc[row.units[last].start].lower_ not in ("of", "for", "on"):
            break
        at = last + 1
        if row.letters[at] == "d" and doc[row.units[at].start].lower_ == "the":
            at += 1
        end = at
        while end < len(row.units) and row.letters[end] in RIGHT_OF_OF and doc[row.units[end].start].ent_type_ != "PERSON":
            end += 1
            if row.letters[end : end + 1] == "c" and row.letters[end + 1 : end + 2] == "F" and row.letters[end - 1] in "FN":
                end += 1
        if end == at:
            break
        last = end
    return last


def in_location_context(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> bool:
    """True where the words around make the name a mere location ("in Paris", "at the Institute", "entered Northtown")."""
    if spot.label == "name" and _like_a_place(doc, row, spot):
        return True
    i = spot.first - 1
    if spot.label == "state" and (town := re.search(r"[NLKQmh]+,$", row.letters[: spot.first])):
        i = town.start() - 1
    while i >= 0 and row.letters[i] in "dmAh#":
        i -= 1
    if i < 0 or row.letters[i] != "i" or any(doc[u.end - 1].ent_type_ in ("DATE", "TIME") for u in row.units[i + 1 : spot.first]):
        return False
    if spot.label in ("body", "group", "short", "outlet"):
        return doc[row.units[i].start].lower_ in HOUSING
    if row.letters[spot.last : spot.last + 1] == "'" or row.letters[spot.last : spot.last + 1] == "h":
        return False
    return doc[row.units[i].start].lower_ in PLACING


def _like_a_place(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> bool:
    """True for "Northtown province", "the village of Northtown", "Northtown, Freedonia" and what is entered or captured."""
    after = row.letters[spot.last : spot.last + 2]
    if after[:1] == "m" and doc[row.units[spot.last].start].lemma_.lower() in AREAS:
        return True
    if after in (",S", ",K", ",Q") and row.letters[spot.last + 2 : spot.last + 3] not in ("N", "R", "r", "'", "O", "m"):
        return True
    if row.letters[spot.first - 1 : spot.first] == "o" and spot.first > 1 and doc[row.units[spot.first - 2].start].lemma_.lower() in AREAS:
        return True
    root = doc[spot.start : spot.end].root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    return root.dep_ == "dobj" and root.head.lemma_ in REACHED
