"""Who is named in one article: persons, bodies and states, each with its mentions, roles and sides."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliation_context import side_of_companion, side_of_owner, side_of_part
from dossier.extraction.entities.affiliations import (
    Homes,
    SideHint,
    main_state,
    resolved,
    side_of_company,
    side_of_delegation,
    side_of_local,
    side_of_region,
    side_of_role,
)
from dossier.extraction.entities.clustering import BODY, PERSON, Circle, circles
from dossier.extraction.entities.disambiguation import settled
from dossier.extraction.entities.name_spans import Spot, find_names
from dossier.extraction.entities.organisations import Body, find_bodies, find_states, homes
from dossier.extraction.entities.person_evidence import Seen, look
from dossier.extraction.entities.roles import RolePhrase, role_text
from dossier.extraction.entities.token_rows import Row, rows
from dossier.extraction.lexicon.gazetteer import state_of
from dossier.model.actor import ActorKind, LocalActor, Mention, Role, Side
from dossier.text.names import parts, plain

COMPANIES = frozenset({"Company", "Corporation", "Corp", "Corp.", "Holdings", "Group", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "PLC", "plc", "AG", "GmbH", "Co.", "Motors", "Airlines", "Airways", "Industries", "Enterprises", "Partners", "Air", "Bank"})  # fmt: skip
"""Last words of a body whose first word alone may name it."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc


def find_actors(doc: "Doc", marks: "Iterable[object]" = ()) -> tuple[LocalActor, ...]:  # noqa: ARG001 - names inside quotations count too
    """Who acts, speaks or takes part in the text, in order of first mention; keys count from 0.

    A place that is mere location, an outlet that is only the source, an event, a work or a weapon is no actor.
    """
    table = rows(doc)
    spots = settled(table, find_names(doc, table))
    bodies = find_bodies(doc, table, spots)
    taken = {spot for body in bodies for spot in body.spots}
    people = []
    things = frozenset(plain(s.text) for s in spots if s.sort in ("thing", "place"))
    for circle in circles([s for s in look(doc, table, spots) if s.spot not in taken], things):
        if _of_body(circle, bodies):
            continue
        if circle.sort == PERSON:
            people.append(circle)
        elif circle.sort == BODY:
            bodies.append(Body(circle.name, [s.spot for s in circle.seen], sure=circle.sure))
    drafts = _people(_Reader(doc, table, spots, homes(bodies)), people)
    bodies += [*find_states(doc, table, spots), *_outlets(table, spots, [side.name for draft in drafts for side in draft.sides])]
    drafts += [_body(body) for body in bodies]
    ordered = sorted(drafts, key=lambda a: (a.mentions[0].span, a.kind, a.name))
    return tuple(LocalActor(key, a.name, a.kind, a.mentions, a.roles, a.sides, a.sure) for key, a in enumerate(ordered))


def _of_body(circle: Circle, bodies: list[Body]) -> bool:
    """Put the first word of one company's name to the company ("Acme" of "Acme Holdings"); false where it is none's."""
    if len(parts(circle.name)) > 1 or any(s.person for s in circle.seen):
        return False
    word = plain(circle.name)
    homes = [b for b in bodies if " " in b.name and plain(b.name.split()[0]) == word and b.name.split()[-1] in COMPANIES]
    if len(homes) != 1:
        return False
    homes[0].spots += [s.spot for s in circle.seen]
    return True


