"""Snapshot: the articles and findings of a dossier at one moment, looked up by id."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from dossier import linking
from dossier.errors import DossierError
from dossier.model.actor import Actor
from dossier.model.article import Article, PublicationDay, articles_by_hash
from dossier.model.event import Event
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.notebook import AnchorKind
from dossier.model.persistent.blocks import Blocks
from dossier.model.persistent.layered_map import LayeredMap
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_cumulative
from dossier.same_objects import changed_objects
from dossier.services.snapshot_tables import (
    DayKey,
    follow_days,
    follow_hashes,
    follow_ids,
    follow_outlets,
    follow_quotations,
    visible_in,
)
from dossier.text.actor_lookup import actors_called, find_actor
from dossier.text.anchors import event_label, find_event_at

Item = Article | Actor | Event | Quotation
OPENING_WORDS = 60
ID_LENGTH = 12
"""Characters of the hash of an article's file that are its id."""
ID, NAME, ARTICLE = map(attrgetter, ("id", "name", "article"))
TEXTS = "texts"
"""Stands for the articles themselves, beside the kinds of findings."""
FINDINGS = ("articles", "actors", "events", "quotations")
TABLES: Mapping[tuple[str, ...], tuple[str, ...]] = {
    (TEXTS,): ("article_ids", "outlets", "by_hash", "edited", "newest_versions"),
    ("articles",): ("links",),
    (TEXTS, "articles"): ("day_order", "by_day", "articles_by_day"),
    ("actors",): ("actors", "visible_actors"),
    ("events",): ("events", "visible_events", "all_events", "event_ids", "places", "months", "kinds", "events_in"),
    ("quotations",): ("quotations", "quotation_ids", "quote_counts", "quotations_in"),
}
"""The tables of a snapshot by what they are made from."""
T = TypeVar("T")


