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
    """A body or state (`state`) and the spots that name it; `sure` is false where only the model says so."""

    name: str
    spots: list[NameSpan] = field(default_factory=list)
    hints: list[AffiliationHint] = field(default_factory=list)
    state: bool = False
    sure: bool = True


def find_states(doc: "Doc", rows: tuple[ParagraphChunks, ...], spots: tuple[NameSpan, ...]) -> list[Organisation]:
    """The states that do more than give a place: their names everywhere, their capitals where they act."""
    found: dict[str, Organisation] = {}
    acting: set[str] = set()
    for spot in spots:
        row = rows[spot.row]
        known = row.units[spot.first].known
        if spot.label not in ("state", "capital") or known is None:
            continue
        somewhere = in_location_context(doc, row, spot)
        if spot.label == "capital" and (somewhere or not _capital_acts(doc, row, spot)):
            continue
        if not somewhere:
            acting.add(known.name)
        found.setdefault(known.name, Organisation(known.name, state=True)).spots.append(spot)
    return [body for body in found.values() if body.name in acting]


def _capital_acts(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> bool:
    """True where a capital stands for its state: subject, possessor, or the object of a preposition that takes no place."""
    if row.letters[spot.last : spot.last + 1] in tuple("NLOIh#R") or (
        row.letters[spot.first - 1 : spot.first] in tuple("NL,(") and _second(row, spot)
    ):
        return False
    root = doc[spot.start : spot.end].root
    following = doc[spot.end].text if spot.end < len(doc) else ""
    while root.dep_ == "conj":
        root = root.head
    if root.dep_ == "poss" or following in ("'s", "’s"):
        return row.letters[spot.last + 1 : spot.last + 2] not in tuple("NLOMRB") and root.head.lemma_.lower() not in AREAS | LOCAL
    if root.dep_ in ("nsubj", "nsubjpass"):
        return root.head.pos_ in ("VERB", "AUX") and (root.dep_ == "nsubj" or root.head.lemma_ not in STRUCK)
    if root.dep_ == "pobj":
        return _political(doc, spot, root.head.lower_)
    return root.dep_ in ("dobj", "dative") and root.head.lemma_ in ADDRESSED


def _second(row: ParagraphChunks, spot: NameSpan) -> bool:
    """True for the second half of "Town, Capital"."""
    return row.letters[spot.first - 1 : spot.first] in tuple("NL") or row.letters[spot.first - 2 : spot.first] in ("N,", "L,")


def _political(doc: "Doc", spot: NameSpan, preposition: str) -> bool:
    """True where "of" and "for" a capital speak of the state: only behind words of acting."""
    if preposition in ("with", "by", "between", "against", "among"):
        return True
    head = doc[spot.start : spot.end].root.head.head.lemma_.lower()
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


def find_bodies(doc: "Doc", rows: tuple[ParagraphChunks, ...], spots: tuple[NameSpan, ...]) -> list[Organisation]:
    """Listed bodies and those that a head word tells, with acronyms in brackets and short forms ("the Council")."""
    found: dict[str, Organisation] = {}
    for at, spot in enumerate(spots):
        if spot.label not in ("body", "group"):
            continue
        row = rows[spot.row]
        hint = state_of_body(doc, row, spot)
        body = found.setdefault(_key(row, spot, hint), Organisation(_name(row, spot)))
        body.spots.append(spot)
        if hint is not None:
            body.hints.append(hint)
        if at + 1 < len(spots) and defines_acronym(rows, spot, spots[at + 1]):
            found.setdefault(f"|{fold_name(spots[at + 1].text)}", body)
            body.spots.append(spots[at + 1])
    _join_stateless(found)
    _join_openings(found)
    for spot in spots:
        named = found.get(f"|{fold_name(spot.text)}") if spot.label == "name" else None
        if named is not None and spot not in named.spots:
            named.spots.append(spot)
        if spot.label == "short" and (home := _home(doc, rows[spot.row], spot, list(found.values()))) is not None:
            home.spots.append(spot)
    unique = {id(body): body for body in found.values()}
    return [b for b in unique.values() if not all(in_location_context(doc, rows[s.row], s) for s in b.spots)]


def affiliations_by_span(bodies: list[Organisation]) -> dict[Span, OrganisationState]:
    """Where each body is named -> the body and the state it serves."""
    found: dict[Span, OrganisationState] = {}
    for body in bodies:
        states = [h.name for h in body.hints]
        state = max(states, key=lambda name: (states.count(name), -states.index(name)), default="")
        found |= {spot.span: OrganisationState(body.name, state) for spot in body.spots if not body.state}
    return found


def _name(row: ParagraphChunks, spot: NameSpan) -> str:
    known = row.units[spot.first].known
    return known.name if spot.label == "body" and known is not None else spot.text


def _key(row: ParagraphChunks, spot: NameSpan, hint: AffiliationHint | None) -> str:
    """What makes two spots one body: the listed name, or the state it serves and the name without the nation's."""
    known = row.units[spot.first].known
    if spot.label == "body" and known is not None:
        return f"|{fold_name(known.name)}"
    bare = spot.text
    if known is not None and hint is not None and known.name == hint.name and PUBLIC & set(bare.split()):
        bare = bare[len(_first_words(spot, row)) :].lstrip(" -'’")
    return f"{hint.name if hint else ''}|{fold_name(bare)}"


def _first_words(spot: NameSpan, row: ParagraphChunks) -> str:
    """The nation's name that opens the body's name."""
    size = row.units[spot.first].end - row.units[spot.first].start
    return " ".join(spot.text.split()[:size])


def _join_stateless(found: dict[str, Organisation]) -> None:
    """Join "the Water Council" to "Freedonia's Water Council" where no other state's is named."""
    for key in [k for k in found if k.startswith("|")]:
        homes_of = {id(body): body for k, body in found.items() if not k.startswith("|") and k.partition("|")[2] == key[1:]}
        if len(homes_of) == 1:
            home = next(iter(homes_of.values()))
            home.spots += found[key].spots
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
            home.spots += found[key].spots
            found[key] = home


def _home(doc: "Doc", row: ParagraphChunks, spot: NameSpan, bodies: list[Organisation]) -> Organisation | None:
    """The one body that "the Council" is short for, the nearest before it."""
    if row.letters[spot.first - 1 : spot.first] != "d" or in_location_context(doc, row, spot):
        return None
    homes = [b for b in bodies if spot.text in b.name.split() and any(s.start < spot.start for s in b.spots)]
    return max(homes, key=lambda b: max(s.start for s in b.spots if s.start < spot.start), default=None)
