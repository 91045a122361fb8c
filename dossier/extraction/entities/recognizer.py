"""Who is named in one article: persons, bodies and states, each with its mentions, roles and sides."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliation_context import side_of_companion, side_of_owner, side_of_part
from dossier.extraction.entities.affiliations import (
    AffiliationHint,
    Homes,
    main_state,
    resolve_affiliations,
    side_of_company,
    side_of_delegation,
    side_of_local,
    side_of_region,
    side_of_role,
)
from dossier.extraction.entities.clustering import BODY, PERSON, MentionCluster, cluster_mentions
from dossier.extraction.entities.disambiguation import disambiguate
from dossier.extraction.entities.name_spans import NameSpan, find_name_spans
from dossier.extraction.entities.organisations import Organisation, affiliations_by_span, find_bodies, find_states
from dossier.extraction.entities.person_evidence import NameMention, collect_person_evidence
from dossier.extraction.entities.roles import RolePhrase, role_text
from dossier.extraction.entities.token_rows import ParagraphChunks, chunk_paragraphs
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.model.actor import ActorKind, Affiliation, EntityCluster, Mention, Role
from dossier.text.names import fold_name, name_parts

COMPANIES = frozenset({"Company", "Corporation", "Corp", "Corp.", "Holdings", "Group", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "PLC", "plc", "AG", "GmbH", "Co.", "Motors", "Airlines", "Airways", "Industries", "Enterprises", "Partners", "Air", "Bank"})  # fmt: skip
"""Last words of a body whose first word alone may name it."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc


def find_actors(doc: "Doc", marks: "Iterable[object]" = ()) -> tuple[EntityCluster, ...]:  # noqa: ARG001 - names inside quotations count too
    """Who acts, speaks or takes part in the text, in order of first mention; keys count from 0.

    A place that is mere location, an outlet that is only the source, an event, a work or a weapon is no actor.
    """
    table = chunk_paragraphs(doc)
    spots = disambiguate(table, find_name_spans(doc, table))
    bodies = find_bodies(doc, table, spots)
    taken = {spot for body in bodies for spot in body.spots}
    people = []
    things = frozenset(fold_name(s.text) for s in spots if s.label in ("thing", "place"))
    for circle in cluster_mentions([s for s in collect_person_evidence(doc, table, spots) if s.spot not in taken], things):
        if _of_body(circle, bodies):
            continue
        if circle.label == PERSON:
            people.append(circle)
        elif circle.label == BODY:
            bodies.append(Organisation(circle.name, [s.spot for s in circle.mentions], sure=circle.sure))
    drafts = _people(_ProfileBuilder(doc, table, spots, affiliations_by_span(bodies)), people)
    bodies += [*find_states(doc, table, spots), *_outlets(table, spots, [side.name for draft in drafts for side in draft.affiliations])]
    drafts += [_body(body) for body in bodies]
    ordered = sorted(drafts, key=lambda a: (a.mentions[0].span, a.kind, a.name))
    return tuple(EntityCluster(key, a.name, a.kind, a.mentions, a.roles, a.affiliations, a.sure) for key, a in enumerate(ordered))


def _of_body(circle: MentionCluster, bodies: list[Organisation]) -> bool:
    """Put the first word of one company's name to the company ("Acme" of "Acme Holdings"); false where it is none's."""
    if len(name_parts(circle.name)) > 1 or any(s.person for s in circle.mentions):
        return False
    word = fold_name(circle.name)
    homes = [b for b in bodies if " " in b.name and fold_name(b.name.split()[0]) == word and b.name.split()[-1] in COMPANIES]
    if len(homes) != 1:
        return False
    homes[0].spots += [s.spot for s in circle.mentions]
    return True


