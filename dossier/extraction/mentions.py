"""Who is named in one article: persons, bodies and states, each with its mentions, roles and sides."""

from typing import TYPE_CHECKING

from dossier.extraction.bodies import Body, find_bodies, find_states
from dossier.extraction.linking import BODY, PERSON, Circle, circles
from dossier.extraction.names import Spot, find_names
from dossier.extraction.people import Seen, look
from dossier.extraction.roles import role_text
from dossier.extraction.sides import SideHint, resolved, side_of_role
from dossier.extraction.units import Row, rows
from dossier.model.actor import ActorKind, LocalActor, Mention, Role, Side
from dossier.model.naming import parts, plain
from dossier.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc


def find_actors(doc: "Doc", marks: "Iterable[object]" = ()) -> tuple[LocalActor, ...]:  # noqa: ARG001 - names inside quotations count too
    """Who acts, speaks or takes part in the text, in order of first mention; keys count from 0.

    A place that is mere location, an outlet that is only the source, an event, a work or a weapon is no actor.
    """
    table = rows(doc)
    spots = find_names(doc, table)
    bodies = [*find_states(doc, table, spots), *find_bodies(doc, table, spots)]
    taken = {spot for body in bodies for spot in body.spots}
    people, others = [], []
    for circle in circles([s for s in look(doc, table, spots) if s.spot not in taken]):
        if circle.sort == PERSON:
            people.append(circle)
        elif circle.sort == BODY:
            others.append(Body(circle.name, [s.spot for s in circle.seen], sure=circle.sure))
    drafts = _people(doc, table, spots, people)
    bodies += [*others, *_outlets(doc, spots, [side.name for draft in drafts for side in draft.sides])]
    drafts += [_body(body) for body in bodies]
    ordered = sorted(drafts, key=lambda a: (a.mentions[0].span, a.kind, a.name))
    return tuple(LocalActor(key, a.name, a.kind, a.mentions, a.roles, a.sides, a.sure) for key, a in enumerate(ordered))


def _people(doc: "Doc", table: tuple[Row, ...], spots: tuple[Spot, ...], people: list[Circle]) -> list[LocalActor]:
    """Persons with their roles and sides; a side that goes over another person is settled once all others are known."""
    told = [_told(doc, table, spots, circle) for circle in people]
    known: dict[str, str] = {}
    for circle, (_, hints) in zip(people, told, strict=True):
        first = next((side.name for side in resolved([h for h in hints if not h.person], {})), "")
        for seen in circle.seen:
            if first:
                known[seen.spot.text] = first
    found = []
    for circle, (roles, hints) in zip(people, told, strict=True):
        name = max((s.name for s in circle.seen), key=lambda n: (len(parts(n)), _times(circle, n)))
        sides = resolved(hints, known)
        found.append(LocalActor(0, name, ActorKind.PERSON, _mentions([s.spot for s in circle.seen]), roles, sides, circle.sure))
    return found


def _times(circle: Circle, name: str) -> int:
    return sum(s.name == name for s in circle.seen)


def _told(doc: "Doc", table: tuple[Row, ...], spots: tuple[Spot, ...], circle: Circle) -> tuple[tuple[Role, ...], list[SideHint]]:
    """The roles of a person, each wording once, and what they tell of the side."""
    roles: dict[str, Role] = {}
    hints = []
    for seen in sorted(circle.seen, key=lambda s: s.spot.start):
        for phrase in seen.roles:
            row = table[seen.spot.row]
            text, span = role_text(doc, row, phrase)
            roles.setdefault(plain(text), Role(text, span))
            hint = side_of_role(doc, row, seen.spot.row, phrase, spots) or _side_of_region(doc, row, seen, phrase.head)
            if hint is not None:
                hints.append(hint)
        if (hint := _side_of_company(doc, table[seen.spot.row], seen, spots)) is not None:
            hints.append(hint)
    return tuple(roles.values()), hints


def _side_of_region(doc: "Doc", row: Row, seen: Seen, head: int) -> SideHint | None:
    """The state that the sentence opens with ("In Freedonia's Upper region, ... Governor NAME said")."""
    from dossier.extraction.vocabulary import words  # noqa: PLC0415

    if doc[row.units[head].start].lower_ not in words("roles", "regional"):
        return None
    sentence = doc[seen.spot.start].sent
    for unit in row.units:
        if unit.letter == "S" and unit.known and sentence.start < unit.start < seen.spot.start and doc[unit.start - 1].lower_ == "in":
            if unit.start - 1 == sentence.start:
                return SideHint(unit.known.name, Span(doc[unit.start].idx, doc[unit.end - 1].idx + len(doc[unit.end - 1].text)))
            return None
    return None


def _side_of_company(doc: "Doc", row: Row, seen: Seen, spots: tuple[Spot, ...]) -> SideHint | None:
    """The body in "NAME of BODY" and "BODY's NAME"."""
    after = row.letters[seen.spot.last : seen.spot.last + 1] == "o"
    before = row.letters[seen.spot.first - 1 : seen.spot.first] == "'"
    for spot in spots:
        if spot.row != seen.spot.row or spot.sort not in ("body", "group", "outlet"):
            continue
        if (after and spot.first in (seen.spot.last + 1, seen.spot.last + 2)) or (before and spot.last == seen.spot.first - 1):
            return SideHint(spot.text, spot.span)
    return None


def _mentions(spots: list[Spot]) -> tuple[Mention, ...]:
    every = {spot.span: Mention(spot.span, spot.text) for spot in spots}
    return tuple(every[span] for span in sorted(every))


def _body(body: Body) -> LocalActor:
    kind = ActorKind.STATE if body.state else ActorKind.ORGANISATION
    name = body.name if body.state else max((s.text for s in body.spots), key=lambda text: (len(text.split()), len(text)))
    sides: tuple[Side, ...] = tuple(Side(h.name, h.span) for h in body.hints)
    return LocalActor(0, name, kind, _mentions(body.spots), (), sides, body.sure)


def _outlets(doc: "Doc", spots: tuple[Spot, ...], sides: list[str]) -> list[Body]:
    """The outlets that somebody here works for: those are actors, the others only the source."""
    wanted = {plain(name) for name in sides}
    found: dict[str, Body] = {}
    for spot in spots:
        if spot.sort == "outlet" and plain(spot.text) in wanted:
            found.setdefault(plain(spot.text), Body(spot.text)).spots.append(spot)
    return list(found.values())
