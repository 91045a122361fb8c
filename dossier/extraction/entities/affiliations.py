"""Whom somebody acts for, read from the words of a role and of the sentence."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.entities.name_spans import NameSpan
from dossier.extraction.entities.roles import RolePhrase, acting_role, is_office, kinship, role_owner
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.titles import singular
from dossier.model.actor import Affiliation
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PUBLIC = frozenset({"Ministry", "Department", "Army", "Navy", "Force", "Forces", "Guard", "Guards", "Corps", "Police", "Embassy", "Consulate", "Parliament", "Assembly", "Senate", "House", "Congress", "Government", "Cabinet", "Office", "Court", "Council", "Directorate", "Agency", "Service", "Administration", "Command", "Commission", "Secretariat", "Mission", "Delegation", "Marines", "Coast"})  # fmt: skip
"""Heads of bodies that are part of the state whose adjective they bear; an institute or forum is not."""
PARTISAN = frozenset({"Democratic", "Liberation", "Free", "National", "Popular", "People's", "People’s"})
"""With one of these, "Forces" and "Army" may as well be rebels: "Freedonian Democratic Forces" serve nobody but themselves."""
DELEGATION = frozenset({"delegation", "team", "negotiators", "side", "group", "officials"})
LOCAL_WORDS = frozenset({"governor", "mayor", "provincial", "regional", "municipal", "district", "councillor"})
LEAST = 3
LEADING = frozenset({"lead", "head", "include", "comprise", "consist", "chair"})


@dataclass(frozen=True, slots=True)
class AffiliationHint:
    """A side as the words tell it: a state or a body by `name`, or (`person`) whoever the named person acts for."""

    name: str
    span: Span
    person: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationState:
    """The body that a spot names: its name, and the state it serves as far as the article tells, or empty."""

    name: str
    state: str


Homes = Mapping[Span, OrganisationState]
"""Where a body is named -> which body."""


def side_of_role(
    doc: "Doc", row: ParagraphChunks, number: int, phrase: RolePhrase, spots: tuple[NameSpan, ...], homes: Homes
) -> AffiliationHint | None:
    """Whom the holder of the role acts for, or None where the words do not tell; `number` is the row's."""
    if kinship(doc, row, phrase):
        other = acting_role(row, phrase)
        if other is None:
            return None
        phrase = other
    inside = [s for s in spots if s.row == number and phrase.first <= s.first and s.last <= phrase.last]
    for spot in inside:
        if spot.span in homes and _served(doc, row, phrase, spot):
            return _home_side(homes[spot.span], spot.span)
    by_words = _state_in(doc, row, phrase) if is_office(doc, row, phrase) else None
    if by_words is not None:
        return by_words
    return _side_of_others(doc, row, phrase, inside) or _side_over_whose(row, number, phrase, spots, homes)


def _side_of_others(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase, inside: list[NameSpan]) -> AffiliationHint | None:
    """The outlet, or the person, that the role serves ("Ann Roe's spokesman")."""
    serving = singular(doc[row.units[phrase.head].end - 1].text.lower()) in word_set("roles", "serving")
    for spot in inside:
        if spot.label == "outlet" and _served(doc, row, phrase, spot):
            return AffiliationHint(spot.text, spot.span)
        if serving and spot.label == "name" and row.letters[spot.last : spot.last + 1] == "'":
            return AffiliationHint(spot.text, spot.span, person=True)
    return None


def _side_over_whose(
    row: ParagraphChunks, number: int, phrase: RolePhrase, spots: tuple[NameSpan, ...], homes: Homes
) -> AffiliationHint | None:
    """The body in "the BODY, whose commander is President NAME"."""
    at = role_owner(row, phrase)
    for spot in spots:
        if at is not None and spot.row == number and spot.last == at + 1 and spot.span in homes:
            return _home_side(homes[spot.span], spot.span)
    return None


def _home_side(home: OrganisationState, span: Span) -> AffiliationHint:
    return AffiliationHint(home.state or home.name, span)


