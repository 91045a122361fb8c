"""Selection: the part of a dossier to be exported, by a query or by single items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier.errors import UsageError
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.notebook import Entry
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.phrases.plural import pluralize
from dossier.search.engine import DocumentKind
from dossier.search.evaluate import Ids
from dossier.search.syntax import Everything
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.query.filters import apply_filters
from dossier.services.query.notes_filter import notes_attached_to
from dossier.services.snapshot import Snapshot

NONE: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Subset:
    """A part of the findings that refers to nothing outside of it. `supporting` are ids of articles and actors that were not selected
    themselves: an event or a quotation refers to them. `description` names the selected items in words.
    """

    findings: Findings
    supporting: Ids
    entries: tuple[Entry, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The ids of selected items by kind, and the selected entries of the notebook."""

    articles: Ids
    actors: Ids
    events: Ids
    quotations: Ids
    entries: tuple[Entry, ...]

    @property
    def description(self) -> str:
        """The numbers of items: “3 selected events, 1 selected note”."""
        counts = (
            (len(self.articles), "article"),
            (len(self.events), "event"),
            (len(self.quotations), "quotation"),
            (len(self.actors), "actor"),
            (len(self.entries), "note"),
        )
        return ", ".join(pluralize(number, f"selected {word}") for number, word in counts if number)


def select_items(only: Sequence[str], evaluator: SnapshotEvaluator) -> Subset:
    """The items named `only` by id (articles by file, actors by name, notes by number too): events with the articles that report them and
    the quotations in those sentences, articles with all their findings, actors with their events, quotations and articles, quotations
    with their articles. With the notes attached to any of them. Raises DossierError for an item that is not there, UsageError where
    none is named.
    """
    snapshot = evaluator.snapshot
    chosen = _chosen_items(only, snapshot, evaluator.entries)
    per_actor = [apply_filters(Everything(), Query(actors=(actor,)), evaluator) for actor in sorted(chosen.actors)]
    actors_articles, actors_events, actors_quotations = (NONE.union(*(matches[part] for matches in per_actor)) for part in range(3))
    events = (chosen.events & snapshot.event_ids) | actors_events | evaluator.within(DocumentKind.EVENT, chosen.articles)
    quoted = evaluator.quoted_in(chosen.events & snapshot.event_ids)
    quotations = chosen.quotations | actors_quotations | quoted | evaluator.within(DocumentKind.QUOTATION, chosen.articles)
    sources = evaluator.articles(DocumentKind.EVENT, chosen.events & snapshot.event_ids) | evaluator.articles(
        DocumentKind.QUOTATION, chosen.quotations
    )
    on_notes = frozenset(a.id for e in chosen.entries if (a := snapshot.by_hash.get(e.anchor.sha256)))
    articles = chosen.articles | actors_articles | sources | on_notes
    actors = frozenset(a.id for a in snapshot.findings.actors if not chosen.articles.isdisjoint(a.articles)) | chosen.actors
    part = subset_findings(snapshot.findings, articles, events, quotations, actors)
    others = frozenset(a.id for a in part.findings.actors) - actors if chosen.actors else NONE
    attached = notes_attached_to(evaluator.entries, snapshot, (chosen.articles, chosen.events, chosen.quotations), chosen.actors)
    entries = tuple(dict.fromkeys((*chosen.entries, *attached)))
    return replace(part, supporting=part.supporting | others, entries=entries, description=chosen.description)


def _chosen_items(only: Sequence[str], snapshot: Snapshot, entries: Sequence[Entry]) -> _Chosen:
    if not only:
        raise UsageError("Nothing is selected.", do="Select something to export.")
    numbers = {str(e.id): e for e in entries}
    notes = tuple(numbers[name] for name in dict.fromkeys(only) if name in numbers)
    items = [snapshot.find_item(name) for name in only if name not in numbers]
    ids = {kind: frozenset(item.id for item in items if isinstance(item, kind)) for kind in (Article, Actor, Event, Quotation)}
    for entry in notes:
        ids[Actor] |= {entry.target} & snapshot.actors.keys()
        ids[Event] |= {entry.target} & snapshot.events.keys()
        ids[Quotation] |= {entry.target} & snapshot.quotations.keys()
    return _Chosen(ids[Article], ids[Actor], ids[Event], ids[Quotation], notes)


def subset_findings(findings: Findings, articles: Ids, events: Ids, quotations: Ids, actors: Ids) -> Subset:
    """The part of the findings with these articles, events, quotations and actors, and the articles and actors that those refer to.
    Mentions and roles in articles outside of it are left out.
    """
    part_events = tuple(e for e in findings.events if e.id in events)
    part_quotations = tuple(q for q in findings.quotations if q.id in quotations)
    part_articles = articles | {q.article for q in part_quotations} | {a for e in part_events for a in e.articles}
    links = tuple(f for f in findings.articles if f.article in part_articles)
    used = _actors_of(part_events, part_quotations, links) | actors
    part_actors = (replace(a, mentions=tuple(m for m in a.mentions if m.article in part_articles)) for a in findings.actors if a.id in used)
    quotation_ids = {q.id for q in part_quotations}
    part = replace(
        findings,
        articles=links,
        actors=tuple(replace(a, roles=tuple(r for r in a.roles if r.article in part_articles)) for a in part_actors),
        events=part_events,
        quotations=tuple(replace(q, same_as=tuple(s for s in q.same_as if s in quotation_ids)) for q in part_quotations),
    )
    return Subset(part, frozenset(part_articles - articles))


def visible(findings: Findings) -> Findings:
    """The findings without what the user has hidden; a hidden actor that an event, a quotation or a total refers to stays."""
    referred = _actors_of(findings.events, findings.quotations, findings.articles)
    return replace(
        findings,
        actors=tuple(a for a in findings.actors if not a.hidden or a.id in referred),
        events=tuple(e for e in findings.events if not e.hidden),
    )


def _actors_of(events: Iterable[Event], quotations: Iterable[Quotation], links: Iterable[ArticleLinks]) -> Ids:
    """The ids of the actors that events, quotations and cumulative figures refer to."""
    named = {
        i
        for e in events
        for i in (*e.participants, e.attacker, *(p for r in e.reports for p in (*r.participants, r.attacker, r.attributed_to)))
    }
    sources = (c.attributed_to for part in links for c in part.cumulative)
    return frozenset(i for i in (*named, *(q.speaker for q in quotations), *sources) if i)
