"""Bodies and states of one article: the listed ones, those that a head word tells, short forms and acronyms."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliations import PUBLIC, AffiliationHint, OrganisationState, state_of_body
from dossier.extraction.entities.disambiguation import defines_acronym
from dossier.extraction.entities.name_spans import AREAS, NameSpan, in_location_context
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.model.span import Span
from dossier.text.names import fold_name

if TYPE_CHECKING:
    from spacy.tokens import Doc

STRUCK = frozenset({"hit", "bomb", "shell", "attack", "strike", "damage", "target", "rock", "shake", "flood"})
LOCAL = frozenset({"mayor", "resident", "police", "metro", "subway", "suburb", "outskirts", "centre", "center", "downtown", "airport", "skyline", "weather", "museum", "university", "school", "hospital", "street", "square", "station", "stadium", "residents", "people"})  # fmt: skip
"""What belongs to the town and not to the state that it is the capital of."""
ADDRESSED = frozenset({"push", "urge", "accuse", "tell", "ask", "press", "blame", "warn", "hand", "give", "embolden", "pressure", "allow", "help", "let", "criticize", "criticise", "back", "support", "arm", "force", "invite", "persuade", "condemn"})  # fmt: skip


@dataclass(slots=True)
class Organisation:
    """A body or state (`state`) and the name_spans that name it; `sure` is false where only the model says so."""

    name: str
    name_spans: list[NameSpan] = field(default_factory=list)
    hints: list[AffiliationHint] = field(default_factory=list)
    is_state: bool = False
    sure: bool = True


def find_states(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[Organisation]:
    """The states that do more than give a place: their names everywhere, their capitals where they act."""
    found: dict[str, Organisation] = {}
    acting: set[str] = set()
    for name_span in name_spans:
        paragraph = paragraphs[name_span.paragraph]
        entry = paragraph.chunks[name_span.chunk_start].entry
        if name_span.label not in ("state", "capital") or entry is None:
            continue
        somewhere = in_location_context(doc, paragraph, name_span)
        if name_span.label == "capital" and (somewhere or not _capital_acts(doc, paragraph, name_span)):
            continue
        if not somewhere:
            acting.add(entry.name)
        found.setdefault(entry.name, Organisation(entry.name, is_state=True)).name_spans.append(name_span)
    return [body for body in found.values() if body.name in acting]


def _capital_acts(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True where a capital stands for its state: subject, possessor, or the object of a preposition that takes no place."""
    if paragraph.classes[name_span.chunk_end : name_span.chunk_end + 1] in tuple("NLOIh#R") or (
        paragraph.classes[name_span.chunk_start - 1 : name_span.chunk_start] in tuple("NL,(") and _second(paragraph, name_span)
    ):
        return False
    root = doc[name_span.start : name_span.end].root
    following = doc[name_span.end].text if name_span.end < len(doc) else ""
    while root.dep_ == "conj":
        root = root.head
    if root.dep_ == "poss" or following in ("'s", "’s"):
        return (
            paragraph.classes[name_span.chunk_end + 1 : name_span.chunk_end + 2] not in tuple("NLOMRB")
            and root.head.lemma_.lower() not in AREAS | LOCAL
        )
    if root.dep_ in ("nsubj", "nsubjpass"):
        return root.head.pos_ in ("VERB", "AUX") and (root.dep_ == "nsubj" or root.head.lemma_ not in STRUCK)
    if root.dep_ == "pobj":
        return _political(doc, name_span, root.head.lower_)
    return root.dep_ in ("dobj", "dative") and root.head.lemma_ in ADDRESSED