def _state_in(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
    """The state that the role's words name before its head, or behind it by "of"."""
    for at in (*range(phrase.first, phrase.head), *range(phrase.head + 1, phrase.last)):
        unit = row.units[at]
        if unit.letter in "SAK" and unit.known is not None and (at < phrase.head or _of(row, phrase.head, at)):
            return AffiliationHint(unit.known.name, _span(doc, unit.start, unit.end))
    return None


def _served(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase, spot: NameSpan) -> bool:
    """True where the body stands before the role noun, or after it behind "of" or "for"."""
    if spot.first < phrase.head:
        return True
    if phrase.made:
        return set(row.letters[phrase.head + 1 : spot.first]) <= set("d")
    between = row.letters[phrase.head + 1 : spot.first]
    return between[:1] in ("o", "f") and doc[row.units[phrase.head + 1].start].lower_ in ("of", "for") and "i" not in between


def _of(row: ParagraphChunks, head: int, at: int) -> bool:
    """True where unit `at` hangs on the role noun by "of" alone, or on the verb that tells a post."""
    if row.letters[head] == "v":
        return True
    return all(letter in "odSAKQFmONRr'c" for letter in row.letters[head + 1 : at]) and "o" in row.letters[head + 1 : at]


def state_of_body(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> AffiliationHint | None:
    """The state that a body serves: a listed one's, a possessor's ("Freedonia's Water Council") or its own adjective's."""
    known = row.units[spot.first].known
    if spot.label == "body" and known is not None:
        return AffiliationHint(known.state, spot.span) if known.state else None
    at = spot.first - 1
    while at >= 0 and row.letters[at] in "mhv":
        at -= 1
    if at >= 1 and row.letters[at] == "'" and row.letters[at - 1] in "SK":
        return _unit_side(doc, row, at - 1)
    if not is_public_body(doc, spot):
        return None
    if at == spot.first - 1 and at >= 0 and row.letters[at] in "SA":
        return _unit_side(doc, row, at)
    return next(
        (_unit_side(doc, row, i) for i in range(spot.first, spot.last) if row.letters[i] in "SA" and row.units[i].known is not None), None
    )


def is_public_body(doc: "Doc", spot: NameSpan) -> bool:
    """True where the body's head word makes it a part of a state."""
    names = [t.text for t in doc[spot.start : spot.end]]
    return any(name in PUBLIC for name in names) and not any(
        name in PARTISAN and names[-1] in ("Forces", "Army", "Force", "Council") for name in names
    )


def _unit_side(doc: "Doc", row: ParagraphChunks, at: int) -> AffiliationHint | None:
    unit = row.units[at]
    return AffiliationHint(unit.known.name, _span(doc, unit.start, unit.end)) if unit.known else None


def _span(doc: "Doc", start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))


def side_of_region(doc: "Doc", row: ParagraphChunks, spot: NameSpan, phrase: RolePhrase) -> AffiliationHint | None:
    """The state that the sentence opens with, for a regional office ("In Freedonia's Upper region, ... Governor NAME said")."""
    if singular(doc[row.units[phrase.head].end - 1].lower_) not in word_set("roles", "regional"):
        return None
    sentence = doc[spot.start].sent
    for unit in row.units:
        if unit.letter == "S" and unit.known and unit.start == sentence.start + 1 and doc[sentence.start].lower_ == "in":
            return AffiliationHint(unit.known.name, _span(doc, unit.start, unit.end))
    return None


def main_state(rows: tuple[ParagraphChunks, ...]) -> str:
    """The state that an article is about: named at least three times and more often than all others together; else empty."""
    named = Counter(u.known.name for row in rows for u in row.units if u.letter in "SAK" and u.known is not None)
    name, times = next(iter(named.most_common(1)), ("", 0))
    return name if times >= LEAST and times * 2 > sum(named.values()) else ""


def side_of_local(doc: "Doc", row: ParagraphChunks, phrase: RolePhrase, state: str) -> AffiliationHint | None:
    """The state that the article is about, for an office in one of its parts whose words name none ("the provincial governor")."""
    start, end = row.units[phrase.first].start, row.units[phrase.last - 1].end
    local = any(singular(t.lower_) in LOCAL_WORDS for t in doc[start:end])
    elsewhere = bool(set("NQK") & set(row.letters[phrase.first : phrase.last]))
    return AffiliationHint(state, _span(doc, start, end)) if state and local and not elsewhere and is_office(doc, row, phrase) else None


def side_of_delegation(doc: "Doc", row: ParagraphChunks, spot: NameSpan) -> AffiliationHint | None:
    """The state whose delegation is told to include the name, or to be led by it."""
    sentence = doc[spot.start].sent
    states = [u for u in row.units if u.known is not None and u.letter in "SAK" and sentence.start <= u.start < spot.start]
    group = next((t for t in sentence if t.i < spot.start and t.lower_ in DELEGATION), None)
    if group is None or not any(t.lemma_ in LEADING for t in doc[group.i : spot.start]):
        return None
    represented = [u for u in states if u.start > group.i and doc[u.end - 1].dep_ in ("nsubj", "nsubjpass")]
    of = [u for u in states if group.i < u.start <= group.i + 3 and doc[group.i + 1].lower_ == "of"]
    if represented or of:
        nearest = (represented or of)[-1]
        return AffiliationHint(nearest.known.name if nearest.known else "", _span(doc, nearest.start, nearest.end))
    beside = [u for u in states if u.end <= group.i and group.i - u.end <= 3]
    subject = [u for u in states if u.end <= group.i and doc[u.end - 1].dep_ == "nsubj"]
    for unit in (beside or subject)[-1:]:
        return AffiliationHint(unit.known.name if unit.known else "", _span(doc, unit.start, unit.end))
    return None


def side_of_company(row: ParagraphChunks, spot: NameSpan, spots: tuple[NameSpan, ...], homes: Homes) -> AffiliationHint | None:
    """The body in "NAME of BODY" and "BODY's NAME"."""
    after = row.letters[spot.last : spot.last + 1] == "o"
    before = row.letters[spot.first - 1 : spot.first] == "'"
    for other in spots:
        if other.row != spot.row or (other.span not in homes and other.label != "outlet"):
            continue
        if (after and spot.last < other.first and set(row.letters[spot.last + 1 : other.first]) <= set("dm")) or (
            before and other.last == spot.first - 1
        ):
            return _home_side(homes[other.span], other.span) if other.span in homes else AffiliationHint(other.text, other.span)
    return None


def resolve_affiliations(hints: list[AffiliationHint], by_person: dict[str, str]) -> tuple[Affiliation, ...]:
    """Hints as sides; one that names a person becomes that person's side, or nothing where it is not known."""
    found = []
    for hint in hints:
        name = by_person.get(hint.name, "") if hint.person else (country_of(hint.name) or hint.name)
        if name:
            found.append(Affiliation(name, hint.span))
    return tuple(found)
