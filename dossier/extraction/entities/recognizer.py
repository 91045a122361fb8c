"""Who is named in one article: persons, bodies and states, each with its mentions, roles and sides."""

from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliation_context import affiliation_of_companion, affiliation_of_possessor, affiliation_of_region
from dossier.extraction.entities.affiliations import (
    AffiliationHint,
    OrganisationsBySpan,
    affiliation_of_adjacent_organisation,
    affiliation_of_delegation,
    affiliation_of_local_office,
    affiliation_of_role,
    affiliation_of_sentence_state,
    main_state,
    resolve_affiliations,
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
    paragraphs = chunk_paragraphs(doc)
    name_spans = disambiguate(paragraphs, find_name_spans(doc, paragraphs))
    bodies = find_bodies(doc, paragraphs, name_spans)
    taken = {name_span for body in bodies for name_span in body.name_spans}
    people = []
    things = frozenset(fold_name(s.text) for s in name_spans if s.label in ("thing", "place"))
    for cluster in cluster_mentions([s for s in collect_person_evidence(doc, paragraphs, name_spans) if s.name_span not in taken], things):
        if _of_body(cluster, bodies):
            continue
        if cluster.label == PERSON:
            people.append(cluster)
        elif cluster.label == BODY:
            bodies.append(Organisation(cluster.name, [s.name_span for s in cluster.mentions], sure=cluster.sure))
    drafts = _people(_ProfileBuilder(doc, paragraphs, name_spans, affiliations_by_span(bodies)), people)
    bodies += [
        *find_states(doc, paragraphs, name_spans),
        *_outlets(paragraphs, name_spans, [side.name for draft in drafts for side in draft.affiliations]),
    ]
    drafts += [_body(body) for body in bodies]
    ordered = sorted(drafts, key=lambda a: (a.mentions[0].span, a.kind, a.name))
    return tuple(EntityCluster(key, a.name, a.kind, a.mentions, a.roles, a.affiliations, a.sure) for key, a in enumerate(ordered))


def _of_body(cluster: MentionCluster, bodies: list[Organisation]) -> bool:
    """Put the first word of one company's name to the company ("Acme" of "Acme Holdings"); false where it is none's."""
    if len(name_parts(cluster.name)) > 1 or any(s.is_person for s in cluster.mentions):
        return False
    word = fold_name(cluster.name)
    homes = [b for b in bodies if " " in b.name and fold_name(b.name.split()[0]) == word and b.name.split()[-1] in COMPANIES]
    if len(homes) != 1:
        return False
    homes[0].name_spans += [s.name_span for s in cluster.mentions]
    return True


class _ProfileBuilder:
    """One article as the search for roles and sides needs it."""

    def __init__(
        self, doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...], bodies: OrganisationsBySpan
    ) -> None:
        self.doc, self.paragraphs, self.name_spans, self.bodies = doc, paragraphs, name_spans, bodies
        self.main = main_state(paragraphs)

    def hints(self, seen: NameMention) -> list[AffiliationHint]:
        """What one mention tells of the person's side."""
        paragraph = self.paragraphs[seen.name_span.paragraph]
        found = [
            self._of_roles(seen, paragraph),
            affiliation_of_adjacent_organisation(paragraph, seen.name_span, self.name_spans, self.bodies),
            affiliation_of_delegation(self.doc, paragraph, seen.name_span),
        ]
        return [hint for hint in found if hint is not None]

    def _of_roles(self, seen: NameMention, paragraph: ParagraphChunks) -> AffiliationHint | None:
        for phrase in seen.roles:
            hint = affiliation_of_sentence_state(self.doc, paragraph, seen.name_span, phrase) or affiliation_of_role(
                self.doc, paragraph, seen.name_span.paragraph, phrase, self.name_spans, self.bodies
            )
            if hint is not None:
                return hint
        if seen.shared_title_owner is not None:
            shared = self._of_roles(seen.shared_title_owner, paragraph)
            return (
                shared
                if shared is not None and (country_of(shared.name) or self._modifies(shared, seen.shared_title_owner, paragraph))
                else None
            )
        return next((hint for phrase in seen.roles if (hint := self._around(seen, paragraph, phrase)) is not None), None) or self._local(
            seen, paragraph
        )

    def _modifies(self, hint: AffiliationHint, seen: NameMention, paragraph: ParagraphChunks) -> bool:
        """True for the body in "Water Party chairman A and secretary B", which both serve; "head of the Water Party A" keeps it."""
        return any(hint.span.start < self.doc[paragraph.chunks[phrase.head].start].idx for phrase in seen.roles)

    def _around(self, seen: NameMention, paragraph: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
        """What the words around a role that names no state tell of its side."""
        return (
            affiliation_of_possessor(self.doc, paragraph, seen.name_span, phrase, self.bodies)
            or affiliation_of_region(self.doc, self.paragraphs, paragraph, phrase)
            or affiliation_of_companion(self.doc, paragraph, seen.name_span, phrase, self.name_spans)
        )

    def _local(self, seen: NameMention, paragraph: ParagraphChunks) -> AffiliationHint | None:
        return next(
            (hint for phrase in seen.roles if (hint := affiliation_of_local_office(self.doc, paragraph, phrase, self.main)) is not None),
            None,
        )


def _people(reader: _ProfileBuilder, people: list[MentionCluster]) -> list[EntityCluster]:
    """Persons with their roles and sides; a side that goes over another person is settled once all others are entry."""
    told = [[hint for seen in _in_order(cluster) for hint in reader.hints(seen)] for cluster in people]
    entry: dict[str, str] = {}
    for cluster, hints in zip(people, told, strict=True):
        first = next((side.name for side in resolve_affiliations([h for h in hints if not h.person], {})), "")
        entry |= {seen.name_span.text: first for seen in cluster.mentions if first}
    found = []
    for cluster, hints in zip(people, told, strict=True):
        name = max((s.name for s in _in_order(cluster)), key=lambda n: (len(name_parts(n)), sum(s.name == n for s in cluster.mentions)))
        name_spans = [s.name_span for s in cluster.mentions]
        found.append(
            EntityCluster(
                0, name, ActorKind.PERSON, _mentions(name_spans), _roles(reader, cluster), resolve_affiliations(hints, entry), cluster.sure
            )
        )
    return found


def _in_order(cluster: MentionCluster) -> list[NameMention]:
    return sorted(cluster.mentions, key=lambda s: s.name_span.start)


def _roles(reader: _ProfileBuilder, cluster: MentionCluster) -> tuple[Role, ...]:
    """The roles of a person, each wording once."""
    found: dict[str, Role] = {}
    for seen in _in_order(cluster):
        for phrase in seen.roles:
            text, span = role_text(reader.doc, reader.paragraphs[seen.name_span.paragraph], phrase)
            if text:
                found.setdefault(fold_name(text), Role(text, span))
    return tuple(found.values())


def _mentions(name_spans: list[NameSpan]) -> tuple[Mention, ...]:
    every = {name_span.span: Mention(name_span.span, name_span.text) for name_span in name_spans}
    return tuple(every[span] for span in sorted(every))


def _body(body: Organisation) -> EntityCluster:
    kind = ActorKind.STATE if body.is_state else ActorKind.ORGANISATION
    sides = tuple(Affiliation(h.name, h.span) for h in body.hints)
    return EntityCluster(0, body.name, kind, _mentions(body.name_spans), (), sides, body.sure)


def _outlets(paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...], sides: list[str]) -> list[Organisation]:
    """The outlets that somebody here works for: those are actors, the others only the source."""
    wanted = {fold_name(name) for name in sides}
    found: dict[str, Organisation] = {}
    for name_span in name_spans:
        entry = paragraphs[name_span.paragraph].chunks[name_span.chunk_start].entry
        if name_span.label == "outlet" and entry is not None:
            found.setdefault(entry.name, Organisation(entry.name)).name_spans.append(name_span)
    kept = [body for body in found.values() if wanted & {fold_name(name_span.text) for name_span in body.name_spans}]
    for body in kept:
        body.name = max((name_span.text for name_span in body.name_spans), key=len)
    return kept
