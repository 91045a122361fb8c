"""Cross-document event coreference: event mentions of all articles become events with dates, place, conflicts and reasons."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from dossier.linking.actors.changes import ActorChanges, ActorIds
from dossier.linking.components import connected_components
from dossier.linking.events.blocking import Key
from dossier.linking.events.clustering import Cluster, RecordClusters
from dossier.linking.events.conflicts import find_conflicts
from dossier.linking.events.corpus import CorpusEvidence, EvidenceIndex
from dossier.linking.events.dating import EventDates, combine_dates, is_late_retelling, overlap
from dossier.linking.events.explanations import date_sentence, merge_sentence
from dossier.linking.events.geocoding import Geocoder, event_location
from dossier.linking.events.known_pairs import Matcher
from dossier.linking.events.records import ActorTable, EventRecord, KnownActor, most_specific_place, records_from_article
from dossier.linking.sorted_blocks import SortedBlocks
from dossier.model.actor import ActorKind
from dossier.model.article import Article
from dossier.model.event import Event, EventMention, SourceReport, Status
from dossier.model.event_kinds.registry import event_kinds, find_kind
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks
from dossier.model.persistent.blocks import Blocks
from dossier.model.span import Span

MAX_PARTICIPANTS = 14
"""Participants that an event lists at most; those whom most reports name come first."""
MAX_PLACE_LENGTH = 80
"""Characters of a place's name at most."""

SortKey = tuple[date, date, Key]
"""First and last day (unknown days last), and the key of the first record: the order of events."""


@dataclass(frozen=True, slots=True)
class EventSource:
    """What the events of one article are made from, beside its actors."""

    article: Article
    facts: Facts
    links: ArticleLinks

    def is_same(self, other: "EventSource | None") -> bool:
        """True where both are made of the same objects."""
        if other is None or self.article is not other.article or self.facts is not other.facts:
            return False
        mine, theirs = self.links, other.links
        if mine is theirs:
            return True
        return mine.times is theirs.times and (mine.published, mine.near_duplicates) == (theirs.published, theirs.near_duplicates)


class EventLinker:
    """Links events by difference: remembers those of the last call, and compares and clusters again only the records of articles with a change,
    and what they may be one event with. The result is that of a new linker on the same articles.
    """

    def __init__(self) -> None:
        self._sources: dict[str, EventSource] = {}
        self._actors = ActorTable()
        self._evidence = EvidenceIndex()
        self._geocoder = Geocoder()
        self.matcher = Matcher(self._evidence.corpus)
        self._clusters = {kind.name: RecordClusters(kind, self.matcher) for kind in event_kinds()}
        self._records: dict[str, list[EventRecord]] = {}
        self._naming: dict[str, set[str]] = defaultdict(set)
        self._events: dict[str, tuple[SortKey, Event]] = {}
        self._order: SortedBlocks[tuple[SortKey, str], Event] = SortedBlocks()
        self._stored: Mapping[str, Event] = {}
        self._outdated: AbstractSet[str] = frozenset()
        self._outdated_links: AbstractSet[str] = frozenset()

    def resume(self, stored: Mapping[str, Event], outdated: AbstractSet[str], articles: AbstractSet[str]) -> None:
        """See `Linker.resume`; the events are by id, `articles` are the ids of those whose links are outdated."""
        self._stored, self._outdated, self._outdated_links = stored, outdated, articles

    @property
    def actors(self) -> Mapping[str, KnownActor]:
        """The actors by id, as they were at the last call."""
        return self._actors.by_id

    def link(
        self, sources: Mapping[str, EventSource], ids: ActorIds, changes: ActorChanges, only: Collection[str] | None = None
    ) -> Blocks[Event]:
        """The events of the articles, by first day (undated last), then file and offset.

        `sources` are by article id; `ids` maps (article id, key of an actor in its facts) to the actor's id; `changes` are those of the actors
        since the last call. Articles that are near-duplicates of each other count as one source. The order of the articles does not matter.
        No other sources can have changed, come or gone than `only` those, all where these are not given.
        """
        keys = sources.keys() | self._sources.keys() if only is None else only
        affected = {article for actor in self._actors.update(changes) for article in self._naming.get(actor, ())}
        changed = {key: sources[key] for key in keys if key in sources and not sources[key].is_same(self._sources.get(key))}
        changed |= {key: sources[key] for key in affected | changes.articles | self._outdated_links if key in sources}
        gone = {key for key in keys if key in self._sources and key not in sources}
        for key in gone:
            del self._sources[key]
        self._sources |= changed
        self._read_records(changed, gone, ids)
        evidence = {
            key: (sources[key].article, sources[key].facts) if key in self._records else None
            for key in (*changed, *gone)
            if key in self._records or key in self._evidence.corpus.names
        }
        outdated = {self._events[ident][0][-1][1] for ident in self._outdated if ident in self._events}
        self._replace(self._evidence.update(evidence) | changed.keys() | gone | outdated)
        self._stored, self._outdated, self._outdated_links = {}, frozenset(), frozenset()
        return self._order.items

    def _read_records(self, changed: Mapping[str, EventSource], gone: Iterable[str], ids: ActorIds) -> None:
        """Make the records of changed articles again."""
        for key in (*changed, *gone):
            self._geocoder.forget(key)
            for actor in _actors_in(self._records.pop(key, ())):
                self._naming[actor].discard(key)
        for key, source in changed.items():
            records = records_from_article(source.article, source.facts, source.links.published, source.links.times, ids, self._actors)
            if records:
                self._records[key] = records
                for actor in _actors_in(records):
                    self._naming[actor].add(key)

    def _replace(self, articles: Iterable[str]) -> None:
        """Cluster the records of articles again, and make the events of clusters that are new or have one of these articles."""
        gone, new = list[Cluster](), list[Cluster]()
        self.matcher.forget()
        for kind, clusters in self._clusters.items():
            records = {key: [record for record in self._records.get(key, ()) if record.kind == kind] for key in articles}
            removed, added = clusters.update(records)
            gone += removed
            new += added
        before = {ident: self._events.pop(ident) for ident in {_event_id(cluster[0]) for cluster in gone}}
        for cluster in new:
            event = _event(cluster, self._sources, self._actors.by_id, self._evidence.corpus, self._geocoder)
            key = (event.start or date.max, event.end or date.max, cluster[0].key)
            known = self._stored.get(event.id) or (before[event.id][1] if event.id in before else None)
            self._events[event.id] = key, known if known is not None and known == event else event
        after = {ident: self._events[ident] for ident in {_event_id(cluster[0]) for cluster in new}}
        rows = {(key, ident): event for ident, (key, event) in after.items()}
        self._order.update({(key, ident) for ident, (key, _) in before.items()}, rows)


