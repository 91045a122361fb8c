"""Entity recognition: the persons, organisations and states of one article, with their mentions, roles and affiliations."""

from collections import Counter
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
from dossier.extraction.entities.attacking_states import find_attacking_states
from dossier.extraction.entities.body_spans import COMPANY_ENDINGS
from dossier.extraction.entities.clustering import BODY, PERSON, MentionCluster, cluster_mentions
from dossier.extraction.entities.disambiguation import disambiguate, names_no_single_body
from dossier.extraction.entities.name_spans import NameSpan, find_name_spans
from dossier.extraction.entities.national_office import NationalOffices
from dossier.extraction.entities.organisations import Organisation, affiliations_by_span, find_organisations, find_states
from dossier.extraction.entities.person_evidence import NameMention, collect_person_evidence
from dossier.extraction.entities.platforms import find_platforms
from dossier.extraction.entities.roles import RolePhrase, role_text
from dossier.extraction.entities.surnames_like_places import relabel_surnames
from dossier.extraction.entities.token_rows import ParagraphChunks, chunk_paragraphs
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.model.actor import ActorKind, Affiliation, EntityCluster, Mention, Role
from dossier.text.names import fold_name, name_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc


def find_actors(
    doc: "Doc",
    marks: "Iterable[object]" = (),  # noqa: ARG001 - names inside quotations count too
    outlet: str = "",
) -> tuple[EntityCluster, ...]:
    """The actors of the text, in order of first mention; keys count from 0. `outlet` is the article's own, which is no person.

    A place that is only a location, an outlet that is only the source, an event, a work and a weapon are no actors.
    """
    paragraphs = relabel_surnames(doc, chunk_paragraphs(doc))
    name_spans = disambiguate(paragraphs, find_name_spans(doc, paragraphs))
    organisations = find_organisations(doc, paragraphs, name_spans)
    organisations += find_platforms(doc, paragraphs, name_spans)
    decided = {name_span for organisation in organisations for name_span in organisation.name_spans}
    undecided = [m for m in collect_person_evidence(doc, paragraphs, name_spans) if m.name_span not in decided]
    undecided = [m for m in undecided if fold_name(m.name) != fold_name(outlet) and not names_no_single_body(m.name)]
    other_names = Counter(fold_name(n.text) for n in name_spans if n.label in ("misc", "place"))
    people = []
    for cluster in cluster_mentions(undecided, other_names):
        if _merge_into_company(cluster, organisations):
            continue
        if cluster.label == PERSON:
            people.append(cluster)
        elif cluster.label == BODY:
            organisations.append(Organisation(cluster.name, [m.name_span for m in cluster.mentions], sure=cluster.sure))
    actors = _build_people(_ProfileBuilder(doc, paragraphs, name_spans, affiliations_by_span(organisations), outlet), people)
    employers = {fold_name(affiliation.name) for actor in actors for affiliation in actor.affiliations}
    organisations += [*find_states(doc, paragraphs, name_spans), *_find_outlets(name_spans, employers)]
    actors += [_build_organisation(organisation) for organisation in organisations]
    actors += find_attacking_states(doc, {organisation.name for organisation in organisations})
    ordered = sorted(actors, key=lambda a: (a.mentions[0].span, a.kind, a.name))
    return tuple(EntityCluster(key, a.name, a.kind, a.mentions, a.roles, a.affiliations, a.sure) for key, a in enumerate(ordered))


def _merge_into_company(cluster: MentionCluster, organisations: list[Organisation]) -> bool:
    """Merge the first word of a company's name into the company ("Acme" into "Acme Holdings"); false where there is not exactly one."""
    if len(name_parts(cluster.name)) > 1 or any(m.is_person for m in cluster.mentions):
        return False
    word = fold_name(cluster.name)
    companies = [
        o for o in organisations if " " in o.name and fold_name(o.name.split()[0]) == word and o.name.split()[-1] in COMPANY_ENDINGS
    ]
    if len(companies) != 1:
        return False
    companies[0].name_spans += [m.name_span for m in cluster.mentions]
    return True


