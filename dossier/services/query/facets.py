"""Facets: the filters that can be added to a query, with their counts: months, outlets, kinds, tags, actors."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dossier.model.actor import ActorKind
from dossier.model.facet import Facet
from dossier.model.query import Filter, FilterKind, Query, month_range
from dossier.model.search_result import ActorRow
from dossier.phrases.core import format_range
from dossier.phrases.periods import month_of
from dossier.search.evaluate import Ids
from dossier.search.syntax import Node
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.query.filters import NO_OUTLET, Matches, apply_filters, in_days

ORDER = tuple(ActorKind)
ActorsIn = Callable[[Ids], Iterable[ActorRow]]
"""The visible actors in articles, by the ids of these."""


def facets(query: Query, tree: Node, evaluator: SnapshotEvaluator, actors_in: ActorsIn) -> tuple[Facet, ...]:
    """Every facet for a query with this tree, by kind of filter: months in order, the others with the highest count first. `actors_in` gives the
    visible actors in articles, with their counts.

    Of filters whose values are alternatives (days, outlets, kinds), counts are those without the values chosen: so much would be added.
    Of filters whose values must all match (tags, actors), they are those of the query as it is: so much would be left.
    """

    def matches(filtered: Query) -> Matches:
        return apply_filters(tree, filtered, evaluator)

    now = matches(query)
    return (
        *_months(query, matches(replace(query, days=None)) if query.days else now, tree, evaluator),
        *_by_count(query, FilterKind.SOURCE, _outlets(query, tree, now, evaluator), query.sources, "article"),
        *_kinds(query, matches(replace(query, kinds=())) if query.kinds else now, evaluator),
        *_tags(query, now, evaluator),
        *_actors(query, now, evaluator, actors_in),
    )


def _months(query: Query, matches: Matches, tree: Node, evaluator: SnapshotEvaluator) -> Iterator[Facet]:
    """The months with events or articles, in order; days chosen that are no whole month come first. Each counts the results of filtering
    by it: events that overlap it, articles published then or reporting such an event.
    """
    snapshot = evaluator.snapshot
    starts = {month_range(day) for ident in matches[1] if (day := snapshot.events[ident].start)}
    months = sorted(starts | {month_range(day) for ident in matches[0] if (day := snapshot.published(ident).day)})
    own = Filter(FilterKind.DAYS, f"{query.days[0]}..{query.days[1]}") if query.days else None
    facets = []
    for month in months:
        filter_ = Filter(FilterKind.DAYS, f"{month[0]}..{month[1]}")
        articles, events = in_days(tree, replace(query, days=month), matches, evaluator)
        facets.append(Facet(filter_, month_of(month[0]), _counts(len(events), "event", len(articles), "article"), query.covers(filter_)))
    if query.days and own and not any(f.chosen for f in facets):
        yield Facet(own, format_range(*query.days), (), chosen=True)
    yield from facets


def _outlets(query: Query, tree: Node, matches: Matches, evaluator: SnapshotEvaluator) -> Counter[str]:
    """The number of articles of each outlet, whichever outlets are chosen; the search engine counts where there is no other filter."""
    others = replace(query, sources=())
    if others == Query(query.text) and (counts := evaluator.outlets(tree)) is not None:
        return Counter(counts)
    articles = apply_filters(tree, others, evaluator)[0] if query.sources else matches[0]
    return Counter(evaluator.snapshot.articles[ident].outlet for ident in articles)


def _kinds(query: Query, matches: Matches, evaluator: SnapshotEvaluator) -> Iterator[Facet]:
    counts = Counter(evaluator.snapshot.events[ident].kind for ident in matches[1])
    yield from _by_count(query, FilterKind.KIND, counts, query.kinds, "event")


def _tags(query: Query, matches: Matches, evaluator: SnapshotEvaluator) -> Iterator[Facet]:
    """Tags with the number of entries that have them and are attached to a result; a tag of the dossier itself is no filter."""
    ids = frozenset.union(*matches)
    attached = (e for e in evaluator.entries if e.target in ids or ((a := evaluator.snapshot.by_hash.get(e.anchor.sha256)) and a.id in ids))
    counts = Counter(tag for entry in attached for tag in entry.tags)
    yield from _by_count(query, FilterKind.TAG, counts, query.tags, "entry")


def _actors(query: Query, matches: Matches, evaluator: SnapshotEvaluator, actors_in: ActorsIn) -> Iterator[Facet]:
    """The actors in the articles that match, and those that are chosen, which come first."""
    known = (evaluator.snapshot.actors.get(ident) for ident in query.actors)
    chosen = {actor.id: (actor, len(matches[0].intersection(actor.articles))) for actor in known if actor}
    others = ((actor, count) for actor, count, _ in actors_in(matches[0]) if actor.id not in chosen)
    for is_chosen, rows in ((True, chosen.values()), (False, others)):
        for actor, count in sorted(rows, key=lambda row: (ORDER.index(row[0].kind), -row[1], row[0].name)):
            yield Facet(Filter(FilterKind.ACTOR, actor.id), actor.name, _counts(count, "article"), is_chosen, actor.kind.value)


def _by_count(query: Query, kind: FilterKind, counts: Counter[str], chosen: tuple[str, ...], word: str) -> Iterator[Facet]:
    """One facet a value, the highest count first; the chosen values are among them even where their count is 0."""
    for value in sorted({*counts, *chosen}, key=lambda v: (-counts[v], v.casefold())):
        filter_ = Filter(kind, value)
        yield Facet(filter_, value or NO_OUTLET, _counts(counts[value], word), query.covers(filter_))


def _counts(number: int, word: str, other: int = 0, other_word: str = "") -> tuple[tuple[int, str], ...]:
    counts = ((number, word), (other, other_word)) if other_word else ((number, word),)
    return tuple(count for count in counts if count[0]) or counts[:1]
