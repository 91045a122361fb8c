"""What a query can be narrowed to, with how much of each there is for it: months, outlets, kinds, tags, actors."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dossier.model.actor import ActorKind
from dossier.model.facet import Facet
from dossier.model.query import Filter, FilterKind, Query, month_range
from dossier.phrases.core import format_range, month_of
from dossier.search.parser import parse
from dossier.search.syntax import Node
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.query.filters import NO_OUTLET, Shown, apply_filters, in_days

ORDER = tuple(ActorKind)


def facets(query: Query, world: SnapshotEvaluator) -> tuple[Facet, ...]:
    """Every facet for a query, by what it narrows: months in order, the others with the weightiest first.

    Where any of several will do (days, outlets, kinds), the counts are those without what is chosen of it: so much would be added.
    Where all of several are wanted (tags, actors), they are those of the query as it is: so much would be left.
    """
    tree = parse(query.text).tree

    def shown(asked: Query) -> Shown:
        return apply_filters(tree, asked, world)

    now = shown(query)
    return (
        *_months(query, shown(replace(query, days=None)) if query.days else now, tree, world),
        *_outlets(query, shown(replace(query, sources=())) if query.sources else now, world),
        *_kinds(query, shown(replace(query, kinds=())) if query.kinds else now, world),
        *_tags(query, now, world),
        *_actors(query, now, world),
    )


def _months(query: Query, shown: Shown, tree: Node, world: SnapshotEvaluator) -> Iterator[Facet]:
    """The months in which something happened or was written, in order; days chosen that are no whole months come first. Each counts what
    narrowing to it would show: events that touch it, articles written then or telling of what happened then.
    """
    held = world.held
    starts = {month_range(day) for ident in shown[1] if (day := held.events[ident].start)}
    months = sorted(starts | {month_range(day) for ident in shown[0] if (day := held.published(ident).day)})
    own = Filter(FilterKind.DAYS, f"{query.days[0]}..{query.days[1]}") if query.days else None
    facets = []
    for month in months:
        one = Filter(FilterKind.DAYS, f"{month[0]}..{month[1]}")
        articles, events = in_days(tree, replace(query, days=month), shown, world)
        facets.append(Facet(one, month_of(month[0]), _some(len(events), "event", len(articles), "article"), query.covers(one)))
    if query.days and own and not any(f.chosen for f in facets):
        yield Facet(own, format_range(*query.days), (), chosen=True)
    yield from facets


def _outlets(query: Query, shown: Shown, world: SnapshotEvaluator) -> Iterator[Facet]:
    told = Counter(world.held.articles[ident].outlet for ident in shown[0])
    yield from _weighed(query, FilterKind.SOURCE, told, query.sources, "article")


def _kinds(query: Query, shown: Shown, world: SnapshotEvaluator) -> Iterator[Facet]:
    told = Counter(world.held.events[ident].kind.value for ident in shown[1])
    yield from _weighed(query, FilterKind.KIND, told, query.kinds, "event")


def _tags(query: Query, shown: Shown, world: SnapshotEvaluator) -> Iterator[Facet]:
    """Tags with the number of bookmarks and notes that carry them on things shown; a tag on a whole dossier narrows nothing."""
    ids = frozenset.union(*shown)
    hung = (e for e in world.entries if e.target in ids or ((a := world.held.by_hash.get(e.anchor.sha256)) and a.id in ids))
    told = Counter(tag for entry in hung for tag in entry.tags)
    yield from _weighed(query, FilterKind.TAG, told, query.tags, "entry")


def _actors(query: Query, shown: Shown, world: SnapshotEvaluator) -> Iterator[Facet]:
    held, found = world.held, []
    for actor in held.findings.actors:
        count = len(shown[0].intersection(actor.articles))
        chosen = actor.id in query.actors
        if chosen or (count and not actor.hidden):
            one = Filter(FilterKind.ACTOR, actor.id)
            found.append(
                (
                    not chosen,
                    ORDER.index(actor.kind),
                    -count,
                    actor.name,
                    Facet(one, actor.name, _some(count, "article"), chosen, actor.kind.value),
                )
            )
    yield from (row[-1] for row in sorted(found, key=lambda row: row[:-1]))


def _weighed(query: Query, by: FilterKind, told: Counter[str], chosen: tuple[str, ...], word: str) -> Iterator[Facet]:
    """One facet a value, those chosen among them even where nothing is left of them."""
    for value in sorted({*told, *chosen}, key=lambda v: (-told[v], v.casefold())):
        one = Filter(by, value)
        yield Facet(one, value or NO_OUTLET, _some(told[value], word), query.covers(one))


def _some(number: int, word: str, other: int = 0, other_word: str = "") -> tuple[tuple[int, str], ...]:
    counts = ((number, word), (other, other_word)) if other_word else ((number, word),)
    return tuple(count for count in counts if count[0]) or counts[:1]