class _ProfileBuilder:
    """Roles and affiliations of the persons of one article, mention by mention."""

    def __init__(
        self,
        doc: "Doc",
        paragraphs: tuple[ParagraphChunks, ...],
        name_spans: tuple[NameSpan, ...],
        organisations: OrganisationsBySpan,
        outlet: str,
    ) -> None:
        self.doc, self.paragraphs, self.name_spans, self.organisations = doc, paragraphs, name_spans, organisations
        self.main_state = main_state(paragraphs)
        self.national_offices = NationalOffices(doc, paragraphs, outlet)

    def roles(self, mentions: list[NameMention]) -> tuple[Role, ...]:
        """Roles of a person, each wording once."""
        roles: dict[str, Role] = {}
        for mention in mentions:
            for phrase in mention.roles:
                text, span = role_text(self.doc, self.paragraphs[mention.name_span.paragraph], phrase)
                if text:
                    roles.setdefault(fold_name(text), Role(text, span))
        return tuple(roles.values())

    def hints(self, mentions: list[NameMention]) -> list[AffiliationHint]:
        """Affiliation hints of a person's mentions; where none has any, those of a national office."""
        hints = [hint for mention in mentions for hint in self._of_mention(mention)]
        return hints or [hint for mention in mentions if (hint := self.national_offices.hint(mention)) is not None]

    def _of_mention(self, mention: NameMention) -> list[AffiliationHint]:
        paragraph = self.paragraphs[mention.name_span.paragraph]
        hints = [
            self._from_roles(mention, paragraph),
            affiliation_of_adjacent_organisation(paragraph, mention.name_span, self.name_spans, self.organisations),
            affiliation_of_delegation(self.doc, paragraph, mention.name_span),
        ]
        return [hint for hint in hints if hint is not None]

    def _from_roles(self, mention: NameMention, paragraph: ParagraphChunks) -> AffiliationHint | None:
        """Hint by the words of the roles; else by the title that the mention shares, by the context, by the main state."""
        name_span = mention.name_span
        for phrase in mention.roles:
            hint = affiliation_of_sentence_state(self.doc, paragraph, name_span, phrase) or affiliation_of_role(
                self.doc, paragraph, name_span.paragraph, phrase, self.name_spans, self.organisations
            )
            if hint is not None:
                return hint
        owner = mention.shared_title_owner
        if owner is not None:
            hint = self._from_roles(owner, paragraph)
            return hint if hint is not None and (country_of(hint.name) or self._precedes_role(hint, owner, paragraph)) else None
        by_context = (self._from_context(mention, paragraph, phrase) for phrase in mention.roles)
        by_main_state = (affiliation_of_local_office(self.doc, paragraph, phrase, self.main_state) for phrase in mention.roles)
        return next((hint for hints in (by_context, by_main_state) for hint in hints if hint is not None), None)

    def _precedes_role(self, hint: AffiliationHint, mention: NameMention, paragraph: ParagraphChunks) -> bool:
        """True for the body in "Water Party chairman A and secretary B", whom it covers both; not in "head of the Water Party A"."""
        return any(hint.span.start < self.doc[paragraph.chunks[phrase.head].start].idx for phrase in mention.roles)

    def _from_context(self, mention: NameMention, paragraph: ParagraphChunks, phrase: RolePhrase) -> AffiliationHint | None:
        """Hint by the words around a role that names no state."""
        return (
            affiliation_of_possessor(self.doc, paragraph, mention.name_span, phrase, self.organisations)
            or affiliation_of_region(self.doc, self.paragraphs, paragraph, phrase)
            or affiliation_of_companion(self.doc, paragraph, mention.name_span, phrase, self.name_spans)
        )


def _build_people(builder: _ProfileBuilder, people: list[MentionCluster]) -> list[EntityCluster]:
    """Persons with roles and affiliations; an affiliation by another person is resolved once those of all others are known."""
    mentions_of = [sorted(cluster.mentions, key=lambda m: m.name_span.start) for cluster in people]
    hints_of = [builder.hints(mentions) for mentions in mentions_of]
    by_person: dict[str, str] = {}
    for mentions, hints in zip(mentions_of, hints_of, strict=True):
        affiliations = resolve_affiliations([hint for hint in hints if not hint.person], {})
        if affiliations:
            by_person |= {mention.name_span.text: affiliations[0].name for mention in mentions}
    return [
        EntityCluster(
            0,
            max((m.name for m in mentions), key=lambda name: (len(name_parts(name)), sum(m.name == name for m in mentions))),
            ActorKind.PERSON,
            _mentions([m.name_span for m in mentions]),
            builder.roles(mentions),
            resolve_affiliations(hints, by_person),
            cluster.sure,
        )
        for cluster, mentions, hints in zip(people, mentions_of, hints_of, strict=True)
    ]


def _mentions(name_spans: list[NameSpan]) -> tuple[Mention, ...]:
    mentions = {n.span: Mention(n.span, n.text) for n in name_spans}
    return tuple(mentions[span] for span in sorted(mentions))


def _build_organisation(organisation: Organisation) -> EntityCluster:
    kind = ActorKind.STATE if organisation.is_state else ActorKind.ORGANISATION
    affiliations = tuple(Affiliation(hint.name, hint.span) for hint in organisation.hints)
    return EntityCluster(0, organisation.name, kind, _mentions(organisation.name_spans), (), affiliations, organisation.sure)


def _find_outlets(name_spans: tuple[NameSpan, ...], employers: set[str]) -> list[Organisation]:
    """The outlets that a person of the article works for (`employers`: folded names); other outlets are only the source."""
    outlets: dict[str, Organisation] = {}
    for name_span in name_spans:
        if name_span.label == "outlet" and name_span.entry is not None:
            outlets.setdefault(name_span.entry.name, Organisation(name_span.entry.name)).name_spans.append(name_span)
    employing = [outlet for outlet in outlets.values() if employers & {fold_name(n.text) for n in outlet.name_spans}]
    for outlet in employing:
        outlet.name = max((n.text for n in outlet.name_spans), key=len)
    return employing