def _second(paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True for the second half of "Town, Capital"."""
    return paragraph.classes[name_span.chunk_start - 1 : name_span.chunk_start] in tuple("NL") or paragraph.classes[
        name_span.chunk_start - 2 : name_span.chunk_start
    ] in ("N,", "L,")


def _political(doc: "Doc", name_span: NameSpan, preposition: str) -> bool:
    """True where "of" and "for" a capital speak of the state: only behind words of acting."""
    if preposition in ("with", "by", "between", "against", "among"):
        return True
    head = doc[name_span.start : name_span.end].root.head.head.lemma_.lower()
    return head in (
        "pressure",
        "ally",
        "guarantee",
        "support",
        "demand",
        "sanction",
        "ambassador",
        "aid",
        "enemy",
        "friend",
        "partner",
        "criticism",
        "control",
    )


def find_bodies(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[Organisation]:
    """Listed bodies and those that a head word tells, with acronyms in brackets and short forms ("the Council")."""
    found: dict[str, Organisation] = {}
    for at, name_span in enumerate(name_spans):
        if name_span.label not in ("body", "group"):
            continue
        paragraph = paragraphs[name_span.paragraph]
        hint = state_of_body(doc, paragraph, name_span)
        body = found.setdefault(_key(paragraph, name_span, hint), Organisation(_name(paragraph, name_span)))
        body.name_spans.append(name_span)
        if hint is not None:
            body.hints.append(hint)
        if at + 1 < len(name_spans) and defines_acronym(paragraphs, name_span, name_spans[at + 1]):
            found.setdefault(f"|{fold_name(name_spans[at + 1].text)}", body)
            body.name_spans.append(name_spans[at + 1])
    _join_stateless(found)
    _join_openings(found)
    for name_span in name_spans:
        named = found.get(f"|{fold_name(name_span.text)}") if name_span.label == "name" else None
        if named is not None and name_span not in named.name_spans:
            named.name_spans.append(name_span)
        if (
            name_span.label == "short"
            and (home := _home(doc, paragraphs[name_span.paragraph], name_span, list(found.values()))) is not None
        ):
            home.name_spans.append(name_span)
    unique = {id(body): body for body in found.values()}
    return [b for b in unique.values() if not all(in_location_context(doc, paragraphs[s.paragraph], s) for s in b.name_spans)]


def affiliations_by_span(bodies: list[Organisation]) -> dict[Span, OrganisationState]:
    """Where each body is named -> the body and the state it serves."""
    found: dict[Span, OrganisationState] = {}
    for body in bodies:
        states = [h.name for h in body.hints]
        state = max(states, key=lambda name: (states.count(name), -states.index(name)), default="")
        found |= {name_span.span: OrganisationState(body.name, state) for name_span in body.name_spans if not body.is_state}
    return found


def _name(paragraph: ParagraphChunks, name_span: NameSpan) -> str:
    entry = paragraph.chunks[name_span.chunk_start].entry
    return entry.name if name_span.label == "body" and entry is not None else name_span.text


def _key(paragraph: ParagraphChunks, name_span: NameSpan, hint: AffiliationHint | None) -> str:
    """What makes two name_spans one body: the listed name, or the state it serves and the name without the nation's."""
    entry = paragraph.chunks[name_span.chunk_start].entry
    if name_span.label == "body" and entry is not None:
        return f"|{fold_name(entry.name)}"
    bare = name_span.text
    if entry is not None and hint is not None and entry.name == hint.name and PUBLIC & set(bare.split()):
        bare = bare[len(_first_words(name_span, paragraph)) :].lstrip(" -'’")
    return f"{hint.name if hint else ''}|{fold_name(bare)}"


def _first_words(name_span: NameSpan, paragraph: ParagraphChunks) -> str:
    """The nation's name that opens the body's name."""
    size = paragraph.chunks[name_span.chunk_start].end - paragraph.chunks[name_span.chunk_start].start
    return " ".join(name_span.text.split()[:size])


def _join_stateless(found: dict[str, Organisation]) -> None:
    """Join "the Water Council" to "Freedonia's Water Council" where no other state's is named."""
    for key in [k for k in found if k.startswith("|")]:
        homes_of = {id(body): body for k, body in found.items() if not k.startswith("|") and k.partition("|")[2] == key[1:]}
        if len(homes_of) == 1:
            home = next(iter(homes_of.values()))
            home.name_spans += found[key].name_spans
            found[key] = home


def _join_openings(found: dict[str, Organisation]) -> None:
    """Join "Thai Hearts" to "Thai Hearts Party", the one body whose name goes on by a head word."""
    for key in list(found):
        name = fold_name(found[key].name)
        longer = {
            id(b): b
            for b in found.values()
            if b is not found[key] and re.fullmatch(rf"{re.escape(name)} (party|group|movement|company|union)", fold_name(b.name))
        }
        if " " in name and len(longer) == 1:
            home = next(iter(longer.values()))
            home.name_spans += found[key].name_spans
            found[key] = home


def _home(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, bodies: list[Organisation]) -> Organisation | None:
    """The one body that "the Council" is short for, the nearest before it."""
    if paragraph.classes[name_span.chunk_start - 1 : name_span.chunk_start] != "d" or in_location_context(doc, paragraph, name_span):
        return None
    homes = [b for b in bodies if name_span.text in b.name.split() and any(s.start < name_span.start for s in b.name_spans)]
    return max(homes, key=lambda b: max(s.start for s in b.name_spans if s.start < name_span.start), default=None)