def _actors_in(records: Iterable[EventRecord]) -> set[str]:
    """The actors of records whose names, kinds and sides the events depend on."""
    attackers = {record.attacker for record in records if record.attacker}
    return attackers | {actor for record in records for actor in record.persons | record.bodies}


def _event(
    cluster: Cluster,
    sources: Mapping[str, EventSource],
    actors: Mapping[str, KnownActor],
    corpus: CorpusEvidence,
    geocoder: Geocoder,
) -> Event:
    """One event from its records; the dates of records that it took place outweigh those that it was planned."""
    occurred = [r for r in cluster if r.status is Status.OCCURRED]
    dated = [r for r in occurred if r.dates.known] or list(cluster)
    if not any(r.dates.sure for r in dated):
        dated += [r for r in cluster if r.dates.sure and any(_falls_on_plan(known.dates, r.dates) for known in dated)]
    dates = combine_dates([r.dates for r in dated], cluster[0].kind)
    reports = _merge_same_sentence(_source_report(r, m, sources[r.article], geocoder) for r in cluster for m in r.mentions)
    first = cluster[0]
    place = _format_place(most_specific_place([r.place for r in cluster if r.place]))
    return Event(
        id=_event_id(first),
        kind=first.kind,
        subkind=_subkind(cluster),
        status=Status.OCCURRED if occurred else Status.PLANNED,
        start=dates.start,
        end=dates.end,
        granularity=dates.granularity or "day",
        sure=dates.sure,
        date_explanation=date_sentence(dates),
        place=place,
        participants=_participants(reports, actors),
        attacker=(attacker := _most_common([r.attacker for r in cluster if r.attacker])),
        attacker_words="" if attacker else _most_common([r.attacker_words for r in reports]) or "",
        weapon=_most_common([r.weapon for r in cluster if r.weapon]) or "",
        target=next((m.target for r in cluster for m in r.mentions if m.target), ""),
        conflicts=find_conflicts(first.kind, reports, actors),
        reports=reports,
        merge_explanation=merge_sentence(
            cluster, actors, corpus.names_in_several({record.article for record in cluster}), corpus.ages_in_several(cluster)
        ),
        independent_sources=_count_independent([r.article for r in cluster], sources),
        series=next((r.series for r in cluster if r.series), ""),
        location=event_location(place, reports),
    )


