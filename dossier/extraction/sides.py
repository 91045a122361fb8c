"""Whom somebody acts for, read from the words of a role."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.extraction.known import Known, state_of
from dossier.extraction.roles import RolePhrase, kinship, office
from dossier.extraction.units import Row, singular
from dossier.extraction.vocabulary import words
from dossier.model.actor import Side
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dossier.extraction.names import Spot


@dataclass(frozen=True, slots=True)
class SideHint:
    """A side as the words tell it: a state or a body by `name`, or (`person`) whoever the named person acts for."""

    name: str
    span: Span
    person: bool = False


def side_of_role(doc: "Doc", row: Row, number: int, phrase: RolePhrase, spots: tuple["Spot", ...]) -> SideHint | None:
    """Whom the holder of the role acts for, or None where the words do not tell; `number` is the row's."""
    if kinship(doc, row, phrase):
        return None
    inside = [s for s in spots if s.row == number and phrase.first <= s.first and s.last <= phrase.last]
    for spot in inside:
        if spot.sort in ("body", "group") and _served(doc, row, phrase, spot):
            return body_side(doc, row, spot)
    if not office(doc, row, phrase):
        return None
    for at in (*range(phrase.first, phrase.head), *range(phrase.head + 1, phrase.last)):
        unit = row.units[at]
        if unit.letter in "SAK" and unit.known is not None and (at < phrase.head or _of(row, phrase.head, at)):
            return SideHint(unit.known.name, _span(doc, unit.start, unit.end))
    for spot in inside:
        if spot.sort == "outlet" and _served(doc, row, phrase, spot):
            return SideHint(spot.text, spot.span)
    if singular(doc[row.units[phrase.head].end - 1].text.lower()) in words("roles", "serving"):
        for spot in inside:
            if spot.sort == "name" and row.letters[spot.last : spot.last + 1] == "'":
                return SideHint(spot.text, spot.span, person=True)
    return None


def _served(doc: "Doc", row: Row, phrase: RolePhrase, spot: "Spot") -> bool:
    """True where the body stands before the role noun, or after it behind "of" or "for"."""
    if spot.first < phrase.head:
        return True
    between = row.letters[phrase.head + 1 : spot.first]
    return between[:1] in ("o", "f") and doc[row.units[phrase.head + 1].start].lower_ in ("of", "for") and "i" not in between


def _of(row: Row, head: int, at: int) -> bool:
    """True where unit `at` hangs on the role noun by "of" alone."""
    return all(letter in "odSAKFmONRr'c" for letter in row.letters[head + 1 : at]) and "o" in row.letters[head + 1 : at]


def body_side(doc: "Doc", row: Row, spot: "Spot") -> SideHint:
    """The state that a body is part of, where its words or the lists tell; else the body itself."""
    state = state_of_body(doc, row, spot)
    return state or SideHint(spot.text, spot.span)


def state_of_body(doc: "Doc", row: Row, spot: "Spot") -> SideHint | None:
    """The state that a body serves: a listed one's, a possessor's ("Freedonia's Water Council") or its own adjective's."""
    known: Known | None = row.units[spot.first].known
    if spot.sort == "body" and known is not None and known.side:
        return SideHint(known.side, spot.span)
    if (
        spot.sort == "body"
        and known is not None
        and not known.side
        and spot.last == spot.first + 1
        and known.name != "Joint Chiefs of Staff"
    ):
        return None
    at = spot.first - 1
    while at >= 0 and row.letters[at] in "m":
        at -= 1
    if at >= 1 and row.letters[at] == "'" and row.letters[at - 1] in "SK":
        return _unit_side(doc, row, at - 1)
    if at >= 0 and row.letters[at] in "SA":
        return _unit_side(doc, row, at) if _public(doc, row, spot) else None
    for i in range(spot.first, spot.last):
        if row.letters[i] in "SA" and _public(doc, row, spot) and row.letters[i - 1 : i] not in ("i",):
            return _unit_side(doc, row, i)
    return None


PUBLIC = frozenset({"Ministry", "Department", "Army", "Navy", "Force", "Forces", "Guard", "Guards", "Corps", "Police", "Embassy", "Consulate", "Parliament", "Assembly", "Senate", "House", "Congress", "Government", "Cabinet", "Office", "Court", "Council", "Directorate", "Agency", "Service", "Administration", "Command", "Commission", "Secretariat", "Mission", "Delegation"})  # fmt: skip
"""Heads of bodies that are part of the state whose adjective they bear; an institute or forum is not."""


def _public(doc: "Doc", row: Row, spot: "Spot") -> bool:
    return any(t.text in PUBLIC for t in doc[spot.start : spot.end]) and not any(
        t.text in ("Democratic",) for t in doc[spot.start : spot.end]
    )


def _unit_side(doc: "Doc", row: Row, at: int) -> SideHint | None:
    unit = row.units[at]
    return SideHint(unit.known.name, _span(doc, unit.start, unit.end)) if unit.known else None


def _span(doc: "Doc", start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))


def resolved(hints: list[SideHint], by_person: dict[str, str]) -> tuple[Side, ...]:
    """Hints as sides; one that names a person becomes that person's side, or nothing where it is not known."""
    found = []
    for hint in hints:
        name = by_person.get(hint.name, "") if hint.person else (state_of(hint.name) or hint.name)
        if name:
            found.append(Side(name, hint.span))
    return tuple(found)
