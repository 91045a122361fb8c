"""Filters: the results of a query, by its words and by actors, days, outlets, kinds and tags."""

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
Matches = tuple[Ids, Ids, Ids]
"""Ids of articles, events and quotations."""


def apply_filters(tree: Node, query: Query, evaluator: SnapshotEvaluator) -> Matches:
    """The articles, events and quotations that match a tree of words and the filters of a query.

    Kinds match like the field `type:`. Days together with a condition on events are days of the event, and articles and quotations
    follow the events. Days alone match what happened then and what was published then.
    """
    kinds: list[Node] = [Field("type", Value(kind)) for kind in query.kinds]
    combined = all_of([tree, any_of(kinds)]) if kinds else tree
    of_events = asks_of_events(combined)
    if query.days and of_events:
        combined = all_of([combined, DateRange(*query.days)])
    combined = add_scopes(combined)
    matches = (
        select(combined, DocumentKind.ARTICLE, evaluator),
        select(combined, DocumentKind.EVENT, evaluator),
        select(combined, DocumentKind.QUOTATION, evaluator),
    )
    if query.days and not of_events:
        matches = _in_days(matches, query.days, evaluator)
    if query.actors:
        matches = _with_actors(matches, query.actors, evaluator.snapshot)
    if query.sources:
        matches = _of_outlets(matches, query.sources, evaluator)
    return _tagged(matches, query.tags, evaluator) if query.tags else matches


def in_days(tree: Node, query: Query, matches: Matches, evaluator: SnapshotEvaluator) -> tuple[Ids, Ids]:
    """The articles and events that `apply_filters` gives for a query with days, from its `matches` for the same query without them: much
    faster where the query has no condition on events.
    """
    kinds = any_of([Field("type", Value(kind)) for kind in query.kinds]) if query.kinds else None
    if query.days is None or asks_of_events(all_of([tree, kinds]) if kinds else tree):
        return apply_filters(tree, query, evaluator)[:2]
    then, published = _then(query.days, evaluator)
    return matches[0] & (published | evaluator.articles(DocumentKind.EVENT, then)), matches[1] & then


def _in_days(matches: Matches, range_: tuple[date, date], evaluator: SnapshotEvaluator) -> Matches:
    """Events of those days; articles published then, or that report such an event; quotations in articles published then, or in a
    sentence that reports such an event.
    """
    articles, events, quotations = matches
    then, published = _then(range_, evaluator)
    quoted = frozenset(q.id for q in evaluator.snapshot.findings.quotations if q.article in published) | evaluator.quoted_in(then)
    return articles & (published | evaluator.articles(DocumentKind.EVENT, then)), events & then, quotations & quoted


def _then(first_and_last: tuple[date, date], evaluator: SnapshotEvaluator) -> tuple[Ids, Ids]:
    """The events of those days, and the articles published then."""
    range_ = DateRange(*first_and_last)
    return evaluator.matching(DocumentKind.EVENT, range_), evaluator.matching(DocumentKind.ARTICLE, range_)


def _with_actors(matches: Matches, actors: tuple[str, ...], snapshot: Snapshot) -> Matches:
    """Articles that name all of these actors, events that involve all of them, and quotations of any of them in such an article."""
    articles, events, quotations = matches
    named = [snapshot.actors[ident] for ident in actors if ident in snapshot.actors]
    if len(named) < len(actors):
        return frozenset(), frozenset(), frozenset()
    together = frozenset.intersection(*(frozenset(actor.articles) for actor in named))
    candidates = (snapshot.quotations[ident] for ident in quotations)
    return (
        articles & together,
        frozenset.intersection(*(_involving(events, actor, snapshot) for actor in named)),
        frozenset(q.id for q in candidates if q.speaker in actors and (len(named) == 1 or q.article in together)),
    )


def _of_outlets(matches: Matches, outlets: tuple[str, ...], evaluator: SnapshotEvaluator) -> Matches:
    articles, events, quotations = matches
    in_outlets = frozenset(a.id for a in evaluator.snapshot.articles.values() if a.outlet in outlets)
    events &= evaluator.within(DocumentKind.EVENT, in_outlets)
    return articles & in_outlets, events, quotations & evaluator.within(DocumentKind.QUOTATION, in_outlets)


def _tagged(matches: Matches, tags: tuple[str, ...], evaluator: SnapshotEvaluator) -> Matches:
    """Items with all of these tags, and the articles that they are in."""
    entries = [e for e in evaluator.entries if set(tags) <= set(e.tags)]
    tagged = {e.target for e in entries} | {a.id for e in entries if (a := evaluator.snapshot.by_hash.get(e.anchor.sha256))}
    articles, events, quotations = matches
    return articles & tagged, events & tagged, quotations & tagged


def _involving(events: Ids, actor: Actor, snapshot: Snapshot) -> Ids:
    """The events in which the actor takes part, attacks, or is a source, or whose reporting sentences name the actor."""
    named: dict[str, list[Span]] = {}
    for mention in actor.mentions:
        named.setdefault(mention.article, []).append(mention.span)

    def involves(event: Event) -> bool:
        if actor.id in event.participants or actor.id == event.attacker:
            return True
        if named.keys().isdisjoint(event.articles):
            return False  # a source is named in its article too
        return any(actor.id == r.attributed_to or any(r.span.contains(span) for span in named.get(r.article, ())) for r in event.reports)

    return frozenset(i for i in events if involves(snapshot.events[i]))


def parse_days(text: str) -> tuple[date, date]:
    """First and last day of a day, a month, a year, or a range of them, as a user types it. Raises UsageError for anything else."""
    try:
        first, last = days(text.strip())
    except BadDateError as error:
        raise UsageError(str(error), do="For example: 2026-02, or 2026-01-20..2026-01-26") from error
    return first or date.min, last or date.max


def describe_query(query: Query, snapshot: Snapshot) -> str:
    """A query in words: its text, then its filters: “talks · Jan 2026 · Harbour Post · strike”."""
    names = (actor.name if (actor := snapshot.actors.get(ident)) else ident for ident in query.actors)
    days_ = (format_range(*query.days),) if query.days else ()
    outlets = (outlet or NO_OUTLET for outlet in query.sources)
    parts = (query.text.strip(), *days_, *outlets, *query.kinds, *(f"#{tag}" for tag in query.tags), *names)
    return " · ".join(part for part in parts if part)