class Snapshot:
    """Immutable articles and findings of a dossier; a new snapshot is made when they change."""

    def __init__(
        self,
        title: str,
        articles: LayeredMap[str, Article] | Iterable[Article],
        findings: Findings,
        before: "Snapshot | None" = None,
    ) -> None:
        """`articles` are by id where they are a mapping. `before` is an earlier snapshot; its tables are used again, without what has changed."""
        self.title, self.findings = title, findings
        self.articles: LayeredMap[str, Article] = (
            articles if isinstance(articles, LayeredMap) else LayeredMap((article.id, article) for article in articles)
        )
        if before is not None:
            self._follow(before)

    def _follow(self, before: "Snapshot") -> None:
        """Takes over the tables of the snapshot before: as they are where what they are made from is the same, else with what has changed."""
        same = {kind for kind in FINDINGS if getattr(self.findings, kind) is getattr(before.findings, kind)}
        changes = {kind: changed_objects(getattr(before.findings, kind), getattr(self.findings, kind)) for kind in FINDINGS}
        gone, new = self.articles.changes_since(before.articles)
        changes[TEXTS] = list(gone.values()), list(new.values())
        if not gone and not new:
            same.add(TEXTS)
        for made_from, names in TABLES.items():
            if same.issuperset(made_from):
                vars(self).update((name, vars(before)[name]) for name in names if name in vars(before))
        for name in vars(before).keys() - vars(self).keys():
            if (table := self._following(name, vars(before)[name], changes)) is not None:
                vars(self)[name] = table
        if "day_order" in vars(before).keys() - vars(self).keys():
            vars(self)["day_order"] = follow_days(before.day_order, self._days_since(before, changes))

    def _following(self, name: str, table: Any, changes: Mapping[str, tuple[Sequence[Any], Sequence[Any]]]) -> Any:
        """A table of the snapshot before after changes, given as the objects of each kind that are gone and those that are new; None for one that
        is made again when it is needed.
        """
        gone, new = changes[TEXTS]
        is_edited = any(article.earlier for article in (*gone, *new))
        after: Any = None
        match name:
            case "links":
                after = follow_ids(table, *changes["articles"], ARTICLE)
            case "actors" | "events" | "quotations":
                after = follow_ids(table, *changes[name], ID)
            case "visible_events":
                after = follow_ids(table, changes["events"][0], [event for event in changes["events"][1] if not event.hidden], ID)
            case "quotations_in":
                after = follow_quotations(table, *changes["quotations"])
            case "outlets":
                after = follow_outlets(table, gone, new)
            case "edited" if not is_edited:
                after = table
            case "by_hash" if not is_edited:
                after = follow_hashes(table, gone, new, self.edited)
        return after

    def _days_since(
        self, before: "Snapshot", changes: Mapping[str, tuple[Sequence[Any], Sequence[Any]]]
    ) -> Iterator[tuple[DayKey | None, DayKey | None]]:
        """The place by day, before and now, of each article with a change."""
        changed = {*map(ARTICLE, chain(*changes["articles"])), *map(ID, chain(*changes[TEXTS]))}
        for ident in changed:
            yield before.day_key(ident) if ident in before.articles else None, self.day_key(ident) if ident in self.articles else None

    def day_key(self, ident: str) -> DayKey:
        """The place of an article by day; those without a day are last."""
        return self.published(ident).day or date.max, self.articles[ident].file, ident

    @cached_property
    def links(self) -> LayeredMap[str, ArticleLinks]:
        """The links of the articles."""
        return LayeredMap(zip(map(ARTICLE, self.findings.articles), self.findings.articles, strict=True))

    @cached_property
    def actors(self) -> LayeredMap[str, Actor]:
        """The actors."""
        return LayeredMap(zip(map(ID, self.findings.actors), self.findings.actors, strict=True))

    @cached_property
    def visible_actors(self) -> Blocks[Actor]:
        """The actors that are not hidden, in their order."""
        return Blocks.of(self.findings.actors).mapped(visible_in)

    @cached_property
    def events(self) -> LayeredMap[str, Event]:
        """The events."""
        return LayeredMap(zip(map(ID, self.findings.events), self.findings.events, strict=True))

    @cached_property
    def quotations(self) -> LayeredMap[str, Quotation]:
        """The quotations."""
        return LayeredMap(zip(map(ID, self.findings.quotations), self.findings.quotations, strict=True))

    @cached_property
    def likelihoods(self) -> "linking.EventLikelihoods":
        """How likely matches of events are."""
        return linking.EventLikelihoods(self.findings, self.articles)

    @cached_property
    def visible_events(self) -> LayeredMap[str, Event]:
        """The events that are not hidden."""
        return LayeredMap((e.id, e) for e in self.findings.events if not e.hidden)

    @cached_property
    def all_events(self) -> tuple[Event, ...]:
        """The events that are not hidden, in their order."""
        return tuple(event for event in self.findings.events if not event.hidden)

    @cached_property
    def article_ids(self) -> frozenset[str]:
        """The ids of all articles."""
        return frozenset(self.articles)

    @cached_property
    def event_ids(self) -> frozenset[str]:
        """The ids of all events that are not hidden."""
        return frozenset(self.visible_events)

    @cached_property
    def quotation_ids(self) -> frozenset[str]:
        """The ids of all quotations."""
        return frozenset(self.quotations)

    @cached_property
    def day_order(self) -> Blocks[DayKey]:
        """All articles by publication day, those without one last, then by file and id."""
        return Blocks.of(sorted(map(self.day_key, self.articles)))

    @cached_property
    def by_day(self) -> tuple[str, ...]:
        """The ids of all articles in the order of days."""
        return tuple(map(itemgetter(-1), self.day_order))

    @cached_property
    def articles_by_day(self) -> tuple[Article, ...]:
        """All articles in the order of days."""
        return tuple(map(self.articles.__getitem__, self.by_day))

    @cached_property
    def quote_counts(self) -> Counter[str | None]:
        """The number of quotations of each actor, by id."""
        return Counter(q.speaker for q in self.findings.quotations)

    @cached_property
    def places(self) -> Counter[str]:
        """The places of events with the number of events; of “town, region, country” each part counts by itself."""
        return Counter(part.strip() for e in self.visible_events.values() for part in e.place.split(",") if part.strip())

    @cached_property
    def months(self) -> Counter[str]:
        """The months in which events begin (as 2026-01) with the number of events."""
        return Counter(f"{e.start:%Y-%m}" for e in self.visible_events.values() if e.start)

    @cached_property
    def kinds(self) -> Counter[str]:
        """The kinds of events with their number."""
        return Counter(e.kind for e in self.visible_events.values())

    @cached_property
    def outlets(self) -> Counter[str]:
        """The outlets with the number of their articles; articles without an outlet do not count."""
        return Counter(a.outlet for a in self.articles.values() if a.outlet)

    @cached_property
    def by_hash(self) -> LayeredMap[str, Article]:
        """Articles by the sha256 of their file and of its earlier versions."""
        return LayeredMap(articles_by_hash(self.articles.values()))

    @cached_property
    def events_in(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the article that reports them."""
        events: dict[str, list[Event]] = defaultdict(list)
        for event in self.findings.events:
            for article in event.articles:
                events[article].append(event)
        return {article: tuple(reported) for article, reported in events.items()}

    @cached_property
    def quotations_in(self) -> LayeredMap[str, tuple[Quotation, ...]]:
        """Quotations by article, in order of the text."""
        return follow_quotations(LayeredMap(), (), self.findings.quotations)

    def quotations_of(self, article: str) -> tuple[Quotation, ...]:
        """The quotations of an article in order of its text."""
        return self.quotations_in.get(article, ())

    def published(self, article: str) -> PublicationDay:
        """The publication day of an article as far as it is known."""
        return self.links[article].published if article in self.links else self.article(article).published

    def totals_of(self, article: str) -> tuple[str, ...]:
        """The cumulative figures of an article in words, each with its source."""
        totals = self.links[article].cumulative if article in self.links else ()
        names = ((total, self.actors.get(total.attributed_to or "")) for total in totals)
        return tuple(format_cumulative(total, actor.name if actor else "") for total, actor in names)

    @cached_property
    def edited(self) -> Mapping[str, Article]:
        """The articles that were edited, by the sha256 of their earlier versions."""
        return {sha256: article for article in self.articles.values() for sha256 in article.earlier}

    @cached_property
    def newest_versions(self) -> Mapping[str, str]:
        """The id of each article that was edited, by the ids of its earlier versions."""
        ids = {sha256[:ID_LENGTH]: article.id for sha256, article in self.edited.items()}
        return {earlier: ident for earlier, ident in ids.items() if earlier not in self.articles}

    def article(self, ident: str) -> Article:
        """The article of that id, or that had it before it was edited; DossierError where there is none, as for the three below."""
        return _look_up(self.articles, self.newest_versions.get(ident, ident), "article")

    def actor(self, ident: str) -> Actor:
        """The actor of that id."""
        return _look_up(self.actors, ident, "actor")

    def event(self, ident: str) -> Event:
        """The event of that id."""
        return _look_up(self.events, ident, "event")

    def quotation(self, ident: str) -> Quotation:
        """The quotation of that id."""
        return _look_up(self.quotations, ident, "quotation")

    def find_item(self, prefix: str) -> Item:
        """The item with the one id that begins with `prefix`, an article by the name of its file, or an actor by name. Raises DossierError
        where there is none, or more than one.
        """
        by_file = [a for a in self.articles.values() if prefix in {a.file, a.file.rsplit("/", 1)[-1]}]
        tables: tuple[Mapping[str, Item], ...] = (self.articles, self.actors, self.events, self.quotations)
        exact = [table[prefix] for table in tables if prefix in table]
        items = by_file or exact or [item for table in tables for ident, item in table.items() if prefix and ident.startswith(prefix)]
        if not items and prefix in self.newest_versions:
            return self.article(prefix)
        if not items and (actor := self.actor_named(prefix)):
            return actor
        if not items:
            near = self.nearest_name(prefix)
            do = f"Did you mean “{near}”?" if near else "Lists show IDs with --plain or --json."
            raise DossierError(f"Nothing here has the ID “{prefix}”.", do=do)
        if len(items) > 1:
            some = ", ".join(t.id for t in items[:4])
            raise DossierError(
                f"“{prefix}” is the start of {len(items)} IDs ({some}{' …' if len(items) > 4 else ''}).", do="Type more of it."
            )
        return items[0]

    def actor_named(self, name: str) -> Actor | None:
        """The actor with that name, else one with that alias."""
        number = find_actor(self.findings.actors, name)
        return None if number is None else self.findings.actors[number]

    def actors_called(self, name: str) -> Iterator[Actor]:
        """The actors with exactly that name."""
        return actors_called(self.findings.actors, name)

    def nearest_name(self, name: str) -> str:
        """The name of an actor with a similar spelling, or empty."""
        names = {n.casefold(): n for a in self.findings.actors for n in (*a.aliases, a.name)}
        near = get_close_matches(name.casefold(), names, 1, 0.75)
        return names[near[0]] if near else ""

    def item_at(self, kind: AnchorKind, article: str, place: Span, label: str = "") -> str:
        """The id of the event or quotation at a span of an article's text, or empty."""
        if kind is AnchorKind.QUOTATION:
            return next((q.id for q in self.quotations_in.get(article, ()) if q.span.overlaps(place)), "")
        if kind is AnchorKind.EVENT:
            event = find_event_at(self.events_in.get(article, ()), article, place, label)
            return event.id if event else ""
        return ""

    def title_of(self, article: str) -> str:
        """The title of the article with that id, or its first words in guillemets where it has none."""
        return title_of(self.article(article))

    def label_of(self, event: Event) -> str:
        """A short name of an event: kind, place, first day."""
        return event_label(event)


def title_of(article: Article) -> str:
    """An article's title, or its first words in guillemets where it has none."""
    if article.title:
        return article.title
    start = article.text.strip().split("\n", 1)[0]
    return f"‹{start[:OPENING_WORDS].rsplit(' ', 1)[0]}…›" if len(start) > OPENING_WORDS else f"‹{start}›"


def _look_up(table: Mapping[str, T], ident: str, kind: str) -> T:
    try:
        return table[ident]
    except KeyError:
        raise DossierError(f"There is no {kind} with the id “{ident}”.", do="The dossier may have changed; list them again.") from None