def _falls_on_plan(guess: EventDates, plan: EventDates) -> bool:
    """True where the guessed day of an event that took place is the day it was planned for, or that of a report some days later."""
    return overlap(guess, plan) or is_late_retelling(guess, plan)


def _event_id(first: EventRecord) -> str:
    """Kind letter and a hash of the earliest mention's article and offset."""
    start = min(m.span.start for m in first.mentions)
    digest = hashlib.sha256(f"{first.kind} {first.article} {start} {first.key[3]}".encode()).hexdigest()
    return f"{find_kind(first.kind).id_letter}{digest[:11]}"


def _source_report(record: EventRecord, mention: EventMention, source: EventSource, geocoder: Geocoder) -> SourceReport:
    """One mention with the ids of the dossier's actors, the dates of its record, and what its place stands for."""
    ids = record.actor_ids
    return SourceReport(
        article=record.article,
        span=mention.span,
        text=mention.span.of(source.article.text),
        status=mention.status if record.status is Status.OCCURRED else Status.PLANNED,
        start=record.dates.start,
        end=record.dates.end,
        granularity=record.dates.granularity or "day",
        place=_format_place(mention.places),
        participants=tuple(dict.fromkeys(ids[key] for key in mention.participants if key in ids)),
        attacker=ids.get(mention.attacker) if mention.attacker is not None else None,
        attacker_words=mention.attacker_words,
        weapon=mention.weapon,
        figures=mention.figures,
        attributed_to=ids.get(mention.attributed_to) if mention.attributed_to is not None else None,
        date_evidence=record.dates.evidence,
        sure=record.dates.sure or not record.dates.known,
        location=geocoder.locate(source.article, source.facts, mention.places),
    )


def _merge_same_sentence(reports: Iterable[SourceReport]) -> tuple[SourceReport, ...]:
    """The reports, with those of one sentence merged into one that has the participants of all."""
    merged: dict[tuple[str, Span], SourceReport] = {}
    for report in reports:
        key = (report.article, report.span)
        first = merged.get(key, report)
        participants = tuple(dict.fromkeys((*first.participants, *report.participants)))
        place, location = (first.place, first.location) if first.place else (report.place, report.location)
        merged[key] = replace(first, participants=participants, figures=first.figures or report.figures, place=place, location=location)
    return tuple(merged.values())


def _subkind(cluster: Cluster) -> str:
    """The subkind that the mentions give; if its kind counts parties, an event without one is bilateral or multilateral by its number of parties."""
    subkinds = [m.subkind for r in cluster for m in r.mentions if m.subkind]
    if not find_kind(cluster[0].kind).counts_parties:
        return subkinds[0] if subkinds else ""
    special = [word for word in subkinds if word not in {"bilateral", "multilateral"}]
    parties = {ident for r in cluster for ident in (*r.bodies, *r.represented_states, *r.unaffiliated)}
    return special[0] if special else "multilateral" if len(parties) > 2 else "bilateral"


def _participants(reports: Sequence[SourceReport], actors: Mapping[str, KnownActor]) -> tuple[str, ...]:
    """Ids of the participants: persons first, then states and organisations, the most named first, MAX_PARTICIPANTS at most."""
    count = Counter(ident for r in reports for ident in r.participants)
    position = {ident: number for number, ident in enumerate(dict.fromkeys(ident for r in reports for ident in r.participants))}
    persons = {ident for ident in count if ident in actors and actors[ident].kind is ActorKind.PERSON}
    ordered = sorted(count, key=lambda ident: (ident not in persons, -count[ident], position[ident]))
    return tuple(ordered[:MAX_PARTICIPANTS])


def _format_place(place: Sequence[str]) -> str:
    """Town, region and state; cut to MAX_PLACE_LENGTH characters and three commas by leaving out the middle."""
    names = [name.replace(",", "") for name in place]
    while len(names) > 1 and (len(", ".join(names)) > MAX_PLACE_LENGTH or len(names) > 4):
        names.pop(-2 if len(names) > 2 else -1)
    return ", ".join(names)[:MAX_PLACE_LENGTH]


def _most_common(values: Sequence[str | None]) -> str | None:
    """The most common value, of equals the first; None for none."""
    given = [v for v in values if v]
    return max(given, key=lambda v: (given.count(v), -given.index(v))) if given else None


def _count_independent(articles: Sequence[str], sources: Mapping[str, EventSource]) -> int:
    """The number of sources when articles of nearly the same text count once."""
    ids = sorted(set(articles))
    return len(connected_components(ids, ((key, other) for key in ids for other in sources[key].links.near_duplicates if other in ids)))
