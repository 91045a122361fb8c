"""What of a dossier answers to a query: its words, narrowed by actors, days, outlets, kinds and tags."""

from datetime import date

from dossier.errors import UsageError
from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.query import Query
from dossier.model.span import Span
from dossier.phrases.core import format_range
from dossier.search.dates import BadDateError, days
from dossier.search.engine import DocumentKind
from dossier.search.evaluate import Ids, add_scopes, asks_of_events, select
from dossier.search.syntax import DateRange, Field, Node, Value, all_of, any_of
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.snapshot import Snapshot

NO_OUTLET = "no outlet named"
Shown = tuple[Ids, Ids, Ids]
"""Ids of articles, events and quotations."""


def apply_filters(tree: Node, query: Query, world: SnapshotEvaluator) -> Shown:
    """The articles, events and quotations that answer to a tree of words and to what the query is narrowed to.

    Kinds are asked like `type:`, and days beside anything that is asked of an event are that event's, so that articles and
    quotations follow the events. Days alone ask for what happened then and for what was written then.
    """
    kinds: list[Node] = [Field("type", Value(kind)) for kind in query.kinds]
    asked = all_of([tree, any_of(kinds)]) if kinds else tree
    of_events = asks_of_events(asked)
    if query.days and of_events:
        asked = all_of([asked, DateRange(*query.days)])
    asked = add_scopes(asked)
    shown = (
        select(asked, DocumentKind.ARTICLE, world),
        select(asked, DocumentKind.EVENT, world),
        select(asked, DocumentKind.QUOTATION, world),
    )
    if query.days and not of_events:
        shown = _in_days(shown, query.days, world)
    if query.actors:
        shown = _with_actors(shown, query.actors, world.held)
    if query.sources:
        shown = _of_outlets(shown, query.sources, world)
    return _tagged(shown, query.tags, world) if query.tags else shown


def in_days(tree: Node, query: Query, shown: Shown, world: SnapshotEvaluator) -> tuple[Ids, Ids]:
    """The articles and events that `narrowed` gives for a query with days, from what it gave for the same query without them (`shown`):
    much quicker where nothing is asked of an event.
    """
    kinds = any_of([Field("type", Value(kind)) for kind in query.kinds]) if query.kinds else None
    if query.days is None or asks_of_events(all_of([tree, kinds]) if kinds else tree):
        return apply_filters(tree, query, world)[:2]
    then, written = _then(query.days, world)
    return shown[0] & (written | world.articles(DocumentKind.EVENT, then)), shown[1] & then


def _in_days(shown: Shown, asked: tuple[date, date], world: SnapshotEvaluator) -> Shown:
    """Events of those days; articles published then, or that report such an event; quotations in articles published then, or in a
    sentence that reports such an event.
    """
    articles, events, quotations = shown
    then, written = _then(asked, world)
    told = frozenset(q.id for q in world.held.findings.quotations if q.article in written) | world.quoted_in(then)
    return articles & (written | world.articles(DocumentKind.EVENT, then)), events & then, quotations & told


def _then(asked: tuple[date, date], world: SnapshotEvaluator) -> tuple[Ids, Ids]:
    """The events of those days, and the articles published then."""
    range_ = DateRange(*asked)
    return world.matching(DocumentKind.EVENT, range_), world.matching(DocumentKind.ARTICLE, range_)


def _with_actors(shown: Shown, actors: tuple[str, ...], held: Snapshot) -> Shown:
    """Articles that name all of these actors, events that involve all of them, and what any of them says in such an article."""
    articles, events, quotations = shown
    named = [held.actors[ident] for ident in actors if ident in held.actors]
    if len(named) < len(actors):
        return frozenset(), frozenset(), frozenset()
    together = frozenset.intersection(*(frozenset(actor.articles) for actor in named))
    said = (held.quotations[i] for i in quotations)
    return (
        articles & together,
        frozenset.intersection(*(_involving(events, actor, held) for actor in named)),
        frozenset(q.id for q in said if q.speaker in actors and (len(named) == 1 or q.article in together)),
    )


def _of_outlets(shown: Shown, outlets: tuple[str, ...], world: SnapshotEvaluator) -> Shown:
    articles, events, quotations = shown
    mine = frozenset(a.id for a in world.held.articles.values() if a.outlet in outlets)
    return articles & mine, events & world.within(DocumentKind.EVENT, mine), quotations & world.within(DocumentKind.QUOTATION, mine)


def _tagged(shown: Shown, tags: tuple[str, ...], world: SnapshotEvaluator) -> Shown:
    """What carries all of these tags, and the articles in which it stands."""
    entries = [e for e in world.entries if set(tags) <= set(e.tags)]
    found = {e.target for e in entries} | {a.id for e in entries if (a := world.held.by_hash.get(e.anchor.sha256))}
    articles, events, quotations = shown
    return articles & found, events & found, quotations & found


def _involving(events: Ids, actor: Actor, held: Snapshot) -> Ids:
    """The events in which the actor takes part, attacks, is credited, or is named in a sentence that reports them."""
    named: dict[str, list[Span]] = {}
    for mention in actor.mentions:
        named.setdefault(mention.article, []).append(mention.span)

    def involves(event: Event) -> bool:
        if actor.id in event.participants or actor.id == event.attacker or any(actor.id == r.attributed_to for r in event.reports):
            return True
        return any(r.span.contains(span) for r in event.reports for span in named.get(r.article, ()))

    return frozenset(i for i in events if involves(held.events[i]))


def parse_days(text: str) -> tuple[date, date]:
    """First and last day of what a person writes: a day, a month, a year, a range of them. Raises UsageError for anything else."""
    try:
        first, last = days(text.strip())
    except BadDateError as error:
        raise UsageError(str(error), do="For example: 2026-02, or 2026-01-20..2026-01-26") from error
    return first or date.min, last or date.max


def describe_query(query: Query, held: Snapshot) -> str:
    """What is asked: the words that were typed, then what narrows them: “talks · Jan 2026 · Harbour Post · strike”."""
    names = (actor.name if (actor := held.actors.get(ident)) else ident for ident in query.actors)
    days_ = (format_range(*query.days),) if query.days else ()
    outlets = (outlet or NO_OUTLET for outlet in query.sources)
    parts = (query.text.strip(), *days_, *outlets, *query.kinds, *(f"#{tag}" for tag in query.tags), *names)
    return " · ".join(part for part in parts if part)