class _ProfileBuilder:
    """One article as the search for roles and sides needs it."""

    def __init__(self, doc: "Doc", table: tuple[ParagraphChunks, ...], spots: tuple[NameSpan, ...], bodies: Homes) -> None:
        self.doc, self.table, self.spots, self.bodies = doc, table, spots, bodies
        self.main = main_state(table)

    def hints(self, seen: NameMention) -> list[AffiliationHint]:
        """What one mention tells of the person's side."""
        row = self.table[seen.spot.row]
        found = [
            self._of_roles(seen, row),
            side_of_company(row, seen.spot, self.spots, self.bodies),
            side_of_delegation(self.doc, row, seen.spot),
        ]
        return [hint for hint in found if hint is not None]

    def _of_roles(self, seen: NameMention, row: ParagraphChunks) -> AffiliationHint | None:
        for phrase in seen.roles:
            hint = side_of_region(self.doc, row, seen.spot, phrase) or side_of_role(
                self.doc, row, seen.spot.row, phrase, self.spots, self.bodies
            )
            if hint is not None:
                return hint
        if seen.beside is not None:
            shared = self._of_roles(seen.beside, row)
            return shared if shared is not None and (country_of(shared.name) or self._modifies(shared, seen.beside, row)) else None
        return next((hint for phrase in seen.roles if (hint := self._around(seen, row, phrase)) is not None), None) or self._local(
            seen, row
        )

    def _modifies(self, hint: AffiliationHint, seen: NameMention, row: ParagraphChunks) -> bool:
        """True for the body in "Water Party chairman A and secretary B", which both serve; "head of the Water Party A" keeps it."""
        return any(hint.span.start < self.doc[row.units[phrase.head].start].idx for phrase in seen.roles)

    def _around(self, seen: NameMention, row: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
        """What the words around a role that names no state tell of its side."""
        return (
            side_of_owner(self.doc, row, seen.spot, phrase, self.bodies)
            or side_of_part(self.doc, self.table, row, phrase)
            or side_of_companion(self.doc, row, seen.spot, phrase, self.spots)
        )

    def _local(self, seen: NameMention, row: ParagraphChunks) -> AffiliationHint | None:
        return next((hint for phrase in seen.roles if (hint := side_of_local(self.doc, row, phrase, self.main)) is not None), None)


def _people(reader: _ProfileBuilder, people: list[MentionCluster]) -> list[EntityCluster]:
    """Persons with their roles and sides; a side that goes over another person is settled once all others are known."""
    told = [[hint for seen in _in_order(circle) for hint in reader.hints(seen)] for circle in people]
    known: dict[str, str] = {}
    for circle, hints in zip(people, told, strict=True):
        first = next((side.name for side in resolve_affiliations([h for h in hints if not h.person], {})), "")
        known |= {seen.spot.text: first for seen in circle.mentions if first}
    found = []
    for circle, hints in zip(people, told, strict=True):
        name = max((s.name for s in _in_order(circle)), key=lambda n: (len(name_parts(n)), sum(s.name == n for s in circle.mentions)))
        spots = [s.spot for s in circle.mentions]
        found.append(
            EntityCluster(
                0, name, ActorKind.PERSON, _mentions(spots), _roles(reader, circle), resolve_affiliations(hints, known), circle.sure
            )
        )
    return found


def _in_order(circle: MentionCluster) -> list[NameMention]:
    return sorted(circle.mentions, key=lambda s: s.spot.start)


def _roles(reader: _ProfileBuilder, circle: MentionCluster) -> tuple[Role, ...]:
    """The roles of a person, each wording once."""
    found: dict[str, Role] = {}
    for seen in _in_order(circle):
        for phrase in seen.roles:
            text, span = role_text(reader.doc, reader.table[seen.spot.row], phrase)
            if text:
                found.setdefault(fold_name(text), Role(text, span))
    return tuple(found.values())


def _mentions(spots: list[NameSpan]) -> tuple[Mention, ...]:
    every = {spot.span: Mention(spot.span, spot.text) for spot in spots}
    return tuple(every[span] for span in sorted(every))


def _body(body: Organisation) -> EntityCluster:
    kind = ActorKind.STATE if body.state else ActorKind.ORGANISATION
    sides = tuple(Affiliation(h.name, h.span) for h in body.hints)
    return EntityCluster(0, body.name, kind, _mentions(body.spots), (), sides, body.sure)


def _outlets(table: tuple[ParagraphChunks, ...], spots: tuple[NameSpan, ...], sides: list[str]) -> list[Organisation]:
    """The outlets that somebody here works for: those are actors, the others only the source."""
    wanted = {fold_name(name) for name in sides}
    found: dict[str, Organisation] = {}
    for spot in spots:
        known = table[spot.row].units[spot.first].known
        if spot.label == "outlet" and known is not None:
            found.setdefault(known.name, Organisation(known.name)).spots.append(spot)
    kept = [body for body in found.values() if wanted & {fold_name(spot.text) for spot in body.spots}]
    for body in kept:
        body.name = max((spot.text for spot in body.spots), key=len)
    return kept
