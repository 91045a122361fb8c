"""Name spans: rule-based recognition of names as runs of chunks, each with a label by its words."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.entities.body_spans import NAME_RUN, Candidate, find_bodies, find_bodies_by_model, find_national_bodies
from dossier.extraction.entities.token_classes import (
    GEOGRAPHIC,
    NAME_WORDS,
    OTHER_HEADS,
    ROLE_NOUNS,
    TokenClass,
    class_pattern,
    starts_segment,
)
from dossier.extraction.entities.token_rows import HEADS_BEFORE_NAME, Chunk, ParagraphChunks
from dossier.extraction.lexicon.gazetteer import GazetteerEntry, match_gazetteer
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.doc_text import entity_at, token_span
from dossier.extraction.syntax.noun_phrases import first_conjunct
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


SHORT_OFFICE = re.compile(r"[A-Z][a-z]{1,2}[A-Z]")
"""A short form in mixed case, such as "CiO" for a chair-in-office."""
ADHERENT = re.compile(r"[A-Z][a-z]+(?:ist|crat)")
"""A follower of something, by the suffix ("Zionist", "Eurocrat")."""
LONGEST_NAME = 2
LONGEST_BODY = 8
"""Chunks of the name of a body that is looked for again."""
ROLE_FOR = class_pattern("[<ROLE><TITLE>]<FOR>$")
EVENT_OR_NUMBER = class_pattern("(?:<EVENT_HEAD><HONORIFIC>?<TITLE>*|<NUMBER>)$")
PLACE_NOUN = class_pattern("<COMMA><DETERMINER><MODIFIER>+")
TOWN_AND_COMMA = class_pattern("[<NAME><PLACE_HEAD><CAPITAL><PLACE><MODIFIER><HYPHEN>]+<COMMA>$")
ACTING = frozenset({TokenClass.STATE, TokenClass.CAPITAL, TokenClass.BODY, TokenClass.OUTLET})
"""Classes of listed names that may act."""
BEFORE_NAME = frozenset({TokenClass.DETERMINER, TokenClass.MODIFIER, TokenClass.NATIONALITY, TokenClass.HYPHEN, TokenClass.NUMBER})
"""Classes between a preposition and a name."""
LARGER_PLACE = frozenset({TokenClass.STATE, TokenClass.CAPITAL, TokenClass.PLACE})
AFTER_OTHER_STATE = ROLE_NOUNS | {TokenClass.NAME, TokenClass.POSSESSIVE, TokenClass.BODY_HEAD, TokenClass.MODIFIER}
"""Classes after ", STATE" that make it the start of another phrase."""
BODY_PREPOSITIONS = frozenset({"at", "near", "outside", "inside"})
"""Prepositions that make a body only a location; "in" and "from" do not ("in the party")."""
PREPOSITIONS = frozenset({"in", "at", "near", "from", "outside", "inside", "around", "across", "through", "throughout", "off", "into", "via", "above", "over", "along", "within", "beyond"})  # fmt: skip
"""Prepositions that make a name only a location."""
AREAS = frozenset({"hamlet", "province", "region", "district", "city", "town", "village", "area", "county", "state", "valley", "border", "governorate", "oblast", "municipality", "suburb", "neighbourhood", "neighborhood", "island", "peninsula", "river", "lake", "mountain", "coast", "coastline", "prefecture", "canton", "settlement", "port", "airport", "outskirt", "territory", "commune", "borough", "hospital", "prison", "camp", "field", "highway", "road", "street", "square", "bridge", "dam", "plant", "refinery", "forest", "desert"})  # fmt: skip
"""Nouns next to a name that make it a place."""
REACHING = frozenset({"enter", "leave", "reach", "capture", "recapture", "seize", "visit", "retake", "besiege", "occupy", "cross", "approach", "flee", "surround", "storm", "shell", "bomb", "bombard", "liberate", "evacuate", "overrun"})  # fmt: skip
"""Verbs whose object is a place rather than a person."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Name span: chunks `chunk_start` up to, not including, `chunk_end` of paragraph number `paragraph`.

    `start` and `end` are the same range in tokens, `span` the characters of the name, `entry` the gazetteer entry of its first chunk.
    `label` is state, capital, body (listed), outlet, platform, group (a body by its head word), short (a head word alone: "the
    Council"), place, misc (an event, work, prize or ship) or name (undecided: a person or a body).
    """

    paragraph: int
    chunk_start: int
    chunk_end: int
    start: int
    end: int
    span: Span
    text: str
    label: str
    entry: GazetteerEntry | None


def find_name_spans(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...]) -> tuple[NameSpan, ...]:
    """Named-entity recognition by rule: the names of the text, in order, without overlaps."""
    bodies = [_find_bodies(doc, paragraph) for paragraph in paragraphs]
    known = {_words(doc, paragraph, *span) for paragraph, (_, by_model) in zip(paragraphs, bodies, strict=True) for span in by_model}
    spans = []
    for index, paragraph in enumerate(paragraphs):
        candidates = [*bodies[index][0], *bodies[index][1]]
        used = _used_chunks(paragraph, candidates)
        candidates += _find_again(doc, paragraph, known, used)
        for i, chunk in enumerate(paragraph.chunks):
            if chunk.kind in ACTING and not used[i] and chunk.entry is not None:
                candidates.append((i, i + 1, chunk.entry.label))
                used[i] = True
        for match in NAME_RUN.finditer(paragraph.classes):
            if not any(used[match.start() : match.end()]):
                candidates.append(_label_run(doc, paragraph, _person_start(doc, paragraph, *match.span()), match.end()))
        spans += [_make_name_span(doc, paragraph, index, *candidate) for candidate in sorted(candidates)]
    return tuple(spans)


def _find_bodies(doc: "Doc", paragraph: ParagraphChunks) -> tuple[list[Candidate], list[Candidate]]:
    """The bodies of a paragraph by their head words, and those that only the model shows."""
    by_head = find_bodies(doc, paragraph)
    used = _used_chunks(paragraph, by_head)
    by_model = find_national_bodies(doc, paragraph, used)
    return by_head, [*by_model, *find_bodies_by_model(doc, paragraph, used)]


def _used_chunks(paragraph: ParagraphChunks, candidates: list[Candidate]) -> list[bool]:
    used = [False] * len(paragraph.chunks)
    for start, end, _ in candidates:
        used[start:end] = [True] * (end - start)
    return used


def _words(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int, label: str) -> tuple[str, str, str]:
    """The first chunk of a candidate, all of it, and its label."""
    first, last = paragraph.chunks[start], paragraph.chunks[end - 1]
    return doc[first.start : first.end].text, doc[first.start : last.end].text, label


def _find_again(doc: "Doc", paragraph: ParagraphChunks, known: set[tuple[str, str, str]], used: list[bool]) -> list[Candidate]:
    """Bodies that the model shows elsewhere in the article, before an office ("Health Norway spokeswoman Ann Roe")."""
    candidates: list[Candidate] = []
    for start, chunk in enumerate(paragraph.chunks if known else ()):
        for first, name, label in known:
            if doc[chunk.start : chunk.end].text != first:
                continue
            end = next(
                (
                    i + 1
                    for i in range(start, min(start + LONGEST_BODY, len(used)))
                    if doc[chunk.start : paragraph.chunks[i].end].text == name
                ),
                0,
            )
            if end and not any(used[start:end]) and label == "group" and paragraph.class_at(end) in ROLE_NOUNS:
                candidates.append((start, end, label))
                used[start:end] = [True] * (end - start)
    return candidates


def _person_start(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> int:
    """Start of a run after a town, a field, an unlisted trade or a short form of an office before a person's name ("mayor of Northtown Ann
    Roe", "minister for Reintegration Ann Roe", "Harpist Ann Roe", "CiO Roe"), or after a creed or people ("Zoroastrian Ann Roe").
    """
    first = doc[paragraph.chunks[start].start]
    is_field = end - start > LONGEST_NAME and ROLE_FOR.search(paragraph.classes, max(0, start - 3), start) is not None
    if start + 1 < end and (is_field or SHORT_OFFICE.fullmatch(first.text)):
        return start + 1
    for i in range(start + 1, end - 1):
        first_token, end_token = paragraph.chunks[i].start, paragraph.chunks[end - 1].end
        entity = entity_at(doc, first_token)
        is_person = entity is not None and (entity.start, entity.end, entity.label_) == (first_token, end_token, "PERSON")
        after_of = paragraph.class_at(start - 1) in (TokenClass.OF, TokenClass.FOR)
        is_people = first.ent_type_ == "NORP"
        is_adherent = starts_segment(first) or ADHERENT.fullmatch(first.text) is not None
        if is_person and (after_of or is_people or (i == start + 1 and is_adherent and first.ent_type_ == "")):
            return i
    return start


def _make_name_span(doc: "Doc", paragraph: ParagraphChunks, index: int, chunk_start: int, chunk_end: int, label: str) -> NameSpan:
    first = paragraph.chunks[chunk_start]
    start, end = first.start, paragraph.chunks[chunk_end - 1].end
    is_listed_name = chunk_end == chunk_start + 1 and first.entry is not None
    span = _listed_name_span(doc, first) if is_listed_name else token_span(doc, start, end)
    offset = doc[start].idx
    text = doc[start:end].text[span.start - offset : span.end - offset]
    return NameSpan(index, chunk_start, chunk_end, start, end, span, text, label, first.entry)


def _listed_name_span(doc: "Doc", chunk: Chunk) -> Span:
    """Characters of the listed name itself, where its token has more ("U.S.-backed", "UAE's")."""
    tokens = doc[chunk.start : chunk.end]
    matches = match_gazetteer(tokens.text)
    if not matches:
        return Span(tokens.start_char, tokens.end_char)
    return Span(tokens.start_char + matches[0].span.start, tokens.start_char + matches[0].span.end)


def _label_run(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> Candidate:
    """Label of a run of name words, which is extended by the head of a place's or event's name after it."""
    before, after = paragraph.class_at(start - 1), paragraph.class_at(end)
    if _follows_thing(doc, paragraph, start):
        return start, end, "misc"
    if before == TokenClass.EVENT_HEAD and _is_body_noun(doc, paragraph, start - 2):
        return start - 1, end, "name"  # "the rights group Rights Torch"
    is_age = before == TokenClass.NUMBER and paragraph.class_at(start - 2) == TokenClass.COMMA
    if EVENT_OR_NUMBER.search(paragraph.classes, 0, start) and not is_age and not _is_person_after(doc, paragraph, start, end):
        return start, end, "misc"
    if after in OTHER_HEADS:
        return start, end + 1, "place" if after == TokenClass.PLACE_HEAD else "misc"
    if before == TokenClass.PLACE_HEAD and _begins_name(doc, paragraph, start - 1):
        return start - 1, end, "name"  # "Sea Watch"
    if before in OTHER_HEADS:
        return start, end, "place" if before == TokenClass.PLACE_HEAD else "misc"
    return start, end, "name"


def _begins_name(doc: "Doc", paragraph: ParagraphChunks, head: int) -> bool:
    """True for a word for a place that begins the name of something else, since places have it after their name ("the North Sea")."""
    token = doc[paragraph.chunks[head].end - 1]
    return token.text not in HEADS_BEFORE_NAME and paragraph.class_at(head - 1) not in NAME_WORDS | GEOGRAPHIC


def _follows_thing(doc: "Doc", paragraph: ParagraphChunks, start: int) -> bool:
    """True for the name of a ship, a film and the like: "the tanker Roe", "the frigate Admiral Roe"."""
    while paragraph.class_at(start - 1) == TokenClass.TITLE:
        start -= 1
    is_noun = paragraph.class_at(start - 1) == TokenClass.MODIFIER
    return is_noun and doc[paragraph.chunks[start - 1].end - 1].lower_ in word_set("roles", "thing_noun")


def _is_person_after(doc: "Doc", paragraph: ParagraphChunks, start: int, end: int) -> bool:
    """True for a person's name, by the model's label, after a date, another number or a title ("On Monday Ann Roe left", "20 Ann Roe prints",
    "the Flight CEO Ann Roe").
    """
    tokens = doc[paragraph.chunks[start].start : paragraph.chunks[end - 1].end]
    is_dated = doc[tokens.start - 1].ent_type_ in ("DATE", "TIME")
    is_titled = paragraph.class_at(start - 1) == TokenClass.TITLE
    is_full_name = len(tokens) > 1 and paragraph.class_at(start - 1) == TokenClass.NUMBER
    return (is_dated or is_titled or is_full_name) and all(t.ent_type_ == "PERSON" for t in tokens)


def _is_body_noun(doc: "Doc", paragraph: ParagraphChunks, index: int) -> bool:
    """True where the chunk is a noun in small letters of bodies."""
    return paragraph.class_at(index) == TokenClass.MODIFIER and doc[paragraph.chunks[index].end - 1].lower_ in word_set(
        "roles", "body_noun"
    )


def in_location_context(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True where the context makes the name only a location ("in Paris", "at the Institute", "entered Northtown")."""
    if name_span.label == "name" and _has_place_context(doc, paragraph, name_span):
        return True
    i = name_span.chunk_start - 1
    if name_span.label == "state" and (town := TOWN_AND_COMMA.search(paragraph.classes, 0, name_span.chunk_start)):
        i = town.start() - 1
    while i >= 0 and paragraph.chunks[i].kind in BEFORE_NAME:
        i -= 1
    between = paragraph.chunks[i + 1 : name_span.chunk_start]
    if paragraph.class_at(i) != TokenClass.PREPOSITION or any(doc[c.end - 1].ent_type_ in ("DATE", "TIME") for c in between):
        return False
    preposition = doc[paragraph.chunks[i].start].lower_
    if preposition == "from" and (paragraph.class_at(i - 1) in ROLE_NOUNS or _is_origin_of_officers(doc, paragraph, i)):
        return False  # "diplomats from Freedonia" act for it
    if preposition == "at" and name_span.label in ("body", "group") and paragraph.class_at(i - 1) in ROLE_NOUNS:
        return False  # "a professor at the Institute" works for it
    if name_span.label in ("body", "group", "short", "outlet"):
        return preposition in BODY_PREPOSITIONS
    return preposition in PREPOSITIONS and paragraph.class_at(name_span.chunk_end) not in (TokenClass.POSSESSIVE, TokenClass.HYPHEN)


def _is_origin_of_officers(doc: "Doc", paragraph: ParagraphChunks, at: int) -> bool:
    """True for the "from" of "advisers on security from Freedonia", at chunk `at`."""
    noun = doc[paragraph.chunks[at].start].head
    while noun.dep_ == "pobj" and noun.head.lower_ in {"on", "for"}:
        noun = noun.head.head
    return any(c.kind in ROLE_NOUNS for c in paragraph.chunks if c.start <= noun.i < c.end)


def _has_place_context(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True for "Northtown province", "the village of Northtown", "Northtown, a village", "Northtown, Freedonia", for a dateline, and after
    "entered" or "captured".
    """
    start, end = name_span.chunk_start, name_span.chunk_end
    after = paragraph.class_at(end)
    if start == 0 and after == TokenClass.DASH and name_span.end + 1 < len(doc) and doc[name_span.end + 1].text[0].isupper():
        return True
    apposition = PLACE_NOUN.match(paragraph.classes, end)
    if apposition is not None and doc[paragraph.chunks[apposition.end() - 1].start].lemma_.lower() in AREAS:
        return True
    if after == TokenClass.MODIFIER and doc[paragraph.chunks[end].start].lemma_.lower() in AREAS:
        return True
    in_larger_place = after == TokenClass.COMMA and paragraph.class_at(end + 1) in LARGER_PLACE
    if in_larger_place and paragraph.class_at(end + 2) not in AFTER_OTHER_STATE:
        return True
    after_of = paragraph.class_at(start - 1) == TokenClass.OF and start > 1
    if after_of and doc[paragraph.chunks[start - 2].start].lemma_.lower() in AREAS:
        return True
    root = first_conjunct(doc[name_span.start : name_span.end].root)
    return root.dep_ == "dobj" and root.head.lemma_ in REACHING