class _Reader:
    """One article as the search for roles and sides needs it."""

    def __init__(self, doc: "Doc", table: tuple[Row, ...], spots: tuple[Spot, ...], bodies: Homes) -> None:
        self.doc, self.table, self.spots, self.bodies = doc, table, spots, bodies
        self.main = main_state(table)

    def hints(self, seen: Seen) -> list[SideHint]:
        """What one mention tells of the person's side."""
        row = self.table[seen.spot.row]
        found = [
            self._of_roles(seen, row),
            side_of_company(row, seen.spot, self.spots, self.bodies),
            side_of_delegation(self.doc, row, seen.spot),
        ]
        return [hint for hint in found if hint is not None]

    def _of_roles(self, seen: Seen, row: Row) -> SideHint | None:
        for phrase in seen.roles:
            hint = side_of_region(self.doc, row, seen.spot, phrase) or side_of_role(
                self.doc, row, seen.spot.row, phrase, self.spots, self.bodies
            )
            if hint is not None:
                return hint
        if seen.beside is not None:
            shared = self._of_roles(seen.beside, row)
            return shared if shared is not None and (state_of(shared.name) or self._modifies(shared, seen.beside, row)) else None
        return next((hint for phrase in seen.roles if (hint := self._around(seen, row, phrase)) is not None), None) or self._local(
            seen, row
        )

    def _modifies(self, hint: SideHint, seen: Seen, row: Row) -> bool:
        """True for the body in "Water Party chairman A and secretary B", which both serve; "head of the Water Party A" keeps it."""
        return any(hint.span.start < self.doc[row.units[phrase.head].start].idx for phrase in seen.roles)

    def _around(self, seen: Seen, row: Row, phrase: RolePhrase) -> SideHint | None:
        """What the words around a role that names no state tell of its side."""
        return (
            side_of_owner(self.doc, row, seen.spot, phrase, self.bodies)
            or side_of_part(self.doc, self.table, row, phrase)
            or side_of_companion(self.doc, row, seen.spot, phrase, self.spots)
        )

    def _local(self, seen: Seen, row: Row) -> SideHint | None:
        return next((hint for phrase in seen.roles if (hint := side_of_local(self.doc, row, phrase, self.main)) is not None), None)


def _people(reader: _Reader, people: list[Circle]) -> list[LocalActor]:
    """Persons with their roles and sides; a side that goes over another person is settled once all others are known."""
    told = [[hint for seen in _in_order(circle) for hint in reader.hints(seen)] for circle in people]
    known: dict[str, str] = {}
    for circle, hints in zip(people, told, strict=True):
        first = next((side.name for side in resolved([h for h in hints if not h.person], {})), "")
        known |= {seen.spot.text: first for seen in circle.seen if first}
    found = []
    for circle, hints in zip(people, told, strict=True):
        name = max((s.name for s in _in_order(circle)), key=lambda n: (len(parts(n)), sum(s.name == n for s in circle.seen)))
        spots = [s.spot for s in circle.seen]
        found.append(LocalActor(0, name, ActorKind.PERSON, _mentions(spots), _roles(reader, circle), resolved(hints, known), circle.sure))
    return found


def _in_order(circle: Circle) -> list[Seen]:
    return sorted(circle.seen, key=lambda s: s.spot.start)


def _roles(reader: _Reader, circle: Circle) -> tuple[Role, ...]:
    """The roles of a person, each wording once."""
    found: dict[str, Role] = {}
    for seen in _in_order(circle):
        for phrase in seen.roles:
            text, span = role_text(reader.doc, reader.table[seen.spot.row], phrase)
            if text:
                found.setdefault(plain(text), Role(text, span))
    return tuple(found.values())


def _mentions(spots: list[Spot]) -> tuple[Mention, ...]:
    every = {spot.span: Mention(spot.span, spot.text) for spot in spots}
    return tuple(every[span] for span in sorted(every))


def _body(body: Body) -> LocalActor:
    kind = ActorKind.STATE if body.state else ActorKind.ORGANISATION
    sides = tuple(Side(h.name, h.span) for h in body.hints)
    return LocalActor(0, body.name, kind, _mentions(body.spots), (), sides, body.sure)


def _outlets(table: tuple[Row, ...], spots: tuple[Spot, ...], sides: list[str]) -> list[Body]:
    """The outlets that somebody here works for: those are actors, the others only the source."""
    wanted = {plain(name) for name in sides}
    found: dict[str, Body] = {}
    for spot in spots:
        known = table[spot.row].units[spot.first].known
        if spot.sort == "outlet" and known is not None:
            found.setdefault(known.name, Body(known.name)).spots.append(spot)
    kept = [body for body in found.values() if wanted & {plain(spot.text) for spot in body.spots}]
    for body in kept:
        body.name = max((spot.text for spot in body.spots), key=len)
    return kept
